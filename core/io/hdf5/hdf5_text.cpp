#include "core/io/hdf5/hdf5_values.h"

namespace kamke::hdf5 {

std::string shapeText(const std::vector<Index>& shape) {
    if (shape.empty())
        return "a scalar";
    if (shape.size() == 1)
        return "a vector of " + std::to_string(shape.front());
    std::string text;
    for (const Index extent : shape)
        text += (text.empty() ? "" : "×") + std::to_string(extent);
    return text;
}

std::string quoted(const std::string& text) {
    std::string shown;
    for (const char c : text) {
        if (shown.size() >= 40) {
            // The cut may fall inside a character; what is left of it goes, the dots stand for it.
            while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0) == 0x80)
                shown.pop_back();
            if (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xC0)
                shown.pop_back();
            shown += "…";
            break;
        }
        shown += c;
    }
    return "\"" + plain(shown) + "\"";
}

} // namespace kamke::hdf5
