#include "core/io/text/plain_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace kamke {

namespace {

/// Length of the UTF-8 sequence that starts at text[i], 0 when there is none (RFC 3629, table 3-7 of
/// Unicode).
std::size_t sequenceLength(const std::string& text, std::size_t i) {
    const auto byte = [&](std::size_t k) -> unsigned {
        return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u;
    };
    const auto continues = [&](std::size_t k, unsigned low = 0x80, unsigned high = 0xBF) {
        return byte(k) >= low && byte(k) <= high;
    };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF)
        return continues(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && continues(2) ? 3 : 0;
    if (first >= 0xF0 && first <= 0xF4)
        return continues(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && continues(2) &&
                       continues(3)
                   ? 4
                   : 0;
    return 0;
}

} // namespace

std::string numberText(double value) {
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "infinity" : "-infinity";
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return std::string(text.data(), end);
}

std::string validUtf8(const std::string& text) {
    std::string valid;
    valid.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (const std::size_t length = sequenceLength(text, i)) {
            valid.append(text, i, length);
            i += length;
        } else {
            valid += "\uFFFD";
            ++i;
        }
    }
    return valid;
}

namespace {

/// Whether a terminal, or whoever lays out the line, obeys the character instead of showing it: the controls
/// of C1, ends of lines and paragraphs, and what turns the direction of all that follows.
bool isControl(std::string_view character) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(character[k]); };
    if (character.size() == 2)
        return byte(0) == 0xC2 && byte(1) < 0xA0; // U+0080 … U+009F
    if (character.size() != 3 || byte(0) != 0xE2)
        return false;
    return (byte(1) == 0x80 && byte(2) >= 0xA8 && byte(2) <= 0xAE) || // U+2028 … U+202E
           (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9);   // U+2066 … U+2069
}

std::string withoutControls(const std::string& text, bool keepLines) {
    std::string shown;
    shown.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequenceLength(text, i);
        const std::string_view character(text.data() + i, std::max<std::size_t>(length, 1));
        const auto first = static_cast<unsigned char>(character.front());
        if (length == 1 && (first < 0x20 || first == 0x7F))
            shown += keepLines && first == '\n' ? '\n' : ' ';
        else if (length == 0 || isControl(character))
            shown += "\uFFFD";
        else
            shown += character;
        i += character.size();
    }
    return shown;
}

} // namespace

std::string plain(const std::string& text) {
    return withoutControls(text, false);
}

std::string plainLines(const std::string& text) {
    return withoutControls(text, true);
}

std::string fileName(const std::filesystem::path& path) {
    const std::string name = path.has_filename() ? path.filename().string() : path.string();
    return name.empty() ? "\"\"" : plain(name);
}

} // namespace kamke
