// One lesson in the list: what it is about, how long it takes, how far the reader is.
#pragma once

#include "ui/documents/lesson.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace kamke::ui {

class LessonCard : public QFrame {
    Q_OBJECT
public:
    /// `number` is its place in the list.
    LessonCard(const Lesson& lesson, int number, QWidget* parent = nullptr);

    /// `reached` as in LearnState; `underWay`: it is the lesson that the reader is in.
    void showProgress(int reached, bool underWay);

signals:
    void startRequested(const QString& id, int step);

private:
    QString id_;
    int length_;
    int minutes_;
    int reached_ = 0;
    QLabel* note_;
    QProgressBar* bar_;
    QPushButton *start_, *again_;
};

} // namespace kamke::ui
