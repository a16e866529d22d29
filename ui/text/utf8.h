// The core's words (ids, labels, names: UTF-8) as the window's.
#pragma once

#include <QString>
#include <string_view>

namespace kamke::ui {

inline QString toQString(std::string_view words) {
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

} // namespace kamke::ui
