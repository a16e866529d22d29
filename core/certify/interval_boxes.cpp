// Certificates of the state box of interval bound propagation.
#include "core/certify/certificates.h"
#include "core/reach/method_rows.h"
#include "core/solve/columns.h"

#include <cmath>

namespace kamke {

namespace {

// The fixed interval boxes of mixed-monotone-contractive (12)-(13); diverged where there are none.
StateBoxes
intervalBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    // From the nominal point the box grows monotonically to the least fixed box, if there is one; so it does
    // from the fixed box of a smaller input box.
    const Index n = certifier.network().n(), count = input.count();
    if (input.start)
        return embeddedBoxes(certifier, Embedding::Interval, input, input.start, options);
    ColumnStates nominal;
    if (input.atCentres)
        nominal = {input.atCentres->centre, input.atCentres->status};
    else
        nominal = solveColumns(certifier.analysis(), input.wCentre, Matrix::Zero(n, count), options.limits);
    const Matrix start = nominal.x.unaryExpr([](double v) { return std::isfinite(v) ? v : 0.0; });
    StateBoxes boxes = embeddedBoxes(
        certifier, Embedding::Interval, input, StateStart{start, Matrix::Zero(n, count)}, options);
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

} // namespace

constinit const StateEnclosure intervalStates{
    .boxes = intervalBoxes,
    .embedding = Embedding::Interval,
    .gradient = intervalGradient,
    .shares = &stateBoxRule};

Certificate intervalRelativeCertificate() {
    return {
        .id = "ibpc",
        .name = "interval bound propagation, relative classifier",
        .label = "IBP-C",
        .formula = "δ = min_j z̲_j over the fixed interval box",
        .citation = "mixed-monotone-contractive (7)-(9) with the box of (12)",
        .explanation =
            "The relative classifier over the state box of interval bound propagation, where there is one.",
        .colour = 0x00694C,
        .darkColour = 0x7FE3C1,
        .line = LineStyle::Dotted,
        .method = &intervalBoundPropagation,
        .states = &intervalStates,
        .relative = true};
}

Certificate intervalCertificate() {
    return outputBoxCertificate(
        intervalBoundPropagation, "δ = y̲_i − max_{j≠i} ȳ_j over the fixed interval box",
        "mixed-monotone-contractive (12)-(13), section 5, method 2", intervalStates);
}

} // namespace kamke
