#include "core/certify/embedded_columns.h"

#include "core/certify/embedded_step.h"
#include "core/certify/single_precision.h"
#include "core/model/parallel.h"
#include "core/model/rounding.h"
#include "core/solve/active_columns.h"
#include "core/solve/scale.h"
#include "core/solve/stagnation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace kamke {

namespace {

constexpr double divergedAbove = 1e12; ///< beside the start and the first step

// How the units turn pre-activations into the next box: p ↦ φ(scale·p), where that is exact, or a root per
// unit.
struct Units {
    const Activation& phi;
    Vector diagonal; // the units' own feedback that a step solves; zero for plain intervals
    bool scaled;     // x = φ(s/(1 − a)) solves the unit's own loop
    Vector scale;

    Units(const Network& net, Embedding embedding)
        : phi(net.activation)
        , diagonal(embedding == Embedding::MixedMonotone ? Vector(net.A.diagonal()) : Vector::Zero(net.n())) {
        const Activation::Kind kind = phi.kind();
        scaled = kind == Activation::Kind::Relu || kind == Activation::Kind::Identity ||
                 kind == Activation::Kind::Hardtanh;
        scale = (1 - diagonal.array()).inverse().matrix();
    }

    double operator()(Index i, double p) const {
        return scaled ? phi(p * scale(i)) : phi.solveSelfLoop(diagonal(i), p);
    }
};

// As in EmbeddedStep, each end in units of the size of its unit.
struct SizedStep {
    double step, size, state;
};

// The columns that are still iterated.
class Iteration {
public:
    Iteration(
        const Certifier& certifier, Embedding embedding, const ColumnInput& input, StateStart start,
        bool closeProof)
        : certifier_(certifier)
        , units_(certifier.network(), embedding)
        , own_(embedding == Embedding::MixedMonotone)
        , ownA_(own_ ? certifier.network().A : Matrix())
        , ownM_(own_ ? certifier.absA : Matrix())
        , A_(own_ ? ownA_ : certifier.network().A)
        , M_(own_ ? ownM_ : certifier.absA)
        , weights_(Vector::Zero(A_.rows()))
        , active_(input.count())
        , wCentre_(input.wCentre)
        , wRadius_(input.wRadius)
        , centre_(std::move(start.centre))
        , radius_(std::move(start.radius))
        , nextCentre_(centre_.rows(), centre_.cols())
        , nextRadius_(centre_.rows(), centre_.cols())
        , productCentre_(centre_.rows(), centre_.cols())
        , productRadius_(Matrix::Zero(centre_.rows(), centre_.cols())) {
        if (own_) {
            ownA_.diagonal().setZero();
            ownM_.diagonal().setZero();
        }
        pointwise_ = wRadius_.isZero(0) && radius_.isZero(0);
        proves_ = units_.scaled && !certifier.proof.empty() && !closeProof;
        if (proves_)
            weights_ = embedding == Embedding::MixedMonotone ? certifier.proof.mixedMonotone
                                                             : certifier.proof.interval;
    }

    ActiveColumns& active() { return active_; }
    bool proves() const { return proves_; }
    /// Neither the input nor the box has any width.
    bool isPoint(Index j) const { return wRadius_.col(j).isZero(0) && radius_.col(j).isZero(0); }
    const double* centre(Index j) const { return centre_.data() + j * A_.rows(); }
    const double* radius(Index j) const { return radius_.data() + j * A_.rows(); }
    const double* nextCentre(Index j) const { return nextCentre_.data() + j * A_.rows(); }
    const double* nextRadius(Index j) const { return nextRadius_.data() + j * A_.rows(); }

    void multiply() {
        const Index count = active_.count();
        productCentre_.leftCols(count).noalias() = A_ * centre_.leftCols(count);
        // Points stay points, without a radius.
        if (!pointwise_)
            productRadius_.leftCols(count).noalias() = M_ * radius_.leftCols(count);
    }

    EmbeddedStep step(Index j) {
        const Index n = A_.rows(), at = j * n;
        const EmbeddedColumn<double> column{productCentre_.data() + at, productRadius_.data() + at,
                                            wCentre_.data() + at,       wRadius_.data() + at,
                                            centre_.data() + at,        radius_.data() + at,
                                            nextCentre_.data() + at,    nextRadius_.data() + at};
        if (units_.phi.kind() == Activation::Kind::Relu)
            return reluStep(column, units_.scale.data(), weights_.data(), n);
        return embeddedStep(column, weights_.data(), n, units_);
    }

    /// The last step in units of the sizes of the units; nothing where they count alike.
    std::optional<SizedStep> sizedStep(Index j) const {
        const Vector& perUnit = certifier_.analysis().perUnit;
        if (perUnit.size() == 0)
            return std::nullopt;
        const Index n = A_.rows();
        const auto c = Vector::Map(centre(j), n), r = Vector::Map(radius(j), n);
        const auto nextC = Vector::Map(nextCentre(j), n), nextR = Vector::Map(nextRadius(j), n);
        const auto largest = [&](const auto& v) { return v.cwiseProduct(perUnit).maxCoeff(); };
        return SizedStep{
            largest((nextC - c).cwiseAbs() + (nextR - r).cwiseAbs()), largest(nextC.cwiseAbs() + nextR),
            sizedMagnitude(largest(c.cwiseAbs() + r))};
    }
    /// τ of ProofWeights for the box before the step.
    double widening(const EmbeddedStep& step, double sizedState, const Magnitude& inputs) const {
        if (!proves_)
            return nan;
        return certifier_.proof.widening(step.weighted, {step.state, sizedState}, inputs);
    }

    void advance() {
        centre_.swap(nextCentre_);
        radius_.swap(nextRadius_);
        active_.removeFinished(centre_, radius_, wCentre_, wRadius_);
    }

private:
    const Certifier& certifier_;
    Units units_;
    bool own_; // without the diagonals, which the units solve; plain intervals take the network's own
    Matrix ownA_, ownM_;
    const Matrix &A_, &M_;
    Vector weights_;
    bool proves_, pointwise_;
    ActiveColumns active_;
    Matrix wCentre_, wRadius_, centre_, radius_, nextCentre_, nextRadius_, productCentre_, productRadius_;
};

} // namespace

bool staysBounded(const NetworkAnalysis& analysis, Embedding embedding) {
    return embedding == Embedding::MixedMonotone ? analysis.contracting() : analysis.rhoAbs < 1;
}

EmbeddedColumns embeddedFixedBoxes(
    const Certifier& certifier, Embedding embedding, const ColumnInput& input, StateStart start,
    const CertifyOptions& options, EmbeddedJudge* judge) {
    useOneBlasThread();
    const Index n = certifier.network().n(), count = input.count();
    EmbeddedColumns result;
    result.centre = Matrix::Constant(n, count, nan);
    result.radius = Matrix::Constant(n, count, nan);
    result.status.assign(static_cast<std::size_t>(count), Status::NotConverged);
    result.iterations.assign(static_cast<std::size_t>(count), 0);
    result.proved.assign(static_cast<std::size_t>(count), 0);

    const bool bounded = staysBounded(certifier.analysis(), embedding);
    Vector limits = Vector::Constant(count, noBound);
    if (!bounded)
        for (Index j = 0; j < count; ++j)
            limits(j) = (start.centre.col(j).cwiseAbs() + start.radius.col(j)).maxCoeff();
    double accuracy = options.tolerance;
    if (options.float32 && certifier.network().activation.kind() == Activation::Kind::Relu) {
        accuracy = std::max(accuracy, 16 * singlePrecision);
        start = singlePrecisionBoxes(certifier, embedding, input, start, options.limits);
    }
    Iteration columns(certifier, embedding, input, std::move(start), options.closeProof);
    ActiveColumns& active = columns.active();
    std::vector<Stagnation> stagnates(static_cast<std::size_t>(count));
    const Vector& eta = certifier.analysis().provedEta;
    const double underflow = underflowError();
    int iteration = 0;
    for (; iteration < options.maxIterations && !active.allFinished(); ++iteration) {
        if (iteration % 8 == 0 && options.limits.reached()) {
            for (Index j = 0; j < active.count(); ++j)
                if (!active.finished(j))
                    result.status[static_cast<std::size_t>(active.original(j))] = Status::Cancelled;
            break;
        }
        columns.multiply();
        for (Index j = 0; j < active.count(); ++j) {
            if (active.finished(j))
                continue;
            const EmbeddedStep step = columns.step(j);
            const Index original = active.original(j);
            const auto at = static_cast<std::size_t>(original);
            if (!bounded && iteration == 0)
                limits(original) = std::min(noBound, divergedAbove * std::max(limits(original), step.size));
            // Negated, so that NaN counts as diverged.
            if (!step.finite || !(step.size <= limits(original))) {
                result.status[at] = Status::Diverged;
            } else {
                const auto sized = columns.sizedStep(j);
                const double widening = columns.widening(
                    step, sized ? sized->state : std::numeric_limits<double>::infinity(),
                    input.magnitude(original));
                // The fixed point of a point is its own least interval, but where ρ(|A|) ≥ 1 rounding drives
                // the iteration away from it.
                const bool point = embedding == Embedding::Interval && iteration == 0 && columns.isPoint(j);
                const double tolerance = point ? std::max(accuracy, 1e-9) : accuracy;
                const bool settled =
                    (isSettled(step.step, step.size, tolerance, n) &&
                     (!sized || isSettled(sized->step, sized->size, tolerance, n))) ||
                    stagnates[at](sized ? sized->step : step.step, sized ? sized->size : step.size);
                if (!settled &&
                    !(judge && judge->shouldStop({original, columns.centre(j), columns.radius(j), widening})))
                    continue;
                result.status[at] = Status::Ok;
                result.proved[at] = columns.proves();
                // What is proved is the box before the step; without a proof the one after it is nearer.
                const bool before = columns.proves();
                result.centre.col(original) =
                    Vector::Map(before ? columns.centre(j) : columns.nextCentre(j), n);
                result.radius.col(original) =
                    Vector::Map(before ? columns.radius(j) : columns.nextRadius(j), n);
                // The factor covers both roundings and its own.
                if (before && (settled || judge->keepsBoxes()))
                    result.radius.col(original) =
                        ((result.radius.col(original) + widening * eta) * (1 + 0x1p-50)).array() +
                        4 * underflow;
            }
            result.iterations[at] = iteration + 1;
            active.finish(j);
        }
        columns.advance();
    }
    for (Index j = 0; j < active.count(); ++j)
        if (!active.finished(j))
            result.iterations[static_cast<std::size_t>(active.original(j))] = iteration;
    if (!columns.proves())
        proveInvariant(certifier, input, result);
    return result;
}

} // namespace kamke
