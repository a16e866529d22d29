// The card that guides through a lesson; it stays while the reader works in the workspaces above it.
#pragma once

#include <QFrame>
#include <QUrl>

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTextBrowser;

namespace kamke::ui {

class LessonRunner;
class QuestionView;

class Coach : public QFrame {
    Q_OBJECT
public:
    explicit Coach(LessonRunner* runner, QWidget* parent = nullptr);

    QSize sizeHint() const override;

signals:
    /// A link of the text: "guide:TOPIC" or a web address.
    void linkActivated(const QUrl& url);
    /// The reader wants to see the list of lessons.
    void lessonsRequested();

private:
    QWidget* makeStepPage();
    QWidget* makeTaskSide();
    QWidget* makeEndPage();
    void showStep();
    void showEnding();
    void showProgress();
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    /// Title, place and progress beside each other, as much of them as there is room for.
    void fitHead();
    void writeText();
    /// What the longest step of the lesson needs, within reason.
    int neededHeight() const;
    void fitHeight();

    LessonRunner* runner_;
    QString fitted_; ///< the lesson whose height the splitter has been given; "." for none
    QStackedWidget* pages_;
    // A step
    QLabel *place_, *title_, *tick_, *taskHead_, *task_;
    QProgressBar* bar_;
    QTextBrowser* text_;
    QScrollArea* taskArea_;
    QuestionView* question_;
    QPushButton *leave_, *back_, *skip_, *next_;
    // After the last one
    QLabel *endTitle_, *endText_;
    QPushButton *nextLesson_, *own_, *stay_, *resume_;
};

} // namespace kamke::ui
