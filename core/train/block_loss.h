// Loss and gradient of a block of samples: the whole of the model in one place.
#pragma once

#include "core/train/cross_entropy.h"
#include "core/train/parametrisation.h"

namespace kamke {

/// The model at the parameters of one step.
template<class S>
struct StepModel {
    const Parameters<S>& parameters;
    std::unique_ptr<StateLayer<S>> layer;
    std::unique_ptr<EmbeddedLayer<S>> embedded; ///< only for boxes
    MatrixOf<S> absB;                           ///< only for boxes

    /// With `boxes` the kind must have an embedded layer.
    StepModel(
        const Parametrisation<S>& kind, const Parameters<S>& values, const Activation& activation,
        bool boxes);
};

/// What is minimised: cleanWeight · cross-entropy + (1 − cleanWeight) · cross-entropy on the worst-case
/// logits of the ε-boxes, clipped to the domain of the inputs.
struct LossOptions {
    double eps = 0;              ///< of the boxes
    double cleanWeight = 1;      ///< in [0, 1]; at 1 no box is computed
    double lower = 0, upper = 1; ///< domain of every input
    IterationLimits states, adjoint;
};

/// Sums over the columns of `inputs` (r×m, as the network sees them, like ε and domain): loss, samples read
/// correctly and, where boxes are computed, samples with a worst-case margin > 0. When `gradient` is given,
/// the derivatives with respect to A (in its first matrix), B, C, b and c are added to it.
template<class S>
Tally blockLoss(
    const StepModel<S>& model, const MatrixOf<S>& inputs, std::span<const int> labels,
    const LossOptions& options, Parameters<S>* gradient);

} // namespace kamke
