#include "core/io/files/witness_file.h"

#include "core/io/files/hdf5_file.h"
#include "core/io/files/replace_file.h"
#include "core/io/hdf5/hdf5_put.h"

#include <cassert>

namespace kamke {

using namespace hdf5;

namespace {

std::vector<std::int64_t> wide(const std::vector<int>& values) {
    return {values.begin(), values.end()};
}

std::vector<std::int64_t> wide(const std::vector<Index>& values) {
    return {values.begin(), values.end()};
}

bool putWitnesses(hid_t file, const WitnessFile& content) {
    assert(content.inputs.cols() == static_cast<Index>(content.labels.size()));
    std::vector<hsize_t> extents{static_cast<hsize_t>(content.inputs.cols())};
    if (content.shape.size() == 2)
        extents.insert(extents.end(), content.shape.begin(), content.shape.end());
    else
        extents.push_back(static_cast<hsize_t>(content.inputs.rows()));
    const double none = 0; // the library wants an address even where there is nothing to write
    // One column a sample here is one row a sample in the file.
    const double* data = content.inputs.size() > 0 ? content.inputs.data() : &none;
    return putFormat(file, FileFormat::Dataset) &&
           putDataset(file, "inputs", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, extents, data) &&
           putIntegers(file, "labels", wide(content.labels)) && putVector(file, "eps", content.eps) &&
           putIntegers(file, "prediction", wide(content.predictions)) &&
           putIntegers(file, "index", wide(content.samples));
}

} // namespace

Result<void> writeWitnesses(const std::filesystem::path& path, const WitnessFile& file) {
    return replaceHdf5File(path, [&](hid_t id) { return putWitnesses(id, file); });
}

} // namespace kamke
