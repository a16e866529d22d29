// Which class a classifier gives to each point of the input plane.
#pragma once

#include "core/model/analysis.h"
#include "core/solve/iteration.h"
#include "ui/plot/plane_axes.h"

#include <QImage>
#include <QObject>
#include <QTimer>
#include <memory>
#include <stop_token>
#include <thread>

namespace kamke::ui {

/// Classes on a grid of cells over a view of the input plane; row 0 lies at the lower end.
struct DecisionGrid {
    QRectF view;
    int columns = 0, rows = 0;
    std::vector<int> classes; ///< row by row; −1 where the network gave no answer
    int at(int column, int row) const { return classes[static_cast<std::size_t>(row * columns + column)]; }

    /// The cell of class `k` that is farthest from other classes, in plot coordinates: where its name goes;
    /// none without cells.
    std::optional<QPointF> nameSpot(int k) const;
};

/// The grid over `view`, the other inputs at `held` (r raw values). Empty when cancelled.
DecisionGrid decisionGrid(
    const NetworkAnalysis& analysis, const PlaneAxes& axes, const Vector& held, const QRectF& view, int cells,
    const Limits& limits = {});

/// The network names its classes, so its outputs are scores of them.
bool isClassifier(const Network& network);

/// Computes grids in the background, a moment after the last request; the newest request wins.
class DecisionRegions : public QObject {
    Q_OBJECT
public:
    explicit DecisionRegions(QObject* parent = nullptr);
    ~DecisionRegions() override;

    void request(
        std::shared_ptr<const NetworkAnalysis> analysis, const PlaneAxes& axes, const Vector& held,
        const QRectF& view);
    /// Forgets the grid and what is being computed: the network is no classifier.
    void clear();
    /// The newest grid, or null.
    std::shared_ptr<const DecisionGrid> grid() const { return grid_; }

signals:
    void changed();

private:
    void start();
    void stop();

    struct Request {
        std::shared_ptr<const NetworkAnalysis> analysis;
        PlaneAxes axes;
        Vector held;
        QRectF view;
        bool operator==(const Request&) const = default;
    };
    Request request_;
    QTimer delay_;
    std::jthread thread_;
    int generation_ = 0;
    std::shared_ptr<const DecisionGrid> grid_;
};

} // namespace kamke::ui
