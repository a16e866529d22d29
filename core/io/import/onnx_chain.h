// The layers of an ONNX graph that is a chain.
#pragma once

#include "core/io/import/onnx_attributes.h"
#include "core/io/import/onnx_tensor.h"
#include "core/io/import/parsed_file.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace onnx {
class GraphProto;
class NodeProto;
} // namespace onnx

namespace kamke {

/// Goes along the nodes from the graph's input to its output. Every node takes the value of the one before
/// and constants; what it does becomes a layer of the stack. Nodes that compute with constants only give
/// constants, and those that the output does not need are left out. The value is that of one sample: where
/// the model is made for a number of samples at once, every value has these along its first extent.
class OnnxChain {
public:
    /// Node types that can be read, for messages.
    static std::string knownTypes();

    /// Reads constants, input, nodes and output into `file`. The error is one sentence that names the node.
    static Result<void> read(const onnx::GraphProto& graph, ParsedFile& file);

private:
    explicit OnnxChain(ParsedFile& file)
        : file_(file) {}

    void findNeeded(const onnx::GraphProto& graph);
    Result<void> readConstants(const onnx::GraphProto& graph);
    Result<void> readInput(const onnx::GraphProto& graph);
    Result<void> take(const onnx::NodeProto& node);
    /// True when the node computes with constants only.
    Result<bool> takeConstant(const onnx::NodeProto& node);
    Result<void> addConstant(const std::string& name, OnnxTensor tensor);

    // One node type each.
    Result<void> gemm(const onnx::NodeProto& node);
    Result<void> matMul(const onnx::NodeProto& node);
    Result<void> addOrSubtract(const onnx::NodeProto& node);
    Result<void> multiply(const onnx::NodeProto& node);
    Result<void> divide(const onnx::NodeProto& node);
    Result<void> relu(const onnx::NodeProto& node);
    Result<void> identity(const onnx::NodeProto& node);
    Result<void> cast(const onnx::NodeProto& node);
    Result<void> dropout(const onnx::NodeProto& node);
    Result<void> batchNormalization(const onnx::NodeProto& node);
    Result<void> flatten(const onnx::NodeProto& node);
    Result<void> reshape(const onnx::NodeProto& node);
    Result<void> squeeze(const onnx::NodeProto& node);
    Result<void> transpose(const onnx::NodeProto& node);

    const OnnxTensor* constant(const onnx::NodeProto& node, int input) const;
    /// The input number of the chain's value (0 or 1); the other one must be a constant of numbers.
    Result<int> place(const onnx::NodeProto& node) const;
    /// What is wrong with integers as input number `input` of arithmetic.
    std::string integersIn(const onnx::NodeProto& node, int input) const;
    Result<void> affine(const onnx::NodeProto& node, Matrix W, const Vector& b, std::vector<Index> shape);
    /// The constant beside the value at `at`, one number for each of the value.
    Result<Vector> besideValue(const onnx::NodeProto& node, int at);
    /// The value's shape with all samples.
    std::vector<Index> wholeShape() const;
    /// The value is the same in another shape (with all samples), its entries in the same order.
    Result<void> become(const onnx::NodeProto& node, std::optional<std::vector<Index>> shape);
    void done(const onnx::NodeProto& node, std::string shape, std::string how);

    Index size() const;

    ParsedFile& file_;
    std::set<std::string> needed_, initializers_;
    std::map<std::string, OnnxTensor> constants_;
    std::map<std::string, std::vector<Index>> shapes_; ///< of all values so far, with all samples
    std::string value_;                                ///< name of the chain's value so far
    std::vector<Index> shape_;                         ///< its shape; the samples count 1
    bool whole_ = false;                               ///< it is of integers
    Index samples_ = 1;                                ///< that the model takes at once
    bool samplesOpen_ = false;  ///< the model does not say how many, so it is read for one
    bool samplesAsked_ = false; ///< and a node has asked for their number
};

} // namespace kamke
