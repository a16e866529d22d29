#include "core/certify/embedded_columns.h"

#include "core/model/rounding.h"
#include "core/solve/scale.h"

#include <cmath>

namespace kamke {

namespace {

// How far the exact image of the box may stick out of it, per entry: ≤ 0 everywhere is the proof.
// Pre-activations are computed in centre/radius form.
Matrix
excessOf(const Certifier& certifier, const ColumnInput& input, const Matrix& centre, const Matrix& radius) {
    const Network& net = certifier.network();
    const Index n = net.n();
    Matrix pCentre = input.wCentre, pRadius = input.wRadius;
    pCentre.noalias() += net.A * centre;
    pRadius.noalias() += certifier.analysis().majorant * radius;
    // |A||x| of all states of the box, by which rounding is counted.
    const Matrix magnitudes = certifier.absA * (centre.cwiseAbs() + radius) * (1 + certifier.gamma);
    const double underflow = certifier.underflow();
    Matrix excess(n, centre.cols());
    for (Index j = 0; j < centre.cols(); ++j) {
        const Vector inputs = input.wMagnitude(certifier, j);
        for (Index i = 0; i < n; ++i) {
            const double magnitude = magnitudes(i, j) + inputs(i) + certifier.offsetMagnitude(i);
            const double error = up(certifier.gammaOfSum * magnitude + underflow);
            const double c = centre(i, j), r = radius(i, j);
            const double high = net.activation.above(up(up(pCentre(i, j) + pRadius(i, j)) + error));
            const double low = net.activation.below(down(down(pCentre(i, j) - pRadius(i, j)) - error));
            // Exactly 0 where Φ is flat: there the box must not stick out by a rounding that was none.
            excess(i, j) =
                std::max(subtractAbove(high, subtractBelow(c, -r)), subtractAbove(subtractAbove(c, r), low));
        }
    }
    return excess;
}

} // namespace

void proveInvariant(const Certifier& certifier, const ColumnInput& input, EmbeddedColumns& columns) {
    const NetworkAnalysis& analysis = certifier.analysis();
    if (!analysis.contracting())
        return;
    std::vector<Index> open;
    for (std::size_t j = 0; j < columns.status.size(); ++j)
        if (columns.status[j] == Status::Ok)
            open.push_back(static_cast<Index>(j));
    if (open.empty())
        return;
    ColumnInput in;
    Matrix centre = columns.centre(Eigen::all, open), radius = columns.radius(Eigen::all, open);
    in.wCentre = Matrix(input.wCentre(Eigen::all, open));
    in.wRadius = Matrix(input.wRadius(Eigen::all, open));
    in.magnitudes = input.magnitudes.columns(open);
    if (input.wMagnitudes.size() > 0)
        in.wMagnitudes = input.wMagnitudes(Eigen::all, open);
    const Vector &eta = analysis.provedEta, &perUnit = analysis.perUnit;
    const double gain =
        std::min(1.0, perUnit.size() > 0 ? eta.cwiseProduct(perUnit).minCoeff() : eta.minCoeff());
    const Vector steepness = 1 - certifier.network().A.diagonal().array().min(0.0);
    // Widening by d leaves row i of the image d_i − s_i(|A|ᴹd)_i further inside, for slopes s_i in [0, 1].
    // With d = (I − |A|ᴹ)^{-1}e that is e_i where s_i = 1, the common case and a tight one; with e_i (1 −
    // [a_ii]⁻) it is at least e_i for every slope; and τη, for which |A|ᴹη = η − 1, is the most robust and
    // the widest.
    for (int attempt = 0; attempt < 16 && !open.empty(); ++attempt) {
        Matrix excess = excessOf(certifier, in, centre, radius);
        std::vector<Index> left, kept;
        for (Index j = 0; j < excess.cols(); ++j) {
            const Vector column = excess.col(j);
            if ((column.array() <= 0).all()) {
                const Index original = open[static_cast<std::size_t>(j)];
                columns.proved[static_cast<std::size_t>(original)] = 1;
                columns.centre.col(original) = centre.col(j);
                columns.radius.col(original) = radius.col(j);
            } else if (column.allFinite()) {
                left.push_back(j);
                kept.push_back(open[static_cast<std::size_t>(j)]);
            }
        }
        open = std::move(kept);
        if (open.empty())
            break;
        if (static_cast<Index>(left.size()) < excess.cols()) {
            excess = Matrix(excess(Eigen::all, left));
            centre = Matrix(centre(Eigen::all, left));
            radius = Matrix(radius(Eigen::all, left));
            in.wCentre = Matrix(in.wCentre(Eigen::all, left));
            in.wRadius = Matrix(in.wRadius(Eigen::all, left));
            in.magnitudes = in.magnitudes.columns(left);
            if (in.wMagnitudes.size() > 0)
                in.wMagnitudes = Matrix(in.wMagnitudes(Eigen::all, left));
        }
        excess = excess.cwiseMax(0.0);
        const Matrix sized = perUnit.size() > 0 ? Matrix(perUnit.asDiagonal() * excess) : excess;
        const Vector largest =
            sized.colwise().maxCoeff().transpose().cwiseMax(leastStep(columns.centre.rows()));
        if (attempt < 8) {
            if (attempt >= 4)
                excess = (steepness.asDiagonal() * excess).eval();
            radius.noalias() += 2 * analysis.resolvent * excess;
            radius.noalias() += 1e-3 * eta * largest.transpose();
        } else {
            radius.noalias() += 2 / gain * eta * largest.transpose();
        }
    }
}

} // namespace kamke
