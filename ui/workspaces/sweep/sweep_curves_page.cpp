#include "ui/workspaces/sweep/sweep_curves_page.h"

#include "ui/documents/export_dialog.h"
#include "ui/glossary/term.h"
#include "ui/widgets/caption.h"
#include "ui/widgets/elided_combo.h"
#include "ui/workspaces/sweep/sweep_curve_plot.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

SweepCurvesPage::SweepCurvesPage(SweepLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , plot_(new SweepCurvePlot(link))
    , note_(new Caption)
    , network_(new ElidedCombo)
    , log_(new QCheckBox(tr("log ε"))) {
    note_->setObjectName(QStringLiteral("sweep.reading"));
    note_->setProperty("role", QStringLiteral("note"));
    network_->setObjectName(QStringLiteral("sweep.curvesNetwork"));
    network_->setAccessibleName(tr("Networks whose curves are shown"));
    network_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    network_->setMaximumWidth(180); // the caption beside it needs room, too
    log_->setObjectName(QStringLiteral("sweep.log"));
    log_->setToolTip(tr("ε on a logarithmic axis"));
    setTerm(log_, QStringLiteral("eps"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(note_, 1);
    foot->addWidget(network_);
    foot->addWidget(log_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(plot_, 1);
    column->addLayout(foot);
    connect(plot_, &Plot::exportRequested, this, [this] { ExportDialog::open(plot_, this); });
    connect(plot_, &SweepCurvePlot::read, this, [this](const QString& text) {
        reading_ = text;
        refresh();
    });
    connect(network_, &QComboBox::activated, this, &SweepCurvesPage::choose);
    connect(log_, &QCheckBox::clicked, this, [this](bool on) {
        link_->change(
            on ? tr("Logarithmic ε axis") : tr("Linear ε axis"), [on](SweepState& s) { s.logEps = on; });
    });
    connect(link, &SweepLink::changed, this, &SweepCurvesPage::refresh);
    refresh();
}

void SweepCurvesPage::choose(int item) {
    link_->change(tr("Show curves of %1").arg(network_->itemText(item)), [item](SweepState& s) {
        s.alone = item > 0;
        if (item > 0)
            s.network = item - 1;
    });
}

void SweepCurvesPage::refresh() {
    const auto results = link_->results();
    const SweepState& settings = link_->settings();
    log_->setChecked(settings.logEps);
    QStringList names;
    for (std::size_t k = 0; results && k < results->networks.size(); ++k)
        names << results->networks[k].name;
    network_->setVisible(names.size() > 1);
    QStringList shown{tr("all networks")};
    shown += names;
    const QSignalBlocker quiet(network_);
    QStringList before;
    for (int k = 0; k < network_->count(); ++k)
        before << network_->itemText(k);
    if (before != shown) {
        network_->clear();
        network_->addItems(shown);
    }
    const int last = static_cast<int>(names.size()) - 1;
    network_->setCurrentIndex(settings.alone ? 1 + std::min(settings.network, last) : 0);

    QString note = reading_;
    if (note.isEmpty() && results)
        note =
            planWords(results->plan) +
            tr("%1 samples; bands: exact 95 % intervals; diamond: read correctly; click a point to see its "
               "samples")
                .arg(countText(results->done(), results->total()));
    note_->setText(note);
    note_->setToolTip(note);
}

} // namespace kamke::ui
