#include "shell/status_line.h"

namespace kamke::ui {

namespace {
constexpr int readingMs = 8000;
} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QLabel(parent) {
    setObjectName(QStringLiteral("statusSentence"));
    setContentsMargins(8, 0, 8, 0);
    setTextFormat(Qt::PlainText);
    // A long sentence must not widen the window.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    reading_.setSingleShot(true);
    reading_.setInterval(readingMs);
    connect(&reading_, &QTimer::timeout, this, &StatusLine::forget);
}

void StatusLine::stand(const QString& sentence) {
    if (sentence == standing_)
        return;
    standing_ = sentence;
    forget();
}

void StatusLine::say(const QString& sentence) {
    emit passed();
    setText(sentence);
    setToolTip(sentence);
    reading_.start();
}

void StatusLine::forget() {
    reading_.stop();
    emit passed();
    setText(standing_);
    setToolTip(standing_);
}

} // namespace kamke::ui
