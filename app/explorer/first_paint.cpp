#include "first_paint.h"

#include "print.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QTimer>
#include <QWidget>
#include <limits>
#include <unistd.h>

namespace {

/// Milliseconds since the kernel started this process, to a hundredth of a second; NaN where /proc does not
/// say.
double millisecondsSinceStart() {
    QFile stat(QStringLiteral("/proc/self/stat")), uptime(QStringLiteral("/proc/uptime"));
    if (!stat.open(QIODevice::ReadOnly) || !uptime.open(QIODevice::ReadOnly))
        return std::numeric_limits<double>::quiet_NaN();
    const QByteArray all = stat.readAll();
    // The name in brackets may hold blanks; the start time is field 22, the 20th after it.
    const QList<QByteArray> fields = all.mid(all.lastIndexOf(')') + 2).split(' ');
    const double started = fields.value(19).toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
    return 1000 * (uptime.readAll().split(' ').value(0).toDouble() - started);
}

class PaintWatcher : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::UpdateRequest && !seen_) {
            seen_ = true;
            // The paint happens in the handling of this event; the timer comes after it.
            QTimer::singleShot(0, this, [] {
                QCoreApplication::exit(print(
                    QString::asprintf("%.0f ms from start to first paint\n", millisecondsSinceStart())));
            });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    bool seen_ = false;
};

} // namespace

void reportFirstPaint(QWidget* window) {
    window->installEventFilter(new PaintWatcher(window));
}
