// Nodes of ONNX graphs that compute with constants only: weights that are turned round, and the shapes that
// exporters put together before a Reshape.
#pragma once

#include "core/io/import/onnx_tensor.h"

#include <optional>
#include <vector>

namespace onnx {
class NodeProto;
}

namespace kamke {

/// Node types that can be computed from constants, for messages.
const char* constantTypes();

/// The value of a node whose inputs are these constants (null where an optional one is left out). Nothing for
/// a type that is not known here; the error names the node.
Result<std::optional<OnnxTensor>>
constantValue(const onnx::NodeProto& node, const std::vector<const OnnxTensor*>& inputs);

/// The shape that a Reshape to `target` makes of `shape`: 0 keeps an extent, −1 is what is left. Nothing when
/// the entries do not fit.
std::optional<std::vector<Index>>
reshaped(const std::vector<Index>& shape, const OnnxTensor& target, bool zeroIsZero);
/// The shape with extents of 1 put in at `axes`, or nothing when these are no axes of the result.
std::optional<std::vector<Index>> unsqueezed(const std::vector<Index>& shape, const std::vector<Index>& axes);
/// The shape without its extents of 1 at `axes`, all of them by default; nothing when one of them is not 1.
std::optional<std::vector<Index>>
squeezed(const std::vector<Index>& shape, const std::optional<std::vector<Index>>& axes);
/// The axes of a Squeeze or Unsqueeze, an attribute or, since version 13, a second input.
std::optional<std::vector<Index>> axesOf(const onnx::NodeProto& node, const OnnxTensor* second);
/// The part of `shape` that a Shape node tells: from start to end.
OnnxTensor shapeTensor(const onnx::NodeProto& node, const std::vector<Index>& shape);
/// The order of axes of a Transpose, or nothing when it is none.
std::optional<std::vector<Index>> permutationOf(const onnx::NodeProto& node, std::size_t rank);

} // namespace kamke
