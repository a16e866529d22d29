// What a parser finds in a file, before anything is made of it.
#pragma once

#include "core/io/files/byte_coder.h"
#include "core/io/import/imported_network.h"
#include "core/model/layer_stack.h"

#include <optional>
#include <string>
#include <vector>

namespace kamke {

/// A variable of a MATLAB or NumPy file.
struct NamedArray {
    std::string name;
    std::vector<Index> shape;
    std::string type;    ///< "double", "float32", …; empty where it was not looked at
    Matrix values;       ///< a list of k numbers is k×1, one number 1×1; empty where `refusal` says why
    std::string refusal; ///< "is complex, expected real numbers"
};

struct ParsedFile {
    std::string format; ///< "MATLAB 5"
    std::vector<NamedArray> arrays;
    std::optional<LayerStack> stack; ///< instead of arrays
    std::vector<ReadPart> parts;     ///< of the stack
    std::vector<int> inputShape;     ///< {28, 28}, where the file says so
    bool mayLackItsEnd = false;      ///< the format does not tell whether variables behind the last were lost
};

/// "87×784", "a list of 87", "one number".
std::string extentsText(const std::vector<Index>& shape);

/// W3 or b3 of a numbered layer, also written W03.
struct LayerName {
    char letter;
    unsigned long number;
};
std::optional<LayerName> layerNameOf(const std::string& name);

/// Whether a variable of this name may be a weight: others are not even read.
bool isWeightName(const std::string& name);

template<>
struct Members<NamedArray> {
    static auto of(auto& array) {
        return std::tie(array.name, array.shape, array.type, array.values, array.refusal);
    }
};
template<>
struct Members<ReadPart> {
    static auto of(auto& part) { return std::tie(part.what, part.shape, part.how); }
};
template<>
struct Members<AffineLayer> {
    static auto of(auto& layer) { return std::tie(layer.W, layer.b); }
};
template<>
struct Members<ReluLayer> {
    static auto of(auto&) { return std::tie(); }
};
template<>
struct Members<BatchNormLayer> {
    static auto of(auto& layer) {
        return std::tie(layer.scale, layer.shift, layer.mean, layer.variance, layer.eps);
    }
};
template<>
struct Members<NormalisationLayer> {
    static auto of(auto& layer) { return std::tie(layer.mean, layer.std); }
};
template<>
struct Members<ImplicitLayer> {
    static auto of(auto& layer) { return std::tie(layer.A, layer.B, layer.b, layer.activation); }
};
template<>
struct Members<LayerStack> {
    static auto of(auto& stack) { return std::tie(stack.inputs, stack.layers); }
};
template<>
struct Members<ParsedFile> {
    static auto of(auto& file) {
        return std::tie(
            file.format, file.inputShape, file.mayLackItsEnd, file.arrays, file.parts, file.stack);
    }
};

} // namespace kamke
