#include "ui/workspaces/convergence/contour.h"

#include <array>

namespace kamke::ui {

QList<QLineF> contour(const Matrix& values, double level) {
    QList<QLineF> segments;
    for (Index i = 0; i + 1 < values.rows(); ++i)
        for (Index j = 0; j + 1 < values.cols(); ++j) {
            // Corners around the cell; every side whose ends lie on different sides of the level is crossed.
            const std::array<QPointF, 4> corners{
                QPointF(double(j), double(i)), QPointF(double(j + 1), double(i)),
                QPointF(double(j + 1), double(i + 1)), QPointF(double(j), double(i + 1))};
            const std::array<double, 4> height{
                values(i, j) - level, values(i, j + 1) - level, values(i + 1, j + 1) - level,
                values(i + 1, j) - level};
            QList<QPointF> crossed;
            for (std::size_t k = 0; k < 4; ++k) {
                const std::size_t next = (k + 1) % 4;
                if ((height[k] < 0) == (height[next] < 0))
                    continue;
                const double t = height[k] / (height[k] - height[next]);
                crossed << corners[k] + t * (corners[next] - corners[k]);
            }
            for (qsizetype k = 0; k + 1 < crossed.size(); k += 2)
                segments << QLineF(crossed[k], crossed[k + 1]);
        }
    return segments;
}

} // namespace kamke::ui
