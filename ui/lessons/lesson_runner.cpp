#include "ui/lessons/lesson_runner.h"

#include "ui/documents/lesson_file.h"
#include "ui/documents/lesson_state.h"

#include <QFileInfo>
#include <QSettings>
#include <algorithm>
#include <utility>

namespace kamke::ui {

namespace {

/// Results come from several runners; a look this often is soon enough for a tick.
constexpr int watchMs = 100;
const QString reachedKey = QStringLiteral("lessons/reached");
const QString openedKey = QStringLiteral("lessons/opened");

/// Progress from other sessions, beside what this one knows.
void addRemembered(LearnState& learn) {
    QSettings settings;
    settings.beginGroup(reachedKey);
    const QStringList ids = settings.childKeys();
    for (const QString& id : ids)
        if (!learn.reached.contains(id))
            learn.reached.insert(id, settings.value(id).toInt());
}

} // namespace

LessonRunner::LessonRunner(ExplorerStore* store, FactSource facts, QObject* parent)
    : QObject(parent)
    , store_(store)
    , facts_(std::move(facts)) {
    opened_ = QSettings().value(openedKey).toStringList();
    shelf_ = readLessons(opened_);
    workspace_ = store->state().workspace;
    watch_.setInterval(watchMs);
    connect(&watch_, &QTimer::timeout, this, &LessonRunner::check);
    connect(store, &ExplorerStore::changed, this, &LessonRunner::follow);
    takeUp();
}

void LessonRunner::reload() {
    shelf_ = readLessons(opened_);
    emit shelfChanged();
}

bool LessonRunner::openFile(const QString& path) {
    const QString file = QFileInfo(path).absoluteFilePath();
    const auto lesson = readLesson(file);
    if (!lesson) {
        emit failed(QString::fromStdString(lesson.error().message));
        return false;
    }
    opened_.removeAll(file);
    opened_ << file;
    QSettings().setValue(openedKey, opened_);
    reload();
    start(lesson->id);
    return true;
}

const LessonStep* LessonRunner::step() const {
    return lesson_ ? &lesson_->steps[static_cast<std::size_t>(stepIndex())] : nullptr;
}

void LessonRunner::start(const QString& id, int step) {
    const Lesson* found = shelf_.find(id);
    if (!found)
        return;
    auto fresh = readLesson(found->file);
    if (!fresh) {
        emit failed(QString::fromStdString(fresh.error().message));
        return;
    }
    // Going from one lesson to another keeps what was there before the first.
    if (!lesson_ && ending_ == Ending::None) {
        own_ = store_->state();
        emit ownWorkSetAside();
    }
    lesson_ = std::move(*fresh);
    ending_ = Ending::None;
    enter(std::clamp(step, 0, lesson_->length() - 1), true);
}

void LessonRunner::next() {
    if (!lesson_)
        return;
    if (stepIndex() + 1 < lesson_->length())
        enter(stepIndex() + 1, false);
    else
        end(Ending::Finished);
}

void LessonRunner::back() {
    if (lesson_ && stepIndex() > 0)
        enter(stepIndex() - 1, true);
}

void LessonRunner::leave() {
    if (lesson_)
        end(Ending::Left);
}

bool LessonRunner::stepDone() const {
    const LessonStep* now = step();
    if (!now)
        return false;
    const bool answered =
        !now->question || (answer_ >= 0 && now->question->answers[static_cast<std::size_t>(answer_)].right);
    return answered && (!now->done || taskDone_);
}

void LessonRunner::setAnswer(int index) {
    const LessonStep* now = step();
    if (!now || !now->question || index < 0 || index >= static_cast<int>(now->question->answers.size()))
        return;
    answer_ = index;
    emit progressChanged();
}

bool LessonRunner::hasOwnWork() const {
    if (!own_)
        return false;
    ExplorerState now = store_->state();
    now.learn = own_->learn;
    now.theme = own_->theme;
    return !(now == *own_);
}

void LessonRunner::backToOwnWork() {
    if (!own_)
        return;
    ExplorerState next = *std::exchange(own_, std::nullopt);
    // How the window looks is no part of a lesson.
    next.theme = store_->state().theme;
    next.learn = store_->state().learn;
    next.workspace = workspace_;
    store_->apply(tr("Back to your own work"), std::move(next));
    emit ownWorkTakenBack();
    dismissEnding();
}

void LessonRunner::forgetOwnWork() {
    if (!std::exchange(own_, std::nullopt))
        return;
    emit ownWorkLeft();
    if (!lesson_)
        emit stepChanged(); // the card that offers the way back
}

void LessonRunner::dismissEnding() {
    ending_ = Ending::None;
    if (std::exchange(own_, std::nullopt))
        emit ownWorkLeft();
    emit stepChanged();
}

Result<ExplorerState> LessonRunner::stateAt(int index, bool replay) const {
    ExplorerState next = replay ? lessonGround(store_->state()) : store_->state();
    for (int k = replay ? 0 : index; k <= index; ++k) {
        auto made = stateForStep(lesson_->steps[static_cast<std::size_t>(k)], next);
        if (!made)
            return fail(
                lesson_->file.toStdString() + ": step " + std::to_string(k + 1) + " " + made.error().message);
        next = std::move(*made);
    }
    return next;
}

void LessonRunner::enter(int index, bool replay) {
    const auto made = stateAt(index, replay);
    moving_ = true;
    record(lesson_->id, index, index);
    if (made) {
        ExplorerState next = *made;
        next.learn = store_->state().learn;
        store_->apply(tr("Lesson: %1").arg(lesson_->steps[static_cast<std::size_t>(index)].title), next);
    }
    QString workspace;
    for (int k = replay ? 0 : index; k <= index; ++k)
        if (const QString& wanted = lesson_->steps[static_cast<std::size_t>(k)].workspace; !wanted.isEmpty())
            workspace = wanted;
    if (!workspace.isEmpty() && workspace != store_->state().workspace)
        store_->setWorkspace(workspace);
    moving_ = false;
    begin();
    if (!made)
        emit failed(QString::fromStdString(made.error().message));
}

void LessonRunner::begin() {
    start_ = store_->state();
    taskDone_ = false;
    answer_ = -1;
    if (const LessonStep* now = step(); now && now->done)
        watch_.start();
    else
        watch_.stop();
    emit stepChanged();
}

void LessonRunner::end(Ending ending) {
    ended_ = lesson_->id;
    ending_ = ending;
    const int reached = ending == Ending::Finished ? lesson_->length() : stepIndex();
    watch_.stop();
    lesson_.reset();
    moving_ = true;
    record({}, 0, reached);
    moving_ = false;
    emit stepChanged();
}

void LessonRunner::record(const QString& lesson, int step, int reached) {
    const QString& id = lesson.isEmpty() ? ended_ : lesson;
    LearnState learn = store_->state().learn;
    learn.lesson = lesson;
    learn.step = step;
    learn.reached.insert(id, reached);
    store_->setLearn(learn);
    QSettings().setValue(reachedKey + u'/' + id, reached);
}

void LessonRunner::follow(StateParts parts) {
    if (parts & StatePart::Learn && !moving_)
        takeUp();
    const QString& workspace = store_->state().workspace;
    if (!lesson_ && ending_ == Ending::None && workspace != lessonsWorkspace)
        workspace_ = workspace;
}

/// A session brings its lesson along; what it shows is as the reader left it.
void LessonRunner::takeUp() {
    LearnState learn = store_->state().learn;
    addRemembered(learn);
    const Lesson* found = shelf_.find(learn.lesson);
    if (std::exchange(own_, std::nullopt))
        emit ownWorkLeft();
    ending_ = Ending::None;
    lesson_ = found ? std::optional(*found) : std::nullopt;
    const bool fits = found && learn.step < found->length();
    QString wrong;
    if (!fits && !learn.lesson.isEmpty()) {
        wrong = found ? tr("The session is at step %1 of the lesson “%2”, which has %3 steps now.")
                            .arg(learn.step + 1)
                            .arg(found->title)
                            .arg(found->length())
                      : tr("The session is in the lesson “%1”, which is not there; open its file in Learn.")
                            .arg(learn.lesson);
        lesson_.reset();
        learn.lesson.clear();
        learn.step = 0;
    }
    moving_ = true;
    store_->setLearn(learn);
    moving_ = false;
    begin();
    // Later, as who opens the session still has to say that it is open.
    if (!wrong.isEmpty())
        QMetaObject::invokeMethod(
            this, [this, wrong] { emit failed(wrong); }, Qt::QueuedConnection);
}

void LessonRunner::check() {
    const LessonStep* now = step();
    if (!now || !now->done || taskDone_)
        return;
    LessonFacts facts = facts_();
    facts.state = &store_->state();
    facts.start = &*start_;
    if (!now->done->holds(facts).value_or(false))
        return;
    taskDone_ = true;
    watch_.stop();
    emit progressChanged();
}

} // namespace kamke::ui
