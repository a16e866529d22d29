#include "ui/workspaces/reach/matrix_view.h"

#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/widgets/tabular_text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollBar>
#include <cmath>

namespace kamke::ui {

namespace {

/// Above this many entries all columns get the width of a six-digit number: measuring each would take too
/// long.
constexpr Index measuredEntries = 600;
constexpr int bracketGap = 4;
constexpr int bracketSerif = 4;

} // namespace

MatrixTable::MatrixTable(MatrixModel* model, QWidget* parent)
    : CopyableTable(parent)
    , model_(model) {
    setModel(model);
    setSelectionMode(ExtendedSelection);
    // Rows of a matrix are not separated by lines as those of other tables are.
    setStyleSheet(QStringLiteral("QTableView::item { border-bottom: none; }"));
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setHighlightSections(false);
}

void MatrixTable::keyPressEvent(QKeyEvent* event) {
    const bool up = event->key() == Qt::Key_Up;
    if ((up || event->key() == Qt::Key_Down) && event->modifiers() & Qt::ControlModifier) {
        const double times = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
        model_->step(currentIndex(), (up ? 1 : -1) * times * stepSize);
        event->accept();
        return;
    }
    // Enter opens the editor; Enter in the editor commits.
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && state() != EditingState &&
        currentIndex().isValid()) {
        edit(currentIndex());
        event->accept();
        return;
    }
    CopyableTable::keyPressEvent(event);
}

void MatrixTable::wheelEvent(QWheelEvent* event) {
    if (!(event->modifiers() & Qt::ControlModifier)) {
        CopyableTable::wheelEvent(event);
        return;
    }
    // Touch pads send fractions of a notch, which is 120 units.
    wheelRest_ += event->angleDelta().y();
    const int notches = wheelRest_ / 120;
    wheelRest_ -= notches * 120;
    if (notches != 0) {
        const double times = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
        model_->step(indexAt(event->position().toPoint()), notches * times * stepSize);
    }
    event->accept();
}

MatrixView::MatrixView(const QString& symbol, QWidget* parent)
    : QFrame(parent)
    , model_(new MatrixModel(symbol, this))
    , table_(new MatrixTable(model_))
    , label_(new QLabel(QStringLiteral("<i>%1</i>").arg(symbol))) {
    table_->setAccessibleName(tr("%1, editable").arg(symbol));
    table_->setObjectName(QStringLiteral("matrix_%1").arg(symbol));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 2, bracketGap + 2, 2);
    layout->setSpacing(bracketGap + 6);
    layout->addWidget(label_);
    layout->addWidget(table_);
    connect(
        model_, &QAbstractItemModel::dataChanged, this,
        [this](const auto&, const auto&, const QList<int>& roles) {
            if (roles.isEmpty())
                fit();
        });
}

void MatrixView::setMatrix(const Matrix& matrix) {
    const bool reshaped =
        matrix.rows() != model_->matrix().rows() || matrix.cols() != model_->matrix().cols();
    model_->setMatrix(matrix);
    if (reshaped)
        fit();
}

void MatrixView::setLarge(bool large) {
    large_ = large;
    label_->setVisible(!large);
    table_->horizontalHeader()->setVisible(large);
    table_->verticalHeader()->setVisible(large);
    table_->setHorizontalScrollBarPolicy(large ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    table_->setVerticalScrollBarPolicy(large ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    fit();
}

void MatrixView::fit() {
    const Matrix& M = model_->matrix();
    if (M.size() == 0)
        return;
    const QFontMetricsF metrics(table_->font());
    const int rowHeight = static_cast<int>(std::ceil(metrics.height() * 1.45));
    table_->verticalHeader()->setMinimumSectionSize(rowHeight);
    table_->verticalHeader()->setDefaultSectionSize(rowHeight);

    // Room for the padding of the style sheet and the delegate, both sides.
    const qreal padding = metrics.height() * 0.7 + 10;
    qreal total = 0;
    for (Index j = 0; j < M.cols(); ++j) {
        qreal width = tabularWidth(metrics, QStringLiteral("0.00"));
        if (M.size() > measuredEntries)
            width = tabularWidth(metrics, QStringLiteral("−0.000000000"));
        else
            for (Index i = 0; i < M.rows(); ++i)
                width = std::max(width, tabularWidth(metrics, formatNumber(M(i, j))));
        const int section = static_cast<int>(std::ceil(width + padding));
        table_->setColumnWidth(static_cast<int>(j), section);
        total += section;
    }
    const int rows = static_cast<int>(M.rows());
    if (large_) {
        table_->setMinimumWidth(0);
        table_->setMaximumWidth(QWIDGETSIZE_MAX);
        const int shown = std::min(rows, visibleRows);
        table_->setFixedHeight(
            shown * rowHeight + table_->horizontalHeader()->sizeHint().height() +
            table_->horizontalScrollBar()->sizeHint().height());
    } else {
        table_->setFixedSize(static_cast<int>(total), rows * rowHeight);
    }
    updateGeometry();
    update();
}

void MatrixView::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    if (large_)
        return;
    QPainter painter(this);
    painter.setPen(QPen(currentTheme().text, 1));
    const QRect inner = table_->geometry().adjusted(-bracketGap, 0, bracketGap - 1, 0);
    const int bottom = inner.bottom() + 1;
    const auto bracket = [&](int x, int serif) {
        painter.drawLine(x, inner.top(), x, bottom);
        painter.drawLine(x, inner.top(), x + serif, inner.top());
        painter.drawLine(x, bottom, x + serif, bottom);
    };
    bracket(inner.left(), bracketSerif);
    bracket(inner.right(), -bracketSerif);
}

void MatrixView::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

} // namespace kamke::ui
