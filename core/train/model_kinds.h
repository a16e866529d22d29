// The list of kinds of model that can be trained.
#pragma once

#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace kamke {

struct KindSettings;
template<class S>
class Parametrisation;

/// A kind is a row: the command line, the Train workspace, its provenance and the tests are made from it.
struct ModelKind {
    std::string_view id;              ///< of the command line and of network files: nemon
    std::string_view name;            ///< NEMON
    std::string_view citation;        ///< paper and equation
    std::string_view explanation;     ///< one sentence
    std::string_view parametrisation; ///< one line
    std::string_view condition;       ///< id of the row of the conditions table that it promises
    std::string_view gammaMeaning;    ///< what γ bounds; empty when it has no γ
    double defaultGamma;
    double leastGamma;                 ///< γ must be above
    std::string_view weightsMeaning;   ///< of learnt weights; empty when it has none
    std::string_view weightsCondition; ///< the condition with learnt weights, where it is another one
    bool takesLipschitzWeight, takesCertifiedEps, takesLayers;
    /// The worst case is all of the loss, with ε raised smoothly from 0 (ibp-mondeq, appendix B).
    bool smoothRamp;
    std::unique_ptr<Parametrisation<float>> (*inFloat)(const KindSettings&);
    std::unique_ptr<Parametrisation<double>> (*inDouble)(const KindSettings&);

    bool usesGamma() const { return !gammaMeaning.empty(); }
    bool learnsWeights() const { return !weightsMeaning.empty(); }
};

/// ModelKind::leastGamma where γ may be any number.
inline constexpr double anyGamma = -std::numeric_limits<double>::infinity();

/// nemon, mon, implicit-deep-learning, ibp-mondeq, feed-forward.
std::span<const ModelKind> modelKinds();
const ModelKind* findModelKind(std::string_view id);
/// "nemon, …", for messages.
std::string modelKindIds();

} // namespace kamke
