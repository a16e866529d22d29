#include "core/io/hdf5/hdf5_put.h"

#include <algorithm>
#include <array>

namespace kamke::hdf5 {

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Handle stringType() {
    Handle type(H5Tcopy(H5T_C_S1));
    H5Tset_size(type.id(), H5T_VARIABLE);
    H5Tset_cset(type.id(), H5T_CSET_UTF8);
    return type;
}

Handle spaceOf(const std::vector<hsize_t>& extents) {
    return Handle(
        extents.empty() ? H5Screate(H5S_SCALAR)
                        : H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr));
}

/// Packs a matrix that is large enough to gain from it; trained weights are float32 inside and halve.
bool compress(hid_t creation, const std::vector<hsize_t>& extents) {
    constexpr hsize_t worthIt = 4096;
    if (extents.size() != 2 || extents[0] * extents[1] < worthIt)
        return true;
    const std::array<hsize_t, 2> chunk{
        std::min<hsize_t>(extents[0], 256), std::min<hsize_t>(extents[1], 1024)};
    return H5Pset_chunk(creation, 2, chunk.data()) >= 0 && H5Pset_shuffle(creation) >= 0 &&
           H5Pset_deflate(creation, 6) >= 0;
}

} // namespace

bool putDataset(
    hid_t file, const char* name, hid_t fileType, hid_t memoryType, const std::vector<hsize_t>& extents,
    const void* data) {
    const Handle space = spaceOf(extents);
    const Handle creation(H5Pcreate(H5P_DATASET_CREATE));
    H5Pset_obj_track_times(creation.id(), false); // equal content makes equal files
    if (!compress(creation.id(), extents))
        return false;
    Handle dataset(H5Dcreate2(file, name, fileType, space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT));
    return dataset && H5Dwrite(dataset.id(), memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, data) >= 0 &&
           dataset.close();
}

bool makeFilled(
    hid_t parent, const char* name, hid_t type, const std::vector<hsize_t>& extents, const void* fill) {
    const Handle space = spaceOf(extents);
    const Handle creation(H5Pcreate(H5P_DATASET_CREATE));
    if (!creation || H5Pset_obj_track_times(creation.id(), false) < 0 ||
        H5Pset_layout(creation.id(), H5D_CONTIGUOUS) < 0 ||
        H5Pset_alloc_time(creation.id(), H5D_ALLOC_TIME_EARLY) < 0 ||
        H5Pset_fill_value(creation.id(), type, fill) < 0 ||
        H5Pset_fill_time(creation.id(), H5D_FILL_TIME_ALLOC) < 0)
        return false;
    Handle dataset(H5Dcreate2(parent, name, type, space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT));
    return dataset && dataset.close();
}

bool putMatrix(hid_t file, const char* name, const Matrix& m) {
    const RowMajor rows = m; // HDF5 counts row by row, Eigen column by column
    return putDataset(
        file, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE,
        {static_cast<hsize_t>(m.rows()), static_cast<hsize_t>(m.cols())}, rows.data());
}

bool putVector(hid_t file, const char* name, const Vector& v) {
    return putDataset(
        file, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {static_cast<hsize_t>(v.size())}, v.data());
}

bool putAttribute(
    hid_t object, const char* name, hid_t fileType, hid_t memoryType, const std::vector<hsize_t>& extents,
    const void* data) {
    const Handle space = spaceOf(extents);
    Handle attribute(H5Acreate2(object, name, fileType, space.id(), H5P_DEFAULT, H5P_DEFAULT));
    return attribute && H5Awrite(attribute.id(), memoryType, data) >= 0 && attribute.close();
}

bool putString(hid_t object, const char* name, const std::string& text) {
    const Handle type = stringType();
    const char* data = text.c_str();
    return putAttribute(object, name, type.id(), type.id(), {}, &data);
}

bool putInteger(hid_t object, const char* name, std::int64_t value) {
    return putAttribute(object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, {}, &value);
}

bool putNumber(hid_t object, const char* name, double value) {
    return putAttribute(object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {}, &value);
}

Handle makeGroup(hid_t file, const char* name) {
    const Handle creation(H5Pcreate(H5P_GROUP_CREATE));
    H5Pset_obj_track_times(creation.id(), false);
    return Handle(H5Gcreate2(file, name, H5P_DEFAULT, creation.id(), H5P_DEFAULT));
}

bool putStrings(hid_t file, const char* name, const std::vector<std::string>& strings) {
    const Handle type = stringType();
    std::vector<const char*> texts;
    texts.reserve(strings.size());
    for (const std::string& text : strings)
        texts.push_back(text.c_str());
    return putDataset(file, name, type.id(), type.id(), {texts.size()}, texts.data());
}

bool putIntegers(hid_t file, const char* name, const std::vector<std::int64_t>& values) {
    const std::int64_t none = 0; // the library wants an address even where there is nothing to write
    return putDataset(
        file, name, H5T_STD_I64LE, H5T_NATIVE_INT64, {values.size()}, values.empty() ? &none : values.data());
}

} // namespace kamke::hdf5
