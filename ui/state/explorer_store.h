// The holder of the state: views subscribe to it and never talk to each other.
#pragma once

#include "ui/state/explorer_state.h"

#include <QObject>
#include <QUndoStack>

namespace kamke::ui {

/// Every change goes through apply() and is one undo step; changes with the same merge id (one drag) become
/// one step.
class ExplorerStore : public QObject {
    Q_OBJECT
public:
    explicit ExplorerStore(ExplorerState initial, QObject* parent = nullptr);

    const ExplorerState& state() const { return state_; }
    QUndoStack* undoStack() { return &undo_; }

    /// A fresh merge id, taken at the start of a drag or of a burst of nudges.
    int newMergeId() { return ++lastMergeId_; }
    /// Makes `next` the state under the name `text` (shown in Edit > Undo). Nothing happens when nothing
    /// differs. A set of samples that came from another network, data set or ε goes with these.
    void apply(const QString& text, ExplorerState next, int mergeId = -1);
    /// Moves the cursors of animations (convergence.cursor, contraction.time) or the lesson: no step of undo,
    /// and undo leaves them where they are.
    void moveCursor(int iteration);
    void moveTime(double time);
    void setLearn(const LearnState& learn);
    /// Goes to another workspace; no step of undo, and undo does not come back from there.
    void setWorkspace(const QString& id);
    /// Replaces the state and forgets the history: opening a session.
    void reset(const ExplorerState& next);

    // Brushing: passing highlights that are not part of the state.
    QString hoveredMethod() const { return hoveredMethod_; }
    void setHoveredMethod(const QString& id);
    int hoveredUnit() const { return hoveredUnit_; }
    void setHoveredUnit(int unit); ///< −1: none

signals:
    /// Comes before changed(), while the state is the one before.
    void aboutToChange(kamke::ui::StateParts parts);
    void changed(kamke::ui::StateParts parts);
    void hoveredMethodChanged(const QString& id);
    void hoveredUnitChanged(int unit);
    /// One true sentence for the status line.
    void message(const QString& sentence);

private:
    friend class StateCommand;
    void set(const ExplorerState& next);
    /// `parts`: what differs from the present state; not none.
    void set(const ExplorerState& next, StateParts parts);

    ExplorerState state_;
    QUndoStack undo_;
    int lastMergeId_ = 0;
    QString hoveredMethod_;
    int hoveredUnit_ = -1;
};

} // namespace kamke::ui
