// The certificates of one picked sample that take seconds: one piece after the other, each kept.
#pragma once

#include "ui/jobs/digit_job.h"

#include <map>
#include <set>

namespace kamke::ui {

/// Rows and points of curves of Cost::Search, behind those of the quick certificates. What is known stays
/// while the sample does (rows: and ε), shown or not, so that a stopped job goes on where it was. For one
/// worker thread.
class SlowCertificates {
public:
    void forgetNetwork(); ///< and all below
    void forgetInput();   ///< and all below
    void forgetRows();

    /// Puts the rows that the job shows behind the quick ones of the report: those that are known, and those
    /// that have no box for a reason that needs no computing. The others are pending.
    void addRows(const DigitJob& job, const Certifier& certifier, DigitResult& result) const;
    /// Computes the first one that is pending, within 10 s. False: stopped, and nothing is known of it.
    bool computeRow(
        const DigitJob& job, const Certifier& certifier, const CertifyOptions& options,
        const DigitResult& result);

    /// The curves of the quick certificates with what is known of those that the job shows; the same object
    /// where that has the same rows already.
    std::shared_ptr<const DigitCurves>
    withRows(const DigitJob& job, const std::shared_ptr<const DigitCurves>& curves) const;
    /// Whose curve goes on next; null: all are there.
    const Certificate* nextCurve(const DigitResult& result) const;
    /// Computes its next point, within 5 s. The curve ends where the plot does, and at the first ε without a
    /// box. False: stopped.
    bool computePoint(
        const Certificate& certificate, const Certifier& certifier, const CertifyOptions& options,
        const DigitResult& result);
    /// The curves with all points so far.
    std::shared_ptr<const DigitCurves> withPoints(const DigitJob& job, const DigitCurves& curves) const;

private:
    struct Curve {
        Vector margins;          ///< grid; NaN where there is no point
        std::vector<Index> left; ///< of the grid, outward
    };
    bool lacksTable(const Certificate& certificate, const DigitJob& job, const Certifier& certifier) const;

    std::map<const Certificate*, SampleCertificate> rows_;
    std::map<const Certificate*, Curve> curves_;
    std::set<BallNorm> unreadable_; ///< the file beside the network proves nothing of it
};

/// The shown certificates of the job that take seconds, or those that do not.
std::vector<const Certificate*> shownOfCost(const DigitJob& job, bool slow);

} // namespace kamke::ui
