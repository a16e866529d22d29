#include "ui/lessons/question_view.h"

#include "ui/text/plain_text.h"

#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace kamke::ui {

QuestionView::QuestionView(QWidget* parent)
    : QWidget(parent)
    , text_(new QLabel)
    , rows_(new QVBoxLayout)
    , explanation_(new QLabel) {
    text_->setTextFormat(Qt::MarkdownText);
    text_->setWordWrap(true);
    explanation_->setObjectName(QStringLiteral("coach.explanation"));
    explanation_->setTextFormat(Qt::MarkdownText);
    explanation_->setWordWrap(true);
    explanation_->setProperty("role", QStringLiteral("verdict"));
    explanation_->hide();
    rows_->setSpacing(4);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(text_);
    column->addLayout(rows_);
    column->addWidget(explanation_);
}

void QuestionView::setQuestion(const LessonQuestion& question) {
    question_ = question;
    text_->setText(question.text);
    qDeleteAll(answers_);
    answers_.clear();
    explanation_->hide();
    for (const LessonQuestion::Answer& answer : question.answers) {
        auto* button = new QPushButton(literally(answer.text));
        const int index = static_cast<int>(answers_.size());
        button->setObjectName(QStringLiteral("coach.answer-%1").arg(index + 1));
        button->setProperty("row", true);
        button->setProperty("answer", true);
        button->setCheckable(true);
        connect(button, &QPushButton::clicked, this, [this, index] { emit chosen(index); });
        rows_->addWidget(button);
        answers_ << button;
    }
}

void QuestionView::showAnswer(int index) {
    for (int k = 0; k < answers_.size(); ++k)
        answers_[k]->setChecked(k == index);
    explanation_->setVisible(index >= 0);
    if (index < 0)
        return;
    const LessonQuestion::Answer& answer = question_.answers[static_cast<std::size_t>(index)];
    explanation_->setText(answer.explanation);
    explanation_->setProperty("kind", answer.right ? QStringLiteral("good") : QStringLiteral("warning"));
    style()->unpolish(explanation_);
    style()->polish(explanation_);
}

} // namespace kamke::ui
