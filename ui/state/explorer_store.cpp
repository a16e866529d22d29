#include "ui/state/explorer_store.h"

#include "ui/state/state_fields.h"

namespace kamke::ui {

namespace {

/// Lets go of what was found with another network, data set or ε: it would be said of what is shown now.
void dropForeign(DigitsState& next, const DigitsState& before, bool sameNetwork, Index outputs) {
    const bool sameInputs = next.dataset == before.dataset && next.eps == before.eps &&
                            next.norm == before.norm && next.clip == before.clip;
    if (next.set && next.set.isCopyOf(before.set) && !(sameNetwork && sameInputs))
        next.set = {};
    if (next.dataset != before.dataset && next.labelFilter == before.labelFilter)
        next.labelFilter = -1;
    if (next.predictionFilter >= outputs)
        next.predictionFilter = -1;
}

} // namespace

/// Swaps one whole state for another; consecutive ones of the same drag merge.
class StateCommand : public QUndoCommand {
public:
    StateCommand(ExplorerStore* store, const QString& text, ExplorerState after, int mergeId)
        : QUndoCommand(QString(text).replace(u'&', QStringLiteral("&&"))) // for Edit > Undo, a menu
        , store_(store)
        , before_(store->state())
        , after_(std::move(after))
        , mergeId_(mergeId) {}

    int id() const override { return mergeId_; }
    void undo() override { store_->set(fromHere(before_)); }
    void redo() override {
        store_->set(done_ ? fromHere(after_) : after_);
        done_ = true;
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
    const StateParts parts = difference(state_, next);
    if (!parts)
        return;
    dropForeign(next.digits, state_.digits, !(parts & StatePart::Network), next.network->q());
    undo_.push(new StateCommand(this, text, std::move(next), mergeId));
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
    const StateParts parts = difference(state_, next);
    if (!parts)
        return;
    state_ = next;
    emit changed(parts);
}

} // namespace kamke::ui
