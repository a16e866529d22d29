// What a workspace shows of the present state: computed in the background while the workspace is shown.
#pragma once

#include "ui/jobs/newest_wins.h"

#include <QString>
#include <optional>
#include <tl/expected.hpp>

namespace kamke::ui {

/// The newest result of one kind of job, with the reason where there can be none. `Work` computes: run(job,
/// generation, stop, publish), on the worker thread, and keeps there what the next job may use; results have
/// the generation of their job. Everything else belongs to the GUI thread.
template<class Job, class Result, class Work>
class LiveResult {
public:
    struct Hooks {
        std::function<void()> resultChanged; ///< another result, none any more, or another reason for none
        std::function<void(bool busy)> busyChanged;
    };

    LiveResult(QObject* owner, Hooks hooks)
        : hooks_(std::move(hooks))
        , jobs_(
              owner,
              {[this](
                   const Job& job, quint64 generation, const std::stop_token& stop,
                   const typename Jobs::Publish& publish) { work_.run(job, generation, stop, publish); },
               [this](std::shared_ptr<const Result> done) {
                   result_ = std::move(done);
                   hooks_.resultChanged();
               },
               [this](bool busy) { hooks_.busyChanged(busy); }}) {}

    const std::shared_ptr<const Result>& result() const { return result_; }
    const QString& unfit() const { return unfit_; } ///< why there can be no result; empty: there can be one
    bool isCurrent() const { return result_ && result_->generation == jobs_.requested(); }
    bool isBusy() const { return jobs_.isBusy(); }
    void cancel() { jobs_.cancel(); }

    /// Nobody sees it; what is known is kept for the return.
    void rest() {
        if (!isBusy())
            return;
        jobs_.cancel();
        newest_.reset();
    }

    /// What the state asks for, or why for nothing. Results of a job with another network are dropped at
    /// once: they have other units and other classes.
    void request(tl::expected<Job, QString> wanted) {
        const QString before = unfit_;
        unfit_ = wanted ? QString() : wanted.error();
        if (!wanted) {
            jobs_.cancel();
            newest_.reset();
            if (result_ || unfit_ != before) {
                result_.reset();
                hooks_.resultChanged();
            }
            return;
        }
        if (!before.isEmpty())
            hooks_.resultChanged(); // there is no result yet, but no reason against one any more
        if (newest_ && *newest_ == *wanted)
            return;
        const bool related =
            newest_ ? newest_->network == wanted->network : result_ && networkOf(*result_) == wanted->network;
        newest_ = *wanted;
        jobs_.start(std::move(*wanted), related);
        if (!related && result_) {
            result_.reset();
            hooks_.resultChanged();
        }
    }

    /// The same once more, where something besides the state has become known.
    void repeat() {
        if (newest_)
            jobs_.start(*newest_, true);
    }

private:
    using Jobs = NewestWins<Job, Result>;

    Hooks hooks_;
    std::shared_ptr<const Result> result_;
    QString unfit_;
    std::optional<Job> newest_; ///< none: nothing can be computed, or it was stopped
    Work work_;                 ///< worker thread only
    Jobs jobs_;                 ///< last: its thread uses the rest
};

} // namespace kamke::ui
