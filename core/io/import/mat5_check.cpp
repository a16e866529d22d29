#include "core/io/import/mat5_check.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <zlib.h>

namespace kamke {

namespace {

constexpr const char* expectedSound = ", expected a sound MATLAB 5 file";
constexpr std::size_t headerSize = 128, alignment = 8;
constexpr int deepestNesting = 32;

/// Element types that the structure needs by name.
struct ElementType {
    static constexpr std::uint32_t int8 = 1, int32 = 5, uint32 = 6, matrix = 14, compressed = 15;
};
/// Classes of arrays that are numbers: double to uint64.
constexpr unsigned firstNumbers = 6, lastNumbers = 15, opaque = 17;
constexpr std::uint32_t complexFlag = 0x0800;

/// Bytes of one number as elements of this type store it; 0 for other types.
std::size_t storageSize(std::uint32_t type) {
    constexpr std::array<std::size_t, 14> sizes{0, 1, 1, 2, 2, 4, 4, 4, 0, 8, 0, 0, 8, 8};
    return type < sizes.size() ? sizes[type] : 0;
}

/// Whether numbers of this class may be stored so: integers as smaller ones, floats as themselves or as
/// integers of at most four bytes.
bool mayStore(unsigned numbers, std::uint32_t type) {
    constexpr std::array<std::uint32_t, 10> ownTypes{9, 7, 1, 2, 3, 4, 5, 6, 12, 13};
    const std::uint32_t own = ownTypes[numbers - firstNumbers];
    const bool integer = type != 7 && type != 9, ofFloats = own == 7 || own == 9;
    return type == own || (integer && storageSize(type) <= (ofFloats ? 4 : storageSize(own)));
}

struct Element {
    std::uint32_t type = 0;
    std::string_view content;
};

/// Goes through elements that lie behind one another.
class Elements {
public:
    Elements(std::string_view bytes, bool swapped)
        : bytes_(bytes)
        , swapped_(swapped) {}

    bool atEnd() const { return at_ == bytes_.size(); }
    std::size_t position() const { return at_; }

    /// Nothing when it would reach beyond the end.
    std::optional<Element> next() {
        if (bytes_.size() - at_ < alignment)
            return std::nullopt;
        Element element{word(bytes_, at_), {}};
        if (const std::uint32_t size = element.type >> 16; size != 0) { // up to four bytes, within the tag
            element.type &= 0xffff;
            if (size > 4)
                return std::nullopt;
            element.content = bytes_.substr(at_ + 4, size);
            at_ += alignment;
            return element;
        }
        const std::size_t size = word(bytes_, at_ + 4);
        if (size > bytes_.size() - at_ - alignment)
            return std::nullopt;
        element.content = bytes_.substr(at_ + alignment, size);
        at_ += alignment + size;
        if (element.type != ElementType::compressed) // packed ones follow without padding
            at_ += std::min((alignment - size % alignment) % alignment, bytes_.size() - at_);
        return element;
    }

    std::uint32_t word(std::string_view bytes, std::size_t at) const {
        std::uint32_t value = 0;
        std::memcpy(&value, bytes.data() + at, sizeof value);
        return swapped_ ? __builtin_bswap32(value) : value;
    }

private:
    std::string_view bytes_;
    bool swapped_;
    std::size_t at_ = 0;
};

/// What is wrong within a variable, if anything.
using Complaint = std::optional<std::string>;

Complaint checkNested(Elements& elements, bool swapped, int depth);

/// Flags, extents and name of an array, and whether its parts are as long as these say.
Complaint checkMatrix(std::string_view content, bool swapped, int depth, Mat5Variable& variable) {
    Elements elements(content, swapped);
    const auto flags = elements.next();
    if (!flags || flags->type != ElementType::uint32 || flags->content.size() != 8)
        return "has no flags";
    const std::uint32_t bits = elements.word(flags->content, 0);
    variable.type = bits & 0xff;
    if (variable.type == opaque)
        return checkNested(elements, swapped, depth);
    const auto extents = elements.next();
    if (!extents || extents->type != ElementType::int32 || extents->content.size() < 8 ||
        extents->content.size() % 4 != 0)
        return "has no extents";
    Index count = 1;
    for (std::size_t at = 0; at < extents->content.size(); at += 4) {
        const auto extent = static_cast<std::int32_t>(elements.word(extents->content, at));
        if (extent < 0 || (extent > 0 && count > (Index{1} << 40) / extent))
            return "has an impossible extent";
        variable.shape.push_back(extent);
        count *= extent;
    }
    const auto name = elements.next();
    if (!name || name->type != ElementType::int8)
        return "has no name";
    variable.name = name->content;
    if (variable.type < firstNumbers || variable.type > lastNumbers)
        return checkNested(elements, swapped, depth);
    const int parts = (bits & complexFlag) != 0 ? 2 : 1;
    for (int part = 0; part < parts && !(count == 0 && elements.atEnd()); ++part) {
        const auto numbers = elements.next();
        const std::size_t size = numbers ? storageSize(numbers->type) : 0;
        if (size == 0 || !mayStore(variable.type, numbers->type) ||
            numbers->content.size() != static_cast<std::size_t>(count) * size)
            return "has not the " + std::to_string(count) + " numbers that its extents say";
    }
    return elements.atEnd() ? Complaint() : "has other bytes behind its numbers";
}

/// The rest of an array of cells, fields, characters, …: every element must fit, and every array within.
Complaint checkNested(Elements& elements, bool swapped, int depth) {
    while (!elements.atEnd()) {
        const auto element = elements.next();
        if (!element)
            return "has a part that reaches beyond its end";
        Mat5Variable within;
        if (element->type != ElementType::matrix || element->content.empty())
            continue;
        if (depth == deepestNesting)
            return "is nested too deeply";
        if (auto wrong = checkMatrix(element->content, swapped, depth + 1, within))
            return wrong;
    }
    return std::nullopt;
}

/// The bytes that `packed` holds; the error says what is wrong with them.
Result<std::string> unpacked(std::string_view packed) {
    constexpr std::size_t most = std::size_t{1} << 31;
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return fail("cannot be unpacked");
    // zlib takes bytes that are not const, and does not write to them.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string bytes;
    std::array<char, 65536> part;
    int code = Z_OK;
    while (code == Z_OK && bytes.size() < most) {
        stream.next_out = reinterpret_cast<Bytef*>(part.data());
        stream.avail_out = part.size();
        code = inflate(&stream, Z_NO_FLUSH); // at the end it compares the checksum
        bytes.append(part.data(), part.size() - stream.avail_out);
    }
    const std::string why = stream.msg ? stream.msg : "it ends too early";
    const bool all = stream.avail_in == 0;
    inflateEnd(&stream);
    if (code == Z_OK)
        return fail("is larger than 2 GiB when unpacked");
    if (code != Z_STREAM_END)
        return fail("cannot be unpacked (zlib: " + why + ")");
    if (!all)
        return fail("has other bytes behind its packed data");
    return bytes;
}

Complaint checkVariable(const Element& element, bool swapped, Mat5Variable& variable) {
    if (element.type == ElementType::matrix)
        return checkMatrix(element.content, swapped, 0, variable);
    if (element.type != ElementType::compressed)
        return "is no array (element type " + std::to_string(element.type) + ")";
    const auto bytes = unpacked(element.content);
    if (!bytes)
        return bytes.error().message;
    Elements within(*bytes, swapped);
    const auto array = within.next();
    if (!array || array->type != ElementType::matrix || !within.atEnd())
        return "holds no array when unpacked, or more than one";
    return checkMatrix(array->content, swapped, 0, variable);
}

} // namespace

Result<std::vector<Mat5Variable>> checkMat5(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const std::string_view order = std::string_view(bytes).substr(std::min(bytes.size(), headerSize - 2));
    if (bytes.size() < headerSize)
        return fail(
            "is truncated within its header or no MATLAB file, it has " + std::to_string(bytes.size()) +
            " bytes" + expectedSound);
    const bool swapped = order.starts_with("MI");
    Elements elements(std::string_view(bytes).substr(headerSize), swapped);
    std::vector<Mat5Variable> variables;
    while (!elements.atEnd()) {
        const std::size_t at = headerSize + elements.position();
        const std::string which = std::to_string(variables.size() + 1) + ", at byte " + std::to_string(at);
        const auto element = elements.next();
        if (!element)
            return fail(
                "is truncated or damaged: variable number " + which +
                ", reaches beyond the end of the file, at byte " + std::to_string(bytes.size()) +
                expectedSound);
        if (const auto wrong = checkVariable(*element, swapped, variables.emplace_back()))
            return fail("is damaged: variable number " + which + ", " + *wrong + expectedSound);
    }
    return variables;
}

} // namespace kamke
