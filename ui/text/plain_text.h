// Texts that come from data on widgets that read "&" as the mark of a key.
#pragma once

#include <QString>

namespace kamke::ui {

/// `text` as a button, a menu or a tab shows it letter by letter: "a & b" keeps its &.
inline QString literally(QString text) {
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace kamke::ui
