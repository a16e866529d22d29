#include "ui/workspaces/contraction/unit_ball.h"

#include <cmath>
#include <numbers>

namespace kamke::ui {

QPolygonF unitBall(const Norm& norm) {
    const bool weighted = norm.weights.size() == 2;
    const double first = weighted ? norm.weights(0) : 1, second = weighted ? norm.weights(1) : 1;
    switch (norm.kind) {
    case Norm::Kind::One:
        return {{1 / first, 0}, {0, 1 / second}, {-1 / first, 0}, {0, -1 / second}};
    case Norm::Kind::Infinity:
        return {{first, second}, {-first, second}, {-first, -second}, {first, -second}};
    case Norm::Kind::Two:
        break;
    }
    constexpr int corners = 180;
    QPolygonF circle;
    for (int k = 0; k < corners; ++k) {
        const double angle = 2 * std::numbers::pi * k / corners;
        circle << QPointF(std::cos(angle) / std::sqrt(first), std::sin(angle) / std::sqrt(second));
    }
    return circle;
}

QPolygonF image(const Matrix& map, const QPolygonF& polygon) {
    QPolygonF result;
    result.reserve(polygon.size());
    for (const QPointF& p : polygon)
        result << QPointF(map(0, 0) * p.x() + map(0, 1) * p.y(), map(1, 0) * p.x() + map(1, 1) * p.y());
    return result;
}

} // namespace kamke::ui
