// What a parser finds in a file, before anything is made of it.
#pragma once

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

/// Only for processes of one program on one machine.
std::string toBytes(const ParsedFile& file);
/// The inverse. Empty when the bytes are not what toBytes() makes; never reads or allocates beyond them.
std::optional<ParsedFile> parsedFileFromBytes(const std::string& bytes);

} // namespace kamke
