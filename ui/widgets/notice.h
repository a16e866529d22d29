// Says to the window around a widget that a file has been written.
#pragma once

#include <QEvent>
#include <QString>

class QWidget;

namespace kamke::ui {

/// Goes from a widget up to the window, which says it in its status line and offers to open the folder.
class FileWritten : public QEvent {
public:
    explicit FileWritten(const QString& file)
        : QEvent(kind())
        , file_(file) {}
    static Type kind();
    const QString& file() const { return file_; }

private:
    QString file_;
};

/// Tells the window around `widget`; nothing happens where there is none.
void sayWritten(QWidget* widget, const QString& file);

} // namespace kamke::ui
