#include "core/reach/embedding.h"

#include "core/model/rounding.h"
#include "core/model/state_range.h"
#include "core/solve/scale.h"

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

Matrix positive(const Matrix& M) {
    return M.cwiseMax(0.0);
}
Matrix negative(const Matrix& M) {
    return M.cwiseMin(0.0);
}

// Encloses P·v + N·w + … , the sum of two products and a constant, from the side asked for.
struct Terms {
    Vector value, magnitude;
    Index count = 1;
    bool underflow = false;

    explicit Terms(const Vector& constant)
        : value(constant)
        , magnitude(constant.cwiseAbs()) {}
    void add(const Matrix& M, const Vector& v) {
        value.noalias() += M * v;
        magnitude.noalias() += M.cwiseAbs() * v.cwiseAbs();
        count += M.cols() + 1;
        underflow = underflow || mayUnderflow(M, v);
    }
    Vector above() const { return BoundedSum{value, magnitude, count, underflow}.above(); }
    Vector below() const { return BoundedSum{value, magnitude, count, underflow}.below(); }
};

// The smallest and largest pre-activations of the embedded map that matter for the inclusion, rounded
// outward.
Box embeddedImage(const NetworkAnalysis& analysis, const EmbeddingInput& input, const Box& x) {
    const Network& net = analysis.network();
    const Matrix metzler = metzlerPart(net.A), rest = net.A - metzler;
    const Matrix Bp = positive(net.B), Bn = negative(net.B);
    Terms upper(net.b), lower(net.b);
    upper.add(metzler, x.upper);
    upper.add(rest, x.lower);
    upper.add(Bp, input.u.upper);
    upper.add(Bn, input.u.lower);
    lower.add(metzler, x.lower);
    lower.add(rest, x.upper);
    lower.add(Bp, input.u.lower);
    lower.add(Bn, input.u.upper);
    const Activation& phi = net.activation;
    return {
        lower.below().unaryExpr([&](double p) { return phi.below(p); }),
        upper.above().unaryExpr([&](double p) { return phi.above(p); })};
}

} // namespace

EmbeddingInput embeddingInput(const NetworkAnalysis& analysis, const Box& rawBox) {
    const Network& net = analysis.network();
    EmbeddingInput input{net.normalise(rawBox), {}, {}};
    input.wCentre = net.B * input.u.centre() + net.b;
    input.wRadius = net.B.cwiseAbs() * input.u.radius();
    return input;
}

Box unstack(const Vector& stacked) {
    const Index n = stacked.size() / 2;
    return {stacked.head(n), stacked.tail(n)};
}

Vector stack(const Box& box) {
    Vector stacked(2 * box.dimension());
    stacked << box.lower, box.upper;
    return stacked;
}

std::optional<Box>
provedInvariantBox(const NetworkAnalysis& analysis, const EmbeddingInput& input, const Box& state) {
    const Vector& eta = analysis.provedEta;
    if (eta.size() == 0 || !state.isValid())
        return std::nullopt;
    // Widening by d leaves row i of the image d_i − s_i(|A|ᴹd)_i further inside, for slopes s_i in [0, 1].
    // With d = (I − |A|ᴹ)^{-1}e that is e_i where s_i = 1, the common case and a tight one; with e_i (1 −
    // [a_ii]⁻) it is at least e_i for every slope; and τη, for which |A|ᴹη = η − 1, is the most robust and
    // the widest.
    const Vector& perUnit = analysis.perUnit;
    const double gain =
        std::min(1.0, perUnit.size() > 0 ? eta.cwiseProduct(perUnit).minCoeff() : eta.minCoeff());
    const Vector steepness = 1 - analysis.network().A.diagonal().array().min(0.0);
    Box box = state;
    for (int attempt = 0; attempt < 16; ++attempt) {
        const Box image = embeddedImage(analysis, input, box);
        const Vector excess = (image.upper - box.upper).cwiseMax(box.lower - image.lower).cwiseMax(0.0);
        if (!excess.allFinite())
            return std::nullopt;
        if ((image.upper.array() <= box.upper.array()).all() &&
            (image.lower.array() >= box.lower.array()).all())
            return withinRange(analysis.network().activation, box); // not the image, which may miss states
        const double largest = std::max(
            perUnit.size() > 0 ? excess.cwiseProduct(perUnit).maxCoeff() : excess.maxCoeff(),
            leastStep(eta.size()));
        Vector wider;
        if (attempt < 4)
            wider = analysis.resolvent * (2 * excess) + 1e-3 * largest * eta;
        else if (attempt < 8)
            wider = analysis.resolvent * (2 * excess.cwiseProduct(steepness)) + 1e-3 * largest * eta;
        else
            wider = 2 * largest / gain * eta;
        box.upper += wider;
        box.lower -= wider;
    }
    return std::nullopt;
}

Box outputBox(const NetworkAnalysis& analysis, const Box& state, const Box& u) {
    const Network& net = analysis.network();
    const Matrix Cp = positive(net.C), Cn = negative(net.C), Dp = positive(net.D), Dn = negative(net.D);
    Terms lower(net.c), upper(net.c);
    lower.add(Cp, state.lower);
    lower.add(Cn, state.upper);
    lower.add(Dp, u.lower);
    lower.add(Dn, u.upper);
    upper.add(Cp, state.upper);
    upper.add(Cn, state.lower);
    upper.add(Dp, u.upper);
    upper.add(Dn, u.lower);
    return {lower.below(), upper.above()};
}

namespace {

// Where a box is a point, rounding may leave its ends in the wrong order; anything more is left for the
// caller to refuse.
Box ordered(const Box& box) {
    const double scale = std::max(box.lower.lpNorm<Eigen::Infinity>(), box.upper.lpNorm<Eigen::Infinity>());
    if (!((box.lower - box.upper).maxCoeff() <= 1e-12 * scale))
        return box;
    return {box.lower.cwiseMin(box.upper), box.lower.cwiseMax(box.upper)};
}

} // namespace

Enclosure
encloseFixedBox(const NetworkAnalysis& analysis, const EmbeddingInput& input, IterationResult iteration) {
    Enclosure result;
    result.status = iteration.status;
    result.reason = std::move(iteration.reason);
    result.iterations = iteration.iterations;
    result.residual = iteration.residual;
    result.trace = std::move(iteration.trace);
    if (result.status != Status::Ok)
        return result;
    Box state = ordered(unstack(iteration.x));
    if (auto proved = provedInvariantBox(analysis, input, state)) {
        state = std::move(*proved);
        result.rigorous = true;
    }
    result.output = outputBox(analysis, state, input.u);
    result.state = std::move(state);
    return result;
}

} // namespace kamke
