#include "ui/plot/plane_axes.h"

namespace kamke::ui {

QRectF PlaneAxes::rectangle(const Box& box, double bottom, double top) const {
    return {
        QPointF(box.lower[x], isLine() ? bottom : box.lower[y]),
        QPointF(box.upper[x], isLine() ? top : box.upper[y])};
}

QPolygonF PlaneAxes::polygon(const Matrix& columns, double height) const {
    QPolygonF result;
    result.reserve(columns.cols());
    for (Index k = 0; k < columns.cols(); ++k) {
        result << point(columns.col(k), height);
    }
    return result;
}

PlaneAxes inputAxes(const ExplorerState& state) {
    return {state.inputX, state.network->r() < 2 ? -1 : state.inputY};
}

PlaneAxes outputAxes(const ExplorerState& state) {
    return {state.outputX, state.network->q() < 2 ? -1 : state.outputY};
}

} // namespace kamke::ui
