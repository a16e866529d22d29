#include "core/io/files/sweep_header.h"

#include "core/io/files/input_reader.h"
#include "core/sweep/engine.h"
#include "core/sweep/run.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

namespace kamke {

namespace {

constexpr std::array<std::string_view, 3> lossNames{"cross-entropy", "margin", "both"};

std::string listText(const std::vector<double>& values) {
    std::string text;
    for (const double value : values)
        text += (text.empty() ? "" : ",") + numberText(value);
    return text;
}

std::string listText(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values)
        text += (text.empty() ? "" : ",") + value;
    return text.empty() ? "none" : text;
}

std::string attackText(const std::vector<AttackHeader>& attacks) {
    std::string text;
    for (const AttackHeader& one : attacks)
        text += (text.empty() ? "" : "; ") + one.kind + " on the first " + std::to_string(one.first) +
                " samples, " + std::to_string(one.steps) + " steps, " + std::to_string(one.restarts) +
                " restarts, rate " + numberText(one.rate) + ", loss " + one.loss + ", seed " +
                std::to_string(one.seed);
    return text.empty() ? "none" : text;
}

template<class T, class Less>
std::vector<T> sorted(std::vector<T> items, Less less) {
    std::sort(items.begin(), items.end(), less);
    return items;
}

std::string switchText(const char* name, bool found) {
    return std::string(found ? "with " : "without ") + name + " (expected " + (found ? "without" : "with") +
           ")";
}

bool fits(std::int64_t value) {
    return value >= 0 && value <= std::numeric_limits<int>::max();
}

} // namespace

SweepHeader
headerOf(const SweepPlan& plan, std::string networkFingerprint, std::string dataFingerprint, Index samples) {
    SweepHeader header{
        std::move(networkFingerprint),
        std::move(dataFingerprint),
        samples,
        SweepBlocks(plan, samples).each,
        plan.norm == BallNorm::L2,
        plan.clip,
        plan.margins,
        plan.float32,
        plan.margins ? plan.marginAccuracy : 0,
        plan.decisions ? plan.decisions->options.maxNodes : 0,
        {plan.eps.begin(), plan.eps.end()},
        {},
        {}};
    for (const Certificate* one : plan.certificates)
        header.methods.emplace_back(one->id);
    for (const PlannedAttack& one : plan.attacks)
        header.attacks.push_back(
            {std::string(one.attack->id), std::string(lossNames[static_cast<std::size_t>(one.options.loss)]),
             one.options.steps, one.options.restarts, one.first, one.options.seed, one.options.rate});
    return header;
}

Result<SweepPlan> planOf(const SweepHeader& header) {
    SweepPlan plan;
    plan.norm = header.euclidean ? BallNorm::L2 : BallNorm::Linf;
    plan.clip = header.clip;
    plan.margins = header.margins;
    plan.float32 = header.float32;
    plan.marginAccuracy = header.marginAccuracy;
    if (!(header.marginAccuracy >= 0 && header.marginAccuracy < 1))
        return fail(
            "attribute margin_accuracy is " + numberText(header.marginAccuracy) +
            ", expected a number from 0 to below 1");
    if (header.nodes < 0 || (header.nodes > 0 && !(header.methods.empty() && header.attacks.empty())))
        return fail("holds both decisions and certificates, expected one of them");
    if (header.nodes > 0)
        plan.decisions.emplace().options.maxNodes = header.nodes;
    plan.eps = Eigen::Map<const Vector>(header.eps.data(), static_cast<Index>(header.eps.size()));
    for (Index e = 0; e < plan.eps.size(); ++e)
        if (!std::isfinite(plan.eps(e)) || plan.eps(e) < 0 || (e > 0 && plan.eps(e) <= plan.eps(e - 1)))
            return fail(
                "dataset eps has " + numberText(plan.eps(e)) + " at " + std::to_string(e) +
                ", expected increasing numbers ≥ 0");
    for (const std::string& id : header.methods) {
        const Certificate* certificate = findCertificate(id);
        if (!certificate)
            return fail(
                "holds the unknown method " + id + ", expected some of " + certificateIds() +
                " (a newer program may have written it)");
        plan.certificates.push_back(certificate);
    }
    for (const AttackHeader& one : header.attacks) {
        PlannedAttack planned;
        planned.attack = findAttack(one.kind);
        const auto* const loss = std::find(lossNames.begin(), lossNames.end(), one.loss);
        if (!planned.attack || loss == lossNames.end())
            return fail(
                "holds the unknown attack " + one.kind + " (loss " + one.loss + "), expected some of " +
                attackIds());
        if (!fits(one.steps) || !fits(one.restarts) || one.first < 0)
            return fail("attack " + one.kind + " has options out of range, expected counts ≥ 0");
        planned.options.steps = static_cast<int>(one.steps);
        planned.options.restarts = static_cast<int>(one.restarts);
        planned.options.rate = one.rate;
        planned.options.seed = one.seed;
        planned.options.loss = static_cast<AttackLoss>(loss - lossNames.begin());
        planned.first = one.first;
        plan.attacks.push_back(planned);
    }
    return plan;
}

std::optional<std::string> sourceDifference(const SweepHeader& found, const SweepHeader& expected) {
    if (found.network != expected.network)
        return "of another network (fingerprint " + found.network + ", expected " + expected.network + ")";
    if (found.samples != expected.samples)
        return "over " + std::to_string(found.samples) + " samples (expected " +
               std::to_string(expected.samples) + ")";
    if (found.data != expected.data)
        return "over other samples (fingerprint " + found.data + ", expected " + expected.data + ")";
    return std::nullopt;
}

std::optional<std::string> planDifference(const SweepHeader& found, const SweepHeader& expected) {
    if ((found.nodes > 0) != (expected.nodes > 0))
        return found.nodes > 0 ? "of decisions (expected one of certificates)"
                               : "of certificates (expected one of decisions)";
    if (found.nodes != expected.nodes)
        return "of decisions by up to " + std::to_string(found.nodes) + " nodes (expected " +
               std::to_string(expected.nodes) + ")";
    if (found.blockSamples != expected.blockSamples)
        return "in blocks of " + std::to_string(found.blockSamples) + " samples (expected " +
               std::to_string(expected.blockSamples) + ", so another version of this program wrote it)";
    if (found.eps != expected.eps)
        return "at ε = " + listText(found.eps) + " (expected " + listText(expected.eps) + ")";
    const auto byName = [](const std::string& a, const std::string& b) { return a < b; };
    const std::vector<std::string> methods = sorted(found.methods, byName);
    if (const auto wanted = sorted(expected.methods, byName); methods != wanted)
        return "with methods " + listText(methods) + " (expected " + listText(wanted) + ")";
    if (found.euclidean != expected.euclidean)
        return std::string("with balls of l_") + (found.euclidean ? "2" : "inf") + " (expected l_" +
               (expected.euclidean ? "2)" : "inf)");
    if (found.clip != expected.clip)
        return switchText("clip", found.clip);
    if (found.margins != expected.margins)
        return switchText("margins", found.margins);
    if (found.float32 != expected.float32)
        return switchText("float32", found.float32);
    if (found.marginAccuracy != expected.marginAccuracy)
        return "with margins to an accuracy of " + numberText(found.marginAccuracy) + " (expected " +
               numberText(expected.marginAccuracy) + ")";
    const auto byKind = [](const AttackHeader& a, const AttackHeader& b) { return a.kind < b.kind; };
    const std::vector<AttackHeader> attacks = sorted(found.attacks, byKind);
    if (const auto wanted = sorted(expected.attacks, byKind); attacks != wanted)
        return "with attacks: " + attackText(attacks) + " (expected " + attackText(wanted) + ")";
    return std::nullopt;
}

} // namespace kamke
