// What a view shows when it has nothing to show: what is missing, in one sentence, and what to do about it.
#pragma once

#include <QIcon>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace kamke::ui {

class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(const QString& title, const QString& sentence, QWidget* parent = nullptr);

    void setSentence(const QString& sentence);
    QString sentence() const;
    /// A button below the sentence; the first one is the answer that most people want.
    QPushButton* addButton(const QString& text);

private:
    QLabel* title_;
    QLabel* sentence_;
    QVBoxLayout* buttons_;
};

} // namespace kamke::ui
