// A line at the top of the window that says what went wrong; it never blocks.
#pragma once

#include <QFrame>

class QLabel;

namespace kamke::ui {

class Banner : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent = nullptr);
    /// Shows one sentence until it is dismissed or replaced.
    void say(const QString& sentence);
    QString sentence() const;

private:
    QLabel* text_;
};

} // namespace kamke::ui
