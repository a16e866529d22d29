#include "ui/workspaces/sweep/sweep_views.h"

#include "ui/plot/plot.h"
#include "ui/workspaces/sweep/compare_page.h"
#include "ui/workspaces/sweep/error_page.h"
#include "ui/workspaces/sweep/lipschitz_plot.h"
#include "ui/workspaces/sweep/network_plot.h"
#include "ui/workspaces/sweep/radius_page.h"
#include "ui/workspaces/sweep/radius_plot.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_samples.h"
#include "ui/workspaces/sweep/sweep_tabs.h"
#include "ui/workspaces/sweep/table_page.h"
#include "ui/workspaces/sweep/training_page.h"

#include <QCursor>
#include <QMenu>
#include <utility>

namespace kamke::ui {

namespace {

/// The plot of the page that is shown: the one that the pointer was on last, where there are several.
Plot* shownPlot(const SweepTabs* tabs) {
    Plot* shown = nullptr;
    for (Plot* plot : tabs->findChildren<Plot*>())
        if (plot->isVisible() && (!shown || plot->hasFocus()))
            shown = plot;
    return shown;
}

} // namespace

SweepExportButton* addSweepViews(SweepTabs* tabs, SweepLink* link, SweepExportButton::Ask ask) {
    tabs->addPage(
        QStringLiteral("radii"), SweepTabs::tr("Radii"), QStringLiteral("sweep-radii"), new RadiusPage(link));
    tabs->addPage(
        QStringLiteral("compare"), SweepTabs::tr("Networks"), QStringLiteral("sweep-compare"),
        new ComparePage(link));
    tabs->addPage(
        QStringLiteral("error"), SweepTabs::tr("Error"), QStringLiteral("sweep-compare"),
        new ErrorPage(link));
    tabs->addPage(
        QStringLiteral("training"), SweepTabs::tr("Training"), QStringLiteral("sweep-training"),
        new TrainingPage(link));
    tabs->addPage(
        QStringLiteral("table"), SweepTabs::tr("Table"), QStringLiteral("sweep-table"), new TablePage(link));
    QObject::connect(
        link, &SweepLink::picked, tabs, [tabs, link](const QString& method, Index eps, int network) {
            makeSampleMenu(link, method, eps, network, tabs)->popup(QCursor::pos());
        });
    auto* button = new SweepExportButton(link, std::move(ask), [tabs] { return shownPlot(tabs); });
    tabs->addTool(button);
    return button;
}

} // namespace kamke::ui
