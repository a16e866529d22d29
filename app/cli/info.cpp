#include "command.h"

#include "core/io/text/plain_text.h"
#include "core/model/outward.h"

#include <iomanip>
#include <iostream>

namespace kamke::cli {

namespace {

Json describe(const NetworkAnalysis& analysis) {
    const Network& net = analysis.network();
    Json conditions = Json::array();
    for (const Condition& row : analysis.conditions.rows)
        conditions.push_back(
            {{"id", row.id},
             {"name", row.name},
             {"quantity", row.quantity},
             {"holds", row.holds},
             {"proved", row.proved},
             {"value", row.value},
             {"needs", "<1"},
             {"own", row.own},
             {"source", row.source}});
    Json own;
    if (analysis.own.known())
        own = {{"id", analysis.own.id},         {"quantity", analysis.own.quantity},
               {"value", analysis.own.value},   {"bound", analysis.own.bound},
               {"strict", analysis.own.strict}, {"holds", analysis.own.holds},
               {"proved", analysis.own.proved}, {"sentence", analysis.own.sentence}};
    const LipschitzConstants& L = analysis.lipschitz;
    return {
        {"name", net.name},
        {"description", net.description},
        {"n", net.n()},
        {"r", net.r()},
        {"q", net.q()},
        {"activation", net.activation.name()},
        {"structure",
         {{"sentence", analysis.blocks.describe()},
          {"feed_forward", analysis.blocks.acyclic},
          {"levels", analysis.blocks.levels},
          {"blocks", analysis.blocks.blocks.size()}}},
        {"measure",
         {{"mu_inf", analysis.muInf},
          {"mu_inf_best", analysis.best.infimum},
          {"eta_best", numbers(analysis.best.eta)},
          {"mu_1", analysis.mu1},
          {"mu_2", analysis.mu2},
          {"norm_inf", analysis.normInf},
          {"rho_abs", analysis.rhoAbs}}},
        {"conditions", std::move(conditions)},
        {"own_condition", std::move(own)},
        {"well_posed", analysis.wellPosed()},
        {"alpha_star", analysis.alphaStar},
        {"contraction_factor", analysis.contractionFactor},
        {"lipschitz",
         {{"eta_ones", L.etaOnes},
          {"eta_best_mu", L.etaBestMu},
          {"best", L.best},
          {"entrywise", L.entrywise}}}};
}

void printText(const NetworkAnalysis& analysis) {
    const Network& net = analysis.network();
    std::cout << (net.name.empty() ? "unnamed network" : plain(net.name)) << ": n = " << net.n()
              << ", r = " << net.r() << ", q = " << net.q() << ", " << net.activation.name() << '\n'
              << analysis.blocks.describe() << '\n';
    if (!net.description.empty())
        std::cout << plain(net.description) << '\n';
    std::cout << "\n"
              << (analysis.wellPosed() ? "Well-posed" : "No condition for well-posedness holds") << ":\n";
    for (const Condition& row : analysis.conditions.rows)
        std::cout << "  " << (row.holds ? "yes" : "no ") << "  " << std::setw(12)
                  << std::setprecision(digitsApart(row.value, 1)) << row.value << " < 1  "
                  << std::setprecision(6) << row.name << " (" << row.quantity << "; " << row.source << ")"
                  << (row.own ? "  ← the network's own" : "")
                  << (row.onlyNumerical() ? "  (not proved with rounding bounds)" : "") << '\n';
    if (analysis.own.known())
        std::cout << analysis.own.sentence << '\n';
    std::cout << "\nα* = " << analysis.alphaStar;
    if (analysis.contracting()) {
        const LipschitzConstants& L = analysis.lipschitz;
        std::cout << ", contraction factor " << std::setprecision(digitsApart(analysis.contractionFactor, 1))
                  << analysis.contractionFactor << std::setprecision(6)
                  << "\nLipschitz constants l_∞ → l_∞: η = 1: " << boundText(L.etaOnes)
                  << ", Perron η: " << boundText(L.etaBestMu) << ", best η: " << boundText(L.best)
                  << ", entrywise: " << boundText(L.entrywise) << '\n';
    } else {
        std::cout << "; no l_∞ Lipschitz constant: " << analysis.whyNotContracting() << '\n';
    }
}

} // namespace

void addInfo(CLI::App& app, int&) {
    CLI::App* command = app.add_subcommand(
        "info", "Sizes, matrix measures, well-posedness conditions and Lipschitz constants");
    auto path = std::make_shared<std::string>();
    auto json = std::make_shared<bool>(false);
    command->add_option("NETWORK", *path, "network file")->required();
    command->add_flag("--json", *json, "print one JSON object");
    command->callback([=] {
        const auto analysis = openNetwork(*path);
        if (*json)
            printJson(describe(*analysis));
        else
            printText(*analysis);
    });
}

} // namespace kamke::cli
