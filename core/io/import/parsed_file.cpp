#include "core/io/import/parsed_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace kamke {

std::string extentsText(const std::vector<Index>& shape) {
    if (shape.empty())
        return "one number";
    if (shape.size() == 1)
        return "a list of " + std::to_string(shape.front());
    std::string text;
    for (const Index extent : shape)
        text += (text.empty() ? "" : "×") + std::to_string(extent);
    return text;
}

std::optional<LayerName> layerNameOf(const std::string& name) {
    if (name.size() < 2 || (name[0] != 'W' && name[0] != 'b') ||
        name.find_first_not_of("0123456789", 1) != std::string::npos)
        return std::nullopt;
    LayerName layer{name[0], std::numeric_limits<unsigned long>::max()}; // stays so for a larger one
    std::from_chars(name.data() + 1, name.data() + name.size(), layer.number);
    return layer;
}

bool isWeightName(const std::string& name) {
    static constexpr std::array known{"A", "B", "C", "D", "U", "u", "b", "c", "eta", "m"};
    return std::find(known.begin(), known.end(), name) != known.end() || layerNameOf(name);
}

} // namespace kamke
