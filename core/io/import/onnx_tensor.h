// Constant tensors of ONNX models.
#pragma once

#include "model/types.h"

#include <string>
#include <vector>

namespace onnx {
class TensorProto;
}

namespace kamke {

struct OnnxTensor {
    std::vector<Index> shape;   ///< empty: one number
    std::vector<double> values; ///< row by row

    Index size() const { return static_cast<Index>(values.size()); }
    /// A matrix of a tensor of two dimensions.
    Matrix matrix() const;
    Vector list() const { return Eigen::Map<const Vector>(values.data(), size()); }
};

/// float32, float64, int32 and int64, as raw bytes or as numbers. The error says what is wrong with the
/// tensor, and names it.
Result<OnnxTensor> tensorOf(const onnx::TensorProto& tensor);

/// The tensor broadcast to this shape by the rule of NumPy (extents are aligned from the last; 1 stretches),
/// row by row; nothing when it does not go.
std::vector<double> broadcast(const OnnxTensor& tensor, const std::vector<Index>& shape);

} // namespace kamke
