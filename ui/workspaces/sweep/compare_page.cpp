#include "ui/workspaces/sweep/compare_page.h"

#include "ui/documents/export_dialog.h"
#include "ui/widgets/caption.h"
#include "ui/widgets/digit_text.h"
#include "ui/workspaces/sweep/lipschitz_plot.h"
#include "ui/workspaces/sweep/network_plot.h"
#include "ui/workspaces/sweep/sweep_choices.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_samples.h"

#include <QCursor>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace kamke::ui {

ComparePage::ComparePage(SweepLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , lipschitz_(new LipschitzPlot(link))
    , networks_(new NetworkPlot(link))
    , reading_(new Caption) {
    setObjectName(QStringLiteral("sweep.compare"));
    reading_->setObjectName(QStringLiteral("sweep.compare.reading"));
    reading_->setProperty("role", QStringLiteral("faint"));
    auto* plots = new QHBoxLayout;
    plots->setSpacing(8);
    plots->addWidget(lipschitz_, 1);
    plots->addWidget(networks_, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(new SweepChoices(link, SweepChoices::Certificate | SweepChoices::Eps));
    column->addLayout(plots, 1);
    column->addWidget(reading_);
    const auto read = [this](const QString& text) {
        if (text.isEmpty())
            refresh();
        else
            reading_->setText(text);
    };
    connect(lipschitz_, &Plot::exportRequested, this, [this] { ExportDialog::open(lipschitz_, this); });
    connect(networks_, &Plot::exportRequested, this, [this] { ExportDialog::open(networks_, this); });
    connect(lipschitz_, &LipschitzPlot::read, this, read);
    connect(networks_, &NetworkPlot::read, this, read);
    connect(lipschitz_, &LipschitzPlot::chosen, this, [this](int network) {
        link_->change(tr("Choose network"), [network](SweepState& s) { s.network = network; });
    });
    connect(networks_, &NetworkPlot::chosen, this, [this](int network, Index eps) {
        const QString method =
            idOf(*link_->results()->plan.certificates[static_cast<std::size_t>(shownCertificate(*link_))]);
        makeSampleMenu(link_, method, eps, network, this)->popup(QCursor::pos());
    });
    connect(link, &SweepLink::changed, this, &ComparePage::refresh);
    refresh();
}

void ComparePage::refresh() {
    const auto results = link_->results();
    reading_->setText(
        results && results->networks.size() < 2
            ? tr("One network so far: choose more of them on the left to compare.")
            : tr("Point at a network to read it; click a point of a curve to see its samples."));
}

} // namespace kamke::ui
