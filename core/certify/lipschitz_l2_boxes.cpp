// Certificates of the l_2 Lipschitz bound of monotone operator networks, and the points that such bounds
// start from.
#include "core/certify/certificates.h"
#include "core/model/rounding.h"
#include "core/reach/method_rows.h"
#include "core/solve/columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke {

namespace {

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
    const double underflow = certifier.underflow();
    Matrix residual(n, x.cols());
    for (Index j = 0; j < x.cols(); ++j) {
        const Magnitude state = certifier.stateMagnitude(x.col(j), Vector::Zero(n));
        const Magnitude inputs = input.magnitude(j);
        for (Index i = 0; i < n; ++i) {
            const double magnitude = certifier.magnitudeA(i, state) + certifier.magnitudeB(i, inputs) +
                                     certifier.offsetMagnitude(i);
            const double error = up(certifier.gamma * magnitude + underflow);
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
    } else {
        ColumnStates solved = solveColumns(
            certifier.analysis(), input.wCentre, Matrix::Zero(n, count), options.limits, options.tolerance);
        boxes.centre = std::move(solved.x);
        boxes.status = std::move(solved.status);
    }
    const Matrix residual = residualsAbove(certifier, input, boxes.centre);
    const Matrix moved = roundedUp((2 * gain.residualNorms.transpose() * residual) * (1 + certifier.gamma));
    boxes.radius =
        roundedUp(residual + roundedUp(gain.stateBall * moved)).array() + std::numeric_limits<double>::min();
    boxes.iterations.assign(static_cast<std::size_t>(count), 0);
    boxes.rigorous.assign(static_cast<std::size_t>(count), 0);
    for (Index j = 0; j < count; ++j) {
        const auto at = static_cast<std::size_t>(j);
        if (boxes.status[at] == Status::Ok &&
            !(boxes.centre.col(j).allFinite() && boxes.radius.col(j).allFinite()))
            boxes.status[at] = Status::NotConverged;
        boxes.rigorous[at] = boxes.status[at] == Status::Ok;
        boxes.reasons.emplace_back(
            boxes.rigorous[at] ? ""
            : boxes.status[at] == Status::Cancelled
                ? "stopped before it was finished"
                : "no fixed point was found at the centre of the input box");
        if (!boxes.rigorous[at]) {
            boxes.centre.col(j).setConstant(nan);
            boxes.radius.col(j).setConstant(nan);
        }
    }
    return boxes;
}

namespace {

// x*(centre), y(centre) and the differences of logits there, each ± what MonotoneGain bounds.
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
    for (Index j = 0; j < boxes.differences.cols(); ++j)
        if (boxes.ok(j))
            boxes.differences(input.labels[static_cast<std::size_t>(j)], j) = 0;
    boxes.radius = roundedUp(
        boxes.radius + roundedUp(
                           imageAbove(certifier, input.radii, gain.stateLinear, gain.stateLinearRows) +
                           roundedUp(gain.stateBall * ball.transpose())));
    return boxes;
}

constexpr StateEnclosure lipschitzL2States{.boxes = lipschitzL2Boxes, .shares = &monotoneLipschitzRule};

} // namespace

Certificate lipschitzL2Certificate() {
    Certificate row = functionalCertificate(
        lipschitzL2, "δ = min_j (y_i − y_j)(u_c) − ‖(TC)_j‖_2‖BΔu‖_2/m − (|TD||Δu|)_j",
        "Bounds the differences of logits of a monotone operator network by its l₂ Lipschitz bound, "
        "direction by direction.",
        lipschitzL2States);
    row.citation = "ibp-mondeq Prop. 2.1; mixed-monotone-contractive (7)";
    return row;
}

} // namespace kamke
