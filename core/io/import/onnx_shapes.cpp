// What the nodes that only change a shape make of it.
#include "core/io/import/onnx_chain.h"
#include "core/io/import/onnx_constants.h"

#define ONNX_NAMESPACE onnx
#define ONNX_ML 1
#include <algorithm>
#include <numeric>
#include <onnx/onnx_pb.h>

namespace kamke {

namespace {

/// The axes counted from 0, in rising order; nothing when one is out of range or there twice.
std::optional<std::vector<Index>> countedAxes(std::vector<Index> axes, Index rank) {
    for (Index& axis : axes) {
        if (axis < -rank || axis >= rank)
            return std::nullopt;
        axis += axis < 0 ? rank : 0;
    }
    std::sort(axes.begin(), axes.end());
    return std::adjacent_find(axes.begin(), axes.end()) == axes.end() ? std::optional(axes) : std::nullopt;
}

} // namespace

std::optional<std::vector<Index>>
reshaped(const std::vector<Index>& shape, const OnnxTensor& target, bool zeroIsZero) {
    const auto entries = entriesOf(shape);
    std::vector<Index> result;
    std::optional<std::size_t> open;
    Index known = 1;
    for (std::size_t k = 0; k < target.values.size(); ++k) {
        const double wanted = target.values[k];
        if (wanted < -1 || wanted > 1e9 || (wanted == -1 && open) ||
            (wanted == 0 && !zeroIsZero && k >= shape.size()))
            return std::nullopt;
        if (wanted == -1)
            open = k;
        result.push_back(wanted == 0 && !zeroIsZero ? shape[k] : static_cast<Index>(wanted));
        known = wanted == -1 ? known : known * result.back();
        if (known < 0 || known > (Index{1} << 30))
            return std::nullopt;
    }
    if (!entries)
        return std::nullopt;
    if (open) {
        if (known == 0 || *entries % known != 0)
            return std::nullopt;
        result[*open] = *entries / known;
        known = *entries;
    }
    return known == *entries ? std::optional(std::move(result)) : std::nullopt;
}

std::optional<std::vector<Index>>
unsqueezed(const std::vector<Index>& shape, const std::vector<Index>& axes) {
    const auto counted = countedAxes(axes, static_cast<Index>(shape.size() + axes.size()));
    if (!counted)
        return std::nullopt;
    std::vector<Index> result = shape;
    for (const Index axis : *counted)
        result.insert(result.begin() + axis, 1);
    return result;
}

std::optional<std::vector<Index>>
squeezed(const std::vector<Index>& shape, const std::optional<std::vector<Index>>& axes) {
    std::vector<Index> result = shape;
    if (!axes) {
        std::erase(result, 1);
        return result;
    }
    const auto counted = countedAxes(*axes, static_cast<Index>(shape.size()));
    if (!counted)
        return std::nullopt;
    // From the last, so that the others keep their places.
    for (const Index axis : std::vector<Index>(counted->rbegin(), counted->rend())) {
        if (result[static_cast<std::size_t>(axis)] != 1)
            return std::nullopt;
        result.erase(result.begin() + axis);
    }
    return result;
}

std::optional<std::vector<Index>> axesOf(const onnx::NodeProto& node, const OnnxTensor* second) {
    if (second)
        return std::vector<Index>(second->values.begin(), second->values.end());
    return wholesAttribute(node, "axes");
}

OnnxTensor shapeTensor(const onnx::NodeProto& node, const std::vector<Index>& shape) {
    const auto rank = static_cast<std::int64_t>(shape.size());
    const auto place = [&](const char* name, std::int64_t otherwise) {
        const std::int64_t given = wholeAttribute(node, name, otherwise);
        return std::clamp(given < 0 ? given + rank : given, std::int64_t{0}, rank);
    };
    const std::int64_t start = place("start", 0), end = std::max(start, place("end", rank));
    OnnxTensor result{{end - start}, {}, true, {}};
    result.values.assign(shape.begin() + start, shape.begin() + end);
    return result;
}

std::optional<std::vector<Index>> permutationOf(const onnx::NodeProto& node, std::size_t rank) {
    std::vector<Index> order(rank);
    std::iota(order.rbegin(), order.rend(), 0); // without an attribute the axes are turned round
    if (const auto given = wholesAttribute(node, "perm"))
        order = *given;
    const auto counted = countedAxes(order, static_cast<Index>(rank));
    const bool all = counted && counted->size() == rank && *std::min_element(order.begin(), order.end()) >= 0;
    return rank == 0 || all ? std::optional(order) : std::nullopt;
}

std::vector<Index> OnnxChain::wholeShape() const {
    std::vector<Index> shape = shape_;
    if (samples_ > 1)
        shape.front() = samples_;
    return shape;
}

Result<void> OnnxChain::become(const onnx::NodeProto& node, std::optional<std::vector<Index>> shape) {
    const bool keepsSamples = shape && (samples_ == 1 || (!shape->empty() && shape->front() == samples_));
    if (!keepsSamples || shape->empty() || entriesOf(*shape) != size() * samples_)
        return fail(
            nodeText(node) + " of " + extentsText(wholeShape()) +
            (shape ? " to " + extentsText(*shape) : " to another shape") + ", expected to batch×" +
            std::to_string(size()));
    if (samples_ > 1)
        shape->front() = 1;
    shape_ = std::move(*shape);
    done(node, extentsText(shape_), "row by row, nothing to compute");
    return {};
}

Result<void> OnnxChain::flatten(const onnx::NodeProto& node) {
    const auto rank = static_cast<std::int64_t>(shape_.size());
    const std::int64_t given = wholeAttribute(node, "axis", 1), axis = given + (given < 0 ? rank : 0);
    const bool listPerSample =
        axis >= 1 && axis <= rank &&
        std::all_of(shape_.begin(), shape_.begin() + axis, [](Index extent) { return extent == 1; });
    if (!listPerSample)
        return fail(
            nodeText(node) + " at axis " + std::to_string(given) + " of " + extentsText(wholeShape()) +
            ", expected axis 1, so that each sample becomes a list");
    return become(node, std::vector<Index>{samples_, size()});
}

Result<void> OnnxChain::reshape(const onnx::NodeProto& node) {
    const OnnxTensor* target = constant(node, 1);
    if (!target || !target->unusable.empty() || node.input(0) != value_)
        return fail(nodeText(node) + " to a shape that is not known, expected constants of the model");
    const bool zeroIsZero = wholeAttribute(node, "allowzero", 0) != 0;
    auto shape = reshaped(wholeShape(), *target, zeroIsZero);
    // Where the model leaves the number of samples open, a shape that is written down may tell it.
    const double first = target->size() > 0 ? target->values[0] : 0;
    if (!shape && samplesOpen_ && !samplesAsked_ && shape_.front() == 1 && first > 1 && first < 1e6) {
        std::vector<Index> several = shape_;
        several.front() = static_cast<Index>(first);
        shape = reshaped(several, *target, zeroIsZero);
        if (shape) {
            samples_ = several.front();
            samplesOpen_ = false;
            shapes_.clear(); // they were those of one sample
        }
    }
    return become(node, std::move(shape));
}

Result<void> OnnxChain::squeeze(const onnx::NodeProto& node) {
    const OnnxTensor* second = constant(node, 1);
    if (node.input(0) != value_ || (node.input_size() > 1 && (!second || !second->unusable.empty())))
        return fail(nodeText(node) + " at axes that are not known, expected constants of the model");
    const auto axes = axesOf(node, second);
    if (node.op_type() == "Squeeze")
        return become(node, squeezed(wholeShape(), axes));
    return become(node, axes ? unsqueezed(wholeShape(), *axes) : std::nullopt);
}

Result<void> OnnxChain::transpose(const onnx::NodeProto& node) {
    const auto order = permutationOf(node, shape_.size());
    const std::vector<Index> from = wholeShape();
    std::vector<Index> shape, moved; // axes of more than one entry must keep their order
    for (const Index axis : order.value_or(std::vector<Index>{})) {
        shape.push_back(from[static_cast<std::size_t>(axis)]);
        if (shape.back() > 1)
            moved.push_back(axis);
    }
    if (!order || !std::is_sorted(moved.begin(), moved.end()))
        return fail(
            nodeText(node) + " of a value of " + extentsText(from) +
            " that changes the order of its entries, "
            "expected it of a constant");
    return become(node, std::move(shape));
}

} // namespace kamke
