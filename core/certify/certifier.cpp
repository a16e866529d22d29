#include "certify/certifier.h"

#include "model/lipschitz_constant.h"
#include "model/rounding.h"

#include <cassert>
#include <limits>

namespace kamke {

namespace {

Vector rowSumsAbove(const Matrix& absolute) {
    if (absolute.cols() == 0)
        return Vector::Zero(absolute.rows());
    return productAbove(absolute, Vector::Ones(absolute.cols()));
}

Certifier::Relative relativeClassifier(const Network& net, Index label) {
    Certifier::Relative relative;
    relative.TC = (-net.C).rowwise() + net.C.row(label);
    relative.TD = (-net.D).rowwise() + net.D.row(label);
    relative.absTC = relative.TC.cwiseAbs();
    relative.absTD = relative.TD.cwiseAbs();
    return relative;
}

} // namespace

Certifier::Certifier(std::shared_ptr<const NetworkAnalysis> analysis)
    : analysis_(std::move(analysis)) {
    const Network& net = network();
    absA = net.A.cwiseAbs();
    absB = net.B.cwiseAbs();
    absC = net.C.cwiseAbs();
    absD = net.D.cwiseAbs();
    hasD = absD.maxCoeff() > 0;
    absARows = rowSumsAbove(absA);
    absBRows = rowSumsAbove(absB);
    absCRows = rowSumsAbove(absC);
    absDRows = rowSumsAbove(absD);
    for (Index label = 0; label < net.q(); ++label)
        relative.push_back(relativeClassifier(net, label));

    lipschitz = stateLipschitz = std::numeric_limits<double>::infinity();
    const Vector& eta = analysis_->lipschitz.bestEta;
    if (eta.size() == 0)
        return;
    // B and D for raw inputs carry the rounding of 1/std: raise them before they enter the bound.
    const Matrix B = magnitudeAbove(analysis_->rawB), D = magnitudeAbove(analysis_->rawD);
    lipschitz = lipschitzConstantAbove({net.A, B, net.C, D}, eta);
    stateLipschitz = stateLipschitzConstantAbove(net.A, B, eta);
}

InputColumns epsilonBoxes(
    const Network& network, const Matrix& raw, std::span<const int> labels, const Vector& eps, bool clip) {
    assert(raw.cols() == eps.size() && static_cast<Index>(labels.size()) == raw.cols());
    InputColumns boxes;
    boxes.labels.assign(labels.begin(), labels.end());
    boxes.lower = raw.rowwise() - eps.transpose();
    boxes.upper = raw.rowwise() + eps.transpose();
    // ε = 0 is the sample itself.
    for (Index k = 0; k < raw.cols(); ++k)
        if (eps(k) > 0) {
            boxes.lower.col(k) = boxes.lower.col(k).unaryExpr([](double v) { return down(v); });
            boxes.upper.col(k) = boxes.upper.col(k).unaryExpr([](double v) { return up(v); });
        }
    if (!clip || !network.input)
        return boxes;
    if (const auto& least = network.input->lower)
        for (Index k = 0; k < raw.cols(); ++k) {
            boxes.lower.col(k) = boxes.lower.col(k).cwiseMax(*least);
            boxes.upper.col(k) = boxes.upper.col(k).cwiseMax(*least);
        }
    if (const auto& largest = network.input->upper)
        for (Index k = 0; k < raw.cols(); ++k) {
            boxes.lower.col(k) = boxes.lower.col(k).cwiseMin(*largest);
            boxes.upper.col(k) = boxes.upper.col(k).cwiseMin(*largest);
        }
    return boxes;
}

} // namespace kamke
