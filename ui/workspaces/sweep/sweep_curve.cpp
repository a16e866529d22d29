#include "ui/workspaces/sweep/sweep_curve.h"

#include "ui/text/number_text.h"
#include "ui/text/utf8.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace kamke::ui {

namespace {

QString curveWords(const char* words) {
    return QCoreApplication::translate("SweepCurve", words);
}

void addPoint(SweepCurve& curve, double eps, Index count, Index numerical) {
    curve.points.push_back(
        {eps, count, numerical, static_cast<double>(count) / static_cast<double>(curve.trials),
         exactInterval(count, curve.trials)});
}

/// With the decimals that 10,000 samples are worth, without the sign.
QString sharePercents(double share) {
    return QLocale().toString(100 * share, 'f', 1);
}

} // namespace

double percentOf(Index part, Index whole) {
    return whole > 0 ? 100 * static_cast<double>(part) / static_cast<double>(whole) : 0;
}

QString SweepCurve::id() const {
    return certificate ? toQString(certificate->id) : toQString(attack->id);
}

QString SweepCurve::label() const {
    return certificate ? toQString(certificate->label) : toQString(attack->label);
}

double SweepCurve::halfway() const {
    for (std::size_t k = 0; k + 1 < points.size(); ++k) {
        const double half = points.front().share / 2, a = points[k].share, b = points[k + 1].share;
        if (a >= half && b < half)
            return points[k].eps + (a - half) / (a - b) * (points[k + 1].eps - points[k].eps);
    }
    return std::nan("");
}

std::vector<SweepCurve> curvesOf(const SweepResults& results, int network) {
    std::vector<SweepCurve> curves;
    const auto& counts = results.networks[static_cast<std::size_t>(network)].counts;
    if (!counts)
        return curves;
    const SweepPlan& plan = results.plan;
    curves.reserve(plan.certificates.size() + plan.attacks.size());
    for (std::size_t m = 0; m < plan.certificates.size(); ++m) {
        SweepCurve curve;
        curve.network = network;
        curve.certificate = plan.certificates[m];
        curve.row = static_cast<Index>(m);
        curve.trials = counts->done;
        curve.planned = results.samples;
        for (Index e = 0; e < plan.eps.size() && curve.trials > 0; ++e)
            addPoint(curve, plan.eps(e), counts->certified(curve.row, e), counts->numerical(curve.row, e));
        curves.push_back(std::move(curve));
    }
    for (std::size_t a = 0; a < plan.attacks.size(); ++a) {
        SweepCurve curve;
        curve.network = network;
        curve.attack = plan.attacks[a].attack;
        curve.row = static_cast<Index>(a);
        curve.trials = counts->attacked[a];
        curve.planned = std::min(plan.attacks[a].first, results.samples);
        for (Index e = 0; e < plan.eps.size() && curve.trials > 0; ++e)
            addPoint(curve, plan.eps(e), curve.trials - counts->broken(curve.row, e), 0);
        curves.push_back(std::move(curve));
    }
    return curves;
}

LineStyle attackLine(const Attack& attack) {
    static constexpr std::array<LineStyle, 4> lines{
        LineStyle::DashDot, LineStyle::Dashed, LineStyle::Dotted, LineStyle::LongDash};
    return lines[static_cast<std::size_t>(&attack - attacks().data()) % lines.size()];
}

QString countText(Index part, Index whole) {
    return curveWords("%1 of %2").arg(wholeNumber(part), wholeNumber(whole));
}

QString epsText(const SweepPlan& plan, Index eps) {
    return (plan.norm == BallNorm::L2 ? curveWords("ε = %1 (l₂)") : curveWords("ε = %1"))
        .arg(formatNumber(plan.eps(eps)));
}

QString epsAxisName(const SweepResults* results) {
    return results && results->plan.norm == BallNorm::L2 ? curveWords("ε (l₂, raw units)")
                                                         : QStringLiteral("ε");
}

QString planWords(const SweepPlan& plan) {
    QString words;
    if (plan.norm == BallNorm::L2)
        words += curveWords("l₂ balls; ");
    if (std::isfinite(plan.secondsPerSample))
        words += curveWords("at most %1 s for a sample; ").arg(formatNumber(plan.secondsPerSample));
    return words;
}

QString pointText(const SweepResults& results, const SweepCurve& curve, std::size_t point) {
    const SweepCurve::Point& p = curve.points[point];
    QString name = curve.label();
    if (results.networks.size() > 1)
        name += QStringLiteral(", ") + results.networks[static_cast<std::size_t>(curve.network)].name;
    const QString what = curve.attack       ? curveWords("withstand it")
                         : p.count == 0     ? curveWords("certified")
                         : p.numerical == 0 ? curveWords("proved")
                         : p.numerical == p.count
                             ? curveWords("certified numerically, not proved")
                             : curveWords("%1 of them proved").arg(wholeNumber(p.count - p.numerical));
    return curveWords("%1 at %2: %3, %4 [%5, %6], %7")
        .arg(
            name, epsText(results.plan, static_cast<Index>(point)), countText(p.count, curve.trials),
            percentText(p.share))
        .arg(sharePercents(p.interval.lower), sharePercents(p.interval.upper), what);
}

} // namespace kamke::ui
