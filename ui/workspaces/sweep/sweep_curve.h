// A curve of a sweep in numbers: how many samples are certified, or left by an attack, at every ε.
#pragma once

#include "core/sweep/binomial.h"
#include "ui/jobs/sweep_results.h"

#include <QString>
#include <vector>

namespace kamke::ui {

struct SweepCurve {
    struct Point {
        double eps;
        Index count;            ///< certified, or not broken by the attack
        Index numerical;        ///< of these, certified without proof
        double share;           ///< of the trials
        ShareInterval interval; ///< exact, 95 %
    };
    int network = 0;                          ///< number in the results
    const Certificate* certificate = nullptr; ///< null: the curve of an attack
    const Attack* attack = nullptr;
    Index row = 0;             ///< number in the plan
    Index trials = 0;          ///< samples that are done, of the attack: that it was run on
    Index planned = 0;         ///< samples that it will be in the end
    std::vector<Point> points; ///< by increasing ε; empty while there are no trials

    QString id() const;
    QString label() const; ///< MM-C, PGD
    /// The ε where the curve falls below half of its first value, between two points; NaN where it does not.
    double halfway() const;
};

/// Curves of one network, certificates first. Empty before the first block.
std::vector<SweepCurve> curvesOf(const SweepResults& results, int network);

/// The line of an attack's curves: its second cue beside the colour of all attacks.
LineStyle attackLine(const Attack& attack);

/// 100·part/whole; 0 of nothing.
double percentOf(Index part, Index whole);
/// "1 280 of 10 000" in the locale.
QString countText(Index part, Index whole);
/// "ε = 0.01", number `eps` of the plan; "ε = 0.01 (l₂)" where ε bounds that norm.
QString epsText(const SweepPlan& plan, Index eps);
/// Name of an axis of ε: "ε", or "ε (l₂, raw units)"; of no results: "ε".
QString epsAxisName(const SweepResults* results);
/// What the methods had to answer, as the part of a caption: "l₂ balls; at most 10 s for a sample; "; empty
/// for boxes without a limit.
QString planWords(const SweepPlan& plan);
/// What a pointer on a point reads: "MM-C at ε = 0.01: 5 312 of 10 000, 53.1 % [52.1, 54.1], proved".
QString pointText(const SweepResults& results, const SweepCurve& curve, std::size_t point);

} // namespace kamke::ui
