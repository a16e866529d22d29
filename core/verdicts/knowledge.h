// What is known of one sample, whoever found it out: proofs, a witness, and what was tried in vain.
#pragma once

#include "core/model/types.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kamke {

/// What is known of a sample at one ε.
enum class Known : std::int8_t {
    NotYet,  ///< nothing was tried there
    Proved,  ///< no input within ε is read as another class
    Unknown, ///< everything that was tried there was in vain
    Broken,  ///< an input within ε is read as another class
    Misread, ///< the sample itself is
};
constexpr std::size_t knownCount = 5;
std::string_view knownName(Known known); ///< not yet, proved, unknown, broken, misread

/// Certificates and attacks are named by the ids of their lists; the search is "complete".
struct KnownProof {
    double eps = 0; ///< no input within it is read as another class
    std::string by;
    double margin = nan;  ///< a lower bound at that ε; NaN: one above zero, but nobody has kept it
    bool rigorous = true; ///< proved in floating point; false: numerical
};

struct KnownWitness {
    double distance = 0; ///< from the sample in the norm of the problem: it breaks the sample from there on
    std::string by;
    int readAs = -1;
    double margin = nan;                 ///< of the label there, by an independent solve; NaN: not kept
    double rounding = 0;                 ///< far more than rounding may have changed in `margin`
    std::shared_ptr<const Vector> input; ///< r, raw; null: nobody has kept it
};

/// Something that neither proved nor broke the sample.
struct KnownAttempt {
    double eps = 0;
    std::string by;
    double bound = nan;                                       ///< a lower bound of the margin; NaN: none
    double seconds = std::numeric_limits<double>::infinity(); ///< that it was allowed
    std::string reason;                                       ///< why it ended; empty: nothing to say
};

/// Joins of the same knowledge in any order are the same (but for numerical proofs that a witness refutes).
struct SampleKnowledge {
    static constexpr int unread = -2;
    /// What is tried in vain at many ε is forgotten from the oldest on.
    static constexpr std::size_t mostAttempts = 48;

    int prediction = unread;             ///< −1: no fixed point was found
    std::vector<KnownProof> proofs;      ///< of each `by` the one of the largest ε, by name
    std::optional<KnownWitness> witness; ///< the nearest
    std::vector<KnownAttempt> attempts; ///< only between the proofs and the witness, where they say something

    bool isRead() const { return prediction != unread; }
    /// Read as another class than the label.
    bool isMisread(int label) const { return prediction >= 0 && prediction != label; }
    /// The largest ε that is proved in floating point; 0: none.
    double provedEps() const;
    /// Who was tried in vain at this very ε, with the most seconds; null: nobody of that name.
    const KnownAttempt* tried(std::string_view by, double eps) const;
    /// A lower bound of the margin that `by` has found at this very ε; NaN: none.
    double marginOf(std::string_view by, double eps) const;
};

/// Everything about one sample at one ε. Points into the knowledge that it was asked of.
struct KnownVerdict {
    Known known = Known::NotYet;
    std::string_view by; ///< who proved or broke it, or came closest; empty: nobody
    /// Proved: a lower bound; unknown: the best bound; broken: of the witness. NaN: none is known.
    double margin = nan;
    const KnownProof* proof = nullptr;
    const KnownWitness* witness = nullptr;
    const KnownAttempt* attempt = nullptr; ///< with the best bound, else the last
};

/// What is proved at ε is proved at every smaller one, and a witness breaks the sample at every ε from its
/// distance on. Of several proofs the one at the nearest ε, rigorous ones first, and there the largest
/// margin.
KnownVerdict verdictAt(const SampleKnowledge& sample, int label, double eps);

/// Whether `by` has proved it, broken it or was tried in vain, whichever its verdict at this ε is.
bool isBy(const SampleKnowledge& sample, int label, double eps, std::string_view by);
/// All of these names.
std::vector<std::string_view> allBy(const SampleKnowledge& sample, int label, double eps);

/// Why both cannot be true, or one of them, in one sentence: a proof in floating point holds where a witness
/// lies. Nothing when they agree. A witness whose margin is within rounding of zero contradicts nothing.
std::optional<std::string> contradiction(const SampleKnowledge& one, const SampleKnowledge& other);

/// Adds what `more` knows; true when anything is new. Precondition: contradiction() has said nothing. Only
/// finite margins above zero, or such as nobody kept, prove; others are not taken. Where a proof in floating
/// point holds, a witness that is level within rounding is none; where a witness lies, a numerical proof is
/// none.
bool join(SampleKnowledge& ours, const SampleKnowledge& more, int label);

} // namespace kamke
