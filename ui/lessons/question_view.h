// A question of a lesson with its answers to choose from.
#pragma once

#include "ui/documents/lesson.h"

#include <QList>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace kamke::ui {

class QuestionView : public QWidget {
    Q_OBJECT
public:
    explicit QuestionView(QWidget* parent = nullptr);

    /// Shows the question without an answer.
    void setQuestion(const LessonQuestion& question);
    /// Marks the chosen answer and says why it is right or wrong; −1: none.
    void showAnswer(int index);

signals:
    void chosen(int index);

private:
    LessonQuestion question_;
    QLabel* text_;
    QVBoxLayout* rows_;
    QList<QPushButton*> answers_;
    QLabel* explanation_;
};

} // namespace kamke::ui
