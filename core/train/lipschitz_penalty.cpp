#include "train/lipschitz_penalty.h"

#include <algorithm>

namespace kamke {

template<class S>
double
lipschitzPenalty(const Parameters<S>& parameters, double gamma, double weight, Parameters<S>& gradient) {
    const VectorOf<S> eta = parameters.eta();
    const VectorOf<S> rowsB = parameters.B().cwiseAbs().rowwise().sum().cwiseQuotient(eta);
    const VectorOf<S> rowsC = parameters.C().cwiseAbs() * eta;
    Index rowB = 0, rowC = 0, unit = 0;
    const S normB = rowsB.maxCoeff(&rowB), normC = rowsC.maxCoeff(&rowC);
    // μ_η(A) = γ + 2 max_i min(T_ii, 0).
    const S diagonal = parameters.T().diagonal().maxCoeff(&unit);
    const double mu = gamma + 2 * std::min(static_cast<double>(diagonal), 0.0);
    const double gap = 1 - std::max(mu, 0.0);
    const double value =
        weight * 0.5 * (static_cast<double>(normB) * normB + static_cast<double>(normC) * normC) / gap;

    const auto scale = static_cast<S>(weight / gap);
    gradient.B().row(rowB) += scale * normB / eta(rowB) * parameters.B().row(rowB).cwiseSign();
    gradient.C().row(rowC) +=
        scale * normC * parameters.C().row(rowC).cwiseSign().cwiseProduct(eta.transpose());
    if (parameters.shape.weights) {
        gradient.logEta()(rowB) -= scale * normB * normB;
        gradient.logEta() +=
            scale * normC * parameters.C().row(rowC).cwiseAbs().transpose().cwiseProduct(eta);
    }
    if (mu > 0 && diagonal < 0)
        gradient.T()(unit, unit) += static_cast<S>(2 * value / gap);
    return value;
}

template double lipschitzPenalty(const Parameters<float>&, double, double, Parameters<float>&);
template double lipschitzPenalty(const Parameters<double>&, double, double, Parameters<double>&);

} // namespace kamke
