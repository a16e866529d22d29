#include "ui/widgets/sentence.h"

#include <QLabel>
#include <QVariant>

namespace kamke::ui {

QLabel* makeSentence() {
    auto* label = new QLabel;
    label->setProperty("role", QStringLiteral("error"));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->hide();
    return label;
}

} // namespace kamke::ui
