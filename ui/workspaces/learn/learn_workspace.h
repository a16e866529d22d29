// The Learn workspace: the list of lessons.
#pragma once

#include "ui/widgets/workspace_page.h"

#include <QList>

class QLabel;
class QVBoxLayout;

namespace kamke::ui {

class LessonCard;
class LessonRunner;

class LearnWorkspace : public WorkspacePage {
    Q_OBJECT
public:
    explicit LearnWorkspace(LessonRunner* runner, QWidget* parent = nullptr);

    QString status() const override;

signals:
    /// The reader wants to open a lesson from a file.
    void openRequested();
    void helpRequested(const QString& topic);

private:
    QWidget* makeHead();
    void fill();
    void showProgress();

    LessonRunner* runner_;
    QVBoxLayout* list_;
    QList<LessonCard*> cards_;
    QLabel* broken_;
};

} // namespace kamke::ui
