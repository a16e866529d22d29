#include "core/io/import/onnx_chain.h"

#include "core/io/import/onnx_constants.h"
#include "core/model/try.h"

#define ONNX_NAMESPACE onnx
#define ONNX_ML 1
#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <onnx/onnx_pb.h>

namespace kamke {

std::string OnnxChain::knownTypes() {
    return std::string("Gemm, MatMul, Add, Sub, Mul, Div, Relu, Flatten, Reshape, Identity, Dropout, "
                       "BatchNormalization, Constant, or of constants ") +
           constantTypes();
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

void OnnxChain::findNeeded(const onnx::GraphProto& graph) {
    for (const auto& output : graph.output())
        needed_.insert(output.name());
    // Nodes stand behind those whose values they take.
    for (int k = graph.node_size() - 1; k >= 0; --k) {
        const onnx::NodeProto& node = graph.node(k);
        if (std::any_of(node.output().begin(), node.output().end(), [&](const std::string& name) {
                return needed_.contains(name);
            }))
            needed_.insert(node.input().begin(), node.input().end());
    }
    needed_.erase(""); // an optional input that is left out
}

Result<void> OnnxChain::addConstant(const std::string& name, OnnxTensor tensor) {
    if (!constants_.emplace(name, std::move(tensor)).second || shapes_.contains(name))
        return fail("has the value '" + name.substr(0, 60) + "' twice, expected every name once");
    return {};
}

Result<void> OnnxChain::readConstants(const onnx::GraphProto& graph) {
    for (const auto& sparse : graph.sparse_initializer())
        if (needed_.contains(sparse.values().name()))
            return fail("has sparse tensors, expected full ones");
    for (const auto& initializer : graph.initializer()) {
        initializers_.insert(initializer.name());
        if (!needed_.contains(initializer.name()))
            continue;
        KAMKE_TRY(auto tensor, tensorOf(initializer));
        if (auto ok = addConstant(initializer.name(), std::move(tensor)); !ok)
            return ok;
    }
    return {};
}

Result<void> OnnxChain::readInput(const onnx::GraphProto& graph) {
    const onnx::ValueInfoProto* input = nullptr;
    for (const auto& one : graph.input()) {
        if (initializers_.contains(one.name())) // older models list their weights as inputs too
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
    if (shape_.size() >= 2 && !column) {
        samplesOpen_ = shape_.front() < 1;
        samples_ = std::max<Index>(shape_.front(), 1);
        shape_.front() = 1;
    }
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
    whole_ =
        input->type().tensor_type().elem_type() != 0 && !isFloatType(input->type().tensor_type().elem_type());
    shapes_[value_] = wholeShape();
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

Result<bool> OnnxChain::takeConstant(const onnx::NodeProto& node) {
    std::vector<const OnnxTensor*> inputs;
    if (node.op_type() == "Shape" && node.input_size() == 1 && shapes_.contains(node.input(0))) {
        samplesAsked_ = true;
        return addConstant(node.output(0), shapeTensor(node, shapes_[node.input(0)])).map([] {
            return true;
        });
    }
    for (int k = 0; k < node.input_size(); ++k) {
        inputs.push_back(constant(node, k));
        if (!inputs.back() && !node.input(k).empty())
            return false;
    }
    KAMKE_TRY(auto value, constantValue(node, inputs));
    if (!value)
        return false;
    return addConstant(node.output(0), std::move(*value)).map([] { return true; });
}

Result<void> OnnxChain::take(const onnx::NodeProto& node) {
    struct Type {
        const char* name;
        Result<void> (OnnxChain::*read)(const onnx::NodeProto&);
        bool computes = true; ///< with the values, which must be floats
    };
    static constexpr Type types[] = {
        {"Gemm", &OnnxChain::gemm},
        {"MatMul", &OnnxChain::matMul},
        {"Add", &OnnxChain::addOrSubtract},
        {"Sub", &OnnxChain::addOrSubtract},
        {"Mul", &OnnxChain::multiply},
        {"Div", &OnnxChain::divide},
        {"Relu", &OnnxChain::relu},
        {"BatchNormalization", &OnnxChain::batchNormalization},
        {"Dropout", &OnnxChain::dropout},
        {"Identity", &OnnxChain::identity, false},
        {"Cast", &OnnxChain::cast, false},
        {"Flatten", &OnnxChain::flatten, false},
        {"Reshape", &OnnxChain::reshape, false},
        {"Squeeze", &OnnxChain::squeeze, false},
        {"Unsqueeze", &OnnxChain::squeeze, false},
        {"Transpose", &OnnxChain::transpose, false},
    };
    if (node.output_size() < 1)
        return fail(nodeText(node) + " without an output, expected one");
    if (std::none_of(node.output().begin(), node.output().end(), [&](const std::string& name) {
            return needed_.contains(name);
        })) {
        done(node, "", "not used");
        return {};
    }
    const bool standard = node.domain().empty() || node.domain() == "ai.onnx";
    if (!standard)
        return fail(
            nodeText(node) + " of the domain " + node.domain().substr(0, 60) + ", expected one of " +
            knownTypes());
    if (auto ok = checkAttributes(node); !ok)
        return ok;
    KAMKE_TRY(const auto constants, takeConstant(node));
    if (constants)
        return {};
    const auto* type = std::find_if(
        std::begin(types), std::end(types), [&](const Type& one) { return node.op_type() == one.name; });
    if (type == std::end(types))
        return fail(nodeText(node) + ", expected one of " + knownTypes());
    if (std::find(node.input().begin(), node.input().end(), value_) == node.input().end())
        return fail(
            nodeText(node) +
            " that does not take the value of the node before it, expected a chain of layers");
    if (whole_ && type->computes)
        return fail(nodeText(node) + " of integers, expected a model of floats, or a Cast to them before it");
    if (auto ok = (this->*type->read)(node); !ok)
        return ok;
    value_ = node.output(0);
    if (constants_.contains(value_) || !shapes_.emplace(value_, wholeShape()).second)
        return fail("has the value '" + value_.substr(0, 60) + "' twice, expected every name once");
    return {};
}

Result<void> OnnxChain::read(const onnx::GraphProto& graph, ParsedFile& file) {
    OnnxChain chain(file);
    chain.findNeeded(graph);
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
    if (chain.whole_)
        return fail("has an output of integers, expected one of floats");
    return {};
}

} // namespace kamke
