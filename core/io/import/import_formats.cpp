#include "core/io/import/import_formats.h"

#include <algorithm>
#include <array>

namespace kamke {

namespace {

constexpr std::array<const ImportFormat*, 3> formats{&matFormat, &npzFormat, &onnxFormat};

} // namespace

std::span<const ImportFormat* const> importFormats() {
    return formats;
}

const ImportFormat* importFormatOf(const std::filesystem::path& path) {
    std::string suffix = path.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const auto found =
        std::find_if(formats.begin(), formats.end(), [&](const auto* f) { return f->suffix == suffix; });
    return found == formats.end() ? nullptr : *found;
}

std::string importSuffixes() {
    std::string text;
    for (std::size_t k = 0; k < formats.size(); ++k)
        text += (k == 0 ? "" : k + 1 == formats.size() ? " or " : ", ") + std::string(formats[k]->suffix);
    return text;
}

} // namespace kamke
