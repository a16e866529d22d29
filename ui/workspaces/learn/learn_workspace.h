// The Learn workspace: the list of lessons.
#pragma once

#include "ui/workspaces/workspace_page.h"

#include <QList>

class QLabel;
class QVBoxLayout;

namespace kamke::ui {

class Documents;
class LessonCard;
class LessonRunner;

class LearnWorkspace : public WorkspacePage {
    Q_OBJECT
public:
    LearnWorkspace(Documents* documents, LessonRunner* runner, QWidget* parent = nullptr);

    QString status() const override;

private:
    QWidget* makeHead();
    void fill();
    void showProgress();

    Documents* documents_;
    LessonRunner* runner_;
    QVBoxLayout* list_;
    QList<LessonCard*> cards_;
    QLabel* broken_;
};

} // namespace kamke::ui
