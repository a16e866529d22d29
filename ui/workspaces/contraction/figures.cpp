#include "ui/workspaces/contraction/cells_figure.h"
#include "ui/workspaces/contraction/embedding_figure.h"
#include "ui/workspaces/contraction/euler_figure.h"
#include "ui/workspaces/contraction/figure.h"
#include "ui/workspaces/contraction/flow_figure.h"
#include "ui/workspaces/contraction/map_figure.h"
#include "ui/workspaces/contraction/measure_figure.h"
#include "ui/workspaces/contraction/race_figure.h"
#include "ui/workspaces/contraction/widths_figure.h"

namespace kamke::ui {

namespace {

template<class T>
Figure* make(ExplorerStore* store) {
    return new T(store);
}

const FigureRow rows[] = {
    {"flow", QT_TRANSLATE_NOOP("kamke::ui::Figure", "Flow and balls"),
     QT_TRANSLATE_NOOP("kamke::ui::Figure", "ẋ = −x + Φ(Ax + w): balls around a trajectory shrink"),
     "contraction-flow", make<FlowFigure>},
    {"cells", QT_TRANSLATE_NOOP("kamke::ui::Figure", "Cells and iterates"),
     QT_TRANSLATE_NOOP("kamke::ui::Figure", "Picard, average and Peaceman-Rachford from one start"),
     "contraction-cells", make<CellsFigure>},
    {"map", QT_TRANSLATE_NOOP("kamke::ui::Figure", "Well-posedness map"),
     QT_TRANSLATE_NOOP("kamke::ui::Figure", "Which conditions hold where; drag A"), "contraction-map",
     make<MapFigure>},
    {"measure", QT_TRANSLATE_NOOP("kamke::ui::Figure", "Matrix measure"),
     QT_TRANSLATE_NOOP("kamke::ui::Figure", "(‖I + hA‖ − 1)/h tends to μ(A) as h → 0"), "matrix-measure",
     make<MeasureFigure>},
    {"embedding", QT_TRANSLATE_NOOP("kamke::ui::Figure", "Embedding"),
     QT_TRANSLATE_NOOP("kamke::ui::Figure", "Boxes as points (x, x̂) that sink to (x̲*, x̄*)"), "embedding",
     make<EmbeddingFigure>},
    {"race", QT_TRANSLATE_NOOP("kamke::ui::Figure", "Box race"),
     QT_TRANSLATE_NOOP("kamke::ui::Figure", "IBP against MM from the same start, and why they differ"),
     "box-race", make<RaceFigure>},
    {"euler", QT_TRANSLATE_NOOP("kamke::ui::Figure", "Flow against Euler steps"),
     QT_TRANSLATE_NOOP("kamke::ui::Figure", "The average iteration is Euler's method of step α"),
     "contraction-euler", make<EulerFigure>},
    {"interval-widths", QT_TRANSLATE_NOOP("kamke::ui::Figure", "Interval widths"),
     QT_TRANSLATE_NOOP("kamke::ui::Figure", "IBP diverges for monDEQs and converges for IBP-MonDEQs"),
     "interval-widths", make<WidthsFigure>},
};

} // namespace

std::span<const FigureRow> figureRows() {
    return rows;
}

const FigureRow* findFigure(const QString& id) {
    for (const FigureRow& row : rows)
        if (id == QLatin1String(row.id))
            return &row;
    return nullptr;
}

} // namespace kamke::ui
