#include "ui/workspaces/reach/row_measure_panel.h"

#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/text/local_numbers.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/reach/row_measure_bars.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace kamke::ui {

namespace {
constexpr int visibleRows = 8;
} // namespace

RowMeasurePanel::RowMeasurePanel(ExplorerStore* store, AnalysisRunner* analysis, QWidget* parent)
    : QWidget(parent)
    , store_(store)
    , analysis_(analysis)
    , caption_(new QLabel)
    , best_(new QToolButton)
    , bars_(new RowMeasureBars)
    , area_(new QScrollArea) {
    setObjectName(QStringLiteral("reach.measures"));
    caption_->setTextFormat(Qt::RichText);
    caption_->setProperty("role", QStringLiteral("faint"));
    caption_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    best_->setText(tr("best η"));
    best_->setObjectName(QStringLiteral("bestEta"));
    best_->setCheckable(true);
    setTerm(best_, QStringLiteral("perron"));
    setTerm(caption_, QStringLiteral("row-measure"));
    setTerm(bars_, QStringLiteral("row-measure"));
    best_->setToolTip(tr("Show the rows with the weights η that make the measure least, instead of η = 1"));
    area_->setAccessibleName(tr("Measure of every row"));
    area_->setWidget(bars_);
    area_->setWidgetResizable(true);
    area_->setFrameShape(QFrame::NoFrame);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // The card's ground shows through.
    area_->viewport()->setAutoFillBackground(false);
    bars_->setAutoFillBackground(false);

    auto* header = new QHBoxLayout;
    header->setContentsMargins(0, 0, 0, 0);
    header->addWidget(caption_, 1);
    header->addWidget(best_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(2);
    all->addLayout(header);
    all->addWidget(area_);

    connect(best_, &QToolButton::toggled, this, &RowMeasurePanel::refresh);
    connect(bars_, &RowMeasureBars::rowHovered, store, &ExplorerStore::setHoveredUnit);
    connect(store, &ExplorerStore::hoveredUnitChanged, bars_, &RowMeasureBars::setHoveredRow);
    connect(analysis, &Runner::resultChanged, this, &RowMeasurePanel::refresh);
    refresh();
}

void RowMeasurePanel::setStale(bool stale) {
    bars_->setStale(stale);
}

void RowMeasurePanel::refresh() {
    const auto known = analysis_->analysis();
    setVisible(known != nullptr);
    if (!known)
        return;
    const NetworkAnalysis& analysis = *known;
    const Matrix& A = analysis.network().A;
    const bool best = best_->isChecked();
    const Vector rows = rowMeasures(A, best ? analysis.best.eta : Vector(Vector::Ones(A.rows())));
    const bool other = bars_->sizeHint().height() != bars_->rowHeight() * static_cast<int>(rows.size());
    bars_->setMeasures(rows, best ? QStringLiteral("μ_η") : QStringLiteral("μ_∞"));
    caption_->setText(
        mathHtml(tr("a_ii + Σ|a_ij| η_j/η_i per row, %1").arg(best ? tr("best η") : tr("η = 1"))));
    QString weights;
    for (Index i = 0; best && i < std::min<Index>(analysis.best.eta.size(), 12); ++i)
        weights += (i ? numberSeparator() : QString()) + formatNumber(analysis.best.eta(i));
    if (best && analysis.best.eta.size() > 12)
        weights += QStringLiteral(", …");
    caption_->setToolTip(
        best ? tr("η = (%1)").arg(weights)
             : QStringLiteral("<p>%1</p>")
                   .arg(mathHtml(tr("Row i of the measure μ_η(A) in the norm max |x_i|/η_i; the largest row "
                                    "is the measure (nemon, section 2)."))));
    area_->setFixedHeight(std::min(static_cast<int>(rows.size()), visibleRows) * bars_->rowHeight());
    if (other && rows.size() > visibleRows && bars_->largestRow() >= 0) {
        // The row that sets the measure is in view when another network comes.
        bars_->resize(area_->viewport()->width(), bars_->sizeHint().height());
        area_->verticalScrollBar()->setMaximum(bars_->height() - area_->height());
        area_->verticalScrollBar()->setValue(
            bars_->largestRow() * bars_->rowHeight() - area_->height() / 2 + bars_->rowHeight() / 2);
    }
}

} // namespace kamke::ui
