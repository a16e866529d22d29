#include "io/import/onnx_chain.h"

#define ONNX_NAMESPACE onnx
#define ONNX_ML 1
#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <onnx/onnx_pb.h>

namespace kamke {

const char* OnnxChain::knownTypes() {
    return "Gemm, MatMul, Add, Sub, Div, Relu, Flatten, Reshape, Identity, Constant, BatchNormalization, "
           "Dropout";
}

std::string nodeText(const onnx::NodeProto& node) {
    const std::string name = node.name().empty() && node.output_size() > 0 ? node.output(0) : node.name();
    return "node '" + name.substr(0, 60) + "' is a " + node.op_type().substr(0, 60);
}

Index OnnxChain::size() const {
    return std::accumulate(shape_.begin(), shape_.end(), Index{1}, std::multiplies<>());
}

const OnnxTensor* OnnxChain::constant(const onnx::NodeProto& node, int input) const {
    if (input >= node.input_size())
        return nullptr;
    const auto found = constants_.find(node.input(input));
    return found == constants_.end() ? nullptr : &found->second;
}

void OnnxChain::done(const onnx::NodeProto& node, std::string shape, std::string how) {
    const std::string name = node.name().empty() && node.output_size() > 0 ? node.output(0) : node.name();
    file_.parts.push_back(
        {"node " + name.substr(0, 60) + " (" + node.op_type() + ")", std::move(shape), std::move(how)});
}

Result<void> OnnxChain::readConstants(const onnx::GraphProto& graph) {
    if (graph.sparse_initializer_size() > 0)
        return fail("has sparse tensors, expected full ones");
    for (const auto& initializer : graph.initializer()) {
        auto tensor = tensorOf(initializer);
        if (!tensor)
            return tl::unexpected(tensor.error());
        constants_[initializer.name()] = std::move(*tensor);
    }
    return {};
}

Result<void> OnnxChain::readInput(const onnx::GraphProto& graph) {
    const onnx::ValueInfoProto* input = nullptr;
    for (const auto& one : graph.input()) {
        if (constants_.contains(one.name())) // older models list their weights as inputs too
            continue;
        if (input)
            return fail(
                "has the inputs '" + input->name() + "' and '" + one.name() + "', expected one input");
        input = &one;
    }
    if (!input)
        return fail("has no input, expected one");
    value_ = input->name();
    const std::string what = "input '" + value_.substr(0, 60) + "' ";
    if (!input->type().has_tensor_type() || !input->type().tensor_type().has_shape())
        return fail(what + "has no shape, expected batch×inputs or batch×channels×height×width");
    for (const auto& extent : input->type().tensor_type().shape().dim())
        shape_.push_back(extent.has_dim_value() ? extent.dim_value() : -1);
    const bool column = shape_.size() == 2 && shape_[1] == 1 && shape_[0] > 1;
    if (shape_.size() >= 2 && !column)
        shape_.front() = 1; // one sample
    Index inputs = 1;
    for (const Index extent : shape_) {
        if (extent < 1 || inputs > (Index{1} << 24) / extent)
            return fail(
                what + "has an extent that is not known or out of range, expected only the first one, the "
                       "batch, to be open");
        inputs *= extent;
    }
    if (shape_.empty())
        return fail(what + "is one number, expected batch×inputs");
    file_.stack.emplace().inputs = inputs;
    if (shape_.size() == 4 && shape_[1] == 1)
        file_.inputShape = {static_cast<int>(shape_[2]), static_cast<int>(shape_[3])};
    if (shape_.size() == 3)
        file_.inputShape = {static_cast<int>(shape_[1]), static_cast<int>(shape_[2])};
    file_.parts.push_back(
        {"input " + value_.substr(0, 60), extentsText(shape_),
         std::to_string(inputs) + " raw inputs" +
             (file_.inputShape.empty() ? "" : ", the pixels row by row")});
    return {};
}

Result<void> OnnxChain::takeConstant(const onnx::NodeProto& node) {
    for (const auto& attribute : node.attribute())
        if (attribute.name() == "value" && attribute.has_t()) {
            auto tensor = tensorOf(attribute.t());
            if (!tensor)
                return fail(nodeText(node) + " whose " + tensor.error().message);
            constants_[node.output(0)] = std::move(*tensor);
            return {};
        }
    return fail(nodeText(node) + " without the attribute value, expected a tensor");
}

Result<void> OnnxChain::take(const onnx::NodeProto& node) {
    struct Type {
        const char* name;
        Result<void> (OnnxChain::*read)(const onnx::NodeProto&);
    };
    static constexpr Type types[] = {
        {"Gemm", &OnnxChain::gemm},         {"MatMul", &OnnxChain::matMul},
        {"Add", &OnnxChain::addOrSubtract}, {"Sub", &OnnxChain::addOrSubtract},
        {"Div", &OnnxChain::divide},        {"Relu", &OnnxChain::relu},
        {"Flatten", &OnnxChain::flatten},   {"Reshape", &OnnxChain::reshape},
        {"Identity", &OnnxChain::identity}, {"BatchNormalization", &OnnxChain::batchNormalization},
        {"Dropout", &OnnxChain::dropout},
    };
    if (node.output_size() < 1)
        return fail(nodeText(node) + " without an output, expected one");
    const bool standard = node.domain().empty() || node.domain() == "ai.onnx";
    if (standard && node.op_type() == "Constant")
        return takeConstant(node);
    const auto* type = std::find_if(
        std::begin(types), std::end(types), [&](const Type& one) { return node.op_type() == one.name; });
    if (!standard || type == std::end(types))
        return fail(nodeText(node) + ", expected one of " + knownTypes());
    if (node.op_type() == "Identity" && constant(node, 0)) {
        constants_[node.output(0)] = *constant(node, 0);
        return {};
    }
    if (std::find(node.input().begin(), node.input().end(), value_) == node.input().end())
        return fail(
            nodeText(node) +
            " that does not take the value of the node before it, expected a chain of layers");
    if (auto ok = (this->*type->read)(node); !ok)
        return ok;
    value_ = node.output(0);
    return {};
}

Result<void> OnnxChain::read(const onnx::GraphProto& graph, ParsedFile& file) {
    OnnxChain chain(file);
    if (auto ok = chain.readConstants(graph); !ok)
        return ok;
    if (auto ok = chain.readInput(graph); !ok)
        return ok;
    for (const auto& node : graph.node())
        if (auto ok = chain.take(node); !ok)
            return ok;
    if (graph.output_size() != 1)
        return fail("has " + std::to_string(graph.output_size()) + " outputs, expected one");
    if (graph.output(0).name() != chain.value_)
        return fail(
            "has the output '" + graph.output(0).name().substr(0, 60) +
            "', which is not the value of the last node, expected a chain of layers");
    return {};
}

} // namespace kamke
