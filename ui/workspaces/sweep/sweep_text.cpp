#include "ui/workspaces/sweep/sweep_text.h"

#include "ui/text/number_text.h"
#include "ui/workspaces/sweep/sweep_curve.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <optional>

namespace kamke::ui {

namespace {

QString sweepWords(const char* words) {
    return QCoreApplication::translate("SweepText", words);
}

Statement words(const QString& subject, const QString& text) {
    return {Statement::Tone::Neutral, subject, text};
}

/// The certificate that proves most, at the largest ε where it still holds half of the samples, and what the
/// strongest attack leaves there; of the first network that is done.
QString finding(const SweepResults& results) {
    for (std::size_t k = 0; k < results.networks.size(); ++k) {
        const std::vector<SweepCurve> curves = curvesOf(results, static_cast<int>(k));
        const SweepCurve* best = nullptr;
        const SweepCurve* attack = nullptr;
        const auto sum = [](const SweepCurve& curve) {
            double all = 0;
            for (const SweepCurve::Point& p : curve.points)
                all += p.share;
            return all;
        };
        for (const SweepCurve& curve : curves) {
            if (curve.points.empty())
                continue;
            if (curve.certificate && (!best || sum(curve) > sum(*best)))
                best = &curve;
            if (curve.attack && (!attack || sum(curve) < sum(*attack)))
                attack = &curve;
        }
        const SweepCurve* shown = best ? best : attack;
        if (!shown)
            continue;
        std::size_t at = 0;
        for (std::size_t e = 0; e < shown->points.size(); ++e)
            if (shown->points[e].share >= 0.5)
                at = e;
        QString text = pointText(results, *shown, at);
        if (best && attack && attack->trials > 0)
            text += sweepWords("; %1 leaves %2 there")
                        .arg(attack->label(), percentText(attack->points[at].share));
        return text + u'.';
    }
    return sweepWords("No network could be swept.");
}

QString firstProblem(const SweepResults& results) {
    if (!results.problem.isEmpty())
        return results.problem;
    for (const SweepNetwork& network : results.networks)
        if (!network.problem.isEmpty())
            return sweepWords("%1: %2").arg(network.name, network.problem);
    return {};
}

QString left(double seconds) {
    return std::isfinite(seconds) && seconds > 0 ? sweepWords("%1 left").arg(durationText(seconds))
                                                 : QString();
}

} // namespace

QString spentText(double seconds) {
    if (seconds < 60)
        return sweepWords("%1 s").arg(QLocale().toString(seconds, 'f', seconds < 10 ? 1 : 0));
    const auto whole = static_cast<int>(std::lround(seconds));
    return sweepWords("%1 min %2 s").arg(whole / 60).arg(whole % 60);
}

QString progressText(const SweepResults& results, const SweepNetwork& network, bool running) {
    if (!network.problem.isEmpty())
        return network.problem;
    if (!network.counts)
        return !running            ? sweepWords("not begun")
               : network.certifier ? sweepWords("the first samples are under way …")
                                   : sweepWords("waiting …");
    QStringList parts{countText(network.counts->done, results.samples)};
    if (!network.complete) {
        for (std::size_t a = 0; a < results.plan.attacks.size(); ++a)
            parts << QString::fromUtf8(results.plan.attacks[a].attack->label.data()) + u' ' +
                         countText(
                             network.counts->attacked[a],
                             std::min(results.plan.attacks[a].first, results.samples));
        if (running)
            parts << left(network.secondsLeft);
    } else {
        parts << spentText(network.seconds);
    }
    parts << network.note;
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

SweepSentence sweepSentence(const SweepLink& link, const QString& whyNot) {
    const SweepRunner& runner = *link.runner();
    const auto results = link.results();
    if (runner.isStopping())
        return {words(sweepWords("Stopping."), sweepWords("What is done is kept.")), {}};
    if (runner.isBusy()) {
        if (!results || !results->data)
            return {words(sweepWords("Reading."), sweepWords("The samples are being read.")), {}};
        QString text = sweepWords("%1 samples are done").arg(countText(results->done(), results->total()));
        if (const QString rest = left(results->secondsLeft()); !rest.isEmpty())
            text += QStringLiteral(", ") + rest;
        return {words(sweepWords("Sweeping."), text + u'.'), {}};
    }
    if (!results && !whyNot.isEmpty())
        return {words(sweepWords("Not ready."), whyNot), {}};
    if (!results)
        return {
            words(sweepWords("Ready."), sweepWords("Every sample, every ε, every method: Run begins.")), {}};
    if (const QString problem = firstProblem(*results); !problem.isEmpty()) {
        const bool something =
            results->done() > 0 && results->problem.isEmpty() &&
            std::any_of(results->networks.begin(), results->networks.end(), [](const SweepNetwork& each) {
                return each.counts != nullptr;
            });
        return {
            words(something ? sweepWords("Done in part.") : sweepWords("Not swept."), problem),
            something ? QStringLiteral("warning") : QStringLiteral("bad")};
    }
    if (!results->complete())
        return {
            words(
                sweepWords("Stopped."),
                (runner.isUnfinished() && !link.isStale()
                     ? sweepWords("%1 samples are done and kept; Continue does the others.")
                     : sweepWords("%1 samples are done and kept."))
                    .arg(countText(results->done(), results->total()))),
            QStringLiteral("warning")};
    double seconds = 0;
    for (const SweepNetwork& network : results->networks)
        seconds += network.seconds;
    return {
        words(
            sweepWords("Done: %1 samples in %2.").arg(wholeNumber(results->total()), spentText(seconds)),
            finding(*results)),
        QStringLiteral("good")};
}

} // namespace kamke::ui
