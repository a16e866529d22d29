#include "ui/widgets/caption.h"

#include <QResizeEvent>
#include <algorithm>

namespace kamke::ui {

Caption::Caption(const QString& text, QWidget* parent)
    : QLabel(text, parent) {
    setProperty("role", QStringLiteral("note"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    // Wrapped words would ask for a width of their own.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    setMinimumWidth(60);
}

void Caption::setText(const QString& text) {
    if (text == this->text())
        return;
    QLabel::setText(text);
    fit();
}

void Caption::forgetHeight() {
    setMinimumHeight(0);
    fit();
}

void Caption::fit() {
    // Splitters and scroll areas ask for a least height, not for that of a width.
    const int needed = text().isEmpty() ? 0 : heightForWidth(width());
    if (needed > minimumHeight())
        setMinimumHeight(needed);
}

void Caption::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        forgetHeight();
}

void Caption::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        forgetHeight();
}

} // namespace kamke::ui
