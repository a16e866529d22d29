#include "core/io/import/onnx_tensor.h"

#include "core/io/import/parsed_file.h"

#define ONNX_NAMESPACE onnx
#define ONNX_ML 1
#include <bit>
#include <cstdint>
#include <cstring>
#include <onnx/onnx_pb.h>
#include <type_traits>

namespace kamke {

namespace {

/// The numbers as `Stored` in raw bytes or one by one in the list of the message that is for them.
template<class Stored, class Numbers>
bool takeNumbers(const onnx::TensorProto& tensor, const Numbers& numbers, std::vector<double>& values) {
    static_assert(std::endian::native == std::endian::little);
    // The 16-bit floats of Eigen are made of bits, and stand as such in the list.
    constexpr bool bits = !std::is_arithmetic_v<Stored>;
    const std::size_t count = values.size();
    if (!tensor.raw_data().empty()) {
        const std::string& raw = tensor.raw_data();
        if (raw.size() != count * sizeof(Stored))
            return false;
        for (std::size_t k = 0; k < count; ++k) {
            Stored value;
            std::memcpy(static_cast<void*>(&value), raw.data() + k * sizeof(Stored), sizeof(Stored));
            values[k] = static_cast<double>(value);
        }
        return true;
    }
    if (static_cast<std::size_t>(numbers.size()) != count)
        return false;
    for (std::size_t k = 0; k < count; ++k) {
        const auto number = numbers.Get(static_cast<int>(k));
        if constexpr (bits)
            values[k] =
                static_cast<double>(Eigen::numext::bit_cast<Stored>(static_cast<std::uint16_t>(number)));
        else
            values[k] = static_cast<double>(static_cast<Stored>(number));
    }
    return true;
}

struct OnnxType {
    int type;
    const char* text;
};
using Tensor = onnx::TensorProto;
constexpr OnnxType typeTexts[] = {
    {Tensor::FLOAT, "float32"},
    {Tensor::DOUBLE, "float64"},
    {Tensor::FLOAT16, "float16"},
    {Tensor::BFLOAT16, "bfloat16"},
    {Tensor::INT8, "int8"},
    {Tensor::INT16, "int16"},
    {Tensor::INT32, "int32"},
    {Tensor::INT64, "int64"},
    {Tensor::UINT8, "uint8"},
    {Tensor::UINT16, "uint16"},
    {Tensor::UINT32, "uint32"},
    {Tensor::UINT64, "uint64"},
    {Tensor::BOOL, "truth values (bool)"},
    {Tensor::STRING, "text (string)"},
    {Tensor::COMPLEX64, "complex numbers (complex64)"},
    {Tensor::COMPLEX128, "complex numbers (complex128)"},
    {Tensor::UNDEFINED, "values of no type"},
    // Later than the library's list.
    {17, "8-bit floats (float8e4m3fn)"},
    {18, "8-bit floats (float8e4m3fnuz)"},
    {19, "8-bit floats (float8e5m2)"},
    {20, "8-bit floats (float8e5m2fnuz)"},
    {21, "4-bit integers (uint4)"},
    {22, "4-bit integers (int4)"},
    {23, "4-bit floats (float4e2m1)"},
};

/// False when the values are not as many as `result` has room for.
bool takeValues(const Tensor& tensor, OnnxTensor& result) {
    auto& values = result.values;
    switch (tensor.data_type()) {
    case Tensor::FLOAT:
        return takeNumbers<float>(tensor, tensor.float_data(), values);
    case Tensor::DOUBLE:
        return takeNumbers<double>(tensor, tensor.double_data(), values);
    case Tensor::FLOAT16:
        return takeNumbers<Eigen::half>(tensor, tensor.int32_data(), values);
    case Tensor::BFLOAT16:
        return takeNumbers<Eigen::bfloat16>(tensor, tensor.int32_data(), values);
    case Tensor::INT8:
        return takeNumbers<std::int8_t>(tensor, tensor.int32_data(), values);
    case Tensor::INT16:
        return takeNumbers<std::int16_t>(tensor, tensor.int32_data(), values);
    case Tensor::INT32:
        return takeNumbers<std::int32_t>(tensor, tensor.int32_data(), values);
    case Tensor::INT64:
        return takeNumbers<std::int64_t>(tensor, tensor.int64_data(), values);
    case Tensor::UINT8:
    case Tensor::BOOL:
        return takeNumbers<std::uint8_t>(tensor, tensor.int32_data(), values);
    case Tensor::UINT16:
        return takeNumbers<std::uint16_t>(tensor, tensor.int32_data(), values);
    case Tensor::UINT32:
        return takeNumbers<std::uint32_t>(tensor, tensor.uint64_data(), values);
    case Tensor::UINT64:
        return takeNumbers<std::uint64_t>(tensor, tensor.uint64_data(), values);
    default:
        values.clear();
        result.unusable = "holds " + onnxTypeText(tensor.data_type());
        return true;
    }
}

} // namespace

std::string onnxTypeText(int type) {
    for (const OnnxType& one : typeTexts)
        if (one.type == type)
            return one.text;
    return "values of an unknown type (" + std::to_string(type) + ")";
}

bool isFloatType(int type) {
    return type == Tensor::FLOAT || type == Tensor::DOUBLE || type == Tensor::FLOAT16 ||
           type == Tensor::BFLOAT16;
}

std::optional<Index> entriesOf(const std::vector<Index>& shape) {
    constexpr Index most = Index{1} << 27;
    Index entries = 1;
    for (const Index extent : shape) {
        if (extent < 0 || (extent > 0 && entries > most / extent))
            return std::nullopt;
        entries *= extent;
    }
    return entries;
}

Matrix OnnxTensor::matrix() const {
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::Map<const RowMajor>(values.data(), shape.at(0), shape.at(1));
}

Result<OnnxTensor> tensorOf(const onnx::TensorProto& tensor) {
    const std::string what = "tensor '" + tensor.name().substr(0, 60) + "' ";
    OnnxTensor result;
    result.shape.assign(tensor.dims().begin(), tensor.dims().end());
    result.whole = !isFloatType(tensor.data_type());
    if (tensor.data_location() == Tensor::EXTERNAL || tensor.external_data_size() > 0) {
        result.unusable = "is stored in another file";
        return result;
    }
    const auto size = entriesOf(result.shape);
    if (!size)
        return fail(what + "is too large or has a negative extent, expected at most 2^27 numbers");
    result.values.resize(static_cast<std::size_t>(*size));
    if (!takeValues(tensor, result))
        return fail(
            what + "has not the values of its shape, " + extentsText(result.shape) + ", expected " +
            std::to_string(*size) + " numbers");
    return result;
}

std::vector<double> broadcast(const OnnxTensor& tensor, const std::vector<Index>& shape) {
    if (!tensor.unusable.empty() || tensor.values.empty())
        return {};
    const std::size_t rank = shape.size();
    // Extents of 1 in front of the shape say nothing.
    std::vector<Index> extents = tensor.shape;
    while (extents.size() > rank && extents.front() == 1)
        extents.erase(extents.begin());
    if (extents.size() > rank)
        return {};
    extents.insert(extents.begin(), rank - extents.size(), 1);
    Index size = 1;
    for (std::size_t d = 0; d < rank; ++d) {
        if (extents[d] != 1 && extents[d] != shape[d])
            return {};
        size *= shape[d];
    }
    std::vector<double> values(static_cast<std::size_t>(size));
    for (Index k = 0; k < size; ++k) {
        Index rest = k, at = 0, stride = 1;
        for (std::size_t d = rank; d-- > 0;) {
            at += (extents[d] == 1 ? 0 : rest % shape[d]) * stride;
            stride *= extents[d];
            rest /= shape[d];
        }
        values[static_cast<std::size_t>(k)] = tensor.values[static_cast<std::size_t>(at)];
    }
    return values;
}

} // namespace kamke
