#include "ui/workspaces/network/matrices_page.h"

#include "ui/documents/export_dialog.h"
#include "ui/glossary/term.h"
#include "ui/widgets/elided_combo.h"
#include "ui/widgets/flow_layout.h"
#include "ui/workspaces/network/compare_link.h"
#include "ui/workspaces/network/matrix_plot.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

namespace {

MatrixPart partNamed(const QString& id) {
    if (id == QStringLiteral("metzler"))
        return MatrixPart::Metzler;
    return id == QStringLiteral("majorant") ? MatrixPart::Majorant : MatrixPart::Raw;
}

/// Where a scale of such magnitudes ends: at the largest, or, among many, where one in a hundred of those
/// that are not zero lies beyond: a few entries of the diagonal would leave all others white.
double scaleEnd(std::vector<double> magnitudes) {
    std::erase(magnitudes, 0.0);
    if (magnitudes.empty())
        return 0;
    constexpr std::size_t many = 500;
    const std::size_t beyond = magnitudes.size() < many ? 0 : magnitudes.size() / 100;
    const auto end = magnitudes.end() - 1 - static_cast<std::ptrdiff_t>(beyond);
    std::nth_element(magnitudes.begin(), end, magnitudes.end());
    return *end;
}

} // namespace

MatricesPage::MatricesPage(CompareLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , part_(new ElidedCombo)
    , weights_(new ElidedCombo)
    , grid_(new QGridLayout) {
    grid_->setSpacing(10);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeSettings());
    column->addLayout(grid_, 1);
    connect(link, &CompareLink::changed, this, &MatricesPage::refresh);
    connect(link->store(), &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Compare)
            refresh();
    });
    refresh();
}

QWidget* MatricesPage::makeSettings() {
    auto* settings = new QWidget;
    auto* flow = new FlowLayout(14, 4, settings);
    const auto line = [flow] {
        auto* part = new QWidget;
        auto* row = new QHBoxLayout(part);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(6);
        flow->addWidget(part);
        return row;
    };
    QHBoxLayout* row = line();
    part_->setObjectName(QStringLiteral("network.part"));
    part_->setAccessibleName(tr("What is drawn of A"));
    part_->addItem(tr("A, signed"), QStringLiteral("raw"));
    part_->addItem(tr("Metzler part ⌈A⌉"), QStringLiteral("metzler"));
    part_->addItem(tr("majorant |A|ᴹ"), QStringLiteral("majorant"));
    setTerm(part_, QStringLiteral("metzler-majorant"));
    weights_->setObjectName(QStringLiteral("network.weights"));
    weights_->setAccessibleName(tr("Weights of the row measures"));
    weights_->addItem(tr("η = 1"), false);
    weights_->addItem(tr("the best η"), true);
    setTerm(weights_, QStringLiteral("row-measure"));
    connect(part_, &QComboBox::activated, this, [this] {
        const QString id = part_->currentData().toString();
        link_->change(tr("Draw another part of A"), [&](CompareState& s) { s.part = id; });
    });
    connect(weights_, &QComboBox::activated, this, [this] {
        const bool best = weights_->currentData().toBool();
        link_->change(tr("Mark rows by other weights"), [&](CompareState& s) { s.bestEta = best; });
    });
    row->addWidget(new QLabel(tr("Entries of")));
    row->addWidget(part_);
    row = line();
    auto* words = new QLabel(tr("marked: the row that sets μ_η(A), with")
                                 .replace(QStringLiteral("μ_η"), QStringLiteral("μ<sub>η</sub>")));
    words->setTextFormat(Qt::RichText);
    row->addWidget(words);
    row->addWidget(weights_);
    return settings;
}

void MatricesPage::refresh() {
    const CompareState& settings = link_->settings();
    part_->setCurrentIndex(std::max(0, part_->findData(settings.part)));
    weights_->setCurrentIndex(settings.bestEta ? 1 : 0);
    const std::vector<CompareColumn>& columns = link_->columns();
    arrange(static_cast<int>(columns.size()));
    const MatrixPart part = partNamed(settings.part);
    std::vector<double> below, above;
    for (const CompareColumn& column : columns)
        if (column.figures && column.figures->analysis) {
            const Matrix shown = partOf(column.figures->network->A, part);
            for (const double entry : shown.reshaped()) {
                if (entry > 0 || part == MatrixPart::Raw)
                    above.push_back(std::abs(entry));
                else
                    below.push_back(-entry);
            }
        }
    const double least = -scaleEnd(std::move(below)), most = scaleEnd(std::move(above));
    for (std::size_t k = 0; k < columns.size(); ++k)
        plots_[static_cast<int>(k)]->showMatrix(
            columns[k].name, columns[k].figures, part, settings.bestEta, least, most);
}

void MatricesPage::arrange(int count) {
    if (count == plots_.size())
        return;
    while (plots_.size() > count)
        delete plots_.takeLast();
    while (plots_.size() < count) {
        auto* plot = new MatrixPlot;
        plot->setObjectName(QStringLiteral("network.matrix%1").arg(plots_.size() + 1));
        setTerm(plot, QStringLiteral("matrix-a"));
        connect(plot, &Plot::exportRequested, this, [this, plot] { ExportDialog::open(plot, this); });
        plots_ << plot;
    }
    for (MatrixPlot* plot : std::as_const(plots_))
        grid_->removeWidget(plot);
    const int across = count == 4 ? 2 : std::min(3, count);
    for (int k = 0; k < count; ++k)
        grid_->addWidget(plots_[k], k / across, k % across);
    for (int k = 0; k < CompareState::most; ++k) {
        grid_->setColumnStretch(k, k < across ? 1 : 0);
        grid_->setRowStretch(k, k < (count + across - 1) / across ? 1 : 0);
    }
}

} // namespace kamke::ui
