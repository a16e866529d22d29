#include "ui/state/explorer_store.h"

#include "ui/state/state_fields.h"

#include <utility>

namespace kamke::ui {

namespace {

/// Lets go of what was found with another network, data set or ε: it would be said of what is shown now.
/// True when there was such a thing.
bool dropForeign(DigitsState& next, const DigitsState& before, bool sameNetwork, Index outputs) {
    bool dropped = false;
    const bool sameInputs = next.dataset == before.dataset && next.eps == before.eps &&
                            next.norm == before.norm && next.clip == before.clip;
    const auto drop = [&](auto& member, auto none) {
        member = std::move(none);
        dropped = true;
    };
    if (next.set && next.set.isCopyOf(before.set) && !(sameNetwork && sameInputs))
        drop(next.set, SampleSet());
    if (next.dataset != before.dataset && next.labelFilter == before.labelFilter)
        drop(next.labelFilter, -1);
    if (next.predictionFilter >= outputs)
        drop(next.predictionFilter, -1);
    return dropped;
}

} // namespace

/// Swaps one whole state for another; consecutive ones of the same drag merge.
class StateCommand : public QUndoCommand {
public:
    /// `parts`: what differs between the present state and `after`.
    StateCommand(
        ExplorerStore* store, const QString& text, ExplorerState after, StateParts parts, int mergeId)
        : QUndoCommand(QString(text).replace(u'&', QStringLiteral("&&"))) // for Edit > Undo, a menu
        , store_(store)
        , before_(store->state())
        , after_(std::move(after))
        , parts_(parts)
        , mergeId_(mergeId) {}

    int id() const override { return mergeId_; }
    void undo() override { store_->set(fromHere(before_)); }
    void redo() override {
        if (std::exchange(done_, true))
            store_->set(fromHere(after_));
        else
            store_->set(after_, parts_);
    }
    bool mergeWith(const QUndoCommand* other) override {
        // The stack only offers commands of the same id, and only this class goes on it.
        after_ = static_cast<const StateCommand*>(other)->after_;
        setText(other->text());
        setObsolete(before_ == after_);
        return true;
    }

private:
    /// With what is no part of the history as it is now.
    ExplorerState fromHere(ExplorerState state) const {
        keepNotUndone(store_->state(), state);
        return state;
    }

    ExplorerStore* store_;
    ExplorerState before_, after_;
    StateParts parts_;  ///< of the first redo
    bool done_ = false; ///< once: a first step may lead to another workspace
    int mergeId_;
};

ExplorerStore::ExplorerStore(ExplorerState initial, QObject* parent)
    : QObject(parent)
    , state_(std::move(initial)) {
    Q_ASSERT(state_.network);
}

void ExplorerStore::apply(const QString& text, ExplorerState next, int mergeId) {
    Q_ASSERT(next.network);
    StateParts parts = difference(state_, next);
    if (!parts)
        return;
    if (dropForeign(next.digits, state_.digits, !(parts & StatePart::Network), next.network->q()))
        parts = difference(state_, next);
    undo_.push(new StateCommand(this, text, std::move(next), parts, mergeId));
}

void ExplorerStore::setWorkspace(const QString& id) {
    Q_ASSERT(workspaceIds().contains(id));
    ExplorerState next = state_;
    next.workspace = id;
    set(next);
}

void ExplorerStore::moveCursor(int iteration) {
    ExplorerState next = state_;
    next.convergence.cursor = iteration;
    set(next);
}

void ExplorerStore::moveTime(double time) {
    ExplorerState next = state_;
    next.contraction.time = time;
    set(next);
}

void ExplorerStore::setLearn(const LearnState& learn) {
    ExplorerState next = state_;
    next.learn = learn;
    set(next);
}

void ExplorerStore::reset(const ExplorerState& next) {
    Q_ASSERT(next.network);
    undo_.clear();
    set(next);
}

void ExplorerStore::setHoveredMethod(const QString& id) {
    if (hoveredMethod_ == id)
        return;
    hoveredMethod_ = id;
    emit hoveredMethodChanged(id);
}

void ExplorerStore::setHoveredUnit(int unit) {
    if (hoveredUnit_ == unit)
        return;
    hoveredUnit_ = unit;
    emit hoveredUnitChanged(unit);
}

void ExplorerStore::set(const ExplorerState& next) {
    if (const StateParts parts = difference(state_, next))
        set(next, parts);
}

void ExplorerStore::set(const ExplorerState& next, StateParts parts) {
    emit aboutToChange(parts);
    // Read again from the same file, an equal network is the same one: what is known of it stays.
    auto network = parts & StatePart::Network ? next.network : state_.network;
    state_ = next;
    state_.network = std::move(network);
    emit changed(parts);
}

} // namespace kamke::ui
