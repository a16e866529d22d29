#include "sweep_answer.h"

#include <iomanip>
#include <iostream>
#include <optional>
#include <sstream>

namespace kamke::cli {

namespace {

/// Row m at ε number e.
struct Line {
    const SweepAnswer& answer;
    Index m, e;

    const Certificate& certificate() const { return *answer.plan.certificates[static_cast<std::size_t>(m)]; }
    std::optional<std::string> whyNot() const {
        return answer.analysis ? certificate().whyNot(*answer.analysis) : std::nullopt;
    }
    Index certified() const { return answer.counts.certified(m, e); }
    bool rigorous() const { return answer.counts.numerical(m, e) == 0 && !whyNot(); }
    double seconds() const { return answer.counts.seconds(m, e); }
    /// Interval boxes need not exist, and none of them certifies anything here: what to say instead of
    /// "proved".
    std::optional<std::string> whyPerhapsNoBox() const {
        if (certificate().states->embedding != Embedding::Interval || certified() > 0 || !answer.analysis ||
            !(answer.analysis->rhoAbs >= 1))
            return std::nullopt;
        std::ostringstream text;
        text << "interval boxes may diverge: ρ(|A|) is " << answer.analysis->rhoAbs << " ≥ 1";
        return text.str();
    }
    /// Known only where every margin was asked for, or where the method cannot give any box.
    std::optional<Index> withoutBox() const {
        if (answer.plan.margins)
            return answer.counts.noBox(m, e);
        return whyNot() ? std::optional(answer.counts.done) : std::nullopt;
    }
};

Json json(const Line& line) {
    const SweepAnswer& answer = line.answer;
    Json j{{"eps", answer.plan.eps(line.e)}, {"method", line.certificate().id},
           {"certified", line.certified()},  {"fraction", answer.counts.certifiedShare(line.m, line.e)},
           {"samples", answer.counts.done},  {"seconds", line.seconds()},
           {"rigorous", line.rigorous()}};
    const auto withoutBox = line.withoutBox();
    if (withoutBox)
        j["without_box"] = *withoutBox;
    if (withoutBox == answer.counts.done)
        j["rigorous"] = false; // there is nothing that could be proved
    if (const auto whyNot = line.whyNot())
        j["reason"] = *whyNot;
    return j;
}

Json attackJson(const SweepAnswer& answer, Index e, Index a) {
    const auto row = static_cast<std::size_t>(a);
    const Index tried = answer.counts.attacked[row];
    return {
        {"eps", answer.plan.eps(e)},
        {"kind", answer.plan.attacks[row].attack->id},
        {"samples", tried},
        {"unbroken", tried - answer.counts.broken(a, e)},
        {"fraction", answer.counts.unbrokenShare(a, e)}};
}

void print(const Line& line) {
    const SweepAnswer& answer = line.answer;
    std::cout << "  " << std::left << std::setw(24) << line.certificate().id << std::right;
    if (const auto whyNot = line.whyNot()) {
        std::cout << "not applicable: " << *whyNot << '\n';
        return;
    }
    std::cout << std::setw(7) << line.certified() << " of " << answer.counts.done << "  " << std::setw(8)
              << percent(answer.counts.certifiedShare(line.m, line.e));
    const Index withoutBox = line.withoutBox().value_or(0);
    const auto perhapsNoBox = line.whyPerhapsNoBox();
    if (withoutBox < answer.counts.done && !perhapsNoBox)
        std::cout << (line.rigorous() ? "  proved" : "  numerical");
    if (line.seconds() > 0) // what was read from a file took none
        std::cout << "  " << line.seconds() << " s";
    if (withoutBox > 0)
        std::cout << "; no box for " << withoutBox;
    if (perhapsNoBox)
        std::cout << "; " << *perhapsNoBox;
    std::cout << '\n';
}

void printAttack(const SweepAnswer& answer, Index e, Index a) {
    const auto row = static_cast<std::size_t>(a);
    const Index tried = answer.counts.attacked[row];
    std::cout << "  " << std::left << std::setw(24)
              << "unbroken by " + std::string(answer.plan.attacks[row].attack->id) << std::right
              << std::setw(7) << tried - answer.counts.broken(a, e) << " of " << tried << "  " << std::setw(8)
              << percent(answer.counts.unbrokenShare(a, e)) << '\n';
}

} // namespace

Json json(const SweepAnswer& answer) {
    Json results = Json::array(), attacks = Json::array();
    for (Index e = 0; e < answer.plan.eps.size(); ++e) {
        for (Index m = 0; m < static_cast<Index>(answer.plan.certificates.size()); ++m)
            results.push_back(json(Line{answer, m, e}));
        for (Index a = 0; a < static_cast<Index>(answer.plan.attacks.size()); ++a)
            attacks.push_back(attackJson(answer, e, a));
    }
    Json j{
        {"samples", answer.samples},
        {"clean_accuracy", answer.counts.accuracy()},
        {"norm", answer.plan.norm == BallNorm::L2 ? "l2" : "linf"},
        {"clip", answer.plan.clip},
        {"outside_domain", answer.outside ? Json(*answer.outside) : Json()},
        {"results", std::move(results)}};
    if (!answer.plan.attacks.empty())
        j["attacks"] = std::move(attacks);
    if (!answer.shard.empty())
        j["shard"] = answer.shard;
    j["done"] = answer.counts.done;
    j["complete"] = answer.complete;
    return j;
}

void printText(const SweepAnswer& answer) {
    std::cout << answer.samples << (answer.samples == 1 ? " sample" : " samples");
    if (answer.counts.done < answer.samples)
        std::cout << ", " << answer.counts.done << " of them done";
    std::cout << ", " << percent(answer.counts.accuracy()) << " read correctly without noise"
              << (answer.plan.clip ? ", inputs kept in the domain" : "") << '\n';
    if (answer.plan.clip && answer.outside > 0)
        std::cout << *answer.outside << (answer.outside == 1 ? " is" : " are")
                  << " outside of the domain and not certified\n";
    for (Index e = 0; e < answer.plan.eps.size(); ++e) {
        std::cout << "\nε = " << answer.plan.eps(e)
                  << (answer.plan.norm == BallNorm::L2 ? " in l_2\n" : "\n");
        for (Index m = 0; m < static_cast<Index>(answer.plan.certificates.size()); ++m)
            print(Line{answer, m, e});
        for (Index a = 0; a < static_cast<Index>(answer.plan.attacks.size()); ++a)
            printAttack(answer, e, a);
    }
    if (!answer.complete)
        std::cout << "\nNot finished: the counts are of the samples that are done.\n";
}

} // namespace kamke::cli
