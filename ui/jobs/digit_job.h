// The work behind one picked sample: report, explanation, samples, attack and curves, then
// what takes seconds, in that order.
#pragma once

#include "ui/jobs/digit_result.h"
#include "ui/jobs/newest_wins.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace kamke::ui {

/// One request, copied out of the state so that the worker never looks at what the GUI thread changes.
struct DigitJob {
    std::shared_ptr<const Network> network;
    QString networkPath; ///< file that it came from; its Lipschitz tables lie beside it
    Vector raw;          ///< r
    int label = 0;
    double eps = 0;
    BallNorm norm = BallNorm::Linf;
    bool clip = false;
    std::vector<const Certificate*> certificates; ///< shown ones, in list order
    QString certificate;                          ///< that is explained
    int competitor = -1;
    quint64 seed = 0;

    friend bool operator==(const DigitJob& a, const DigitJob& b);
};

class SlowCertificates;

/// Does jobs one after the other and keeps what the next one shares: the certifier of the network, the report
/// and the attack at the same ε, the curves of the same sample. For one worker thread.
class DigitWork {
public:
    DigitWork();
    ~DigitWork();
    void
    run(const DigitJob& job, quint64 generation, const std::stop_token& stop,
        const Publish<DigitResult>& publish);

private:
    /// What is kept of the last job and holds for this one.
    DigitResult begin(const DigitJob& job, quint64 generation);
    void certify(const DigitJob& job, const std::stop_token& stop, DigitResult& result);
    /// Against the competitor of the job; without one against the class that a witness is read as, else the
    /// worst one.
    void explainBound(const DigitJob& job, DigitResult& result) const;
    void drawSamples(const DigitJob& job, const std::stop_token& stop, DigitResult& result) const;
    /// Null when it was stopped.
    std::shared_ptr<const DigitCurves> curves(const DigitJob& job, const std::stop_token& stop) const;
    std::shared_ptr<const DigitCurves>
    withBreakingRadius(const DigitCurves& curves, const DigitJob& job, const std::stop_token& stop) const;

    std::shared_ptr<const Certifier> certifier_;
    std::unique_ptr<SlowCertificates> slow_;
    DigitJob last_; ///< that `kept_` is of
    DigitResult kept_;
};

} // namespace kamke::ui
