#include "ui/shell/status_line.h"

#include "ui/formula/math_text.h"

#include <QPainter>

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

void StatusLine::put(const QString& sentence) {
    setText(sentence);
    const QString typeset = mathHtml(sentence);
    setToolTip(typeset == sentence ? sentence : QStringLiteral("<p>%1</p>").arg(typeset));
}

void StatusLine::paintEvent(QPaintEvent* event) {
    if (withoutScriptMarks(text()) == text()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF metrics(font());
    const QRectF rect = contentsRect();
    painter.fillPath(
        mathPath(text(), font())
            .translated(rect.left(), rect.center().y() + (metrics.ascent() - metrics.descent()) / 2),
        palette().color(foregroundRole()));
}

void StatusLine::say(const QString& sentence) {
    emit passed();
    put(sentence);
    reading_.start();
}

void StatusLine::forget() {
    reading_.stop();
    emit passed();
    put(standing_);
}

} // namespace kamke::ui
