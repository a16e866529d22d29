#include "core/attack/points.h"

#include "core/model/rounding.h"
#include "core/solve/columns.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace kamke {

double marginOf(const Vector& logits, int label) {
    double best = -std::numeric_limits<double>::infinity();
    for (Index j = 0; j < logits.size(); ++j)
        if (j != label)
            best = std::max(best, logits(j));
    return logits(label) - best;
}

InputColumns attackedInputs(
    const Network& network, const Matrix& raw, std::span<const int> labels, double eps,
    const AttackOptions& options) {
    InputColumns boxes{raw, raw, {labels.begin(), labels.end()}};
    // One step inward covers the rounding of v ± ε: a witness is within ε beyond doubt.
    if (eps > 0) {
        boxes.lower = raw.unaryExpr([eps](double v) { return std::nextafter(v - eps, v); });
        boxes.upper = raw.unaryExpr([eps](double v) { return std::nextafter(v + eps, v); });
    }
    if (options.norm == BallNorm::L2) {
        // Of the distance that projected() measures, and of every entry of what it returns.
        const double gamma = gammaBound(raw.rows() + 16);
        boxes.euclidean.resize(raw.cols());
        for (Index k = 0; k < raw.cols(); ++k)
            boxes.euclidean(k) =
                std::max(0.0, eps * (1 - 2 * gamma) - 4 * unitRoundoff * raw.col(k).stableNorm());
        return boxes;
    }
    if (options.clip && network.input) {
        for (Index k = 0; k < raw.cols(); ++k) {
            if (network.input->lower) {
                boxes.lower.col(k) = boxes.lower.col(k).cwiseMax(*network.input->lower);
                boxes.upper.col(k) = boxes.upper.col(k).cwiseMax(*network.input->lower); // of samples outside
            }
            if (network.input->upper) {
                boxes.lower.col(k) = boxes.lower.col(k).cwiseMin(*network.input->upper);
                boxes.upper.col(k) = boxes.upper.col(k).cwiseMin(*network.input->upper);
            }
        }
    }
    return boxes;
}

Matrix projected(const AttackBlock& block, const Matrix& v, const std::vector<Index>& columns) {
    const InputColumns& inputs = block.inputs;
    if (inputs.euclidean.size() == 0)
        return v.cwiseMax(Matrix(inputs.lower(Eigen::all, columns)))
            .cwiseMin(Matrix(inputs.upper(Eigen::all, columns)));
    Matrix nearest = v;
    for (std::size_t j = 0; j < columns.size(); ++j) {
        const auto to = nearest.col(static_cast<Index>(j));
        const auto centre = block.raw.col(columns[j]);
        const Vector away = to - centre;
        const double distance = away.stableNorm(), radius = inputs.euclidean(columns[j]);
        if (!(distance <= radius))
            nearest.col(static_cast<Index>(j)) = centre + (radius / distance) * away;
    }
    return nearest;
}

Matrix projected(const AttackBlock& block, const Matrix& v) {
    std::vector<Index> all(static_cast<std::size_t>(v.cols()));
    std::iota(all.begin(), all.end(), Index{0});
    return projected(block, v, all);
}

Matrix steepest(const AttackBlock& block, const Matrix& gradient) {
    if (block.inputs.euclidean.size() == 0)
        return gradient.cwiseSign();
    Matrix step = gradient;
    for (Index k = 0; k < step.cols(); ++k)
        if (const double norm = step.col(k).stableNorm(); norm > 0)
            step.col(k) /= norm;
    return step;
}

Points evaluate(
    const Certifier& certifier, const Matrix& raw, std::span<const int> labels, const Matrix& start,
    const Limits& limits) {
    const Network& net = certifier.network();
    Points points;
    Matrix u = raw;
    if (net.input)
        u = net.input->std.cwiseInverse().asDiagonal() * (raw.colwise() - net.input->mean);
    points.w = (net.B * u).colwise() + net.b;
    points.x = solveColumns(certifier.analysis(), points.w, start, limits, 1e-9).x;
    points.logits = (net.C * points.x).colwise() + net.c;
    if (certifier.hasD)
        points.logits.noalias() += net.D * u;
    points.margin.resize(raw.cols());
    for (Index k = 0; k < raw.cols(); ++k)
        points.margin(k) = marginOf(points.logits.col(k), labels[static_cast<std::size_t>(k)]);
    return points;
}

Matrix
inputGradient(const Certifier& certifier, const Points& points, const Matrix& weights, const Limits& limits) {
    const Network& net = certifier.network();
    const Matrix slopes = slopesAt(net, points.x, points.w);
    const Matrix adjoint =
        solveAdjointColumns(certifier.analysis(), net.C.transpose() * weights, slopes, limits, 1e-9);
    Matrix gradient = net.B.transpose() * adjoint;
    if (certifier.hasD)
        gradient.noalias() += net.D.transpose() * weights;
    return net.inputScale().asDiagonal() * gradient;
}

Matrix lossWeights(AttackLoss loss, const Matrix& logits, std::span<const int> labels) {
    assert(loss != AttackLoss::Both);
    Matrix weights = Matrix::Zero(logits.rows(), logits.cols());
    for (Index k = 0; k < logits.cols(); ++k) {
        const int label = labels[static_cast<std::size_t>(k)];
        if (loss == AttackLoss::CrossEntropy) {
            weights.col(k) = (logits.col(k).array() - logits.col(k).maxCoeff()).exp().matrix();
            weights.col(k) /= weights.col(k).sum();
        } else {
            Vector others = logits.col(k);
            others(label) = -std::numeric_limits<double>::infinity();
            Index strongest = 0;
            others.maxCoeff(&strongest);
            weights(strongest, k) = 1;
        }
        weights(label, k) -= 1;
    }
    return weights;
}

void keepBetter(Matrix& best, Vector& bestMargin, const Matrix& candidate, const Vector& margin) {
    for (Index k = 0; k < best.cols(); ++k)
        // A margin that is not a number is not better.
        if (margin(k) < bestMargin(k)) {
            best.col(k) = candidate.col(k);
            bestMargin(k) = margin(k);
        }
}

} // namespace kamke
