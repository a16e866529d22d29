// A kind of model: how A is made from free parameters, and which iterations that guarantees.
#pragma once

#include "core/train/embedded_layer.h"
#include "core/train/generator.h"

#include <limits>
#include <memory>

namespace kamke {

/// What a kind of model is told besides its sizes.
struct KindSettings {
    Index n = 0, r = 0, q = 0;
    double gamma = 0;     ///< bound of the quantity that the kind holds below 1
    bool weights = false; ///< learn the weights of the norm too
    int layers = 1;       ///< feed-forward: hidden layers, which divide n
};

/// S is float in training and double where derivatives are checked and networks finished.
template<class S>
class Parametrisation {
public:
    explicit Parametrisation(const KindSettings& settings)
        : settings_(settings) {}
    virtual ~Parametrisation() = default;
    Parametrisation(const Parametrisation&) = delete;
    Parametrisation& operator=(const Parametrisation&) = delete;

    const KindSettings& settings() const { return settings_; }
    /// n×n matrices that A is made from, and whether weights are learnt.
    virtual ParameterShape shape() const {
        return {settings_.n, settings_.r, settings_.q, settings_.weights, 1};
    }
    /// Values to start from. The default: uniform in ±1/√(inputs of the layer), which is what common
    /// frameworks use for a linear layer: the matrices of A, C and c with n, B and b with r inputs; weights
    /// 0.
    virtual void initialise(Parameters<S>& parameters, Generator& random) const;

    /// A, n×n.
    virtual MatrixOf<S> matrix(const Parameters<S>& parameters) const = 0;
    /// On entry the first matrix of `gradient` holds ∂ℓ/∂A, on return the parts of A hold the derivatives
    /// with respect to them, and what A gives the weights has been added to theirs.
    virtual void pullBack(const Parameters<S>& parameters, Parameters<S>& gradient) const = 0;
    /// Moves the parameters back to where the kind's condition holds. The default needs nothing.
    virtual void project(Parameters<S>&) const {}
    /// The largest length of a mean gradient; a longer one is shortened to it.
    virtual double gradientClip() const { return std::numeric_limits<double>::infinity(); }

    /// The quantity that the kind's condition holds at or below γ; and `scale` times its derivative, added to
    /// the gradient (only where the kind takes a Lipschitz weight).
    virtual double measure(const Parameters<S>& parameters) const = 0;
    virtual void addMeasureGradient(const Parameters<S>&, S /*scale*/, Parameters<S>& /*gradient*/) const {}
    /// Weights η of the norm max |x_i|/η_i in which μ_η(A) ≤ γ, or ones.
    virtual VectorOf<S> eta(const Parameters<S>& parameters) const {
        return VectorOf<S>::Ones(parameters.shape.n);
    }

    virtual std::unique_ptr<StateLayer<S>> layer(const MatrixOf<S>& A, const Activation& phi) const = 0;
    /// Null when boxes have no fixed point in general.
    virtual std::unique_ptr<EmbeddedLayer<S>> embedded(const MatrixOf<S>& A, const Activation& phi) const = 0;

    /// A in double whose rounded entries keep the kind's condition with γ exactly.
    virtual Matrix finishedMatrix(const Parameters<double>& parameters) const = 0;
    /// Weights to store with a finished A in which μ_η(A) < 1, where the kind has such.
    virtual std::optional<Vector>
    finishedEta(const Parameters<double>& /*parameters*/, const Matrix& /*A*/) const {
        return std::nullopt;
    }

private:
    KindSettings settings_;
};

/// ModelKind::inFloat and inDouble of a parametrisation.
template<template<class> class Kind, class S>
std::unique_ptr<Parametrisation<S>> makeKind(const KindSettings& settings) {
    return std::make_unique<Kind<S>>(settings);
}

/// Fills entries [from, to) with uniform numbers in ±1/√inputs.
template<class S>
void fillUniform(Parameters<S>& parameters, Index from, Index to, Index inputs, Generator& random);

} // namespace kamke
