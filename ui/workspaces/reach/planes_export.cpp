#include "ui/workspaces/reach/planes_export.h"

#include "ui/plot/export.h"
#include "ui/style/application_font.h"
#include "ui/workspaces/reach/export_data.h"
#include "ui/workspaces/reach/input_plot.h"
#include "ui/workspaces/reach/output_plot.h"

#include <QCoreApplication>

namespace kamke::ui {

Result<void> exportFigure(
    const ExplorerState& state, const std::shared_ptr<const ReachResult>& result, const QString& file,
    QSizeF millimetres, int dpi) {
    useApplicationFont();
    InputPlot inputs(nullptr);
    OutputPlot outputs;
    for (Plot* plot : {static_cast<Plot*>(&inputs), static_cast<Plot*>(&outputs)}) {
        plot->restyle(Theme::light());
    }
    inputs.setContent(state, result, nullptr);
    if (isClassifier(*state.network) && inputAxes(state).fit(state.network->r())) {
        auto grid = decisionGrid(*result->analysis, inputAxes(state), state.held, inputs.view(), 160);
        inputs.setContent(state, result, std::make_shared<const DecisionGrid>(std::move(grid)));
    }
    OutputLook look;
    look.selected = state.selected() ? state.selected()->letter : QString();
    look.showSamples = state.showSamples;
    outputs.setContent(state, result, look);
    return exportDrawing(file, millimetres, dpi, [&](QCPPainter& painter, QSize size) {
        const int half = size.width() / 2;
        inputs.toPainter(&painter, half, size.height());
        painter.translate(half, 0);
        outputs.toPainter(&painter, size.width() - half, size.height());
    });
}

std::shared_ptr<const ReachResult> resultFor(const ExplorerState& state) {
    return computeReach(reachJobFor(state));
}

Result<void> exportFigure(const ExplorerState& state, const QString& file, QSizeF millimetres, int dpi) {
    return exportFigure(state, resultFor(state), file, millimetres, dpi);
}

ExportTogether planesTogether(const ExplorerState& state, const std::shared_ptr<const ReachResult>& result) {
    ExportTogether both;
    both.name = QCoreApplication::translate("ExportDialog", "Both planes");
    both.fileName = QStringLiteral("reach");
    both.write = [state, result](const QString& file, QSizeF millimetres, int dpi) {
        return result ? exportFigure(state, result, file, millimetres, dpi)
                      : exportFigure(state, file, millimetres, dpi);
    };
    if (result)
        both.writeNumbers = [result](const QString& file) { return exportData(*result, file); };
    return both;
}

} // namespace kamke::ui
