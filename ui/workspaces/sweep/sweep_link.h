// What all views of a sweep share: its results, what is chosen in them, and the ways to change that.
#pragma once

#include "ui/jobs/sweep_runner.h"
#include "ui/state/explorer_store.h"

#include <QObject>

namespace kamke::ui {

/// Whether both ask for the same results, however they are looked at and wherever they are kept.
bool sameSweep(const SweepState& a, const SweepState& b);

/// Views draw what this says and redraw on changed(); they never talk to each other.
class SweepLink : public QObject {
    Q_OBJECT
public:
    SweepLink(ExplorerStore* store, SweepRunner* runner, QObject* parent = nullptr);

    ExplorerStore* store() const { return store_; }
    SweepRunner* runner() const { return runner_; }
    const SweepState& settings() const { return store_->state().sweep; }
    /// The newest results; null before any sweep.
    std::shared_ptr<const SweepResults> results() const { return runner_->results(); }
    /// The results belong to other settings than those that are shown: they are drawn greyed.
    bool isStale() const;
    /// 1 when nothing or this method (certificate or attack id) is hovered, else a faint value to paint with.
    double opacity(const QString& method) const;
    void hover(const QString& method) { store_->setHoveredMethod(method); }

    /// Somebody points at one certificate at one ε of one network (numbers in plan and results).
    void pick(const QString& method, Index eps, int network);

    /// One undo step; `edit` changes the settings.
    template<class Edit>
    void change(const QString& text, Edit edit, int merge = -1) {
        ExplorerState next = store_->state();
        edit(next.sweep);
        store_->apply(text, next, merge);
    }

signals:
    /// New results, other settings, another method hovered, another theme.
    void changed();
    void picked(const QString& method, kamke::Index eps, int network);

private:
    ExplorerStore* store_;
    SweepRunner* runner_;
};

} // namespace kamke::ui
