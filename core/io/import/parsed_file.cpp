#include "core/io/import/parsed_file.h"

#include "core/io/files/byte_coder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace kamke {

std::string extentsText(const std::vector<Index>& shape) {
    if (shape.empty())
        return "one number";
    if (shape.size() == 1)
        return "a list of " + std::to_string(shape.front());
    std::string text;
    for (const Index extent : shape)
        text += (text.empty() ? "" : "×") + std::to_string(extent);
    return text;
}

std::optional<LayerName> layerNameOf(const std::string& name) {
    if (name.size() < 2 || (name[0] != 'W' && name[0] != 'b') ||
        name.find_first_not_of("0123456789", 1) != std::string::npos)
        return std::nullopt;
    LayerName layer{name[0], std::numeric_limits<unsigned long>::max()}; // stays so for a larger one
    std::from_chars(name.data() + 1, name.data() + name.size(), layer.number);
    return layer;
}

bool isWeightName(const std::string& name) {
    static constexpr std::array known{"A", "B", "C", "D", "U", "u", "b", "c", "eta", "m"};
    return std::find(known.begin(), known.end(), name) != known.end() || layerNameOf(name);
}

namespace {

// One list of the members serves both ways.
template<class Coder, class Array>
void codeArray(Coder& coder, Array& array) {
    coder(array.name);
    coder(array.shape);
    coder(array.type);
    coder(array.values);
    coder(array.refusal);
}

template<class Coder, class Part>
void codePart(Coder& coder, Part& part) {
    coder(part.what);
    coder(part.shape);
    coder(part.how);
}

template<class Coder>
struct LayerCoder {
    Coder& coder;
    template<class L>
    void operator()(L& layer) const {
        using Plain = std::remove_const_t<L>;
        if constexpr (std::is_same_v<Plain, AffineLayer>) {
            coder(layer.W);
            coder(layer.b);
        } else if constexpr (std::is_same_v<Plain, BatchNormLayer>) {
            coder(layer.scale);
            coder(layer.shift);
            coder(layer.mean);
            coder(layer.variance);
            coder(layer.eps);
        } else if constexpr (std::is_same_v<Plain, NormalisationLayer>) {
            coder(layer.mean);
            coder(layer.std);
        } else if constexpr (std::is_same_v<Plain, ImplicitLayer>) {
            coder(layer.A);
            coder(layer.B);
            coder(layer.b);
            coder(layer.activation);
        }
    }
};

/// Takes the layer of this index of the variant.
template<std::size_t k = 0>
void takeLayer(Unpacker& unpacker, std::size_t index, Layer& layer) {
    if constexpr (k < std::variant_size_v<Layer>) {
        if (index == k)
            LayerCoder<Unpacker>{unpacker}(layer.emplace<k>());
        else
            takeLayer<k + 1>(unpacker, index, layer);
    }
}

/// Takes a number of items, each by `take`; false when the bytes have ended before.
template<class Items, class Take>
bool takeAll(Unpacker& unpacker, Items& items, const Take& take) {
    std::size_t left = 0;
    for (unpacker(left); left > 0 && unpacker.good(); --left)
        take(items.emplace_back());
    return unpacker.good();
}

} // namespace

std::string toBytes(const ParsedFile& file) {
    Packer packer;
    packer(file.format);
    packer(file.inputShape);
    packer(file.mayLackItsEnd);
    packer(file.arrays.size());
    for (const NamedArray& array : file.arrays)
        codeArray(packer, array);
    packer(file.parts.size());
    for (const ReadPart& part : file.parts)
        codePart(packer, part);
    packer(file.stack.has_value());
    if (file.stack) {
        packer(file.stack->inputs);
        packer(file.stack->layers.size());
        for (const Layer& layer : file.stack->layers) {
            packer(layer.index());
            std::visit(LayerCoder<Packer>{packer}, layer);
        }
    }
    return packer.take();
}

std::optional<ParsedFile> parsedFileFromBytes(const std::string& bytes) {
    Unpacker unpacker(bytes);
    ParsedFile file;
    unpacker(file.format);
    unpacker(file.inputShape);
    unpacker(file.mayLackItsEnd);
    bool good = takeAll(unpacker, file.arrays, [&](NamedArray& array) { codeArray(unpacker, array); });
    good = good && takeAll(unpacker, file.parts, [&](ReadPart& part) { codePart(unpacker, part); });
    bool has = false;
    unpacker(has);
    if (good && has) {
        LayerStack& stack = file.stack.emplace();
        unpacker(stack.inputs);
        good = takeAll(unpacker, stack.layers, [&](Layer& layer) {
            std::size_t index = 0;
            unpacker(index);
            takeLayer(unpacker, index, layer);
        });
    }
    return good && unpacker.atEnd() ? std::optional(std::move(file)) : std::nullopt;
}

} // namespace kamke
