#include "attack/points.h"

#include "solve/columns.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace kamke {

double marginOf(const Vector& logits, int label) {
    double best = -std::numeric_limits<double>::infinity();
    for (Index j = 0; j < logits.size(); ++j)
        if (j != label)
            best = std::max(best, logits(j));
    return logits(label) - best;
}

InputColumns
attackBoxes(const Network& network, const Matrix& raw, std::span<const int> labels, double eps, bool clip) {
    InputColumns boxes{raw, raw, {labels.begin(), labels.end()}};
    // One step inward covers the rounding of v ± ε: a witness is within ε beyond doubt.
    if (eps > 0) {
        boxes.lower = raw.unaryExpr([eps](double v) { return std::nextafter(v - eps, v); });
        boxes.upper = raw.unaryExpr([eps](double v) { return std::nextafter(v + eps, v); });
    }
    if (clip && network.input) {
        for (Index k = 0; k < raw.cols(); ++k) {
            if (network.input->lower) {
                boxes.lower.col(k) = boxes.lower.col(k).cwiseMax(*network.input->lower);
                boxes.upper.col(k) = boxes.upper.col(k).cwiseMax(*network.input->lower);
            }
            if (network.input->upper) {
                boxes.lower.col(k) = boxes.lower.col(k).cwiseMin(*network.input->upper);
                boxes.upper.col(k) = boxes.upper.col(k).cwiseMin(*network.input->upper);
            }
        }
    }
    return boxes;
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
