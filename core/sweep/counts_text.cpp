#include "core/sweep/counts_text.h"

#include "core/sweep/binomial.h"
#include "core/sweep/latex_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace kamke {

namespace {

std::string text(double value) {
    if (!std::isfinite(value))
        return {};
    std::array<char, 40> buffer{};
    return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr};
}

std::string fixed(double value, int decimals) {
    std::array<char, 400> buffer{};
    return {
        buffer.data(),
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals)
            .ptr};
}

std::string quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\n\r") == std::string::npos)
        return cell;
    std::string result = "\"";
    for (const char ch : cell)
        result += ch == '"' ? std::string("\"\"") : std::string(1, ch);
    return result + '"';
}

/// What one line of the CSV file says beyond its network.
struct Line {
    std::string_view kind, method;
    double eps = 0;
    Index samples = 0, count = 0;
    std::string numerical, noBox, seconds;
};

std::string csvLine(const SweepSummary& sweep, const Line& line) {
    const ShareInterval interval = exactInterval(line.count, line.samples);
    const double share =
        line.samples > 0 ? static_cast<double>(line.count) / static_cast<double>(line.samples) : std::nan("");
    std::string result;
    for (const std::string& cell :
         {quoted(sweep.network), quoted(sweep.dataset), text(sweep.lipschitz), std::string(line.kind),
          std::string(line.method), text(line.eps), std::to_string(line.samples), std::to_string(line.count),
          text(share), text(interval.lower), text(interval.upper), line.numerical, line.noBox})
        result += cell + ',';
    return result + line.seconds + ',' + normId(sweep.plan->norm) + '\n';
}

std::string shareCell(Index count, Index samples, bool numerical) {
    if (samples == 0)
        return "--";
    const ShareInterval interval = exactInterval(count, samples);
    const auto percent = [](double share) { return fixed(100 * share, 2); };
    return percent(static_cast<double>(count) / static_cast<double>(samples)) + (numerical ? "$^*$" : "") +
           " {\\footnotesize[" + percent(interval.lower) + ", " + percent(interval.upper) + "]}";
}

/// Methods in the first table's head; the networks that follow have the same.
std::string head(const SweepPlan& plan) {
    std::string result = plan.norm == BallNorm::L2 ? "$\\varepsilon$ ($\\ell_2$)" : "$\\varepsilon$";
    for (const Certificate* certificate : plan.certificates)
        result += " & " + latexText(certificate->label);
    for (const PlannedAttack& attack : plan.attacks)
        result += " & not broken by " + latexText(attack.attack->label);
    return result;
}

std::string latexRow(const SweepSummary& sweep, Index e) {
    const SweepCounts& counts = *sweep.counts;
    std::string result = text(sweep.plan->eps(e));
    for (Index m = 0; m < counts.certified.rows(); ++m)
        result += " & " + shareCell(counts.certified(m, e), counts.done, counts.numerical(m, e) > 0);
    for (Index a = 0; a < counts.broken.rows(); ++a) {
        const Index tried = counts.attacked[static_cast<std::size_t>(a)];
        result += " & " + shareCell(tried - counts.broken(a, e), tried, false);
    }
    return result;
}

std::string latexHeading(const SweepSummary& sweep, std::size_t columns) {
    const SweepCounts& counts = *sweep.counts;
    std::string words = latexText(sweep.network) + " on " + latexText(sweep.dataset) + ", " +
                        std::to_string(counts.done) + " samples";
    if (counts.done > 0)
        words += ", accuracy " + shareCell(counts.correct, counts.done, false) + "\\,\\%";
    if (std::isfinite(sweep.lipschitz))
        words += ", $L = " + fixed(sweep.lipschitz, 3) + "$";
    return "\\multicolumn{" + std::to_string(columns) + "}{l}{" + words + "}";
}

} // namespace

std::string sweepCsv(std::span<const SweepSummary> sweeps) {
    std::string result = "network,dataset,lipschitz,kind,method,eps,samples,count,share,lower,upper,"
                         "numerical,no_box,seconds,norm\n";
    for (const SweepSummary& sweep : sweeps) {
        const SweepPlan& plan = *sweep.plan;
        const SweepCounts& counts = *sweep.counts;
        result += csvLine(sweep, {"read", {}, 0, counts.done, counts.correct, {}, {}, {}});
        for (std::size_t m = 0; m < plan.certificates.size(); ++m) {
            const auto row = static_cast<Index>(m);
            for (Index e = 0; e < plan.eps.size(); ++e)
                result += csvLine(
                    sweep, {"certified", plan.certificates[m]->id, plan.eps(e), counts.done,
                            counts.certified(row, e), std::to_string(counts.numerical(row, e)),
                            plan.margins ? std::to_string(counts.noBox(row, e)) : std::string(),
                            text(counts.seconds(row, e))});
        }
        for (std::size_t a = 0; a < plan.attacks.size(); ++a)
            for (Index e = 0; e < plan.eps.size(); ++e) {
                const Index tried = counts.attacked[a];
                result += csvLine(
                    sweep, {"unbroken",
                            plan.attacks[a].attack->id,
                            plan.eps(e),
                            tried,
                            tried - counts.broken(static_cast<Index>(a), e),
                            {},
                            {},
                            {}});
            }
    }
    return result;
}

std::string sweepLatex(std::span<const SweepSummary> sweeps, std::span<const Index> rows) {
    if (sweeps.empty())
        return {};
    const SweepPlan& first = *sweeps.front().plan;
    const std::size_t columns = 1 + first.certificates.size() + first.attacks.size();
    bool numerical = false;
    std::string body;
    for (const SweepSummary& sweep : sweeps) {
        body += "\\hline\n" + latexHeading(sweep, columns) + " \\\\\n\\hline\n";
        for (Index e = 0; e < sweep.plan->eps.size(); ++e)
            if (rows.empty() || std::find(rows.begin(), rows.end(), e) != rows.end()) {
                body += latexRow(sweep, e) + " \\\\\n";
                numerical = numerical || (sweep.counts->numerical.col(e).array() > 0).any();
            }
    }
    std::string result = "\\begin{table}\n\\centering\n\\begin{tabular}{r" + std::string(columns - 1, 'l') +
                         "}\n\\hline\n" + head(first) + " \\\\\n" + body + "\\hline\n\\end{tabular}\n";
    result +=
        "\\caption{Certified accuracy in percent of all samples, with exact (Clopper--Pearson) 95\\,\\% "
        "intervals. ";
    result += numerical ? "$^*$\\,Some of these are certified numerically only; all others are proved, with "
                          "bounds of every rounding error."
                        : "Every certificate is proved, with bounds of every rounding error.";
    return result + "}\n\\end{table}\n";
}

} // namespace kamke
