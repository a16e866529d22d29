// What the node types of ONNX do, as layers.
#include "core/io/import/onnx_chain.h"

#include "core/model/try.h"

#define ONNX_NAMESPACE onnx
#define ONNX_ML 1
#include <algorithm>
#include <cstdint>
#include <onnx/onnx_pb.h>

namespace kamke {

namespace {

Vector toVector(const std::vector<double>& values) {
    return Eigen::Map<const Vector>(values.data(), static_cast<Index>(values.size()));
}

} // namespace

std::string OnnxChain::integersIn(const onnx::NodeProto& node, int input) const {
    return nodeText(node) + " with the tensor '" + node.input(input).substr(0, 60) +
           "' of integers, expected floats (quantised weights come with a scale that ONNX applies in "
           "nodes of its own)";
}

Result<int> OnnxChain::place(const onnx::NodeProto& node) const {
    if (node.input_size() >= 2)
        for (const int k : {0, 1}) {
            const OnnxTensor* other = node.input(k) == value_ ? constant(node, 1 - k) : nullptr;
            if (other && !other->unusable.empty())
                return fail(
                    nodeText(node) + " with the tensor '" + node.input(1 - k).substr(0, 60) + "' that " +
                    other->unusable + ", expected numbers in the model itself");
            if (other && other->whole)
                return fail(integersIn(node, 1 - k));
            if (other)
                return k;
        }
    return fail(nodeText(node) + " of two values, expected one of them to be a constant of the model");
}

/// The value is v, a row or a column; W·v + b follows, which has `shape`.
Result<void>
OnnxChain::affine(const onnx::NodeProto& node, Matrix W, const Vector& b, std::vector<Index> shape) {
    done(
        node, std::to_string(W.rows()) + "×" + std::to_string(W.cols()),
        "weights from " + std::to_string(W.cols()) + " to " + std::to_string(W.rows()) + " values");
    file_.stack->layers.emplace_back(AffineLayer{std::move(W), b});
    shape_ = std::move(shape);
    return {};
}

Result<void> OnnxChain::gemm(const onnx::NodeProto& node) {
    // Y = alpha·A'B' + beta·C.
    KAMKE_TRY(const auto at, place(node));
    const OnnxTensor& weights = *constant(node, 1 - at);
    const bool transA = wholeAttribute(node, "transA", 0) != 0;
    const bool transB = wholeAttribute(node, "transB", 0) != 0;
    const double alpha = realAttribute(node, "alpha", 1), beta = realAttribute(node, "beta", 1);
    if (weights.shape.size() != 2 || shape_.size() != 2 || weights.size() == 0)
        return fail(
            nodeText(node) + " of " + extentsText(shape_) + " and " + extentsText(weights.shape) +
            ", expected two matrices");
    const bool transValue = at == 0 ? transA : transB, transWeights = at == 0 ? transB : transA;
    const Index rows = transValue ? shape_[1] : shape_[0], columns = transValue ? shape_[0] : shape_[1];
    Matrix K = weights.matrix();
    if (transWeights)
        K.transposeInPlace();
    // v K: the value is a row, and W = Kᵀ; K v: a column, and W = K.
    if (at == 0)
        K.transposeInPlace();
    const Index along = at == 0 ? columns : rows, across = at == 0 ? rows : columns;
    if (across != 1 || along != K.cols() || (samples_ > 1 && (at == 1 || transValue)))
        return fail(
            nodeText(node) + " of " + extentsText(shape_) + " and weights for " + std::to_string(K.cols()) +
            " values, expected shapes that fit");
    const std::vector<Index> shape =
        at == 0 ? std::vector<Index>{1, K.rows()} : std::vector<Index>{K.rows(), 1};
    Vector b = Vector::Zero(K.rows());
    if (node.input_size() > 2 && !node.input(2).empty()) {
        const OnnxTensor* bias = constant(node, 2);
        if (bias && bias->whole && bias->unusable.empty())
            return fail(integersIn(node, 2));
        const auto values = bias ? broadcast(*bias, shape) : std::vector<double>();
        if (values.empty())
            return fail(
                nodeText(node) + " whose bias is no constant that fits, expected " +
                std::to_string(K.rows()) + " numbers");
        b = beta * toVector(values);
    }
    K *= alpha;
    return affine(node, std::move(K), b, shape);
}

Result<void> OnnxChain::matMul(const onnx::NodeProto& node) {
    KAMKE_TRY(const auto at, place(node));
    const OnnxTensor& weights = *constant(node, 1 - at);
    const bool list = shape_.size() == 1;
    // v K with v of 1×…×1×k or k; K v with v of k×1 or k.
    const bool row = shape_.back() == size();
    const bool column = list || (shape_.size() == 2 && shape_[1] == 1 && samples_ == 1);
    const bool onTheLeft = at == 0;
    Matrix K;
    if (weights.shape.size() == 2 && weights.size() > 0)
        K = onTheLeft ? Matrix(weights.matrix().transpose()) : weights.matrix();
    if (!(onTheLeft ? row : column) || K.size() == 0 || K.cols() != size())
        return fail(
            nodeText(node) + " of " + extentsText(onTheLeft ? shape_ : weights.shape) + " and " +
            extentsText(onTheLeft ? weights.shape : shape_) +
            ", expected a list of values (after a Flatten) and a matrix that fits");
    const Index outputs = K.rows();
    std::vector<Index> shape = shape_;
    if (onTheLeft)
        shape.back() = outputs;
    else
        shape.front() = outputs;
    return affine(node, std::move(K), Vector::Zero(outputs), shape);
}

Result<Vector> OnnxChain::besideValue(const onnx::NodeProto& node, int at) {
    const OnnxTensor& tensor = *constant(node, 1 - at);
    const std::size_t rank = shape_.size(), more = std::max(tensor.shape.size(), rank) - rank;
    const auto values = broadcast(tensor, shape_);
    if (values.empty() || (more > 0 && samples_ > 1))
        return fail(
            nodeText(node) + " with a constant of " + extentsText(tensor.shape) +
            ", expected one that fits " + extentsText(wholeShape()));
    shape_.insert(shape_.begin(), more, 1);
    return toVector(values);
}

Result<void> OnnxChain::addOrSubtract(const onnx::NodeProto& node) {
    KAMKE_TRY(const auto at, place(node));
    const bool subtract = node.op_type() == "Sub";
    KAMKE_TRY(const auto shift, besideValue(node, at));
    const Index n = shift.size();
    if (subtract && at == 1) // −(v − 0)/1 + shift
        file_.stack->layers.emplace_back(
            BatchNormLayer{-Vector::Ones(n), shift, Vector::Zero(n), Vector::Ones(n), 0});
    else
        file_.stack->layers.emplace_back(
            NormalisationLayer{subtract ? shift : Vector(-shift), Vector::Ones(n)});
    done(
        node, extentsText(constant(node, 1 - at)->shape),
        !subtract ? "plus a constant"
        : at == 1 ? "subtracted from a constant"
                  : "minus a constant");
    return {};
}

Result<void> OnnxChain::multiply(const onnx::NodeProto& node) {
    KAMKE_TRY(const auto at, place(node));
    KAMKE_TRY(const auto factor, besideValue(node, at));
    const Index n = factor.size();
    const Vector divisor = factor.cwiseInverse();
    // In front of everything a scale is a normalisation of the inputs, as 1/255 of bytes.
    const bool leading =
        std::all_of(file_.stack->layers.begin(), file_.stack->layers.end(), [](const Layer& layer) {
            return std::holds_alternative<NormalisationLayer>(layer);
        });
    if (leading && (factor.array() > 0).all() && divisor.allFinite())
        file_.stack->layers.emplace_back(NormalisationLayer{Vector::Zero(n), divisor});
    else
        file_.stack->layers.emplace_back(
            BatchNormLayer{factor, Vector::Zero(n), Vector::Zero(n), Vector::Ones(n), 0});
    done(node, extentsText(constant(node, 1 - at)->shape), "times a constant");
    return {};
}

Result<void> OnnxChain::divide(const onnx::NodeProto& node) {
    KAMKE_TRY(const auto at, place(node));
    if (at == 1)
        return fail(nodeText(node) + " of a constant by the value, expected the value over a constant");
    KAMKE_TRY(const auto divisor, besideValue(node, at));
    file_.stack->layers.emplace_back(NormalisationLayer{Vector::Zero(divisor.size()), divisor});
    done(node, extentsText(constant(node, 1)->shape), "divided by a constant");
    return {};
}

Result<void> OnnxChain::relu(const onnx::NodeProto& node) {
    file_.stack->layers.emplace_back(ReluLayer{});
    done(node, std::to_string(size()), "a block of the state");
    return {};
}

Result<void> OnnxChain::identity(const onnx::NodeProto& node) {
    done(node, "", "nothing to compute");
    return {};
}

Result<void> OnnxChain::cast(const onnx::NodeProto& node) {
    const auto to = static_cast<int>(wholeAttribute(node, "to", 0));
    if (!isFloatType(to))
        return fail(nodeText(node) + " of the value to " + onnxTypeText(to) + ", expected to floats");
    whole_ = false;
    done(node, "", "to " + onnxTypeText(to) + ", computed with float64");
    return {};
}

Result<void> OnnxChain::dropout(const onnx::NodeProto& node) {
    const bool named = node.input_size() > 2 && !node.input(2).empty();
    const OnnxTensor* training = constant(node, 2);
    if (node.input(0) != value_ || node.output(0).empty() ||
        (named && (!training || training->size() != 1 || training->values[0] != 0)))
        return fail(nodeText(node) + " in training mode, expected a model exported for inference");
    done(node, "", "nothing to compute at inference");
    return {};
}

Result<void> OnnxChain::batchNormalization(const onnx::NodeProto& node) {
    const OnnxTensor* parts[4];
    for (int k = 0; k < 4; ++k)
        parts[k] = constant(node, k + 1);
    if (node.input_size() != 5 || node.input(0) != value_ || shape_.size() < 2 || shape_[0] != 1)
        return fail(nodeText(node) + " of a value of " + extentsText(shape_) + ", expected batch×channels");
    // Older ones train when they give the new mean and variance as well.
    const bool more =
        std::any_of(node.output().begin() + 1, node.output().end(), [](const std::string& name) {
            return !name.empty();
        });
    if (more || wholeAttribute(node, "training_mode", 0) != 0 || wholeAttribute(node, "spatial", 1) != 1)
        return fail(nodeText(node) + " in training mode, expected a model exported for inference");
    const Index channels = shape_[1], each = size() / channels;
    BatchNormLayer layer;
    Vector* const vectors[] = {&layer.scale, &layer.shift, &layer.mean, &layer.variance};
    for (int k = 0; k < 4; ++k) {
        if (!parts[k] || parts[k]->size() != channels)
            return fail(
                nodeText(node) + " with a parameter that is no list of " + std::to_string(channels) +
                " constants, expected one number per channel");
        *vectors[k] = parts[k]->list().transpose().replicate(each, 1).reshaped();
    }
    layer.eps = realAttribute(node, "epsilon", 1e-5F);
    file_.stack->layers.emplace_back(std::move(layer));
    done(node, std::to_string(channels) + " channels", "folded into the weights beside it");
    return {};
}

} // namespace kamke
