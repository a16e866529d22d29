#include "core/io/files/dataset_bytes.h"

#include "core/io/files/byte_coder.h"

namespace kamke {

namespace {

/// One list of the members serves both ways.
template<class Coder, class SomeDataset>
void codeDataset(Coder& coder, SomeDataset& data) {
    coder(data.name);
    coder(data.shape);
    coder(data.values);
    coder(data.labels);
    coder(data.labelNames);
}

} // namespace

std::string toBytes(const Dataset& data) {
    Packer packer;
    codeDataset(packer, data);
    return packer.take();
}

std::optional<Dataset> datasetFromBytes(const std::string& bytes) {
    Unpacker unpacker(bytes);
    Dataset data;
    codeDataset(unpacker, data);
    return unpacker.atEnd() ? std::optional(std::move(data)) : std::nullopt;
}

} // namespace kamke
