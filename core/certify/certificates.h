// The list of certificates: a state box and a way to read a margin from it.
#pragma once

#include "core/certify/methods.h"
#include "core/certify/state_enclosure.h"

#include <span>
#include <string>
#include <string_view>

namespace kamke {

/// A certificate is a row: tables, bars, curves, the command line, sweeps and the tests are made from it.
struct Certificate {
    std::string_view id;          ///< of the command line: mmc
    std::string_view name;        ///< in full: mixed monotone, relative classifier
    std::string_view label;       ///< beside its mark in a plot: MM-C
    std::string_view formula;     ///< one line
    std::string_view citation;    ///< paper and equation
    std::string_view explanation; ///< one sentence for a tooltip
    std::uint32_t colour;         ///< 0xRRGGBB on a light ground
    std::uint32_t darkColour;     ///< 0xRRGGBB on a dark ground
    LineStyle line;
    const Method* method;         ///< that the state box is of
    const StateEnclosure* states; ///< shared by the certificates that read the same boxes
    bool relative;                ///< margin from the relative classifier z̲, not from the output box
    Cost cost = Cost::Columns;    ///< of a sample; `all` of the command line is Cost::Columns
    /// Why it does not apply, where that is not what its method says (default: it is).
    std::optional<std::string> (*ownWhyNot)(const NetworkAnalysis&) = nullptr;

    /// The margin is read from the state box, which can then explain it.
    bool fromStates() const { return states->gradient != nullptr; }

    /// Its margin is never below that of `other`, whatever the sample and ε: its state box lies inside the
    /// other's (StateEnclosure::inside), and it does not take a difference of bounds where the other bounds
    /// the difference (mixed-monotone-contractive Lemma 3).
    bool isTighterThan(const Certificate& other) const;

    /// Why it does not apply to this network, in one sentence; nothing when it does.
    std::optional<std::string> whyNot(const NetworkAnalysis& analysis) const;
};

/// Tightest first: mmc, mm, entrywise-lipschitz-c, entrywise-lipschitz, ibpc, ibp, lipschitz;
/// and those that compare with none of them: lipschitz-l2, relational, sdp (tighter than relational),
/// lipschitz-sdp, ellipsoid.
std::span<const Certificate> certificates();
const Certificate* findCertificate(std::string_view id);
/// "mmc, mm, …", for messages.
std::string certificateIds();

/// The certificate that takes id, names and colours from its method, and reads its margin from the output
/// box: δ = y̲_label − max ȳ_j.
Certificate outputBoxCertificate(const Method& method, std::string_view formula, std::string_view citation);
/// The certificate that takes id, names and colours from its method, and bounds the differences of logits as
/// functionals of states and inputs.
Certificate
functionalCertificate(const Method& method, std::string_view formula, std::string_view explanation);

} // namespace kamke
