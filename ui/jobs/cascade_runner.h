// Runs one sample through the cascade of certificates in the background, when the user asks for it.
#pragma once

#include "core/certify/cascade.h"
#include "core/sdp/output_ellipsoid.h"
#include "core/verdicts/knowledge.h"
#include "ui/jobs/digit_result.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/search_record.h"

#include <memory>
#include <vector>

namespace kamke::ui {

struct CascadeJob {
    std::shared_ptr<const Certifier> certifier;
    QString networkPath; ///< of its file, beside which a Lipschitz table may lie; empty: none
    Vector raw;          ///< r
    int label = 0;
    double eps = 0;
    bool clip = false;
    BallNorm norm = BallNorm::Linf;
    bool everyMargin = false; ///< solve every competitor to its gap instead of a verdict
    bool semidefinite = true; ///< before the search; with every margin it is always solved
    bool lipschitz = false;   ///< compute the Lipschitz table where there is none yet, which takes longest
    bool ellipsoid = true;
    std::optional<Ellipsoid> known; ///< proved of these inputs before, until there is a smaller one

    /// Of the same inputs as that sample within that ε.
    bool isOf(const DigitResult& shown) const;
    bool hasInputsOf(const CascadeJob& other) const;
};

/// What is known so far.
struct CascadeView {
    CascadeJob job;
    CascadeResult result;
    int solving = -1, pass = 0;       ///< competitor of the program or search that runs; profile of a program
    Index nodes = 0;                  ///< of the search that runs; 0: none does
    std::vector<InteriorStep> course; ///< of the program that runs or ran last, over all its passes
    int shown = -1;                   ///< the competitor that `course` is of
    std::vector<std::shared_ptr<const SearchRecord>> searches; ///< in the order that they ran in
    std::shared_ptr<const SampleSystem> system; ///< that the bounds are of; null before there is one
    std::optional<Ellipsoid> ellipsoid;
    bool hasEllipsoid = false; ///< it was looked for to the end
    Index tableDone = 0, tableTotal = 0;
    SampleKnowledge known; ///< of the sample, once it is finished
    QString why;           ///< there is nothing to solve, in one sentence
    bool finished = false, stopped = false;

    /// The search for that competitor; null: none has begun.
    std::shared_ptr<const SearchRecord> search(int competitor) const;
    /// It says something of the competitors, or why it cannot.
    bool speaks() const { return !result.competitors.empty() || !why.isEmpty(); }
};

struct CascadeWork {
    void
    run(const CascadeJob& job, quint64 generation, const std::stop_token& stop,
        const Publish<CascadeView>& publish) const;
};

/// Nothing runs until start(); the newest start wins; cancel() keeps every bound that is proved by then.
/// Signals arrive on the GUI thread.
class CascadeRunner : public JobRunner<CascadeJob, CascadeView, CascadeWork> {
    Q_OBJECT
public:
    explicit CascadeRunner(QObject* parent = nullptr);

    void start(CascadeJob job);
    void cancel() override;
    /// What was started last; its `certifier` is null before.
    const CascadeJob& job() const { return job_; }
    /// The newest view, while a run has published nothing yet that of the run before; null before the first.
    std::shared_ptr<const CascadeView> view() const { return view_; }
    /// The view is of the run that was started last.
    bool hasPublished() const { return published_; }

private:
    void take(std::shared_ptr<const CascadeView> view) override;

    CascadeJob job_;
    std::shared_ptr<const CascadeView> view_;
    bool published_ = false;
};

} // namespace kamke::ui
