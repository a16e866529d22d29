#include "core/io/import/onnx_attributes.h"

#define ONNX_NAMESPACE onnx
#define ONNX_ML 1
#include <algorithm>
#include <iterator>
#include <onnx/onnx_pb.h>
#include <string_view>

namespace kamke {

namespace {

struct KnownAttributes {
    std::string_view type, names; ///< the names between blanks
};
constexpr KnownAttributes knownAttributes[] = {
    {"Add", ""},
    {"BatchNormalization", " epsilon momentum spatial training_mode "},
    {"Cast", " to saturate "},
    {"Concat", " axis "},
    {"ConstantOfShape", " value "},
    {"Div", ""},
    {"Dropout", " ratio seed "},
    {"Flatten", " axis "},
    {"Gather", " axis "},
    {"Gemm", " alpha beta transA transB "},
    {"Identity", ""},
    {"MatMul", ""},
    {"Mul", ""},
    {"ReduceProd", " axes keepdims noop_with_empty_axes "},
    {"Relu", ""},
    {"Reshape", " allowzero "},
    {"Shape", " start end "},
    {"Slice", " starts ends axes "},
    {"Squeeze", " axes "},
    {"Sub", ""},
    {"Transpose", " perm "},
    {"Unsqueeze", " axes "},
};

const onnx::AttributeProto* attribute(const onnx::NodeProto& node, const char* name) {
    for (const auto& one : node.attribute())
        if (one.name() == name)
            return &one;
    return nullptr;
}

} // namespace

std::string nodeText(const onnx::NodeProto& node) {
    const std::string name = node.name().empty() && node.output_size() > 0 ? node.output(0) : node.name();
    return "node '" + name.substr(0, 60) + "' is a " + node.op_type().substr(0, 60);
}

Result<void> checkAttributes(const onnx::NodeProto& node) {
    const auto* known =
        std::find_if(std::begin(knownAttributes), std::end(knownAttributes), [&](const KnownAttributes& one) {
            return node.op_type() == one.type;
        });
    if (known == std::end(knownAttributes))
        return {};
    for (const auto& one : node.attribute())
        if (known->names.find(" " + one.name() + " ") == std::string_view::npos)
            return fail(
                nodeText(node) + " with the attribute " + one.name().substr(0, 60) +
                ", which it does not have in version 7 of the operators or later, expected such a model: "
                "export it anew");
    return {};
}

double realAttribute(const onnx::NodeProto& node, const char* name, double otherwise) {
    const auto* found = attribute(node, name);
    if (!found)
        return otherwise;
    return found->has_i() && !found->has_f() ? static_cast<double>(found->i())
                                             : static_cast<double>(found->f());
}

std::int64_t wholeAttribute(const onnx::NodeProto& node, const char* name, std::int64_t otherwise) {
    const auto* found = attribute(node, name);
    return found ? found->i() : otherwise;
}

std::optional<std::vector<Index>> wholesAttribute(const onnx::NodeProto& node, const char* name) {
    const auto* found = attribute(node, name);
    return found ? std::optional(std::vector<Index>(found->ints().begin(), found->ints().end()))
                 : std::nullopt;
}

} // namespace kamke
