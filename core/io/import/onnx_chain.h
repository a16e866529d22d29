// The layers of an ONNX graph that is a chain.
#pragma once

#include "io/import/onnx_tensor.h"
#include "io/import/parsed_file.h"

#include <map>

namespace onnx {
class GraphProto;
class NodeProto;
class AttributeProto;
} // namespace onnx

namespace kamke {

/// Goes along the nodes from the graph's input to its output. Every node takes the value of the one before
/// and constants; what it does becomes a layer of the stack.
class OnnxChain {
public:
    /// Node types that can be read, for messages.
    static const char* knownTypes();

    /// Reads constants, input, nodes and output into `file`. The error is one sentence that names the node.
    static Result<void> read(const onnx::GraphProto& graph, ParsedFile& file);

private:
    explicit OnnxChain(ParsedFile& file)
        : file_(file) {}

    Result<void> readConstants(const onnx::GraphProto& graph);
    Result<void> readInput(const onnx::GraphProto& graph);
    Result<void> take(const onnx::NodeProto& node);
    Result<void> takeConstant(const onnx::NodeProto& node);

    // One node type each.
    Result<void> gemm(const onnx::NodeProto& node);
    Result<void> matMul(const onnx::NodeProto& node);
    Result<void> addOrSubtract(const onnx::NodeProto& node);
    Result<void> divide(const onnx::NodeProto& node);
    Result<void> relu(const onnx::NodeProto& node);
    Result<void> flatten(const onnx::NodeProto& node);
    Result<void> reshape(const onnx::NodeProto& node);
    Result<void> identity(const onnx::NodeProto& node);
    Result<void> dropout(const onnx::NodeProto& node);
    Result<void> batchNormalization(const onnx::NodeProto& node);

    const OnnxTensor* constant(const onnx::NodeProto& node, int input) const;
    /// The input number of the chain's value (0 or 1); the other one must be a constant of floats.
    Result<int> place(const onnx::NodeProto& node) const;
    Result<void> affine(const onnx::NodeProto& node, Matrix W, const Vector& b, std::vector<Index> shape);
    void done(const onnx::NodeProto& node, std::string shape, std::string how);

    Index size() const;

    ParsedFile& file_;
    std::map<std::string, OnnxTensor> constants_;
    std::string value_;        ///< name of the chain's value so far
    std::vector<Index> shape_; ///< its shape; the batch counts 1
};

/// "node 'conv1' is a Conv", to begin a sentence.
std::string nodeText(const onnx::NodeProto& node);

} // namespace kamke
