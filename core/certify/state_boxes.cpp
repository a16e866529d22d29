#include "core/certify/state_boxes.h"

#include "core/model/rounding.h"

#include <cmath>
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

} // namespace

Box StateBoxes::box(Index column) const {
    const Vector c = centre.col(column), r = radius.col(column);
    return {c.binaryExpr(r, &subtractBelow), c.binaryExpr(r, &addAbove)};
}

void StateBoxes::setBox(Index column, const Box& box) {
    const Vector c = box.centre();
    centre.col(column) = c;
    radius.col(column) =
        box.upper.binaryExpr(c, &subtractAbove).cwiseMax(c.binaryExpr(box.lower, &subtractAbove)).cwiseMax(0);
}

void StateBoxes::fail(Index column, Status why, std::string reason) {
    const auto at = static_cast<std::size_t>(column);
    status[at] = why;
    reasons[at] = std::move(reason);
    rigorous[at] = 0;
    for (Matrix* m : {&centre, &radius, &outputLower, &outputUpper, &differences})
        if (m->size() > 0)
            m->col(column).setConstant(nan);
    if (!ellipsoids.empty())
        ellipsoids[at].reset();
    if (!shares.empty())
        shares[at] = nullptr;
}

StateBoxes StateBoxes::columns(const std::vector<Index>& some) const {
    StateBoxes chosen;
    chosen.factor = factor;
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
    if (!shares.empty())
        for (const Index k : some)
            chosen.shares.push_back(shares[static_cast<std::size_t>(k)]);
    for (const Index k : some) {
        const auto at = static_cast<std::size_t>(k);
        chosen.status.push_back(status[at]);
        chosen.reasons.push_back(reasons[at]);
        chosen.iterations.push_back(iterations[at]);
        chosen.rigorous.push_back(rigorous[at]);
    }
    return chosen;
}

StateBoxes embeddedBoxes(
    const Certifier& certifier, Embedding embedding, const ColumnInput& input,
    std::optional<StateStart> start, const CertifyOptions& options, EmbeddedJudge* judge) {
    if (!start) {
        const Matrix zero = Matrix::Zero(certifier.network().n(), input.count());
        start = StateStart{zero, zero};
    }
    EmbeddedColumns columns =
        embeddedFixedBoxes(certifier, embedding, input, std::move(*start), options, judge);
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

OutputBounds outputBounds(const Certifier& certifier, const ColumnInput& input, const StateBoxes& states) {
    if (states.outputLower.size() > 0)
        return {states.outputLower, states.outputUpper};
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
            const double error = up(certifier.gammaOfSum * magnitude + underflow);
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
