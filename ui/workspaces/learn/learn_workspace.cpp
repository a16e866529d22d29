#include "ui/workspaces/learn/learn_workspace.h"

#include "ui/documents/documents.h"
#include "ui/lessons/lesson_runner.h"
#include "ui/workspaces/learn/lesson_card.h"
#include "ui/workspaces/workspace.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

namespace {
/// Longer lines are hard to read.
constexpr int widest = 900;
} // namespace

LearnWorkspace::LearnWorkspace(Documents* documents, LessonRunner* runner, QWidget* parent)
    : WorkspacePage(parent)
    , documents_(documents)
    , runner_(runner)
    , list_(new QVBoxLayout)
    , broken_(new QLabel) {
    broken_->setObjectName(QStringLiteral("brokenLessons"));
    broken_->setProperty("role", QStringLiteral("error"));
    broken_->setTextFormat(Qt::PlainText);
    broken_->setWordWrap(true);
    broken_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    list_->setSpacing(10);
    auto* inside = new QWidget;
    inside->setMaximumWidth(widest);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(8, 16, 8, 16);
    column->setSpacing(14);
    column->addWidget(makeHead());
    column->addWidget(broken_);
    column->addLayout(list_);
    column->addStretch(1);
    auto* centre = new QWidget;
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    row->addWidget(inside, 100);
    row->addStretch(1);
    auto* area = new QScrollArea;
    area->setObjectName(QStringLiteral("lessonList"));
    area->setWidget(centre);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("Lessons"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(area);
    connect(runner, &LessonRunner::shelfChanged, this, &LearnWorkspace::fill);
    connect(runner, &LessonRunner::stepChanged, this, &LearnWorkspace::showProgress);
    fill();
}

QWidget* LearnWorkspace::makeHead() {
    auto* title = new QLabel(tr("Lessons"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto* sentence = new QLabel(tr(
        "Each lesson leads through the live workspaces: it sets the stage, points at what matters and asks "
        "you to do something. Your own work is kept and comes back when you want it."));
    sentence->setWordWrap(true);
    sentence->setProperty("role", QStringLiteral("faint"));
    auto* open = new QPushButton(tr("Open lesson…"));
    open->setObjectName(QStringLiteral("openLesson"));
    open->setToolTip(tr("A lesson is a text file (*.json). Those in %1 are listed by themselves.")
                         .arg(QDir::toNativeSeparators(userLessonFolder())));
    connect(open, &QPushButton::clicked, documents_, &Documents::askAndOpenLesson);
    auto* help = new QToolButton;
    help->setObjectName(QStringLiteral("helpMark"));
    help->setText(QStringLiteral("?"));
    help->setToolTip(tr("How lessons work, and how to write one"));
    help->setAccessibleName(tr("Help on lessons"));
    connect(help, &QToolButton::clicked, this, [this] { emit helpRequested(QStringLiteral("lessons")); });
    auto* head = new QWidget;
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    row->addWidget(title, 1);
    row->addWidget(open);
    row->addWidget(help);
    column->addLayout(row);
    column->addWidget(sentence);
    return head;
}

QString LearnWorkspace::status() const {
    if (const Lesson* lesson = runner_->lesson())
        return tr("The lesson “%1” is at step %2 of %3.")
            .arg(lesson->title)
            .arg(runner_->stepIndex() + 1)
            .arg(lesson->length());
    const std::vector<Lesson>& all = runner_->shelf().lessons;
    const auto finished = std::count_if(
        all.begin(), all.end(), [this](const Lesson& l) { return runner_->reached(l.id) >= l.length(); });
    return tr("%1 lessons, %2 of them finished.").arg(all.size()).arg(finished);
}

void LearnWorkspace::fill() {
    qDeleteAll(cards_);
    cards_.clear();
    for (const Lesson& lesson : runner_->shelf().lessons) {
        auto* card = new LessonCard(lesson, static_cast<int>(cards_.size()) + 1);
        connect(card, &LessonCard::startRequested, runner_, &LessonRunner::start);
        list_->addWidget(card);
        cards_ << card;
    }
    broken_->setText(runner_->shelf().broken.join(QStringLiteral("\n")));
    broken_->setVisible(!runner_->shelf().broken.isEmpty());
    showProgress();
}

void LearnWorkspace::showProgress() {
    for (qsizetype k = 0; k < cards_.size(); ++k) {
        const QString& id = runner_->shelf().lessons[static_cast<std::size_t>(k)].id;
        cards_[k]->showProgress(runner_->reached(id), runner_->lesson() && runner_->lesson()->id == id);
    }
    emit statusChanged();
}

Workspace learnWorkspace() {
    return {
        .title = LearnWorkspace::tr("&Learn"),
        .icon = QStringLiteral("learn"),
        .open = [](const WindowParts& window) {
            return new LearnWorkspace(window.documents, window.lessons);
        }};
}

} // namespace kamke::ui
