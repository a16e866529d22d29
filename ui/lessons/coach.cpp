#include "ui/lessons/coach.h"

#include "ui/lessons/lesson_runner.h"
#include "ui/lessons/question_view.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/elided_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

namespace {

constexpr int textShare = 6, taskShare = 5;
constexpr int headGap = 12, columnGap = 24; // px
constexpr int linesOfText = 7;
constexpr int laidOutMs = 50;

QPushButton* button(const QString& text, const char* name) {
    auto* made = new QPushButton(text);
    made->setObjectName(QStringLiteral("coach.") + QLatin1String(name));
    return made;
}

QLabel* words(const char* name) {
    auto* label = new QLabel;
    label->setObjectName(QStringLiteral("coach.") + QLatin1String(name));
    label->setTextFormat(Qt::MarkdownText);
    label->setWordWrap(true);
    return label;
}

void setKind(QWidget* widget, const char* key, const QString& value) {
    widget->setProperty(key, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

Coach::Coach(LessonRunner* runner, QWidget* parent)
    : QFrame(parent)
    , runner_(runner)
    , pages_(new QStackedWidget) {
    setObjectName(QStringLiteral("coach"));
    setAccessibleName(tr("Lesson"));
    pages_->addWidget(makeStepPage());
    pages_->addWidget(makeEndPage());
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(14, 8, 14, 8);
    all->addWidget(pages_);
    connect(runner, &LessonRunner::stepChanged, this, &Coach::showStep);
    connect(runner, &LessonRunner::progressChanged, this, &Coach::showProgress);
    showStep();
}

QSize Coach::sizeHint() const {
    return {900, neededHeight()};
}

int Coach::neededHeight() const {
    const int line = fontMetrics().lineSpacing(), head = 4 * line, most = linesOfText * line;
    const Lesson* lesson = runner_->lesson();
    if (!lesson)
        return head + 2 * line;
    // Of the longest step, so that the views above keep their size from one step to the next.
    // As wide as it will be, which it is not yet before it is shown.
    const int whole = parentWidget() ? parentWidget()->width() : width();
    const int textWidth = std::max(300, whole * textShare / (textShare + taskShare) - 40);
    int needed = 2 * line;
    QTextDocument text;
    text.setDefaultFont(text_->font());
    text.setDocumentMargin(0);
    for (const LessonStep& step : lesson->steps) {
        text.setMarkdown(step.text);
        text.setTextWidth(textWidth);
        needed = std::max(needed, step.question ? most : static_cast<int>(text.size().height()));
    }
    return head + std::min(needed, most);
}

void Coach::fitHeight() {
    // The splitter keeps what it has been given; another lesson, or the end of one, needs another share.
    auto* splitter = qobject_cast<QSplitter*>(parentWidget());
    const Lesson* lesson = runner_->lesson();
    const QString fitted = lesson ? lesson->id : QStringLiteral(".");
    if (!splitter || splitter->height() <= 0 || fitted == fitted_)
        return;
    fitted_ = fitted;
    const int wanted = neededHeight();
    splitter->setSizes({splitter->height() - wanted - splitter->handleWidth(), wanted});
}

QWidget* Coach::makeStepPage() {
    place_ = new QLabel;
    place_->setObjectName(QStringLiteral("coach.place"));
    place_->setProperty("role", QStringLiteral("note"));
    bar_ = new QProgressBar;
    bar_->setObjectName(QStringLiteral("coach.progress"));
    bar_->setAccessibleName(tr("Progress of the lesson"));
    bar_->setTextVisible(false);
    bar_->setFixedSize(120, 6);
    title_ = new ElidedLabel;
    title_->setObjectName(QStringLiteral("coach.title"));
    QFont large = title_->font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    large.setWeight(QFont::DemiBold);
    title_->setFont(large);
    text_ = new QTextBrowser;
    text_->setObjectName(QStringLiteral("coach.text"));
    text_->setAccessibleName(tr("What this step shows"));
    text_->setOpenLinks(false);
    text_->setFrameShape(QFrame::NoFrame);
    text_->document()->setDocumentMargin(0);
    connect(text_, &QTextBrowser::anchorClicked, this, &Coach::linkActivated);

    auto* head = new QHBoxLayout;
    head->setSpacing(headGap);
    head->addWidget(title_, 1000); // up to the width of its text
    head->addWidget(place_);
    head->addWidget(bar_);
    head->addStretch(1);
    auto* left = new QVBoxLayout;
    left->setSpacing(6);
    left->addLayout(head);
    left->addWidget(text_, 1);
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(columnGap);
    row->addLayout(left, textShare);
    row->addWidget(makeTaskSide(), taskShare);
    return page;
}

QWidget* Coach::makeTaskSide() {
    tick_ = new QLabel;
    tick_->setObjectName(QStringLiteral("coach.tick"));
    tick_->setAlignment(Qt::AlignCenter);
    tick_->setMinimumWidth(2 * tick_->fontMetrics().height());
    taskHead_ = new QLabel;
    taskHead_->setObjectName(QStringLiteral("coach.taskHead"));
    taskHead_->setProperty("role", QStringLiteral("title"));
    task_ = words("task");
    connect(
        task_, &QLabel::linkActivated, this, [this](const QString& link) { emit linkActivated(QUrl(link)); });
    question_ = new QuestionView;
    connect(question_, &QuestionView::chosen, runner_, &LessonRunner::setAnswer);

    auto* inside = new QWidget;
    auto* asks = new QVBoxLayout(inside);
    asks->setContentsMargins(0, 0, 4, 0);
    asks->setSpacing(6);
    asks->addWidget(task_);
    asks->addWidget(question_);
    asks->addStretch(1);
    taskArea_ = new QScrollArea;
    taskArea_->setWidget(inside);
    taskArea_->setWidgetResizable(true);
    taskArea_->setFrameShape(QFrame::NoFrame);
    taskArea_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    taskArea_->setAccessibleName(tr("What to do"));
    // The card's ground shows through.
    taskArea_->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);

    leave_ = button(tr("Leave"), "leave");
    leave_->setToolTip(tr("End the lesson; it can be resumed at this step"));
    back_ = button(tr("Back"), "back");
    skip_ = button(tr("Skip"), "skip");
    skip_->setToolTip(tr("Go on without doing this step"));
    next_ = button(tr("Next"), "next");
    connect(leave_, &QPushButton::clicked, runner_, &LessonRunner::leave);
    connect(back_, &QPushButton::clicked, runner_, &LessonRunner::back);
    connect(skip_, &QPushButton::clicked, runner_, &LessonRunner::next);
    connect(next_, &QPushButton::clicked, runner_, &LessonRunner::next);

    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(tick_);
    head->addWidget(taskHead_, 1);
    head->addWidget(leave_);
    head->addWidget(back_);
    head->addWidget(skip_);
    head->addWidget(next_);
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(taskArea_, 1);
    return side;
}

QWidget* Coach::makeEndPage() {
    endTitle_ = new QLabel;
    endTitle_->setObjectName(QStringLiteral("coach.endTitle"));
    endTitle_->setTextFormat(Qt::PlainText);
    endTitle_->setFont(title_->font());
    endText_ = words("endText");
    nextLesson_ = button({}, "nextLesson");
    resume_ = button(tr("Resume"), "resume");
    own_ = button(tr("Back to your own work"), "own");
    own_->setToolTip(tr("Show what was there before the lesson; Edit > Undo returns"));
    stay_ = button(tr("Stay here"), "stay");
    stay_->setToolTip(tr("Keep what the lesson has set and go on by yourself"));
    auto* list = button(tr("All lessons"), "all");
    connect(nextLesson_, &QPushButton::clicked, this, [this] {
        if (const Lesson* after = runner_->shelf().after(runner_->endedLesson()))
            runner_->start(after->id);
    });
    connect(resume_, &QPushButton::clicked, this, [this] {
        const QString id = runner_->endedLesson();
        runner_->start(id, runner_->reached(id));
    });
    connect(own_, &QPushButton::clicked, runner_, &LessonRunner::backToOwnWork);
    connect(stay_, &QPushButton::clicked, runner_, &LessonRunner::dismissEnding);
    connect(list, &QPushButton::clicked, this, &Coach::lessonsRequested);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* each : {nextLesson_, resume_, own_, stay_, list})
        buttons->addWidget(each);
    buttons->addStretch(1);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(endTitle_);
    column->addWidget(endText_);
    column->addLayout(buttons);
    column->addStretch(1);
    return page;
}

void Coach::showStep() {
    const LessonStep* step = runner_->step();
    setVisible(step || runner_->ending() != LessonRunner::Ending::None);
    if (isVisibleTo(parentWidget()))
        fitHeight();
    pages_->setCurrentIndex(step ? 0 : 1);
    if (!step) {
        showEnding();
        return;
    }
    const Lesson& lesson = *runner_->lesson();
    const int index = runner_->stepIndex();
    title_->setText(step->title);
    fitHead();
    bar_->setRange(0, lesson.length());
    bar_->setValue(index);
    writeText();
    task_->setText(step->task);
    task_->setVisible(!step->task.isEmpty());
    question_->setVisible(step->question.has_value());
    if (step->question)
        question_->setQuestion(*step->question);
    back_->setEnabled(index > 0);
    next_->setText(index + 1 < lesson.length() ? tr("Next") : tr("Finish"));
    showProgress();
}

void Coach::fitHead() {
    const LessonStep* step = runner_->step();
    if (!step)
        return;
    const QString count = tr("step %1 of %2").arg(runner_->stepIndex() + 1).arg(runner_->lesson()->length());
    const QString whole = QStringLiteral("%1 · %2").arg(runner_->lesson()->title, count);
    // What is said elsewhere gives way to the title: the lesson's name, then the bar beside the count.
    constexpr int forName = 1350, forBar = 1150; // px of the whole lesson
    place_->setText(width() >= forName ? whole : count);
    place_->setToolTip(whole);
    bar_->setVisible(width() >= forBar);
    title_->setMaximumWidth(title_->fontMetrics().horizontalAdvance(step->title) + 2);
    title_->setToolTip(step->title);
}

void Coach::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fitHead();
}

void Coach::writeText() {
    if (const LessonStep* step = runner_->step())
        text_->setMarkdown(step->text);
}

void Coach::showProgress() {
    const LessonStep* step = runner_->step();
    if (!step)
        return;
    const bool asks = step->asksForSomething(), done = runner_->stepDone();
    question_->showAnswer(runner_->answer());
    if (runner_->answer() >= 0)
        // The reason comes below the answers, and has its place only when they are laid out.
        QTimer::singleShot(laidOutMs, this, [this] {
            taskArea_->verticalScrollBar()->setValue(taskArea_->verticalScrollBar()->maximum());
        });
    taskHead_->setText(
        !asks        ? tr("Read on when you are ready")
        : done       ? tr("Done")
        : step->done ? tr("Your task")
                     : tr("Choose an answer"));
    tick_->setVisible(asks);
    tick_->setText(done ? QStringLiteral("✓") : QStringLiteral("○"));
    tick_->setAccessibleName(done ? tr("done") : tr("not done yet"));
    setKind(tick_, "kind", done ? QStringLiteral("good") : QStringLiteral("neutral"));
    skip_->setVisible(!done && asks);
    next_->setEnabled(done || !asks);
    setKind(next_, "primary", next_->isEnabled() ? QStringLiteral("true") : QStringLiteral("false"));
    bar_->setValue(runner_->stepIndex() + (done || !asks ? 1 : 0));
}

void Coach::showEnding() {
    const Lesson* ended = runner_->shelf().find(runner_->endedLesson());
    if (!ended)
        return;
    const bool finished = runner_->ending() == LessonRunner::Ending::Finished;
    const int reached = runner_->reached(ended->id);
    endTitle_->setText(
        finished ? tr("Finished: %1").arg(ended->title) : tr("You have left “%1”").arg(ended->title));
    const QString there =
        finished
            ? tr("All %1 steps are behind you.").arg(ended->length())
            : tr("You were at step %1 of %2; it can be resumed there.").arg(reached + 1).arg(ended->length());
    const bool own = runner_->hasOwnWork();
    endText_->setText(own ? there + u' ' + tr("What you had before the lesson is one click away.") : there);
    own_->setVisible(own);
    const Lesson* after = finished ? runner_->shelf().after(ended->id) : nullptr;
    nextLesson_->setVisible(after);
    if (after)
        nextLesson_->setText(tr("Next lesson: %1").arg(literally(after->title)));
    resume_->setVisible(!finished);
    setKind(nextLesson_, "primary", QStringLiteral("true"));
}

void Coach::changeEvent(QEvent* event) {
    // The colours of links are written into the document.
    if (event->type() == QEvent::PaletteChange)
        writeText();
    QFrame::changeEvent(event);
}

} // namespace kamke::ui
