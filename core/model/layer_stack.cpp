#include "core/model/layer_stack.h"

#include <cmath>
#include <utility>

namespace kamke {

namespace {

std::string extents(const Matrix& m) {
    return std::to_string(m.rows()) + "×" + std::to_string(m.cols());
}

/// The affine map from a source, the input or a block of the state, to the value between two layers.
class FoldedMap {
public:
    explicit FoldedMap(Index size)
        : shift_(Vector::Zero(size)) {}

    Index size() const { return shift_.size(); }
    /// Behind it comes v ↦ Wv + b.
    void then(const Matrix& W, const Vector& b) {
        shift_ = (W * shift_ + b).eval();
        matrix_ = matrix_ ? Matrix(W * *matrix_) : W;
    }
    /// Behind it comes v ↦ factor ∘ (v − centre) + shift.
    void thenScaled(const Vector& factor, const Vector& centre, const Vector& shift) {
        shift_ = (factor.cwiseProduct(shift_ - centre) + shift).eval();
        matrix_ = matrix_ ? Matrix(factor.asDiagonal() * *matrix_) : Matrix(factor.asDiagonal());
    }
    Matrix matrix() const { return matrix_ ? *matrix_ : Matrix(Matrix::Identity(size(), size())); }
    const Vector& shift() const { return shift_; }

private:
    std::optional<Matrix> matrix_; ///< none: the identity, which is large for an image
    Vector shift_;
};

/// x_k = Φ(own x_k + coupling · source + bias), the source being block k − 1 or, for the first, u.
struct StateBlock {
    Matrix own, coupling;
    Vector bias;
};

/// Goes through the layers and collects the blocks.
class StackFolder {
public:
    explicit StackFolder(Index inputs)
        : map_(inputs) {}

    /// What is wrong with the layer, if anything.
    using Complaint = std::optional<std::string>;

    Complaint operator()(const AffineLayer& layer) {
        if (layer.W.rows() < 1 || layer.W.cols() != map_.size() || layer.b.size() != layer.W.rows())
            return "an affine layer, has W of " + extents(layer.W) + " and b of " +
                   std::to_string(layer.b.size()) + ", expected W of outputs×" + std::to_string(map_.size()) +
                   " and as many b as outputs";
        map_.then(layer.W, layer.b);
        return std::nullopt;
    }

    Complaint operator()(const ReluLayer&) {
        const Index n = map_.size();
        addBlock({Matrix::Zero(n, n), map_.matrix(), map_.shift()});
        return use(Activation());
    }

    Complaint operator()(const BatchNormLayer& layer) {
        const Index n = map_.size();
        for (const Vector* part : {&layer.scale, &layer.shift, &layer.mean, &layer.variance})
            if (part->size() != n)
                return "a batch normalisation, has a parameter of " + std::to_string(part->size()) +
                       " entries, expected " + std::to_string(n);
        const Vector deviation = (layer.variance.array() + layer.eps).sqrt();
        if (!(deviation.array() > 0).all())
            return "a batch normalisation, has a variance + eps that is not positive, expected > 0";
        map_.thenScaled(layer.scale.cwiseQuotient(deviation), layer.mean, layer.shift);
        return std::nullopt;
    }

    Complaint operator()(const NormalisationLayer& layer) {
        const Index n = map_.size();
        if (layer.mean.size() != n || layer.std.size() != n)
            return "a normalisation, has " + std::to_string(layer.mean.size()) + " means and " +
                   std::to_string(layer.std.size()) + " deviations, expected " + std::to_string(n) + " each";
        if ((layer.std.array() == 0).any())
            return "a normalisation, divides by zero, expected std ≠ 0";
        map_.thenScaled(layer.std.cwiseInverse(), layer.mean, Vector::Zero(n));
        return std::nullopt;
    }

    Complaint operator()(const ImplicitLayer& layer) {
        const Index n = layer.A.rows();
        if (n < 1 || layer.A.cols() != n || layer.B.rows() != n || layer.B.cols() != map_.size() ||
            layer.b.size() != n)
            return "an implicit layer, has A of " + extents(layer.A) + ", B of " + extents(layer.B) +
                   " and b of " + std::to_string(layer.b.size()) + ", expected A of n×n, B of n×" +
                   std::to_string(map_.size()) + " and n entries of b";
        addBlock({layer.A, layer.B * map_.matrix(), layer.B * map_.shift() + layer.b});
        return use(layer.activation);
    }

    Network network(Index inputs) {
        if (blocks_.empty()) // a network has a state, so it gets a unit that nothing depends on
            blocks_.push_back({Matrix::Zero(1, 1), Matrix::Zero(1, inputs), Vector::Zero(1)});
        Index n = 0;
        for (const StateBlock& block : blocks_)
            n += block.bias.size();
        Network net;
        net.A = Matrix::Zero(n, n);
        net.B = Matrix::Zero(n, inputs);
        net.b.resize(n);
        net.C = Matrix::Zero(map_.size(), n);
        net.D = Matrix::Zero(map_.size(), inputs);
        net.c = map_.shift();
        if (activation_)
            net.activation = *activation_;
        Index at = 0;
        for (std::size_t k = 0; k < blocks_.size(); ++k) {
            const StateBlock& block = blocks_[k];
            const Index size = block.bias.size(), source = block.coupling.cols();
            net.A.block(at, at, size, size) = block.own;
            if (k == 0)
                net.B.topRows(size) = block.coupling;
            else
                net.A.block(at, at - source, size, source) = block.coupling;
            net.b.segment(at, size) = block.bias;
            at += size;
        }
        if (activation_)
            net.C.rightCols(blocks_.back().bias.size()) = map_.matrix();
        else
            net.D = map_.matrix();
        return net;
    }

private:
    Complaint use(const Activation& activation) {
        if (activation_ && !(*activation_ == activation))
            return "an implicit or ReLU layer, has the activation " + std::string(activation.name()) +
                   ", expected the same as of the layers before it, " + std::string(activation_->name()) +
                   ": one network has one Φ";
        activation_ = activation;
        return std::nullopt;
    }

    void addBlock(StateBlock block) {
        map_ = FoldedMap(block.bias.size());
        blocks_.push_back(std::move(block));
    }

    FoldedMap map_;
    std::vector<StateBlock> blocks_;
    std::optional<Activation> activation_; ///< of all blocks; none before the first
};

/// The normalisations in front of everything, as one; `first` is the layer behind them.
std::optional<InputSpec> leadingInput(const LayerStack& stack, std::size_t& first) {
    std::optional<InputSpec> input;
    for (; first < stack.layers.size(); ++first) {
        const auto* layer = std::get_if<NormalisationLayer>(&stack.layers[first]);
        if (!layer || layer->mean.size() != stack.inputs || layer->std.size() != stack.inputs ||
            !(layer->std.array() > 0).all())
            break;
        if (!input)
            input = InputSpec{layer->mean, layer->std, {}, {}, {}};
        else // ((v − m₁)/s₁ − m₂)/s₂ = (v − (m₁ + s₁m₂))/(s₁s₂)
            input = InputSpec{
                input->mean + input->std.cwiseProduct(layer->mean),
                input->std.cwiseProduct(layer->std),
                {},
                {},
                {}};
    }
    return input;
}

} // namespace

Result<Network> toNetwork(const LayerStack& stack, LeadingNormalisation leading) {
    if (stack.inputs < 1)
        return fail("the stack of layers has no inputs, expected at least one");
    std::size_t k = 0;
    const std::optional<InputSpec> input =
        leading == LeadingNormalisation::Keep ? leadingInput(stack, k) : std::nullopt;
    StackFolder folder(stack.inputs);
    for (; k < stack.layers.size(); ++k)
        if (const auto wrong = std::visit(folder, stack.layers[k]))
            return fail("layer " + std::to_string(k + 1) + ", " + *wrong);
    Network network = folder.network(stack.inputs);
    network.input = input;
    if (auto wrong = validationError(network))
        return fail(*wrong);
    return network;
}

} // namespace kamke
