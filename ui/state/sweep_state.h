// What the Sweep workspace restores: part of the explorer's one state.
#pragma once

#include "core/sdp/relu_system.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace kamke::ui {

/// An attack of a sweep; steps and restarts mean something to those that search.
struct SweepAttack {
    QString id;
    int steps = 40, restarts = 5;
    int first = 1000; ///< samples that it is run on; 0: all
    friend bool operator==(const SweepAttack&, const SweepAttack&) = default;
};

/// The longest limit of a sample that can be set: a day.
inline constexpr int mostSampleSeconds = 86'400;

struct SweepState {
    // What is swept
    /// Files, or "gallery:" and the name of a file of the gallery; an empty string is the open network, an
    /// empty list that one alone.
    QStringList networks;
    QString dataset;                                     ///< file; empty: the bundled digits
    int samples = 1000;                                  ///< the first so many; 0: all
    QString eps = QStringLiteral("0.002; 0.004 … 0.06"); ///< as it was typed, read by parseEpsGrid()
    QStringList certificates{
        QStringLiteral("mmc"), QStringLiteral("mm"), QStringLiteral("ibpc"), QStringLiteral("ibp"),
        QStringLiteral("lipschitz")}; ///< ids, in list order
    QList<SweepAttack> attacks;       ///< at most one of each id
    BallNorm norm = BallNorm::Linf;   ///< that ε bounds
    double sampleSeconds = 0;         ///< of semidefinite programs for one sample; 0: no limit
    bool clip = false;                ///< ε-box intersected with the input domain; balls are not
    bool margins = false;             ///< every margin, not only verdicts
    bool float32 = false;
    QString resultsFile; ///< blocks are kept there, and what it has is not computed again; empty: none

    // How it is looked at
    QString tab = QStringLiteral("curves"); ///< curves, radii, compare, error, training, table
    bool logEps = false;                    ///< logarithmic ε axis
    QString method = QStringLiteral("mmc"); ///< certificate that views of one method show
    QString against;                        ///< certificate that it is set against; empty: none
    double compareEps = 0.01; ///< at which networks and methods are compared: the nearest ε of the sweep
    int network = 0;          ///< number in the sweep of the network that such views show
    bool alone = false;       ///< the curves show that network only
};
bool operator==(const SweepState& a, const SweepState& b);

} // namespace kamke::ui
