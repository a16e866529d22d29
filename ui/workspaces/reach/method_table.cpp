#include "ui/workspaces/reach/method_table.h"

#include "ui/style/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <algorithm>
#include <array>

namespace kamke::ui {

namespace {

using Field = MethodTableModel::Field;

/// Columns in the order in which they get room.
constexpr std::array byImportance{Field::Method,     Field::Width, Field::Proof, Field::Relative,
                                  Field::Iterations, Field::Time,  Field::Lower, Field::Upper};

} // namespace

MethodTable::MethodTable(MethodTableModel* model, QWidget* parent)
    : CopyableTable(parent)
    , model_(model) {
    setModel(model);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Reach methods"));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(model, &QAbstractItemModel::modelReset, this, &MethodTable::arrange);
    // Columns that follow every number of a box that is dragged would jitter, and measuring them takes as
    // long as drawing them. Other kinds of rows get their room at once.
    later_.setSingleShot(true);
    later_.setInterval(100);
    connect(&later_, &QTimer::timeout, this, &MethodTable::arrange);
    connect(
        model, &QAbstractItemModel::dataChanged, this,
        [this](const auto&, const auto&, const QList<int>& roles) {
            if (!roles.isEmpty())
                return;
            if (rows() != rows_)
                arrange();
            else if (!later_.isActive())
                later_.start();
        });
    arrange();
}

std::vector<MethodTable::Row> MethodTable::rows() const {
    std::vector<Row> rows;
    for (int row = 0; row < model_->rowCount(); ++row) {
        const Enclosure* e = model_->enclosure(row);
        rows.push_back(!e ? Row::Empty : e->ok() ? Row::Numbers : Row::Reason);
    }
    return rows;
}

void MethodTable::setHoveredRow(int row) {
    if (row == hoveredRow_)
        return;
    hoveredRow_ = row;
    viewport()->update();
}

void MethodTable::resizeEvent(QResizeEvent* event) {
    CopyableTable::resizeEvent(event);
    arrange();
}

void MethodTable::changeEvent(QEvent* event) {
    CopyableTable::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        arrange();
}

void MethodTable::paintEvent(QPaintEvent* event) {
    // Under the cells, so that figures stay as sharp as in the other rows.
    if (hoveredRow_ >= 0) {
        QPainter painter(viewport());
        painter.fillRect(
            QRect(0, rowViewportPosition(hoveredRow_), viewport()->width(), rowHeight(hoveredRow_)),
            currentTheme().selection);
    }
    CopyableTable::paintEvent(event);
}

void MethodTable::arrange() {
    // Column widths and heights change the geometry, which comes back here.
    if (arranging_ || !model_)
        return;
    arranging_ = true;
    later_.stop();
    clearSpans();
    const int line = static_cast<int>(fontMetrics().height() * 1.65);
    verticalHeader()->setMinimumSectionSize(line);

    // Reasons do not count, they wrap.
    bool reasons = false;
    const auto isReason = [this, &reasons](const QModelIndex& cell) {
        const bool reason = model_->field(cell.column()) != Field::Method &&
                            !cell.data(MethodTableModel::ReasonRole).toString().isEmpty();
        reasons = reasons || reason;
        return reason;
    };
    const auto needed = [this, isReason](int column) { return contentWidth(column, isReason); };
    const int room = viewport()->width();
    const auto place = [&] {
        int used = 0;
        bool full = false;
        for (const Field field : byImportance) {
            int width = 0;
            std::vector<std::pair<int, int>> widths;
            for (int column = 0; column < model_->columnCount(); ++column)
                if (model_->field(column) == field) {
                    widths.emplace_back(column, needed(column));
                    width += widths.back().second;
                }
            // Lower bounds without upper ones would mislead: both come, or none.
            const int both = field == Field::Lower ? 2 * width : width;
            full = full || (field != Field::Method && field != Field::Width && field != Field::Proof &&
                            used + both > room);
            for (const auto& [column, w] : widths) {
                setColumnHidden(column, full);
                if (!full)
                    setColumnWidth(column, w);
            }
            if (!full)
                used += width;
        }
        return room - used;
    };
    // Shorter words are better than the beginning and end of longer ones.
    using Words = MethodTableModel::Words;
    int left = 0;
    for (const Words words : {Words::Full, Words::Labels, Words::LabelsAndMarks}) {
        model_->setWords(words);
        left = place();
        if (left >= 0)
            break;
    }
    // What is missing is taken from the names; what is left goes to them, or to the reasons where there are
    // some.
    const int roomy = left > 0 && reasons ? model_->columnCount() - 1 : 0;
    setColumnWidth(roomy, std::max(60, columnWidth(roomy) + left));

    rows_ = rows();
    for (int row = 0; row < model_->rowCount(); ++row) {
        const bool reason = rows_[static_cast<std::size_t>(row)] == Row::Reason;
        if (reason)
            setSpan(row, 1, 1, model_->columnCount() - 1);
        setRowHeight(row, reason ? static_cast<int>(fontMetrics().height() * 2.5) : line);
    }
    fitHeight();
    arranging_ = false;
}

} // namespace kamke::ui
