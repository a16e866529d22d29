#include "ui/workspaces/sweep/radius_page.h"

#include "ui/documents/export_dialog.h"
#include "ui/workspaces/sweep/radius_plot.h"
#include "ui/workspaces/sweep/sweep_choices.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_samples.h"

#include <QVBoxLayout>

namespace kamke::ui {

RadiusPage::RadiusPage(SweepLink* link, QWidget* parent)
    : QWidget(parent)
    , plot_(new RadiusPlot(link)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(new SweepChoices(link, SweepChoices::Network));
    column->addWidget(plot_, 1);
    connect(plot_, &Plot::exportRequested, this, [this] { ExportDialog::open(plot_, this); });
    connect(plot_, &RadiusPlot::chosen, this, [link](const SampleQuestion& question) {
        showSamples(link, shownNetwork(*link), question);
    });
}

} // namespace kamke::ui
