// The list of certificates: a state box and a way to read a margin from it. The only place that knows all.
#pragma once

#include "core/certify/state_boxes.h"
#include "core/reach/methods.h"

#include <span>
#include <string>
#include <string_view>

namespace kamke {

/// A certificate is a row: tables, bars, curves, the command line and the tests are made from it.
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
    const Method* method; ///< the reach method that the state box is of
    bool fromStates;      ///< the margin is read from the state box, which can then explain it
    bool relative;        ///< margin from the relative classifier z̲, not from the output box
    StateBoxes (*boxes)(const Certifier&, const ColumnInput&, const CertifyOptions&); ///< shared when equal
    Cost cost = Cost::Columns; ///< of a sample; `all` of the command line is Cost::Columns

    /// Its margin is never below that of `other`, whatever the sample and ε: its state box lies inside the
    /// other's (mixed monotone inside entrywise Lipschitz inside Lipschitz, and inside intervals;
    /// mixed-monotone-contractive section 5), and it does not take a difference of bounds where the other
    /// bounds the difference (Lemma 3 there). Semidefinite bounds are never below relational ones. Neither
    /// these nor the l_2 certificate compare with the others.
    bool isTighterThan(const Certificate& other) const;

    /// Why it does not apply to this network, in one sentence; nothing when it does.
    std::optional<std::string> whyNot(const NetworkAnalysis& analysis) const;
};

/// Tightest first: mmc, mm, entrywise-lipschitz-c, entrywise-lipschitz, ibpc, ibp, lipschitz;
/// and those that compare with none of them: lipschitz-l2, relational, sdp (tighter than relational),
/// lipschitz-sdp, ellipsoid.
std::span<const Certificate> certificates();
/// Those that do not take seconds a sample; they come first in the list.
std::span<const Certificate> quickCertificates();
const Certificate* findCertificate(std::string_view id);
/// "mmc, mm, …", for messages.
std::string certificateIds();

} // namespace kamke
