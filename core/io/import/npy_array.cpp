#include "core/io/import/npy_array.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <iterator>

namespace kamke {

namespace {

constexpr std::string_view magic("\x93NUMPY", 6);
constexpr const char* expectedArray = ", expected an array as numpy.save writes it";

/// What stands behind 'key': in the header's dictionary.
std::optional<std::string_view> valueOf(std::string_view header, std::string_view key) {
    const std::string quoted = "'" + std::string(key) + "':";
    const std::size_t at = header.find(quoted);
    if (at == std::string_view::npos)
        return std::nullopt;
    header.remove_prefix(at + quoted.size());
    const std::size_t begin = header.find_first_not_of(' ');
    return begin == std::string_view::npos ? std::nullopt : std::optional(header.substr(begin));
}

std::optional<std::vector<Index>> shapeIn(std::string_view text) {
    if (text.empty() || text.front() != '(')
        return std::nullopt;
    std::vector<Index> shape;
    const char* at = text.data() + 1;
    const char* const end = text.data() + text.size();
    for (;;) {
        while (at != end && (*at == ' ' || *at == ','))
            ++at;
        if (at == end || shape.size() > 32)
            return std::nullopt;
        if (*at == ')')
            return shape;
        Index extent = 0;
        const auto [stop, error] = std::from_chars(at, end, extent);
        if (error != std::errc() || extent < 0)
            return std::nullopt;
        shape.push_back(extent);
        at = stop;
    }
}

struct NpyHeader {
    std::string type;
    bool fortran = false;
    std::vector<Index> shape;
    std::size_t end = 0; ///< where the values begin
};

std::optional<NpyHeader> headerOf(std::string_view bytes) {
    if (bytes.size() < 12 || bytes.substr(0, magic.size()) != magic)
        return std::nullopt;
    const auto byte = [&](std::size_t k) {
        return static_cast<std::size_t>(static_cast<unsigned char>(bytes[k]));
    };
    const bool old = byte(6) == 1;
    if (byte(6) < 1 || byte(6) > 3)
        return std::nullopt;
    const std::size_t begin = old ? 10 : 12;
    const std::size_t size = byte(8) | byte(9) << 8 | (old ? 0 : byte(10) << 16 | byte(11) << 24);
    if (size > bytes.size() - begin)
        return std::nullopt;
    const std::string_view text = bytes.substr(begin, size);
    const auto type = valueOf(text, "descr"), order = valueOf(text, "fortran_order"),
               extents = valueOf(text, "shape");
    if (!type || !order || !extents)
        return std::nullopt;
    NpyHeader header;
    if (type->front() == '\'')
        header.type = type->substr(1, type->find('\'', 1) - 1);
    else
        header.type = "a record";
    header.fortran = order->starts_with("True");
    if (!header.fortran && !order->starts_with("False"))
        return std::nullopt;
    auto shape = shapeIn(*extents);
    if (!shape)
        return std::nullopt;
    header.shape = std::move(*shape);
    header.end = begin + size;
    return header;
}

/// The values of `type`, little-endian as this machine is, or nothing when these are not so many.
template<class T>
bool takeValues(std::string_view bytes, bool byColumns, Matrix& values) {
    static_assert(std::endian::native == std::endian::little);
    if (bytes.size() != static_cast<std::size_t>(values.size()) * sizeof(T))
        return false;
    std::size_t at = 0;
    const auto next = [&] {
        T value;
        std::memcpy(&value, bytes.data() + at, sizeof value);
        at += sizeof value;
        return static_cast<double>(value);
    };
    if (byColumns)
        for (Index j = 0; j < values.cols(); ++j)
            for (Index i = 0; i < values.rows(); ++i)
                values(i, j) = next();
    else
        for (Index i = 0; i < values.rows(); ++i)
            for (Index j = 0; j < values.cols(); ++j)
                values(i, j) = next();
    return true;
}

} // namespace

Result<NamedArray> parseNpy(std::string_view bytes, std::string name) {
    NamedArray array;
    array.name = std::move(name);
    const auto header = headerOf(bytes);
    if (!header)
        return fail("variable " + array.name + " is damaged" + expectedArray);
    array.shape = header->shape;
    array.type = header->type.substr(0, 20);
    const auto refused = [&](const std::string& why) {
        array.refusal = why;
        return array;
    };
    if (array.shape.size() > 2)
        return refused("is " + extentsText(array.shape) + ", expected a matrix, a list or one number");
    const Index rows = array.shape.empty() ? 1 : array.shape[0];
    const Index columns = array.shape.size() < 2 ? 1 : array.shape[1];
    if (rows < 1 || columns < 1)
        return refused("is " + extentsText(array.shape) + ", expected at least one number");
    const std::string_view values = bytes.substr(header->end);
    if (rows > static_cast<Index>(values.size()) / columns) // before so much is allocated
        return fail("variable " + array.name + " is truncated" + expectedArray);
    array.values.resize(rows, columns);
    struct NumberType {
        const char *code, *name;
        bool (*take)(std::string_view, bool, Matrix&);
    };
    static constexpr NumberType types[] = {
        {"<f8", "float64", takeValues<double>},
        {"<f4", "float32", takeValues<float>},
        {"<i8", "int64", takeValues<std::int64_t>},
        {"<i4", "int32", takeValues<std::int32_t>},
    };
    const auto* type = std::find_if(
        std::begin(types), std::end(types), [&](const NumberType& one) { return array.type == one.code; });
    if (type == std::end(types)) {
        array.values.resize(0, 0);
        return refused(
            "is of type " + array.type + ", expected <f8, <f4, <i8 or <i4 (float64, float32, int64, int32)");
    }
    array.type = type->name;
    const bool whole = type->take(values, header->fortran, array.values);
    if (!whole)
        return fail(
            "variable " + array.name + " has " + std::to_string(values.size()) + " bytes of values" +
            expectedArray);
    return array;
}

} // namespace kamke
