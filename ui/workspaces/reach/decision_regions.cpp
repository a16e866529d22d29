#include "ui/workspaces/reach/decision_regions.h"

#include "core/solve/batch.h"

#include <queue>

namespace kamke::ui {

bool isClassifier(const Network& network) {
    return !network.labels.empty() && network.q() > 1;
}

std::optional<QPointF> DecisionGrid::nameSpot(int k) const {
    // Distance to the nearest other cell, or to the rim, by steps from there inwards.
    std::vector<int> distance(classes.size(), -1);
    std::queue<std::pair<int, int>> open;
    const auto push = [&](int column, int row, int d) {
        int& known = distance[static_cast<std::size_t>(row * columns + column)];
        if (known < 0) {
            known = d;
            open.emplace(column, row);
        }
    };
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            if (at(column, row) != k) {
                push(column, row, 0);
            } else if (row == 0 || column == 0 || row == rows - 1 || column == columns - 1) {
                push(column, row, 1);
            }
        }
    }
    std::pair<int, int> last{-1, -1};
    while (!open.empty()) {
        const auto [column, row] = last = open.front();
        open.pop();
        const int d = distance[static_cast<std::size_t>(row * columns + column)] + 1;
        if (column > 0) {
            push(column - 1, row, d);
        }
        if (column < columns - 1) {
            push(column + 1, row, d);
        }
        if (row > 0) {
            push(column, row - 1, d);
        }
        if (row < rows - 1) {
            push(column, row + 1, d);
        }
    }
    if (last.first < 0 || at(last.first, last.second) != k) {
        return std::nullopt;
    }
    return QPointF(
        view.left() + (last.first + 0.5) / columns * view.width(),
        view.top() + (last.second + 0.5) / rows * view.height());
}

DecisionGrid decisionGrid(
    const NetworkAnalysis& analysis, const PlaneAxes& axes, const Vector& held, const QRectF& view, int cells,
    const Limits& limits) {
    DecisionGrid grid;
    grid.view = view;
    const int columns = cells, rows = axes.isLine() ? 1 : cells;
    Matrix inputs = held.replicate(1, static_cast<Index>(columns) * rows);
    for (int row = 0; row < rows; ++row) {
        // Back and forth, so that every point starts from its neighbour's state.
        for (int k = 0; k < columns; ++k) {
            const int column = row % 2 == 0 ? k : columns - 1 - k;
            const Index index = row * columns + k;
            inputs(axes.x, index) = view.left() + (column + 0.5) / columns * view.width();
            if (!axes.isLine()) {
                inputs(axes.y, index) = view.top() + (row + 0.5) / rows * view.height();
            }
        }
    }
    const BatchResult batch = forwardBatch(analysis, inputs, limits);
    if (limits.reached() || batch.y.cols() != inputs.cols()) {
        return grid;
    }
    grid.columns = columns;
    grid.rows = rows;
    grid.classes.assign(static_cast<std::size_t>(columns * rows), -1);
    for (int row = 0; row < rows; ++row) {
        for (int k = 0; k < columns; ++k) {
            const int column = row % 2 == 0 ? k : columns - 1 - k;
            const auto scores = batch.y.col(row * columns + k);
            if (scores.allFinite()) {
                Index best = 0;
                scores.maxCoeff(&best);
                grid.classes[static_cast<std::size_t>(row * columns + column)] = static_cast<int>(best);
            }
        }
    }
    return grid;
}

DecisionRegions::DecisionRegions(QObject* parent)
    : QObject(parent) {
    delay_.setSingleShot(true);
    delay_.setInterval(60);
    connect(&delay_, &QTimer::timeout, this, &DecisionRegions::start);
}

DecisionRegions::~DecisionRegions() {
    stop();
}

void DecisionRegions::request(
    std::shared_ptr<const NetworkAnalysis> analysis, const PlaneAxes& axes, const Vector& held,
    const QRectF& view) {
    Request next{std::move(analysis), axes, held, view};
    if (next == request_) {
        return;
    }
    if (next.analysis != request_.analysis || next.axes != request_.axes) {
        grid_ = nullptr;
    }
    request_ = std::move(next);
    delay_.start();
}

void DecisionRegions::clear() {
    delay_.stop();
    stop();
    request_ = {};
    ++generation_;
    if (grid_) {
        grid_ = nullptr;
        emit changed();
    }
}

void DecisionRegions::stop() {
    thread_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void DecisionRegions::start() {
    stop();
    const int generation = ++generation_;
    thread_ = std::jthread([this, generation, request = request_](const std::stop_token& token) {
        constexpr int cells = 80;
        Limits limits;
        limits.stop = token;
        auto grid = std::make_shared<const DecisionGrid>(
            decisionGrid(*request.analysis, request.axes, request.held, request.view, cells, limits));
        if (token.stop_requested()) {
            return;
        }
        // A queued call dies with this object, whose destructor waits for the thread.
        QMetaObject::invokeMethod(
            this,
            [this, generation, grid] {
                if (generation == generation_ && !grid->classes.empty()) {
                    grid_ = grid;
                    emit changed();
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace kamke::ui
