// The lesson under way: its steps, what the reader has done, and the way back to their own work.
#pragma once

#include "ui/lessons/lesson_shelf.h"
#include "ui/state/explorer_store.h"

#include <QObject>
#include <QTimer>
#include <functional>
#include <optional>

namespace kamke::ui {

/// Where the list of lessons is: one of workspaceIds().
inline const QString lessonsWorkspace = QStringLiteral("learn");

/// Keeps LearnState in the store and progress in the settings. A step begins in the state that its file
/// describes; one that is begun out of turn (resumed, gone back to) begins in the state that the steps up to
/// it describe.
class LessonRunner : public QObject {
    Q_OBJECT
public:
    /// What the card says when no lesson is under way.
    enum class Ending { None, Left, Finished };
    using FactSource = std::function<LessonFacts()>;

    /// `facts` gives the newest results; state and start are set here.
    LessonRunner(ExplorerStore* store, FactSource facts, QObject* parent = nullptr);

    const LessonShelf& shelf() const { return shelf_; }
    /// Reads all lesson files again.
    void reload();
    /// Adds the lesson of this file to the shelf, for good, and starts it. False when it is broken.
    bool openFile(const QString& path);

    /// The lesson under way; null: none.
    const Lesson* lesson() const { return lesson_ ? &*lesson_ : nullptr; }
    const LessonStep* step() const;
    int stepIndex() const { return store_->state().learn.step; }
    /// The step to resume at; the length when finished, 0 when never begun.
    int reached(const QString& id) const { return store_->state().learn.reached.value(id); }

    /// Starts a lesson at a step; its file is read again first.
    void start(const QString& id, int step = 0);
    void next(); ///< to the next step, done or not; ends the lesson after the last one
    void back(); ///< to the step before
    void leave();

    bool taskDone() const { return taskDone_; }
    /// The reader may go on: everything that the step asks for is done.
    bool stepDone() const;
    /// The reader's answer; −1: none yet.
    int answer() const { return answer_; }
    void setAnswer(int index);

    Ending ending() const { return ending_; }
    const QString& endedLesson() const { return ended_; } ///< its id
    /// There is work from before the lesson that differs from what is shown.
    bool hasOwnWork() const;
    /// Shows what was there before the lesson; one step of undo.
    void backToOwnWork();
    /// What the reader has opened since is their own work: nothing goes back to what was there before.
    void forgetOwnWork();
    /// Closes the card that says that the lesson has ended.
    void dismissEnding();

signals:
    /// Another step, or none.
    void stepChanged();
    /// The task or the question of the step is done, or an answer is chosen.
    void progressChanged();
    void shelfChanged();
    /// The lesson is about to take the place of the reader's work; that is in the store again; it will not
    /// come back.
    void ownWorkSetAside();
    void ownWorkTakenBack();
    void ownWorkLeft();
    void failed(const QString& sentence);

private:
    void follow(StateParts parts);
    void takeUp();
    void enter(int step, bool replay);
    void begin();
    void end(Ending ending);
    void check();
    void record(const QString& lesson, int step, int reached);
    Result<ExplorerState> stateAt(int step, bool replay) const;

    ExplorerStore* store_;
    FactSource facts_;
    LessonShelf shelf_;
    QStringList opened_;
    std::optional<Lesson> lesson_;
    std::optional<ExplorerState> own_;   ///< before the lesson
    QString workspace_;                  ///< that the reader worked in before the lesson
    std::optional<ExplorerState> start_; ///< when the step began
    QTimer watch_;
    bool moving_ = false; ///< the store changes because of this object
    bool taskDone_ = false;
    int answer_ = -1;
    Ending ending_ = Ending::None;
    QString ended_;
};

} // namespace kamke::ui
