// Decides samples: a proof that nothing within ε is read as another class, or an input that is.
#pragma once

#include "core/attack/attack.h"
#include "core/certify/cascade.h"

#include <array>

namespace kamke {

/// What is known of a sample; the values are those of the files.
enum class Decision : std::int8_t { NotYet = -1, Unknown = 0, Broken = 1, Robust = 2 };

/// Who decided, in the order of cost; the values are those of the files.
enum class DecisionStage : std::int8_t {
    None = 0,          ///< nobody yet
    Misread = 1,       ///< the sample itself is read as another class
    MixedMonotone = 2, ///< margins of mixed-monotone boxes with the relative classifier
    Relational = 3,
    Search = 4 ///< branch and bound, over signs or over inputs; also whatever it tried as a witness
};
constexpr std::size_t decisionStages = 5;
/// none, misread, mmc, relational, search.
std::string_view decisionStageName(DecisionStage stage);

struct SampleDecision;

/// What the last stages knew of a sample when it was decided.
struct DecisionEvidence {
    SampleSystem system;
    CascadeResult cascade; ///< with the trees of its searches, when DecideOptions::decided is there
};

struct DecideOptions {
    BallNorm norm = BallNorm::Linf;
    bool clip = false;
    double secondsPerSample = std::numeric_limits<double>::infinity();
    Index maxNodes = 1000000; ///< of one competitor; parts of the input where that is split
    int threads = 1;          ///< what is decided is the same for any number, unless the seconds end a sample
    Limits limits;
    std::function<void(Index done, Index total)> progress;
    /// Also how good what is decided is: the best bound of every competitor (default: a verdict only).
    bool everyMargin = false;
    /// Called for every column that is decided, by the thread that did it: the evidence is null where an
    /// early stage decided (default: none).
    std::function<void(Index column, const SampleDecision&, const DecisionEvidence*)> decided;
};

struct SampleDecision {
    Decision decision = Decision::NotYet;
    DecisionStage stage = DecisionStage::None;
    double bound = nan; ///< a lower bound of the margin, proved; NaN: none
    Index nodes = 0;
    double seconds = 0;
    int prediction = -1;  ///< of the sample itself
    int readAs = -1;      ///< of the witness
    Vector witness;       ///< r, raw: within ε, read as another class by an independent solve; empty: none
    std::string reason{}; ///< why it is unknown, in words

    bool misread() const { return stage == DecisionStage::Misread; }
};

/// Why nothing of this network can be decided; nothing when its samples can.
std::optional<std::string> whyNotDecided(const NetworkAnalysis& analysis);

/// Decides the columns of `raw` (r×k, raw units) at ε ≥ 0, by search() over the signs of the units of relu
/// and leaky relu networks, by splitInputs() for other activations with at most three inputs: Robust when a
/// proof in floating point says that every input of the box or ball is read as the label, Broken when an
/// input of it was found that forward() reads as another class, Unknown when its seconds or nodes came first.
/// A sample that `limits` interrupt is NotYet, with the bound by then, so that no answer depends on when they
/// came. Conditions: whyNotDecided() has said nothing, the labels are outputs.
std::vector<SampleDecision> decide(
    const Certifier& certifier, const Matrix& raw, std::span<const int> labels, double eps,
    const DecideOptions& options = {});

} // namespace kamke
