// A runner of jobs on a thread of its own; the newest wins.
#pragma once

#include "ui/jobs/newest_wins.h"
#include "ui/jobs/runner.h"

namespace kamke::ui {

/// `Work` computes: run(job, generation, stop, publish), on the worker thread, and keeps there what the next
/// job may use. It knows nothing of the runner, whose own members go before the thread ends.
template<class Job, class Outcome, class Work>
class JobRunner : public Runner {
public:
    bool isBusy() const final { return jobs_.isBusy(); }
    void cancel() override { jobs_.cancel(); }

protected:
    explicit JobRunner(QObject* parent)
        : Runner(parent)
        , jobs_(
              this,
              {[this](const Job& job, quint64 generation, const std::stop_token& stop, const auto& publish) {
                   work_.run(job, generation, stop, publish);
               },
               [this](std::shared_ptr<const Outcome> done) { take(std::move(done)); },
               [this](bool busy) { tellBusy(busy); }}) {}

    /// On the GUI thread, for every outcome that is published, until a job that is not related starts.
    virtual void take(std::shared_ptr<const Outcome> outcome) = 0;

private:
    Work work_; ///< worker thread only

protected:
    NewestWins<Job, Outcome> jobs_; ///< after the work: its thread uses that
};

} // namespace kamke::ui
