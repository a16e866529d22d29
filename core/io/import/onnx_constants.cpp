#include "core/io/import/onnx_constants.h"

#include "core/io/import/onnx_attributes.h"
#include "core/io/import/parsed_file.h"

#define ONNX_NAMESPACE onnx
#define ONNX_ML 1
#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <onnx/onnx_pb.h>

namespace kamke {

namespace {

/// A function a type, by names that others use as well.
namespace constant_nodes {

using Inputs = std::vector<const OnnxTensor*>;
/// Nothing when the inputs do not fit.
using Value = std::optional<OnnxTensor>;

Value attributeValue(const onnx::AttributeProto& attribute) {
    const std::string& name = attribute.name();
    OnnxTensor value;
    value.whole = name.starts_with("value_int");
    if (name == "value_float")
        value.values = {static_cast<double>(attribute.f())};
    else if (name == "value_int")
        value.values = {static_cast<double>(attribute.i())};
    else if (name == "value_floats")
        value.values.assign(attribute.floats().begin(), attribute.floats().end());
    else if (name == "value_ints")
        value.values.assign(attribute.ints().begin(), attribute.ints().end());
    else if (name == "value_string" || name == "value_strings")
        value.unusable = "holds text (string)";
    else if (name == "sparse_value")
        value.unusable = "is sparse";
    else
        return std::nullopt;
    if (name.ends_with("s"))
        value.shape = {value.size()};
    return value;
}

/// The entries of these numbers along an axis.
Value taken(const OnnxTensor& data, Index axis, const std::vector<Index>& numbers) {
    const auto rank = static_cast<Index>(data.shape.size());
    axis += axis < 0 ? rank : 0;
    if (axis < 0 || axis >= rank)
        return std::nullopt;
    const auto at = data.shape.begin() + axis;
    const Index extent = *at,
                inner = std::accumulate(at + 1, data.shape.end(), Index{1}, std::multiplies<>());
    OnnxTensor result{data.shape, {}, data.whole, {}};
    result.shape[static_cast<std::size_t>(axis)] = static_cast<Index>(numbers.size());
    const auto size = entriesOf(result.shape);
    if (!size)
        return std::nullopt;
    result.values.reserve(static_cast<std::size_t>(*size));
    const Index outer = extent * inner == 0 ? 0 : data.size() / (extent * inner);
    for (Index k = 0; k < outer; ++k)
        for (Index number : numbers) {
            number += number < 0 ? extent : 0;
            if (number < 0 || number >= extent)
                return std::nullopt;
            const auto from = data.values.begin() + (k * extent + number) * inner;
            result.values.insert(result.values.end(), from, from + inner);
        }
    return result;
}

Value gather(const onnx::NodeProto& node, const Inputs& in) {
    const auto axis = static_cast<Index>(wholeAttribute(node, "axis", 0));
    auto result = taken(*in[0], axis, {in[1]->values.begin(), in[1]->values.end()});
    if (!result)
        return result;
    // The axis makes room for all axes of the numbers, for none when these are one number.
    const auto at =
        result->shape.begin() + (axis < 0 ? axis + static_cast<Index>(result->shape.size()) : axis);
    const auto next = result->shape.erase(at);
    result->shape.insert(next, in[1]->shape.begin(), in[1]->shape.end());
    return result;
}

Value slice(const onnx::NodeProto& node, const Inputs& in) {
    const auto list = [&](std::size_t k, const char* name) -> std::optional<std::vector<Index>> {
        if (k >= in.size() || !in[k])
            return wholesAttribute(node, name);
        std::vector<Index> values;
        for (const double value : in[k]->values) // 2^63 − 1 stands for the end
            values.push_back(static_cast<Index>(std::clamp(value, -1e15, 1e15)));
        return values;
    };
    const auto starts = list(1, "starts"), ends = list(2, "ends");
    if (!starts || !ends || starts->size() != ends->size())
        return std::nullopt;
    std::vector<Index> axes(starts->size()), steps(starts->size(), 1);
    std::iota(axes.begin(), axes.end(), 0);
    axes = list(3, "axes").value_or(axes);
    steps = list(4, "steps").value_or(steps);
    if (axes.size() != starts->size() || steps.size() != starts->size())
        return std::nullopt;
    Value result = *in[0];
    for (std::size_t k = 0; k < axes.size() && result; ++k) {
        const auto rank = static_cast<Index>(result->shape.size());
        const Index axis = axes[k] + (axes[k] < 0 ? rank : 0);
        if (axis < 0 || axis >= rank || steps[k] == 0)
            return std::nullopt;
        const Index extent = result->shape[static_cast<std::size_t>(axis)], step = steps[k];
        const auto place = [&](Index given) {
            const Index low = step > 0 ? 0 : -1;
            return std::clamp(given + (given < 0 ? extent : 0), low, extent + low);
        };
        std::vector<Index> numbers;
        const Index end = place((*ends)[k]);
        for (Index at = place((*starts)[k]); step > 0 ? at < end : at > end; at += step)
            numbers.push_back(at);
        result = taken(*result, axis, numbers);
    }
    return result;
}

Value concat(const onnx::NodeProto& node, const Inputs& in) {
    const auto rank = static_cast<Index>(in[0]->shape.size());
    const auto given = static_cast<Index>(wholeAttribute(node, "axis", 0));
    const Index axis = given + (given < 0 ? rank : 0);
    if (axis < 0 || axis >= rank)
        return std::nullopt;
    OnnxTensor result{in[0]->shape, {}, in[0]->whole, {}};
    Index& along = result.shape[static_cast<std::size_t>(axis)];
    along = 0;
    for (const OnnxTensor* part : in) {
        auto shape = part->shape;
        if (shape.size() != result.shape.size())
            return std::nullopt;
        along += shape[static_cast<std::size_t>(axis)];
        shape[static_cast<std::size_t>(axis)] = along;
        if (shape != result.shape)
            return std::nullopt;
    }
    const auto outer = entriesOf({result.shape.begin(), result.shape.begin() + axis});
    if (!outer || !entriesOf(result.shape))
        return std::nullopt;
    for (Index k = 0; k < *outer; ++k)
        for (const OnnxTensor* part : in) {
            const Index each = part->size() / *outer;
            const auto from = part->values.begin() + k * each;
            result.values.insert(result.values.end(), from, from + each);
        }
    return result;
}

Value transpose(const onnx::NodeProto& node, const Inputs& in) {
    const std::size_t rank = in[0]->shape.size();
    const auto order = permutationOf(node, rank);
    if (!order)
        return std::nullopt;
    OnnxTensor result{std::vector<Index>(rank), std::vector<double>(in[0]->values.size()), in[0]->whole, {}};
    std::vector<Index> strides(rank); // of the input, by the axes of the result
    for (std::size_t d = 0; d < rank; ++d) {
        const auto from = static_cast<std::size_t>((*order)[d]);
        result.shape[d] = in[0]->shape[from];
        strides[d] = std::accumulate(
            in[0]->shape.begin() + (*order)[d] + 1, in[0]->shape.end(), Index{1}, std::multiplies<>());
    }
    for (std::size_t k = 0; k < result.values.size(); ++k) {
        auto rest = static_cast<Index>(k);
        Index at = 0;
        for (std::size_t d = rank; d-- > 0; rest /= result.shape[d])
            at += rest % result.shape[d] * strides[d];
        result.values[k] = in[0]->values[static_cast<std::size_t>(at)];
    }
    return result;
}

Value cast(const onnx::NodeProto& node, const Inputs& in) {
    const auto to = static_cast<int>(wholeAttribute(node, "to", 0));
    Value result = *in[0];
    result->whole = !isFloatType(to);
    for (double& value : result->values)
        switch (to) {
        case onnx::TensorProto::DOUBLE:
            break;
        case onnx::TensorProto::FLOAT:
            value = static_cast<double>(static_cast<float>(value));
            break;
        case onnx::TensorProto::FLOAT16:
            value = static_cast<double>(static_cast<Eigen::half>(static_cast<float>(value)));
            break;
        case onnx::TensorProto::INT32:
        case onnx::TensorProto::INT64:
            value = std::trunc(value);
            break;
        case onnx::TensorProto::BOOL:
            value = value != 0 ? 1 : 0;
            break;
        default:
            return std::nullopt;
        }
    return result;
}

Value arithmetic(const onnx::NodeProto& node, const Inputs& in) {
    const std::size_t rank = std::max(in[0]->shape.size(), in[1]->shape.size());
    OnnxTensor result{std::vector<Index>(rank, 1), {}, in[0]->whole && in[1]->whole, {}};
    for (const OnnxTensor* one : in)
        for (std::size_t d = 0; d < one->shape.size(); ++d) {
            Index& extent = result.shape[rank - one->shape.size() + d];
            extent = one->shape[d] == 1 ? extent : one->shape[d];
        }
    if (!entriesOf(result.shape))
        return std::nullopt;
    result.values = broadcast(*in[0], result.shape);
    const auto second = broadcast(*in[1], result.shape);
    if (result.values.empty() || second.empty())
        return std::nullopt;
    const std::string& type = node.op_type();
    for (std::size_t k = 0; k < second.size(); ++k) {
        double& value = result.values[k];
        if (type == "Add")
            value += second[k];
        else if (type == "Sub")
            value -= second[k];
        else if (type == "Mul")
            value *= second[k];
        else
            value = result.whole ? std::trunc(value / second[k]) : value / second[k];
        if (!std::isfinite(value))
            return std::nullopt;
    }
    return result;
}

Value withShape(const OnnxTensor& data, std::optional<std::vector<Index>> shape) {
    return shape ? Value(OnnxTensor{std::move(*shape), data.values, data.whole, {}}) : std::nullopt;
}

Value identity(const onnx::NodeProto&, const Inputs& in) {
    return *in[0];
}

Value reshape(const onnx::NodeProto& node, const Inputs& in) {
    return withShape(*in[0], reshaped(in[0]->shape, *in[1], wholeAttribute(node, "allowzero", 0) != 0));
}

Value unsqueeze(const onnx::NodeProto& node, const Inputs& in) {
    const auto axes = axesOf(node, in.size() > 1 ? in[1] : nullptr);
    return axes ? withShape(*in[0], unsqueezed(in[0]->shape, *axes)) : std::nullopt;
}

Value squeeze(const onnx::NodeProto& node, const Inputs& in) {
    return withShape(*in[0], squeezed(in[0]->shape, axesOf(node, in.size() > 1 ? in[1] : nullptr)));
}

Value shape(const onnx::NodeProto& node, const Inputs& in) {
    return shapeTensor(node, in[0]->shape);
}

/// Of a list, as shapes are.
Value reduceProd(const onnx::NodeProto& node, const Inputs& in) {
    if (in[0]->shape.size() != 1)
        return std::nullopt;
    OnnxTensor result{{}, {1}, in[0]->whole, {}};
    for (const double value : in[0]->values)
        result.values[0] *= value;
    if (wholeAttribute(node, "keepdims", 1) != 0)
        result.shape = {1};
    return result;
}

Value constantOfShape(const onnx::NodeProto& node, const Inputs& in) {
    OnnxTensor result{{in[0]->values.begin(), in[0]->values.end()}, {}, false, {}};
    const auto size = entriesOf(result.shape);
    double value = 0;
    for (const auto& attribute : node.attribute())
        if (attribute.name() == "value") {
            const auto tensor = tensorOf(attribute.t());
            if (!tensor || tensor->size() != 1)
                return std::nullopt;
            value = tensor->values[0];
            result.whole = tensor->whole;
        }
    if (!size)
        return std::nullopt;
    result.values.assign(static_cast<std::size_t>(*size), value);
    return result;
}

struct ConstantType {
    const char* name;
    std::size_t inputs; ///< at least
    Value (*compute)(const onnx::NodeProto&, const Inputs&);
};
constexpr ConstantType types[] = {
    {"Identity", 1, identity},
    {"Cast", 1, cast},
    {"Transpose", 1, transpose},
    {"Reshape", 2, reshape},
    {"Squeeze", 1, squeeze},
    {"Unsqueeze", 1, unsqueeze},
    {"Gather", 2, gather},
    {"Slice", 1, slice},
    {"Concat", 1, concat},
    {"Shape", 1, shape},
    {"ConstantOfShape", 1, constantOfShape},
    {"ReduceProd", 1, reduceProd},
    {"Add", 2, arithmetic},
    {"Sub", 2, arithmetic},
    {"Mul", 2, arithmetic},
    {"Div", 2, arithmetic},
};

} // namespace constant_nodes

Result<std::optional<OnnxTensor>> constantNode(const onnx::NodeProto& node) {
    for (const auto& attribute : node.attribute()) {
        if (attribute.name() == "value" && attribute.has_t()) {
            auto tensor = tensorOf(attribute.t());
            if (!tensor)
                return fail(nodeText(node) + " whose " + tensor.error().message);
            return std::move(*tensor);
        }
        if (auto value = constant_nodes::attributeValue(attribute))
            return value;
    }
    return fail(nodeText(node) + " without a value, expected a tensor or numbers");
}

} // namespace

const char* constantTypes() {
    return "Cast, Transpose, Squeeze, Unsqueeze, Gather, Slice, Concat, Shape, ConstantOfShape, ReduceProd";
}

Result<std::optional<OnnxTensor>>
constantValue(const onnx::NodeProto& node, const std::vector<const OnnxTensor*>& inputs) {
    if (node.op_type() == "Constant")
        return constantNode(node);
    const auto* type = std::find_if(
        std::begin(constant_nodes::types), std::end(constant_nodes::types),
        [&](const constant_nodes::ConstantType& one) { return node.op_type() == one.name; });
    if (type == std::end(constant_nodes::types))
        return std::nullopt;
    for (std::size_t k = 0; k < inputs.size(); ++k)
        if (inputs[k] && !inputs[k]->unusable.empty())
            return fail(
                nodeText(node) + " of '" + node.input(static_cast<int>(k)).substr(0, 60) + "', which " +
                inputs[k]->unusable + ", expected numbers in the model itself");
    const bool enough =
        inputs.size() >= type->inputs &&
        std::all_of(
            inputs.begin(), inputs.begin() + static_cast<std::ptrdiff_t>(type->inputs),
            [](const OnnxTensor* one) { return one != nullptr; }) &&
        (node.op_type() != "Concat" || std::find(inputs.begin(), inputs.end(), nullptr) == inputs.end());
    auto value = enough ? type->compute(node, inputs) : std::nullopt;
    if (!value)
        return fail(
            nodeText(node) + " of constants" +
            (inputs.empty() || !inputs[0] ? "" : " (the first is " + extentsText(inputs[0]->shape) + ")") +
            " that do not fit it, expected ones that do");
    return value;
}

} // namespace kamke
