#include "io/import/onnx_tensor.h"

#include "io/import/parsed_file.h"

#define ONNX_NAMESPACE onnx
#define ONNX_ML 1
#include <bit>
#include <cstdint>
#include <cstring>
#include <onnx/onnx_pb.h>

namespace kamke {

namespace {

constexpr Index mostNumbers = Index{1} << 27;

template<class T, class Numbers>
bool takeNumbers(const std::string& raw, const Numbers& numbers, Index size, std::vector<double>& values) {
    static_assert(std::endian::native == std::endian::little);
    const auto count = static_cast<std::size_t>(size);
    if (!raw.empty()) {
        if (raw.size() != count * sizeof(T))
            return false;
        values.resize(count);
        for (std::size_t k = 0; k < count; ++k) {
            T value;
            std::memcpy(&value, raw.data() + k * sizeof(T), sizeof(T));
            values[k] = static_cast<double>(value);
        }
        return true;
    }
    if (numbers.size() != size)
        return false;
    values.assign(numbers.begin(), numbers.end());
    return true;
}

} // namespace

Matrix OnnxTensor::matrix() const {
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::Map<const RowMajor>(values.data(), shape.at(0), shape.at(1));
}

Result<OnnxTensor> tensorOf(const onnx::TensorProto& tensor) {
    const std::string what = "tensor '" + tensor.name().substr(0, 60) + "' ";
    if (tensor.data_location() == onnx::TensorProto::EXTERNAL || tensor.external_data_size() > 0)
        return fail(what + "is stored in another file, expected all weights inside the model");
    OnnxTensor result;
    Index size = 1;
    for (const auto extent : tensor.dims()) {
        if (extent < 0 || (extent > 0 && size > mostNumbers / extent))
            return fail(what + "is too large, expected at most " + std::to_string(mostNumbers) + " numbers");
        size *= extent;
        result.shape.push_back(extent);
    }
    bool whole = false;
    switch (tensor.data_type()) {
    case onnx::TensorProto::FLOAT:
        whole = takeNumbers<float>(tensor.raw_data(), tensor.float_data(), size, result.values);
        break;
    case onnx::TensorProto::DOUBLE:
        whole = takeNumbers<double>(tensor.raw_data(), tensor.double_data(), size, result.values);
        break;
    case onnx::TensorProto::INT64:
        whole = takeNumbers<std::int64_t>(tensor.raw_data(), tensor.int64_data(), size, result.values);
        break;
    case onnx::TensorProto::INT32:
        whole = takeNumbers<std::int32_t>(tensor.raw_data(), tensor.int32_data(), size, result.values);
        break;
    default:
        return fail(
            what + "has the data type " + std::to_string(tensor.data_type()) +
            ", expected float32, float64, int32 or int64");
    }
    if (!whole)
        return fail(
            what + "has not the values of its shape, " + extentsText(result.shape) + ", expected " +
            std::to_string(size) + " numbers");
    return result;
}

std::vector<double> broadcast(const OnnxTensor& tensor, const std::vector<Index>& shape) {
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
