#include "core/train/lipschitz_penalty.h"

#include <algorithm>

namespace kamke {

template<class S>
double lipschitzPenalty(
    const Parametrisation<S>& kind, const Parameters<S>& parameters, double weight, Parameters<S>& gradient) {
    const VectorOf<S> eta = kind.eta(parameters);
    const VectorOf<S> rowsB = parameters.B().cwiseAbs().rowwise().sum().cwiseQuotient(eta);
    const VectorOf<S> rowsC = parameters.C().cwiseAbs() * eta;
    Index rowB = 0, rowC = 0;
    const S normB = rowsB.maxCoeff(&rowB), normC = rowsC.maxCoeff(&rowC);
    const double mu = kind.measure(parameters);
    const double gap = 1 - std::max(mu, 0.0);
    const double value =
        weight * 0.5 * (static_cast<double>(normB) * normB + static_cast<double>(normC) * normC) / gap;

    const auto scale = static_cast<S>(weight / gap);
    gradient.B().row(rowB) += scale * normB / eta(rowB) * parameters.B().row(rowB).cwiseSign();
    gradient.C().row(rowC) +=
        scale * normC * parameters.C().row(rowC).cwiseSign().cwiseProduct(eta.transpose());
    if (parameters.shape.weights) {
        gradient.weights()(rowB) -= scale * normB * normB;
        gradient.weights() +=
            scale * normC * parameters.C().row(rowC).cwiseAbs().transpose().cwiseProduct(eta);
    }
    if (mu > 0)
        kind.addMeasureGradient(parameters, static_cast<S>(value / gap), gradient);
    return value;
}

template double
lipschitzPenalty(const Parametrisation<float>&, const Parameters<float>&, double, Parameters<float>&);
template double
lipschitzPenalty(const Parametrisation<double>&, const Parameters<double>&, double, Parameters<double>&);

} // namespace kamke
