#include "ui/workspaces/learn/lesson_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace kamke::ui {

LessonCard::LessonCard(const Lesson& lesson, int number, QWidget* parent)
    : QFrame(parent)
    , id_(lesson.id)
    , length_(lesson.length())
    , minutes_(lesson.minutes)
    , note_(new QLabel)
    , bar_(new QProgressBar)
    , start_(new QPushButton(tr("Start")))
    , again_(new QPushButton(tr("From the start"))) {
    setObjectName(QStringLiteral("lessonCard"));
    setAccessibleName(lesson.title);
    auto* badge = new QLabel(QString::number(number));
    badge->setObjectName(QStringLiteral("lessonNumber"));
    badge->setAlignment(Qt::AlignCenter);
    auto* title = new QLabel(lesson.title);
    title->setTextFormat(Qt::PlainText);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto* summary = new QLabel(lesson.summary);
    summary->setTextFormat(Qt::MarkdownText);
    summary->setWordWrap(true);
    note_->setProperty("role", QStringLiteral("note"));
    note_->setObjectName(QStringLiteral("lessonNote"));
    bar_->setTextVisible(false);
    bar_->setFixedSize(120, 6);
    bar_->setRange(0, length_);
    bar_->setAccessibleName(tr("Progress of %1").arg(lesson.title));
    start_->setObjectName(QStringLiteral("start-") + id_);
    again_->setObjectName(QStringLiteral("again-") + id_);
    start_->setMinimumWidth(110);
    connect(start_, &QPushButton::clicked, this, [this] {
        emit startRequested(id_, reached_ < length_ ? reached_ : 0);
    });
    connect(again_, &QPushButton::clicked, this, [this] { emit startRequested(id_, 0); });

    auto* foot = new QHBoxLayout;
    foot->setSpacing(10);
    foot->addWidget(note_);
    foot->addWidget(bar_);
    foot->addStretch(1);
    auto* middle = new QVBoxLayout;
    middle->setSpacing(4);
    middle->addWidget(title);
    middle->addWidget(summary);
    middle->addLayout(foot);
    auto* buttons = new QVBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(start_);
    buttons->addWidget(again_);
    buttons->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(16);
    row->addWidget(badge, 0, Qt::AlignTop);
    row->addLayout(middle, 1);
    row->addLayout(buttons);
    showProgress(0, false);
}

void LessonCard::showProgress(int reached, bool underWay) {
    reached_ = reached;
    const bool finished = reached >= length_, begun = reached > 0 || underWay;
    const QString length = minutes_ > 0 ? tr("%1 steps · about %2 minutes").arg(length_).arg(minutes_)
                                        : tr("%1 steps").arg(length_);
    note_->setText(
        underWay   ? tr("%1 · under way, step %2").arg(length).arg(reached + 1)
        : finished ? tr("%1 · finished ✓").arg(length)
        : begun    ? tr("%1 · at step %2").arg(length).arg(reached + 1)
                   : length);
    bar_->setVisible(begun);
    bar_->setValue(reached);
    start_->setText(finished ? tr("Run again") : begun ? tr("Resume") : tr("Start"));
    again_->setVisible(begun && !finished);
    start_->setProperty("primary", !finished);
    start_->style()->unpolish(start_);
    start_->style()->polish(start_);
}

} // namespace kamke::ui
