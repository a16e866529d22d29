#include "core/verdicts/verdict_words.h"

#include "core/attack/attack.h"
#include "core/certify/certificates.h"
#include "core/model/outward.h"

#include <cmath>
#include <sstream>

namespace kamke {

namespace {

constexpr int wordDigits = 3;

std::string shortText(double value) {
    std::ostringstream text;
    text.precision(wordDigits);
    text << value;
    return text.str();
}
// Bounds are said outward.
std::string below(double value) {
    return shortText(roundedBelow(value, wordDigits));
}
std::string above(double value) {
    return shortText(roundedAbove(value, wordDigits));
}

std::string className(const Network& net, int label) {
    const auto at = static_cast<std::size_t>(label);
    return label >= 0 && at < net.labels.size() ? net.labels[at] : std::to_string(label);
}

/// "MM-C misses by 0.896."
std::string missOf(const SampleCertificate* chosen) {
    if (!chosen || chosen->status != Status::Ok || chosen->certifies())
        return {};
    return std::string(chosen->certificate->label) + " misses by " + above(-chosen->margin) + ".";
}

VerdictWords
provedWords(const SampleReport& report, const KnownVerdict& verdict, const SampleCertificate* chosen) {
    const KnownProof& proof = *verdict.proof;
    const Certificate* certificate = findCertificate(proof.by);
    std::string how = certificate ? std::string(certificate->name) : proof.by;
    if (proof.eps > report.eps)
        how += ", at ε = " + below(proof.eps) + " already";
    if (!std::isnan(proof.margin))
        how += ", margin " + below(proof.margin);
    how += proof.rigorous ? ", proved in floating point" : ", numerical";
    return {
        "Proved:", "no input within ε = " + shortText(report.eps) + " changes the label (" + how + ").",
        missOf(chosen)};
}

VerdictWords brokenWords(
    const Network& net, const SampleReport& report, const KnownWitness& witness,
    const SampleCertificate* chosen) {
    std::string text = "an input at distance " + above(witness.distance) + " ≤ ε = " + shortText(report.eps) +
                       " is read as ";
    text += witness.readAs >= 0 ? className(net, witness.readAs) : std::string("another class");
    text += " instead of " + className(net, report.label) + " (found by " + finderName(witness.by);
    if (!std::isnan(witness.margin))
        text += "; its label was computed again by an independent solve, margin " + shortText(witness.margin);
    return {"Broken:", text + ").", missOf(chosen)};
}

/// "MM-C by 0.41, search (10 s)"
std::string triedText(const SampleKnowledge& known, double eps) {
    std::string text;
    for (const KnownAttempt& one : known.attempts) {
        if (one.eps != eps)
            continue;
        text += (text.empty() ? "" : ", ") + finderName(one.by);
        if (std::isfinite(one.bound) && one.bound < 0)
            text += " (misses by " + above(-one.bound) + ")";
        else if (std::isfinite(one.seconds))
            text += " (" + shortText(one.seconds) + " s)";
    }
    return text;
}

VerdictWords unknownWords(
    const Certifier& certifier, const SampleReport& report, const SampleKnowledge& known,
    const KnownVerdict& verdict) {
    const VerdictWords usual = verdictWords(certifier, report, nullptr);
    // Not read, or outside of the domain: nothing was tried in earnest.
    if (report.prediction < 0 || (report.clip && !report.outside.empty()))
        return {report.prediction < 0 ? "Unknown:" : usual.subject, usual.text, usual.details};
    std::string text;
    if (std::isfinite(verdict.margin) && verdict.margin < 0)
        text = "the best bound lets another class overtake " + className(certifier.network(), report.label) +
               " by at most " + above(-verdict.margin) + ", and no input that is read as one was found.";
    else
        text = "there is neither a proof nor an input that is read as another class.";
    const std::string tried = triedText(known, report.eps);
    return {
        verdict.known == Known::NotYet ? "Not yet known:" : "Unknown:", text,
        tried.empty() ? std::string() : "Tried in vain: " + tried + "."};
}

} // namespace

std::string finderName(std::string_view id) {
    if (const Certificate* certificate = findCertificate(id))
        return std::string(certificate->label);
    const Attack* attack = findAttack(id);
    return std::string(attack ? attack->label : id);
}

VerdictWords knownWords(
    const Certifier& certifier, const SampleReport& report, const SampleKnowledge& known,
    const SampleCertificate* chosen) {
    const KnownVerdict verdict = verdictAt(known, report.label, report.eps);
    VerdictWords words;
    switch (verdict.known) {
    case Known::Misread:
        return verdictWords(certifier, report, nullptr);
    case Known::Proved:
        words = provedWords(report, verdict, chosen);
        break;
    case Known::Broken:
        words = brokenWords(certifier.network(), report, *verdict.witness, chosen);
        break;
    case Known::Unknown:
    case Known::NotYet:
        return unknownWords(certifier, report, known, verdict);
    }
    if (!report.clip && !report.outside.empty())
        words.details += (words.details.empty() ? "" : " ") +
                         ("The sample is outside of the input domain (" + report.outside + ").");
    return words;
}

} // namespace kamke
