// What a workspace shows of the present state: computed in the background while the workspace is shown.
#pragma once

#include "ui/jobs/job_runner.h"
#include "ui/state/explorer_store.h"

#include <QString>
#include <optional>
#include <tl/expected.hpp>
#include <utility>

namespace kamke::ui {

/// Keeps the result of the present state's job, or the reason why there can be none. Results have the
/// generation of their job, and networkOf(result) tells the network of their job. While another workspace is
/// shown nothing is computed; what is known is kept for the return.
template<class Job, class Result, class Work>
class LiveRunner : public JobRunner<Job, Result, Work> {
    using Base = JobRunner<Job, Result, Work>;
    using Base::jobs_;

public:
    /// The newest result; null before the first, or while there can be none (see unfit()).
    std::shared_ptr<const Result> result() const {
        return result_ && (keepsOther_ || isOfNetwork(store_->state())) ? result_ : nullptr;
    }
    /// Why there can be no result, in one sentence; empty: there can be one.
    const QString& unfit() const { return unfit_; }
    bool isCurrent() const final {
        return hasResult() && !missed_ && result_->generation == jobs_.requested();
    }

protected:
    /// What becomes of a result when another network is opened: results have other units and classes then.
    enum class OtherNetwork { Drop, KeepUntilNext };

    /// `parts` of the state are what wanted() looks at. The constructor of the runner ends with follow(All).
    LiveRunner(ExplorerStore* store, QString workspace, StateParts parts, OtherNetwork other, QObject* parent)
        : Base(parent)
        , store_(store)
        , workspace_(std::move(workspace))
        , parts_(parts)
        , keepsOther_(other == OtherNetwork::KeepUntilNext) {
        QObject::connect(
            store, &ExplorerStore::changed, this, [this](StateParts changed) { follow(changed); });
    }

    /// What the state asks for, or why for nothing.
    virtual tl::expected<Job, QString> wanted(const ExplorerState& state) const = 0;

    void follow(StateParts changed) {
        if (!(changed & (parts_ | StatePart::Workspace)))
            return;
        if (store_->state().workspace == workspace_)
            request(wanted(store_->state()));
        else
            rest(static_cast<bool>(changed & parts_));
        this->watchAge();
    }

    /// The same once more, where something besides the state has become known.
    void repeat() {
        if (newest_)
            jobs_.start(*newest_, true);
        this->watchAge();
    }

    bool hasResult() const final { return result() != nullptr; }

private:
    void take(std::shared_ptr<const Result> done) final {
        result_ = std::move(done);
        this->tellResult();
    }

    bool isOfNetwork(const ExplorerState& state) const { return networkOf(*result_) == state.network; }

    void drop() {
        if (std::exchange(result_, nullptr))
            this->tellResult();
    }

    void rest(bool changed) {
        missed_ = missed_ || changed || this->isBusy();
        if (this->isBusy()) {
            jobs_.cancel();
            newest_.reset();
        }
        if (result_ && !isOfNetwork(store_->state())) {
            newest_.reset(); // the way back to that network has to compute it again
            drop();
        }
    }

    void request(tl::expected<Job, QString> wanted) {
        const QString before = std::exchange(unfit_, wanted ? QString() : wanted.error());
        if (!wanted) {
            newest_.reset();
            const bool had = std::exchange(result_, nullptr) != nullptr;
            jobs_.cancel();
            if (had || unfit_ != before)
                this->tellResult();
            return;
        }
        missed_ = false;
        if (newest_ && *newest_ == *wanted)
            return;
        const bool related =
            newest_ ? newest_->network == wanted->network : result_ && networkOf(*result_) == wanted->network;
        newest_ = *wanted;
        jobs_.start(std::move(*wanted), related);
        if (!before.isEmpty())
            this->tellResult(); // there is no result yet, but no reason against one any more
        if (!related && !keepsOther_)
            drop();
    }

    ExplorerStore* store_;
    QString workspace_; ///< that shows the results
    StateParts parts_;
    bool keepsOther_;
    std::shared_ptr<const Result> result_;
    QString unfit_;
    std::optional<Job> newest_; ///< none: nothing can be computed, or it was stopped
    bool missed_ = false;       ///< the state has changed while another workspace was shown
};

} // namespace kamke::ui
