#include "certify/column_input.h"

#include "model/rounding.h"

namespace kamke {

namespace {

Vector coveringRadius(const Vector& lower, const Vector& upper, const Vector& centre) {
    return (upper - centre).cwiseMax(centre - lower).unaryExpr([](double v) { return v > 0 ? up(v) : 0.0; });
}

} // namespace

ColumnInput columnInput(const Certifier& certifier, InputColumns raw) {
    const Network& net = certifier.network();
    const Index k = raw.count();
    ColumnInput input;
    input.raw = std::move(raw);
    input.centre.resize(net.r(), k);
    input.radius.resize(net.r(), k);
    for (Index j = 0; j < k; ++j) {
        const Box u = net.normalise(Box{input.raw.lower.col(j), input.raw.upper.col(j)});
        const Vector centre = u.centre();
        input.centre.col(j) = centre;
        input.radius.col(j) = coveringRadius(u.lower, u.upper, centre);
    }
    input.wCentre.noalias() = net.B * input.centre;
    input.wCentre.colwise() += net.b;
    input.wRadius.noalias() = certifier.absB * input.radius;
    input.magnitude = (input.centre.cwiseAbs() + input.radius).colwise().maxCoeff().transpose();
    input.magnitude = input.magnitude.unaryExpr([](double v) { return up(v); });
    return input;
}

ColumnInput pointInput(const Certifier& certifier, const Matrix& raw, std::span<const int> labels) {
    return columnInput(certifier, {raw, raw, {labels.begin(), labels.end()}});
}

RawCentres rawCentres(const InputColumns& inputs) {
    RawCentres centres;
    centres.centre = inputs.lower + (inputs.upper - inputs.lower) / 2;
    centres.radius.resize(inputs.lower.rows(), inputs.count());
    for (Index j = 0; j < inputs.count(); ++j)
        centres.radius.col(j) =
            coveringRadius(inputs.lower.col(j), inputs.upper.col(j), centres.centre.col(j));
    return centres;
}

} // namespace kamke
