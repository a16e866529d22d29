#include "core/train/block_loss.h"

namespace kamke {

template<class S>
StepModel<S>::StepModel(
    const Parametrisation<S>& kind, const Parameters<S>& values, const Activation& activation, bool boxes)
    : parameters(values) {
    const MatrixOf<S> A = kind.matrix(values);
    layer = kind.layer(A, activation);
    if (boxes) {
        embedded = kind.embedded(A, activation);
        absB = values.B().cwiseAbs();
    }
}

namespace {

template<class S>
Tally cleanLoss(
    const StepModel<S>& model, const MatrixOf<S>& inputs, std::span<const int> labels,
    const LossOptions& options, Parameters<S>* gradient) {
    const Parameters<S>& p = model.parameters;
    MatrixOf<S> w = p.b().replicate(1, inputs.cols());
    w.noalias() += p.B() * inputs;
    MatrixOf<S> x = MatrixOf<S>::Zero(w.rows(), w.cols()), s;
    model.layer->solveStates(w, options.states, x, s);
    MatrixOf<S> P = p.c().replicate(1, inputs.cols());
    P.noalias() += p.C() * x;
    const Tally tally = crossEntropy(P, labels);
    if (!gradient || options.cleanWeight == 0)
        return tally;
    P *= static_cast<S>(options.cleanWeight);
    gradient->C().noalias() += P * x.transpose();
    gradient->c() += P.rowwise().sum();
    const MatrixOf<S> v = p.C().transpose() * P;
    const MatrixOf<S> adjoint = model.layer->solveAdjoint(v, model.layer->gains(s), options.adjoint);
    gradient->matrix().noalias() += adjoint * x.transpose();
    gradient->B().noalias() += adjoint * inputs.transpose();
    gradient->b() += adjoint.rowwise().sum();
    return tally;
}

template<class S>
Tally worstCaseLoss(
    const StepModel<S>& model, const MatrixOf<S>& inputs, std::span<const int> labels,
    const LossOptions& options, Parameters<S>* gradient) {
    const Parameters<S>& p = model.parameters;
    const auto eps = static_cast<S>(options.eps);
    const MatrixOf<S> lower = (inputs.array() - eps).max(static_cast<S>(options.lower));
    const MatrixOf<S> upper = (inputs.array() + eps).min(static_cast<S>(options.upper));
    const MatrixOf<S> centre = (lower + upper) * S(0.5), radius = (upper - lower) * S(0.5);
    MatrixOf<S> wc = p.b().replicate(1, inputs.cols()), wr(wc.rows(), wc.cols());
    wc.noalias() += p.B() * centre;
    wr.noalias() = model.absB * radius;
    Pair<S> x{MatrixOf<S>::Zero(wc.rows(), wc.cols()), MatrixOf<S>::Zero(wc.rows(), wc.cols())}, s;
    model.embedded->solve(wc, wr, options.states, x, s);
    const RelativeClassifier<S> classifier(p.C(), p.c());
    MatrixOf<S> P = classifier.worstLogits(x, labels);
    Tally tally;
    for (Index k = 0; k < P.cols(); ++k)
        tally.certified += (P.col(k).array() < 0).count() == P.rows() - 1;
    tally.loss = crossEntropy(P, labels).loss;
    if (!gradient)
        return tally;
    P *= static_cast<S>(1 - options.cleanWeight);
    MatrixOf<S> ofC = MatrixOf<S>::Zero(p.shape.q, p.shape.n);
    VectorOf<S> ofc = VectorOf<S>::Zero(p.shape.q);
    const Pair<S> v = classifier.pullBack(P, x, labels, ofC, ofc);
    gradient->C() += ofC;
    gradient->c() += ofc;
    const Pair<S> w = model.embedded->solveAdjoint(v, model.embedded->gains(s), options.adjoint);
    // With respect to p_c = p̲ + p̄ and p_r = p̄ − p̲, which reach A and R, B and |B|.
    const MatrixOf<S> ofCentre = w.lower + w.upper, ofRadius = w.upper - w.lower;
    const MatrixOf<S> middle = (x.lower + x.upper) * S(0.5), half = (x.upper - x.lower) * S(0.5);
    gradient->matrix().noalias() += ofCentre * middle.transpose();
    MatrixOf<S> magnitude = ofRadius * half.transpose();
    gradient->matrix() += model.embedded->radiusSlopes().cwiseProduct(magnitude);
    gradient->B().noalias() += ofCentre * centre.transpose();
    magnitude.noalias() = ofRadius * radius.transpose();
    gradient->B() += p.B().cwiseSign().cwiseProduct(magnitude);
    gradient->b() += ofCentre.rowwise().sum();
    return tally;
}

} // namespace

template<class S>
Tally blockLoss(
    const StepModel<S>& model, const MatrixOf<S>& inputs, std::span<const int> labels,
    const LossOptions& options, Parameters<S>* gradient) {
    Tally tally = cleanLoss(model, inputs, labels, options, gradient);
    if (options.cleanWeight < 1) {
        const Tally worst = worstCaseLoss(model, inputs, labels, options, gradient);
        tally.certified = worst.certified;
        tally.loss = options.cleanWeight * tally.loss + (1 - options.cleanWeight) * worst.loss;
    }
    return tally;
}

template struct StepModel<float>;
template struct StepModel<double>;
template Tally blockLoss(
    const StepModel<float>&, const MatrixOf<float>&, std::span<const int>, const LossOptions&,
    Parameters<float>*);
template Tally blockLoss(
    const StepModel<double>&, const MatrixOf<double>&, std::span<const int>, const LossOptions&,
    Parameters<double>*);

} // namespace kamke
