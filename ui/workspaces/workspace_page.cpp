#include "ui/workspaces/workspace_page.h"

#include "ui/documents/export_dialog.h"
#include "ui/plot/plot.h"

#include <algorithm>
#include <utility>

namespace kamke::ui {

bool WorkspacePage::isBusy() const {
    return std::any_of(runners_.begin(), runners_.end(), [](const QPointer<Runner>& each) {
        return each && each->isBusy();
    });
}

void WorkspacePage::cancel() {
    for (const QPointer<Runner>& each : std::as_const(runners_))
        if (each)
            each->cancel();
}

void WorkspacePage::attach(Runner* runner) {
    runners_ << runner;
    connect(runner, &Runner::busyChanged, this, &WorkspacePage::busyChanged);
}

bool WorkspacePage::exportFigure() {
    QList<Plot*> plots;
    for (Plot* plot : findChildren<Plot*>())
        if (plot->isVisible())
            plots << plot;
    std::stable_sort(plots.begin(), plots.end(), [](const Plot* a, const Plot* b) {
        return std::pair(a->hasFocus(), a->width() * a->height()) >
               std::pair(b->hasFocus(), b->width() * b->height());
    });
    if (plots.isEmpty())
        return false;
    ExportDialog::open(plots, window());
    return true;
}

} // namespace kamke::ui
