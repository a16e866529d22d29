#include "core/certify/state_boxes.h"

#include "core/certify/embedded_columns.h"
#include "core/model/rounding.h"
#include "core/solve/columns.h"

#include <cmath>
#include <limits>
#include <sstream>

namespace kamke {

namespace {

std::string reasonFor(Status status, const NetworkAnalysis& analysis, Embedding embedding, int iterations) {
    std::ostringstream text;
    text.precision(6);
    switch (status) {
    case Status::Ok:
        return {};
    case Status::Cancelled:
        return "stopped before it was finished";
    case Status::Diverged:
        if (staysBounded(analysis, embedding))
            return "the numbers overflow";
        text << "its iteration diverges";
        break;
    case Status::NotConverged:
    case Status::NotApplicable:
        text << "its iteration has not settled after " << iterations << " steps";
        break;
    }
    text << " (spectral radius of |A| is " << analysis.rhoAbs << (analysis.rhoAbs >= 1 ? " ≥ 1" : " < 1")
         << ")";
    return text.str();
}

StateBoxes fromColumns(const Certifier& certifier, Embedding embedding, EmbeddedColumns columns) {
    StateBoxes boxes;
    boxes.rigorous = std::move(columns.proved);
    boxes.centre = std::move(columns.centre);
    boxes.radius = std::move(columns.radius);
    boxes.iterations = std::move(columns.iterations);
    boxes.status = std::move(columns.status);
    for (std::size_t j = 0; j < boxes.status.size(); ++j)
        boxes.reasons.push_back(
            reasonFor(boxes.status[j], certifier.analysis(), embedding, boxes.iterations[j]));
    return boxes;
}

StateBoxes fixedBoxes(
    const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options,
    EmbeddedJudge* judge) {
    const Matrix zero = Matrix::Zero(certifier.network().n(), input.count());
    return fromColumns(
        certifier, Embedding::MixedMonotone,
        embeddedFixedBoxes(
            certifier, Embedding::MixedMonotone, input, input.start ? *input.start : StateStart{zero, zero},
            options, judge));
}

// The proved boxes of the states at the centres of the input boxes: points but for rounding.
struct CentreStates {
    ColumnInput input;
    StateBoxes boxes;
};
CentreStates
centreStates(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    CentreStates states{input.centres(), {}};
    states.boxes = input.atCentres ? *input.atCentres : mixedMonotoneBoxes(certifier, states.input, options);
    std::fill(states.boxes.iterations.begin(), states.boxes.iterations.end(), 0);
    return states;
}

void refuse(StateBoxes& boxes, const std::string& reason) {
    std::fill(boxes.status.begin(), boxes.status.end(), Status::NotApplicable);
    std::fill(boxes.reasons.begin(), boxes.reasons.end(), reason);
    boxes.centre.setConstant(nan);
    boxes.radius.setConstant(nan);
}

Matrix roundedUp(const Matrix& m) {
    return m.unaryExpr([](double v) { return up(v); });
}

} // namespace

Box StateBoxes::box(Index column) const {
    const Vector c = centre.col(column), r = radius.col(column);
    return {(c - r).unaryExpr([](double v) { return down(v); }), (c + r).unaryExpr([](double v) {
                return up(v);
            })};
}

StateBoxes StateBoxes::columns(const std::vector<Index>& some) const {
    StateBoxes chosen;
    chosen.centre = centre(Eigen::all, some);
    chosen.radius = radius(Eigen::all, some);
    if (outputLower.size() > 0) {
        chosen.outputLower = outputLower(Eigen::all, some);
        chosen.outputUpper = outputUpper(Eigen::all, some);
    }
    if (differences.size() > 0)
        chosen.differences = differences(Eigen::all, some);
    if (!ellipsoids.empty())
        for (const Index k : some)
            chosen.ellipsoids.push_back(ellipsoids[static_cast<std::size_t>(k)]);
    for (const Index k : some) {
        const auto at = static_cast<std::size_t>(k);
        chosen.status.push_back(status[at]);
        chosen.reasons.push_back(reasons[at]);
        chosen.iterations.push_back(iterations[at]);
        chosen.rigorous.push_back(rigorous[at]);
    }
    return chosen;
}

StateBoxes
mixedMonotoneBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    return fixedBoxes(certifier, input, options, nullptr);
}

StateBoxes judgedBoxes(
    const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options,
    EmbeddedJudge& judge) {
    return fixedBoxes(certifier, input, options, &judge);
}

StateBoxes
intervalBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    // From the nominal point the box grows monotonically to the least fixed box, if there is one; so it does
    // from the fixed box of a smaller input box.
    const Index n = certifier.network().n(), count = input.count();
    if (input.start)
        return fromColumns(
            certifier, Embedding::Interval,
            embeddedFixedBoxes(certifier, Embedding::Interval, input, *input.start, options));
    ColumnStates nominal;
    if (input.atCentres)
        nominal = {input.atCentres->centre, input.atCentres->status};
    else
        nominal = solveColumns(certifier.analysis(), input.wCentre, Matrix::Zero(n, count), options.limits);
    const Matrix start = nominal.x.unaryExpr([](double v) { return std::isfinite(v) ? v : 0.0; });
    StateBoxes boxes = fromColumns(
        certifier, Embedding::Interval,
        embeddedFixedBoxes(certifier, Embedding::Interval, input, {start, Matrix::Zero(n, count)}, options));
    for (std::size_t j = 0; j < boxes.status.size(); ++j)
        if (nominal.status[j] != Status::Ok) {
            boxes.status[j] = nominal.status[j];
            boxes.reasons[j] = "the centre of the input box has no fixed point to start from";
            boxes.rigorous[j] = 0;
            boxes.centre.col(static_cast<Index>(j)).setConstant(nan);
            boxes.radius.col(static_cast<Index>(j)).setConstant(nan);
        }
    return boxes;
}

StateBoxes
entrywiseLipschitzBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    CentreStates states = centreStates(certifier, input, options);
    const Matrix& gain = certifier.analysis().stateGain;
    if (gain.size() == 0)
        refuse(states.boxes, "(I − |A|ᴹ)⁻¹|B| cannot be bounded with rounding bounds");
    else
        states.boxes.radius = roundedUp(
            states.boxes.radius +
            roundedUp(input.radii.image(gain, certifier.gainRows) * (1 + certifier.gamma)));
    return states.boxes;
}

StateBoxes
lipschitzBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    CentreStates states = centreStates(certifier, input, options);
    if (!std::isfinite(certifier.lipschitz) || !std::isfinite(certifier.stateLipschitz)) {
        refuse(
            states.boxes,
            "μ_η(A) < 1 cannot be shown with rounding bounds, so that no Lipschitz constant is proved");
        return states.boxes;
    }
    const Vector& largest = input.radii.largest();
    const OutputBounds at = outputBounds(certifier, states.input, states.boxes);
    const Vector reach = roundedUp(certifier.lipschitz * largest);
    states.boxes.outputLower =
        (at.lower.rowwise() - reach.transpose()).unaryExpr([](double v) { return down(v); });
    states.boxes.outputUpper = roundedUp(at.upper.rowwise() + reach.transpose());
    const Vector eta = certifier.analysis().lipschitz.bestEta;
    const Vector stateReach = roundedUp(certifier.stateLipschitz * largest);
    states.boxes.radius = roundedUp(states.boxes.radius + roundedUp(eta * stateReach.transpose()));
    return states.boxes;
}

OutputBounds outputBounds(const Certifier& certifier, const ColumnInput& input, const StateBoxes& states) {
    const Network& net = certifier.network();
    Matrix centre = (net.C * states.centre).colwise() + net.c, radius = certifier.absC * states.radius;
    if (certifier.hasD) {
        centre += input.dCentre;
        radius += input.radii.image(certifier.absD, certifier.magnitudeD.sums());
    }
    OutputBounds bounds{centre, centre};
    const double underflow = certifier.underflow();
    for (Index j = 0; j < centre.cols(); ++j) {
        const Magnitude state = certifier.stateMagnitude(states.centre.col(j), states.radius.col(j));
        const Magnitude inputs = input.magnitude(j);
        for (Index i = 0; i < net.q(); ++i) {
            const double magnitude = certifier.magnitudeC(i, state) + certifier.magnitudeD(i, inputs) +
                                     certifier.outputOffsetMagnitude(i) + std::abs(net.c(i));
            const double error = up(certifier.gamma * magnitude + underflow);
            bounds.lower(i, j) = down(down(centre(i, j) - radius(i, j)) - error);
            bounds.upper(i, j) = up(up(centre(i, j) + radius(i, j)) + error);
        }
    }
    return bounds;
}

Matrix relativeBounds(const Certifier& certifier, const ColumnInput& input, const StateBoxes& states) {
    const Network& net = certifier.network();
    const Index q = net.q();
    Matrix bounds = Matrix::Constant(q, states.centre.cols(), nan);
    const double underflow = certifier.underflow();
    // Columns of one label at a time: each has a matrix T of its own.
    for (Index label = 0; label < q; ++label) {
        std::vector<Index> columns;
        for (std::size_t j = 0; j < input.labels.size(); ++j)
            if (input.labels[j] == label)
                columns.push_back(static_cast<Index>(j));
        if (columns.empty())
            continue;
        const Certifier::Relative& relative = certifier.relative[static_cast<std::size_t>(label)];
        const Matrix x = states.centre(Eigen::all, columns), r = states.radius(Eigen::all, columns);
        Matrix lower = relative.TC * x;
        lower.colwise() += (net.c(label) - net.c.array()).matrix();
        Matrix spread = relative.absTC * r;
        if (certifier.hasD) {
            const Matrix direct = input.dCentre(Eigen::all, columns);
            lower += (-direct).rowwise() + direct.row(label);
            spread += input.radii.columns(columns).image(relative.absTD, relative.absTDRows);
        }
        for (std::size_t k = 0; k < columns.size(); ++k) {
            const Index column = columns[k], at = static_cast<Index>(k);
            const Magnitude state = certifier.stateMagnitude(x.col(at), r.col(at));
            const Magnitude inputs = input.magnitude(column);
            for (Index i = 0; i < q; ++i) {
                const double magnitude =
                    certifier.magnitudeC(i, state) + certifier.magnitudeC(label, state) +
                    certifier.magnitudeD(i, inputs) + certifier.magnitudeD(label, inputs) +
                    certifier.outputOffsetMagnitude(i) + certifier.outputOffsetMagnitude(label) +
                    std::abs(net.c(i)) + std::abs(net.c(label));
                const double error = up(certifier.gamma * magnitude + underflow);
                bounds(i, column) = i == label ? 0 : down(down(lower(i, at) - spread(i, at)) - error);
            }
        }
    }
    return bounds;
}

} // namespace kamke
