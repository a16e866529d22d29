#include "ui/workspaces/digits/certificate_table.h"

#include "ui/style/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <algorithm>
#include <array>
#include <numeric>

namespace kamke::ui {
namespace {

constexpr int reasonLines = 2; // a tooltip has the rest

} // namespace

CertificateTable::CertificateTable(DigitLink* link, QWidget* parent)
    : CopyableTable(parent)
    , link_(link)
    , model_(new CertificateModel(link, this)) {
    setModel(model_);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Certificates"));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(model_, &QAbstractItemModel::dataChanged, this, &CertificateTable::arrange);
    connect(model_, &QAbstractItemModel::modelReset, this, [this] {
        arrange();
        emit foldedCountChanged();
    });
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& cell) {
        link_->chooseCertificate(cell.data(CertificateModel::IdRole).toString());
    });
    connect(this, &CopyableTable::rowHovered, this, [this](int row) {
        link_->hover(row < 0 ? QString() : model_->index(row, 0).data(CertificateModel::IdRole).toString());
    });
    arrange();
}

void CertificateTable::setFolded(bool folded) {
    folded_ = folded;
    arrange();
}

void CertificateTable::resizeEvent(QResizeEvent* event) {
    CopyableTable::resizeEvent(event);
    arrange();
}

void CertificateTable::changeEvent(QEvent* event) {
    CopyableTable::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        arrange();
}

void CertificateTable::paintEvent(QPaintEvent* event) {
    // Under the cells, so that figures stay as sharp as in the other rows.
    const auto result = link_->result();
    QPainter painter(viewport());
    const auto light = [&](int row, const QColor& colour) {
        if (row >= 0 && !isRowHidden(row))
            painter.fillRect(QRect(0, rowViewportPosition(row), viewport()->width(), rowHeight(row)), colour);
    };
    light(result ? model_->rowOf(result->certificate) : -1, currentTheme().selection);
    light(model_->rowOf(link_->store()->hoveredMethod()), currentTheme().hover);
    painter.end();
    CopyableTable::paintEvent(event);
}

void CertificateTable::arrange() {
    // Column widths and heights change the geometry, which comes back here.
    if (arranging_ || !model_)
        return;
    arranging_ = true;
    clearSpans();
    const int line = static_cast<int>(fontMetrics().height() * 1.65);
    verticalHeader()->setMinimumSectionSize(line);
    const auto isReason = [](const QModelIndex& cell) {
        return cell.column() != CertificateModel::Name &&
               !cell.data(CertificateModel::ReasonRole).toString().isEmpty();
    };
    std::array<int, CertificateModel::ColumnCount> widths{};
    int used = 0;
    bool full = false;
    for (const bool brief : {false, true}) {
        model_->setBrief(brief);
        for (int column = 0; column < CertificateModel::ColumnCount; ++column)
            widths[static_cast<std::size_t>(column)] = contentWidth(column, isReason);
        used = std::accumulate(widths.begin(), widths.end(), 0);
        full = used > viewport()->width();
        if (full)
            used -= widths[CertificateModel::Steps];
        if (used <= viewport()->width())
            break;
    }
    for (int column = 0; column < CertificateModel::ColumnCount; ++column)
        setColumnWidth(column, widths[static_cast<std::size_t>(column)]);
    setColumnHidden(CertificateModel::Steps, full);
    // What is left goes between the numbers and the proof; what is missing is taken from the names.
    const int left = viewport()->width() - used;
    const int roomy = left > 0 ? CertificateModel::Proof : CertificateModel::Name;
    setColumnWidth(roomy, std::max(60, columnWidth(roomy) + left));
    const int beside = viewport()->width() - columnWidth(CertificateModel::Name) - 12;
    for (int row = 0; row < model_->rowCount(); ++row) {
        const QModelIndex name = model_->index(row, 0);
        setRowHidden(row, folded_ && !name.data(CertificateModel::AppliesRole).toBool());
        if (isRowHidden(row))
            continue;
        const QString reason = name.data(CertificateModel::ReasonRole).toString();
        int height = line;
        if (!reason.isEmpty()) {
            setSpan(row, CertificateModel::Margin, 1, CertificateModel::ColumnCount - 1);
            const QRect needed =
                fontMetrics().boundingRect(QRect(0, 0, std::max(60, beside), 1000), Qt::TextWordWrap, reason);
            height = std::max(
                line, std::min(needed.height(), reasonLines * fontMetrics().lineSpacing()) + line / 3);
        }
        setRowHeight(row, height);
    }
    fitHeight();
    viewport()->update();
    arranging_ = false;
}

} // namespace kamke::ui
