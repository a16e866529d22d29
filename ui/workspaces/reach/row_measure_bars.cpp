#include "ui/workspaces/reach/row_measure_bars.h"

#include "ui/formula/math_text.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/widgets/tabular_text.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <cmath>

namespace kamke::ui {

namespace {
constexpr double threshold = 1;
} // namespace

RowMeasureBars::RowMeasureBars(QWidget* parent)
    : QWidget(parent) {
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RowMeasureBars::setMeasures(const Vector& rows, const QString& maximumName) {
    rows_ = rows;
    maximumName_ = maximumName;
    largest_ = -1;
    if (rows_.size() > 0) {
        Index at = 0;
        rows_.maxCoeff(&at);
        largest_ = static_cast<int>(at);
        setAccessibleName(
            tr("Row measures: the largest is %1, in row %2").arg(formatNumber(rows_(at))).arg(at + 1));
    }
    updateGeometry();
    update();
}

void RowMeasureBars::setHoveredRow(int row) {
    if (row == hovered_)
        return;
    hovered_ = row;
    update();
}

void RowMeasureBars::setStale(bool stale) {
    if (stale == stale_)
        return;
    stale_ = stale;
    update();
}

int RowMeasureBars::rowHeight() const {
    return static_cast<int>(std::ceil(fontMetrics().height() * 1.3));
}

QSize RowMeasureBars::sizeHint() const {
    return {200, rowHeight() * static_cast<int>(rows_.size())};
}

int RowMeasureBars::rowAt(int y) const {
    const int row = y >= 0 ? y / rowHeight() : -1;
    return row < rows_.size() ? row : -1;
}

void RowMeasureBars::paintEvent(QPaintEvent* event) {
    if (rows_.size() == 0)
        return;
    const Theme& theme = currentTheme();
    QPainter painter(this);
    const QFontMetricsF metrics(font());
    const int height = rowHeight();

    // Row number, bar, value and mark side by side; the widest texts fix all columns but the bar's.
    const QString mark = QStringLiteral("= ") + maximumName_;
    const qreal numberColumn = metrics.horizontalAdvance(tr("row %1").arg(rows_.size())) + 10;
    const qreal markColumn = mathWidth(mark, font()) + 10;
    qreal valueColumn = 0;
    const int first = std::max(0, event->rect().top() / height);
    const int last = std::min(static_cast<int>(rows_.size()) - 1, event->rect().bottom() / height);
    for (const double value : {rows_.minCoeff(), rows_.maxCoeff(), 1.0 / 3})
        valueColumn = std::max(valueColumn, tabularWidth(metrics, formatNumber(value)) + 6);
    const qreal barWidth = std::max(20.0, width() - numberColumn - valueColumn - markColumn);
    const double least = std::min(0.0, rows_.minCoeff()), most = std::max(threshold * 1.05, rows_.maxCoeff());
    const auto x = [&](double value) { return numberColumn + (value - least) / (most - least) * barWidth; };

    painter.setRenderHint(QPainter::Antialiasing);
    for (int row = first; row <= last; ++row) {
        const QRectF line(0, row * height, width(), height);
        if (row == hovered_)
            painter.fillRect(line, theme.hover);
        const double value = rows_(row);
        const bool largest = row == largest_, over = value >= threshold;
        const QColor ink = stale_ ? theme.faintText : over ? theme.bad : theme.text;
        painter.setPen(theme.faintText);
        painter.drawText(
            QRectF(0, line.top(), numberColumn, height), Qt::AlignLeft | Qt::AlignVCenter,
            tr("row %1").arg(row + 1));

        QColor bar = stale_ ? theme.cardBorder : over ? theme.bad : theme.accent;
        if (!largest)
            bar.setAlphaF(0.45F);
        const qreal left = x(std::min(0.0, value)), right = x(std::max(0.0, value)), thick = height * 0.36;
        painter.setPen(Qt::NoPen);
        painter.setBrush(bar);
        painter.drawRoundedRect(
            QRectF(left, line.center().y() - thick / 2, std::max(1.5, right - left), thick), 1.5, 1.5);

        painter.setPen(ink);
        drawTabular(
            painter, QRectF(numberColumn + barWidth, line.top(), valueColumn, height), formatNumber(value));
        if (largest)
            painter.fillPath(
                mathPath(mark, font())
                    .translated(
                        width() - markColumn + 5,
                        line.center().y() + (metrics.ascent() - metrics.descent()) / 2),
                ink);
    }
    // Zero and the threshold run through all rows.
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(theme.axis, 1));
    painter.drawLine(QPointF(x(0), 0), QPointF(x(0), this->height()));
    painter.setPen(QPen(theme.faintText, 1, Qt::DashLine));
    painter.drawLine(QPointF(x(threshold), 0), QPointF(x(threshold), this->height()));
}

void RowMeasureBars::mouseMoveEvent(QMouseEvent* event) {
    const int row = rowAt(event->position().toPoint().y());
    setToolTip(
        row < 0 ? QString()
                : tr("Row %1: %2; the measure must stay below 1").arg(row + 1).arg(exactNumber(rows_(row))));
    emit rowHovered(row);
}

void RowMeasureBars::leaveEvent(QEvent*) {
    emit rowHovered(-1);
}

bool RowMeasureBars::event(QEvent* event) {
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    return QWidget::event(event);
}

void RowMeasureBars::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    menu.addAction(tr("Copy Row Measures"), this, [this] {
        QString text;
        for (const double value : rows_)
            text += exactNumber(value) + QLatin1Char('\n');
        QApplication::clipboard()->setText(text);
    });
    menu.exec(event->globalPos());
}

} // namespace kamke::ui
