// Constant tensors of ONNX models.
#pragma once

#include "core/model/types.h"

#include <optional>
#include <string>
#include <vector>

namespace onnx {
class TensorProto;
}

namespace kamke {

struct OnnxTensor {
    std::vector<Index> shape;   ///< empty: one number
    std::vector<double> values; ///< row by row
    bool whole = false;         ///< integers or truth values
    std::string unusable;       ///< "holds text": why there are no values, or empty

    Index size() const { return static_cast<Index>(values.size()); }
    /// A matrix of a tensor of two dimensions.
    Matrix matrix() const;
    Vector list() const { return Eigen::Map<const Vector>(values.data(), size()); }
};

/// Numbers of any type, as raw bytes or as numbers; what cannot be used says why, since it may not be needed.
/// The error says what is wrong with the tensor, and names it.
Result<OnnxTensor> tensorOf(const onnx::TensorProto& tensor);

/// A type of ONNX's list, in words: "float16", "text".
std::string onnxTypeText(int type);
bool isFloatType(int type);

/// The product of the extents, or nothing above 2^27.
std::optional<Index> entriesOf(const std::vector<Index>& shape);

/// The tensor broadcast to this shape by the rule of NumPy (extents are aligned from the last; 1 stretches),
/// row by row; nothing when it does not go.
std::vector<double> broadcast(const OnnxTensor& tensor, const std::vector<Index>& shape);

} // namespace kamke
