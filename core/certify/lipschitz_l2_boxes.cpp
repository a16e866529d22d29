// The l_2 Lipschitz bound of monotone operator networks with its certificate, and the points that such bounds
// start from.
#include "core/certify/certificates.h"
#include "core/certify/method_rows.h"
#include "core/model/rounding.h"
#include "core/solve/columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke {

namespace {

std::optional<std::string> whyNotL2(const NetworkAnalysis& analysis, const Box&) {
    if (!analysis.monotone.empty())
        return std::nullopt;
    if (analysis.conditions.holds("lben"))
        return "Λ − ΛA ≻ 0 holds, but so narrowly that no l_2 Lipschitz constant could be proved with "
               "rounding bounds";
    return "an l_2 Lipschitz constant needs I − A ⪰ mI with m > 0, and " + analysis.whyNotMonotone();
}

// G·radii, from above.
Matrix imageAbove(const Certifier& certifier, const RawRadii& radii, const Matrix& G, const Vector& rows) {
    return roundedUp(radii.image(G, rows) * (1 + certifier.gamma));
}

// |x̂ − Φ(Ax̂ + w)| of each column from above, w = Bu + b at the centre as computed.
Matrix residualsAbove(const Certifier& certifier, const ColumnInput& input, const Matrix& x) {
    const Network& net = certifier.network();
    const Index n = net.n();
    Matrix p = input.wCentre;
    p.noalias() += net.A * x;
    const Matrix magnitudes = certifier.absA * x.cwiseAbs() * (1 + certifier.gamma);
    const double underflow = certifier.underflow();
    Matrix residual(n, x.cols());
    for (Index j = 0; j < x.cols(); ++j) {
        const Vector inputs = input.wMagnitude(certifier, j);
        for (Index i = 0; i < n; ++i) {
            const double magnitude = magnitudes(i, j) + inputs(i) + certifier.offsetMagnitude(i);
            const double error = up(certifier.gammaOfSum * magnitude + underflow);
            const double high = net.activation.above(up(p(i, j) + error));
            const double low = net.activation.below(down(p(i, j) - error));
            residual(i, j) = std::max({0.0, up(high - x(i, j)), up(x(i, j) - low)});
        }
    }
    return residual;
}

// max ‖FΔu‖_2 over each box from above: the least of three bounds.
Vector ballNorms(const Certifier& certifier, const ColumnInput& input) {
    const RawRadii& radii = input.radii;
    const MonotoneGain& gain = certifier.analysis().monotone;
    const double slack = 1 + certifier.gamma;
    const Matrix byColumns = imageAbove(
        certifier, radii, gain.columnNorms.transpose(),
        productAbove(gain.columnNorms.transpose(), Vector::Ones(gain.columnNorms.size())));
    const Matrix entries = imageAbove(certifier, radii, gain.absF, gain.absFRows);
    const Vector euclidean = input.isBall() ? input.euclidean : radii.euclidean(certifier.network().r());
    Vector norms(radii.count());
    for (Index j = 0; j < norms.size(); ++j) {
        const double byRows = up(entries.col(j).stableNorm() * slack);
        const double spectral = euclidean(j) == 0 ? 0 : up(gain.spectralNorm * up(euclidean(j)));
        norms(j) = std::min({byColumns(0, j), byRows, spectral});
    }
    return norms;
}

// How far y_label − y_j may move, q×k.
Matrix differenceReach(const Certifier& certifier, const ColumnInput& input, const Vector& ball) {
    const MonotoneGain& gain = certifier.analysis().monotone;
    const Index q = certifier.network().q();
    Matrix reach = Matrix::Zero(q, input.count());
    for (Index label = 0; label < q; ++label) {
        std::vector<Index> columns;
        for (std::size_t j = 0; j < input.labels.size(); ++j)
            if (input.labels[j] == label)
                columns.push_back(static_cast<Index>(j));
        if (columns.empty())
            continue;
        Matrix across;
        if (!input.radii.isUniform()) {
            across = ((-gain.output).rowwise() + gain.output.row(label)).cwiseAbs() * (1 + 0x1p-50);
            across += gain.outputError;
            across.rowwise() += gain.outputError.row(label);
        }
        const Matrix linear = imageAbove(
            certifier, input.radii.columns(columns), across, gain.differenceRows.row(label).transpose());
        const Matrix fromBall =
            roundedUp(gain.differenceBall.row(label).transpose() * ball(columns).transpose());
        reach(Eigen::all, columns) = roundedUp(linear + fromBall);
        if (input.isBall())
            reach(Eigen::all, columns) =
                reach(Eigen::all, columns)
                    .cwiseMin(roundedUp(
                        gain.differenceGain.row(label).transpose() * input.euclidean(columns).transpose()));
    }
    return reach;
}

} // namespace

StateBoxes
monotonePoints(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    const Index n = certifier.network().n(), count = input.count();
    const MonotoneGain& gain = certifier.analysis().monotone;
    StateBoxes boxes;
    if (input.atCentres) {
        boxes.centre = input.atCentres->centre;
        boxes.status = input.atCentres->status;
        boxes.reasons = input.atCentres->reasons;
    } else {
        ColumnStates solved = solveColumns(
            certifier.analysis(), input.wCentre, Matrix::Zero(n, count), options.limits, options.tolerance);
        boxes.centre = std::move(solved.x);
        boxes.status = std::move(solved.status);
        boxes.reasons = std::move(solved.reasons);
    }
    const Matrix residual = residualsAbove(certifier, input, boxes.centre);
    const Matrix moved = roundedUp((2 * gain.residualNorms.transpose() * residual) * (1 + certifier.gamma));
    boxes.radius =
        roundedUp(residual + roundedUp(gain.stateBall * moved)).array() + std::numeric_limits<double>::min();
    boxes.iterations.assign(static_cast<std::size_t>(count), 0);
    boxes.rigorous.assign(static_cast<std::size_t>(count), 1);
    for (Index j = 0; j < count; ++j) {
        const auto at = static_cast<std::size_t>(j);
        if (!boxes.ok(j))
            boxes.fail(
                j, boxes.status[at],
                "no fixed point was found at the centre of the input box: " + boxes.reasons[at]);
        else if (!(boxes.centre.col(j).allFinite() && boxes.radius.col(j).allFinite()))
            boxes.fail(j, Status::NotConverged, "the numbers overflow at the centre of the input box");
    }
    return boxes;
}

namespace {

StateBoxes
lipschitzL2Boxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    const MonotoneGain& gain = certifier.analysis().monotone;
    const ColumnInput centres = input.centres();
    StateBoxes boxes = monotonePoints(certifier, centres, options);
    const OutputBounds at = outputBounds(certifier, centres, boxes);
    const Vector ball = ballNorms(certifier, input);
    Matrix absOutput;
    if (!input.radii.isUniform())
        absOutput = roundedUp(gain.output.cwiseAbs() + gain.outputError);
    const Matrix outputs = roundedUp(
        imageAbove(certifier, input.radii, absOutput, gain.outputRows) +
        roundedUp(gain.outputBall * ball.transpose()));
    boxes.outputLower = roundedDown(at.lower - outputs);
    boxes.outputUpper = roundedUp(at.upper + outputs);
    boxes.differences =
        roundedDown(relativeBounds(certifier, centres, boxes) - differenceReach(certifier, input, ball));
    for (std::size_t j = 0; j < input.labels.size(); ++j)
        if (const auto column = static_cast<Index>(j); boxes.ok(column))
            boxes.differences(input.labels[j], column) = 0;
    boxes.radius = roundedUp(
        boxes.radius + roundedUp(
                           imageAbove(certifier, input.radii, gain.stateLinear, gain.stateLinearRows) +
                           roundedUp(gain.stateBall * ball.transpose())));
    return boxes;
}

/// x(u₀) ± reach and y(u₀) ± reach for the centre u₀ of the box, and the differences of logits likewise, from
/// ‖Δx‖_2 ≤ ‖BΔu‖_2/m with I − A ⪰ mI, sharpened direction by direction (see MonotoneGain). It exists
/// wherever Λ − ΛA ≻ 0 is proved, also where no weights give μ_η(A) < 1. Proved: the state at the centre by
/// its residual, the rest with rounding bounds.
constexpr StateEnclosure lipschitzL2States{.boxes = lipschitzL2Boxes, .shares = &monotoneLipschitzRule};

} // namespace

constinit const Method lipschitzL2{
    .id = "lipschitz-l2",
    .name = "l₂ Lipschitz",
    .label = "l₂ Lipschitz",
    .formula = "|cᵀΔx| ≤ ‖c‖_2‖BΔu‖_2/m, I − (A + Aᵀ)/2 ⪰ mI",
    .citation = "ibp-mondeq Prop. 2.1; Pabbaraju, Winston, Kolter 2021, Thm 1",
    .explanation = "The Lipschitz bound of monotone operator networks, direction by direction; it exists "
                   "whenever I − A is strongly monotone, also where no weights give μ_η(A) < 1.",
    .colour = 0x9C3D00,
    .darkColour = 0xFFB38A,
    .line = LineStyle::DashDotDot,
    .key = 6,
    .whyNot = whyNotL2,
    .states = &lipschitzL2States,
};

Certificate lipschitzL2Certificate() {
    Certificate row = functionalCertificate(
        lipschitzL2, "δ = min_j (y_i − y_j)(u_c) − ‖(TC)_j‖_2‖BΔu‖_2/m − (|TD||Δu|)_j",
        "Bounds the differences of logits of a monotone operator network by its l₂ Lipschitz bound, "
        "direction by direction.");
    row.citation = "ibp-mondeq Prop. 2.1; mixed-monotone-contractive (7)";
    return row;
}

} // namespace kamke
