#include "core/explain/verdict.h"

#include "core/model/outward.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace kamke {

std::string_view verdictName(Verdict verdict) {
    switch (verdict) {
    case Verdict::Certified:
        return "certified";
    case Verdict::Misread:
        return "misread";
    case Verdict::Broken:
        return "broken";
    case Verdict::Undecided:
        return "undecided";
    }
    return "";
}

namespace {

// A witness within rounding of the border decides nothing against a proof.
bool contradicts(const AttackOutcome& attack, const SampleCertificate& certificate) {
    return certificate.certifies() && certificate.rigorous && attack.margin < -attack.rounding;
}

// A bug of ours, and the one that this program must not have: nothing after it could be trusted.
[[noreturn]] void stopOnContradiction(const SampleCertificate& certificate, const AttackOutcome& attack) {
    std::fprintf(
        stderr, "kamke: bug: %s proves a margin of %g, but an input within ε has margin %g\n",
        std::string(certificate.certificate->id).c_str(), certificate.margin, attack.margin);
    std::abort();
}

std::string className(const Network& net, int label) {
    const auto at = static_cast<std::size_t>(label);
    return at < net.labels.size() ? net.labels[at] : std::to_string(label);
}

// Of the size that a sentence can bear.
constexpr int digits = 3;

std::string number(double value) {
    std::ostringstream text;
    text.precision(digits);
    text << value;
    return text.str();
}
// Of bounds, which are said outward.
std::string atLeast(double value) {
    return number(roundedBelow(value, digits));
}
std::string atMost(double value) {
    return number(roundedAbove(value, digits));
}

// Two texts with a space between them, where both have words.
std::string joined(const std::string& a, const std::string& b) {
    return a + (a.empty() || b.empty() ? "" : " ") + b;
}

std::string proofOf(const SampleCertificate& one) {
    return one.rigorous ? "proved in floating point" : "numerical";
}

VerdictWords certifiedWords(const SampleReport& report) {
    const SampleCertificate& best = *report.best();
    return {
        "Certified:",
        "no input within ε = " + number(report.eps) + " changes the label (" +
            std::string(best.certificate->name) + ", margin " + atLeast(best.margin) + ", " + proofOf(best) +
            ").",
        {}};
}

VerdictWords brokenWords(const Network& net, const SampleReport& report, const AttackOutcome& attack) {
    return {
        "Broken:",
        "an input within ε = " + number(report.eps) + " is read as " + className(net, attack.prediction) +
            " instead of " + className(net, report.label) + " (" + attack.how +
            "; its label was computed again by an independent solve, margin " + number(attack.margin) + ").",
        {}};
}

VerdictWords misreadWords(const Network& net, const SampleReport& report) {
    const double lead = report.logits(report.prediction) - report.logits(report.label);
    return {
        "Misread:",
        "without any noise this " + className(net, report.label) + " is read as " +
            className(net, report.prediction) + ", by a lead of " + number(lead) + ".",
        {}};
}

// "Missing: MM-C by 0.41, MM by 3.7. IBP has no box: its iteration diverges …." Empty when there is nothing.
std::string misses(const SampleReport& report) {
    std::string missing, without;
    for (const SampleCertificate& one : report.certificates)
        if (one.status == Status::Ok)
            missing += (missing.empty() ? "Missing: " : ", ") + std::string(one.certificate->label) + " by " +
                       atMost(-one.margin);
        else if (without.find(one.reason) == std::string::npos) // many methods miss for the same reason
            without =
                joined(without, std::string(one.certificate->label) + " has no box: " + one.reason + ".");
    return joined(missing.empty() ? "" : missing + ".", without);
}

VerdictWords undecidedWords(const Network& net, const SampleReport& report, const AttackOutcome* attack) {
    std::string text;
    if (const SampleCertificate* best = report.best())
        text = "the bound lets class " + className(net, report.worstCompetitor(*best)) + " overtake " +
               className(net, report.label) + " by at most " + atMost(-best->margin);
    else
        text = "no certificate has a box here";
    if (attack && attack->finished)
        text += ", but no attack within ε = " + number(report.eps) + " was found (" + attack->how +
                "; it left a margin of " + number(attack->margin) + ").";
    else
        text += ", and no attack has been tried yet.";
    return {"Undecided:", text, misses(report)};
}

} // namespace

Verdict verdictOf(const SampleReport& report, const AttackOutcome* attack) {
    if (report.prediction < 0)
        return Verdict::Undecided;
    if (!report.readCorrectly())
        return Verdict::Misread;
    if (attack && attack->broken) {
        const auto proof = std::find_if(
            report.certificates.begin(), report.certificates.end(),
            [&](const SampleCertificate& one) { return contradicts(*attack, one); });
        if (proof != report.certificates.end())
            stopOnContradiction(*proof, *attack);
    }
    if (report.certified())
        return Verdict::Certified;
    return attack && attack->broken ? Verdict::Broken : Verdict::Undecided;
}

namespace {

VerdictWords wordsOf(const Network& net, const SampleReport& report, const AttackOutcome* attack) {
    switch (verdictOf(report, attack)) {
    case Verdict::Certified:
        return certifiedWords(report);
    case Verdict::Broken:
        return brokenWords(net, report, *attack);
    case Verdict::Misread:
        return misreadWords(net, report);
    case Verdict::Undecided:
        break;
    }
    if (report.prediction < 0)
        return {
            "Undecided:",
            "the iteration finds no fixed point at this input, so that it is not read at all.",
            {}};
    if (report.clip && !report.outside.empty())
        return {
            "Not certified:",
            "inputs are kept in the domain, and the sample is outside of it (" + report.outside + ").",
            {}};
    return undecidedWords(net, report, attack);
}

} // namespace

std::string VerdictWords::plain() const {
    return joined(joined(subject, text), details);
}

VerdictWords
verdictWords(const Certifier& certifier, const SampleReport& report, const AttackOutcome* attack) {
    VerdictWords words = wordsOf(certifier.network(), report, attack);
    if (!report.clip && !report.outside.empty())
        words.details =
            joined(words.details, "The sample is outside of the input domain (" + report.outside + ").");
    return words;
}

} // namespace kamke
