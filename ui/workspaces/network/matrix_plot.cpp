#include "ui/workspaces/network/matrix_plot.h"

#include "ui/plot/canvas.h"
#include "ui/text/number_text.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr double markRoom = 14;   // left of the picture, for the mark of the row
constexpr double scaleBand = 10;  // width of the colour scale
constexpr double scaleRoom = 74;  // with its numbers
constexpr double lineRoom = 1.45; // of the small font

} // namespace

Matrix partOf(const Matrix& A, MatrixPart part) {
    switch (part) {
    case MatrixPart::Metzler:
        return metzlerPart(A);
    case MatrixPart::Majorant:
        return metzlerMajorant(A);
    case MatrixPart::Raw:
        break;
    }
    return A;
}

MatrixPlot::MatrixPlot(QWidget* parent)
    : PaintedPlot(parent) {
    for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2})
        axis->setVisible(false);
    axisRect()->setVisible(false);
    keepStill();
}

void MatrixPlot::showMatrix(
    const QString& title, std::shared_ptr<const NetworkFigures> figures, MatrixPart part, bool bestEta,
    double least, double most) {
    if (figures && (!figures->analysis || !figures->problem.empty()))
        figures.reset();
    const bool same = figures == figures_ && part == part_ && bestEta == bestEta_ && least == least_ &&
                      most == most_ && title == title_;
    if (same)
        return;
    title_ = title;
    figures_ = std::move(figures);
    part_ = part;
    bestEta_ = bestEta;
    least_ = least;
    most_ = most;
    marked_ = row_ = column_ = -1;
    shown_ = figures_ ? partOf(figures_->network->A, part) : Matrix();
    if (figures_)
        (bestEta ? figures_->rowsBest : figures_->rowsOnes).maxCoeff(&marked_);
    makeImage();
    setAccessibleName(tr("Heat map of A of %1").arg(title));
    setSummary(reading());
    replot(rpQueuedReplot);
}

double MatrixPlot::rowMeasure(Index row) const {
    return (bestEta_ ? figures_->rowsBest : figures_->rowsOnes)(row);
}

QColor MatrixPlot::colourOf(double value) const {
    if (part_ == MatrixPart::Raw)
        return Theme::signedColour(most_ > 0 ? value / most_ : 0);
    return Theme::magnitudeColour(most_ > least_ ? (value - least_) / (most_ - least_) : 0);
}

void MatrixPlot::makeImage() {
    image_ = QImage(static_cast<int>(shown_.cols()), static_cast<int>(shown_.rows()), QImage::Format_RGB32);
    for (int i = 0; i < image_.height(); ++i)
        for (int j = 0; j < image_.width(); ++j)
            image_.setPixelColor(j, i, colourOf(shown_(i, j)));
}

QRectF MatrixPlot::picture() const {
    const double line = lineRoom * QFontMetricsF(smallFont()).height();
    const QRectF all = QRectF(viewport()).adjusted(markRoom, line + 4, -scaleRoom, -line - 2);
    const double side = std::min(all.width(), all.height());
    const auto n = static_cast<double>(std::max<Index>(1, shown_.rows()));
    // Whole pixels of the screen, so that no row is wider than another.
    const double dots = std::floor(side * bufferDevicePixelRatio() / n);
    const double cell = dots >= 1 ? dots / bufferDevicePixelRatio() : side / n;
    return {std::round(all.left()), std::round(all.top()), cell * n, cell * n};
}

void MatrixPlot::paint(QCPPainter& painter) {
    const double line = lineRoom * QFontMetricsF(smallFont()).height();
    const QRectF all(viewport());
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(theme().text);
    const QRectF head(all.left() + markRoom, all.top(), all.width() - markRoom, line);
    painter.drawText(
        head, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(bold).elidedText(title_, Qt::ElideRight, head.width()));
    if (image_.isNull())
        return;
    const QRectF where = picture();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, where.width() < image_.width());
    painter.drawImage(where, image_);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().cardBorder, 1));
    painter.drawRect(where.adjusted(-0.5, -0.5, 0.5, 0.5));
    if (marked_ >= 0) {
        const double cell = where.height() / static_cast<double>(shown_.rows());
        const QRectF row(
            where.left(), where.top() + cell * static_cast<double>(marked_), where.width(), cell);
        // Dark around light: seen on every colour of the scale.
        painter.setPen(QPen(Theme::ink(1), 2.4));
        painter.drawRect(row.adjusted(-1, -1, 1, 1));
        painter.setPen(QPen(Theme::ink(0), 1));
        painter.drawRect(row.adjusted(-1, -1, 1, 1));
        const double middle = row.center().y();
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().text);
        painter.drawPolygon(QPolygonF{
            {where.left() - 4, middle},
            {where.left() - 11, middle - 4.5},
            {where.left() - 11, middle + 4.5}});
    }
    paintScale(painter, {where.right() + 12, where.top(), scaleBand, where.height()});
    painter.setFont(smallFont());
    painter.setPen(theme().faintText);
    const QRectF foot(all.left() + markRoom, where.bottom() + 3, all.width() - markRoom, line);
    painter.drawText(
        foot, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(smallFont()).elidedText(reading(), Qt::ElideMiddle, foot.width()));
}

void MatrixPlot::paintScale(QCPPainter& painter, const QRectF& where) const {
    const bool isSigned = part_ == MatrixPart::Raw;
    const double bottom = isSigned ? -most_ : least_;
    constexpr int steps = 64;
    painter.setPen(Qt::NoPen);
    for (int k = 0; k < steps; ++k) {
        const double t = (k + 0.5) / steps;
        painter.setBrush(colourOf(most_ + (bottom - most_) * t));
        painter.drawRect(QRectF(
            where.left(), where.top() + where.height() * k / steps, where.width(),
            where.height() / steps + 0.5));
    }
    painter.setFont(smallFont());
    painter.setPen(theme().faintText);
    const double line = QFontMetricsF(smallFont()).height();
    const auto label = [&](double value, double y, const QString& sign = {}) {
        const double shown = QString::number(value, 'g', 3).toDouble();
        painter.drawText(
            QRectF(where.right() + 5, y - line / 2, scaleRoom, line), Qt::AlignLeft | Qt::AlignVCenter,
            sign + formatNumber(shown));
    };
    // Entries beyond the scale have the colour of its end.
    label(most_, where.top() + line / 2, shown_.maxCoeff() > most_ ? QStringLiteral("≥ ") : QString());
    if (where.height() > 3.5 * line && bottom < 0 && most_ > 0) {
        const double zero = where.top() + where.height() * most_ / (most_ - bottom);
        if (zero < where.bottom() - 1.4 * line)
            label(0, zero);
    }
    label(bottom, where.bottom() - line / 2, shown_.minCoeff() < bottom ? QStringLiteral("≤ ") : QString());
}

QString MatrixPlot::reading() const {
    if (!figures_ || marked_ < 0)
        return {};
    if (row_ >= 0)
        return tr("row %1, column %2: %3; row measure %4")
            .arg(row_ + 1)
            .arg(column_ + 1)
            .arg(formatNumber(shown_(row_, column_)), formatNumber(rowMeasure(row_)));
    return tr("row %1 sets the measure: %2").arg(marked_ + 1).arg(formatNumber(rowMeasure(marked_)));
}

void MatrixPlot::hoverAt(const QPointF& pixel) {
    const QRectF where = picture();
    const QPointF at = pixel - where.topLeft();
    const auto n = static_cast<double>(shown_.rows());
    Index row = -1, column = -1;
    if (figures_ && where.contains(pixel)) {
        row = std::clamp<Index>(static_cast<Index>(at.y() / where.height() * n), 0, shown_.rows() - 1);
        column = std::clamp<Index>(static_cast<Index>(at.x() / where.width() * n), 0, shown_.cols() - 1);
    }
    if (row != row_ || column != column_) {
        row_ = row;
        column_ = column;
        redraw();
    }
}

void MatrixPlot::endHover() {
    row_ = column_ = -1;
    redraw();
}

void MatrixPlot::restyle(const Theme& theme) {
    PaintedPlot::restyle(theme);
    axisRect()->setBackground(QBrush(Qt::NoBrush));
}

QString MatrixPlot::csv() const {
    QString text;
    for (Index i = 0; i < shown_.rows(); ++i)
        for (Index j = 0; j < shown_.cols(); ++j)
            text += exactNumber(shown_(i, j)) + (j + 1 < shown_.cols() ? u',' : u'\n');
    return text;
}

} // namespace kamke::ui
