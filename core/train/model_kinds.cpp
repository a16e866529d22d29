#include "core/train/model_kinds.h"

#include "core/train/feed_forward.h"
#include "core/train/ibp_mondeq.h"
#include "core/train/implicit_deep_learning.h"
#include "core/train/mon.h"
#include "core/train/nemon.h"

#include <array>

namespace kamke {

namespace {

constexpr double anyGamma = -std::numeric_limits<double>::infinity();

template<template<class> class Kind, class S>
std::unique_ptr<Parametrisation<S>> makeKind(const KindSettings& settings) {
    return std::make_unique<Kind<S>>(settings);
}

// The one list: a new kind is one file and one row here.
constexpr std::array kinds{
    ModelKind{
        .id = "nemon",
        .name = "NEMON",
        .citation = "nemon (17)",
        .explanation =
            "The measure μ_η(A) is at most γ < 1 whatever T is: the network stays well-posed, and every "
            "weighted l_inf certificate applies.",
        .parametrisation = "A = [η]T[η]⁻¹ − diag(|T|1) + γI",
        .condition = "nemon",
        .gammaMeaning = "μ_η(A) ≤ γ",
        .defaultGamma = 0,
        .leastGamma = anyGamma,
        .weightsMeaning = "η",
        .weightsCondition = "nemon",
        .takesLipschitzWeight = true,
        .takesCertifiedEps = true,
        .takesLayers = false,
        .smoothRamp = false,
        .inFloat = makeKind<NemonParametrisation, float>,
        .inDouble = makeKind<NemonParametrisation, double>},
    ModelKind{
        .id = "mon",
        .name = "MON",
        .citation = "nemon 6.1; ibp-mondeq Prop. 2.1",
        .explanation =
            "A monotone operator network (monDEQ): I − A ⪰ mI, so that the state exists and an l_2 "
            "Lipschitz bound holds; no l_inf certificate need apply.",
        .parametrisation = "A = γI − WᵀW + Z − Zᵀ",
        .condition = "mon",
        .gammaMeaning = "μ_2(A) ≤ γ = 1 − m",
        .defaultGamma = 0.95,
        .leastGamma = anyGamma,
        .weightsMeaning = "",
        .weightsCondition = "",
        .takesLipschitzWeight = false,
        .takesCertifiedEps = false,
        .takesLayers = false,
        .smoothRamp = false,
        .inFloat = makeKind<MonParametrisation, float>,
        .inDouble = makeKind<MonParametrisation, double>},
    ModelKind{
        .id = "implicit-deep-learning",
        .name = "implicit deep learning",
        .citation = "nemon 6.1",
        .explanation =
            "The rows of A stay in an l_1 ball: Picard iteration contracts, and both interval bounds "
            "and mixed-monotone boxes exist.",
        .parametrisation = "A projected on ‖A‖_∞ ≤ γ",
        .condition = "implicit-deep-learning-convex",
        .gammaMeaning = "‖A‖_∞ ≤ γ",
        .defaultGamma = 0.95,
        .leastGamma = 0,
        .weightsMeaning = "",
        .weightsCondition = "",
        .takesLipschitzWeight = true,
        .takesCertifiedEps = true,
        .takesLayers = false,
        .smoothRamp = false,
        .inFloat = makeKind<ImplicitDeepLearningParametrisation, float>,
        .inDouble = makeKind<ImplicitDeepLearningParametrisation, double>},
    ModelKind{
        .id = "ibp-mondeq",
        .name = "IBP-MonDEQ",
        .citation = "ibp-mondeq Thm 3.1, 3.3",
        .explanation =
            "I − |A| ⪰ mI, or Λ − Λ|A| ≻ 0 with learnt weights: interval bounds have a fixed point, "
            "and training can make them small.",
        .parametrisation = "A = ΓD^(−1/2) M D^(−1/2)Γ⁻¹, D = diag((|M|1 + |M|ᵀ1)/(2γ))",
        .condition = "ibp-mondeq",
        .gammaMeaning = "λ_max of (|A| + |A|ᵀ)/2 ≤ γ = 1 − m",
        .defaultGamma = 0.9,
        .leastGamma = 0,
        .weightsMeaning = "Γ",
        .weightsCondition = "ibp-mondeq-lben",
        .takesLipschitzWeight = false,
        .takesCertifiedEps = true,
        .takesLayers = false,
        .smoothRamp = true,
        .inFloat = makeKind<IbpMondeqParametrisation, float>,
        .inDouble = makeKind<IbpMondeqParametrisation, double>},
    ModelKind{
        .id = "feed-forward",
        .name = "feed-forward",
        .citation = "mixed-monotone-contractive Remark 2(iv)",
        .explanation =
            "An ordinary network of layers, the baseline of the papers, written as a block-triangular "
            "implicit one: every certificate applies, with weights η that grow from layer to layer.",
        .parametrisation = "A strictly block-triangular",
        .condition = "nemon",
        .gammaMeaning = "",
        .defaultGamma = 0,
        .leastGamma = anyGamma,
        .weightsMeaning = "",
        .weightsCondition = "",
        .takesLipschitzWeight = false,
        .takesCertifiedEps = true,
        .takesLayers = true,
        .smoothRamp = false,
        .inFloat = makeKind<FeedForwardParametrisation, float>,
        .inDouble = makeKind<FeedForwardParametrisation, double>},
};

} // namespace

std::span<const ModelKind> modelKinds() {
    return kinds;
}

const ModelKind* findModelKind(std::string_view id) {
    for (const ModelKind& kind : kinds)
        if (kind.id == id)
            return &kind;
    return nullptr;
}

std::string modelKindIds() {
    std::string ids;
    for (const ModelKind& kind : kinds)
        ids += (ids.empty() ? "" : ", ") + std::string(kind.id);
    return ids;
}

} // namespace kamke
