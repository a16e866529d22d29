#include "ui/widgets/notice.h"

#include <QCoreApplication>
#include <QWidget>

namespace kamke::ui {

QEvent::Type FileWritten::kind() {
    static const int type = registerEventType();
    return static_cast<Type>(type);
}

void sayWritten(QWidget* widget, const QString& file) {
    FileWritten event(file);
    for (QWidget* each = widget; each; each = each->parentWidget()) {
        event.ignore();
        if (QCoreApplication::sendEvent(each, &event) && event.isAccepted())
            return;
    }
}

} // namespace kamke::ui
