#include "io/network_writer.h"

namespace kamke {

using hdf5::Handle;

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

bool putDataset(
    hid_t file, const char* name, hid_t fileType, hid_t memoryType, const std::vector<hsize_t>& extents,
    const void* data) {
    const Handle space = spaceOf(extents);
    const Handle creation(H5Pcreate(H5P_DATASET_CREATE));
    H5Pset_obj_track_times(creation.id(), false); // equal networks make equal files
    Handle dataset(H5Dcreate2(file, name, fileType, space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT));
    return dataset && H5Dwrite(dataset.id(), memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, data) >= 0 &&
           dataset.close();
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

/// A vector of equal entries as a scalar, which is what "the same for all inputs" means in the format.
bool putPerInput(hid_t group, const char* name, const Vector& v) {
    if ((v.array() == v(0)).all())
        return putNumber(group, name, v(0));
    return putAttribute(
        group, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {static_cast<hsize_t>(v.size())}, v.data());
}

Handle makeGroup(hid_t file, const char* name) {
    const Handle creation(H5Pcreate(H5P_GROUP_CREATE));
    H5Pset_obj_track_times(creation.id(), false);
    return Handle(H5Gcreate2(file, name, H5P_DEFAULT, creation.id(), H5P_DEFAULT));
}

bool putInput(hid_t file, const InputSpec& input) {
    Handle group = makeGroup(file, "input");
    bool ok =
        group && putPerInput(group.id(), "mean", input.mean) && putPerInput(group.id(), "std", input.std);
    if (input.lower)
        ok = ok && putPerInput(group.id(), "lower", *input.lower);
    if (input.upper)
        ok = ok && putPerInput(group.id(), "upper", *input.upper);
    if (!input.shape.empty()) {
        const std::vector<std::int64_t> shape(input.shape.begin(), input.shape.end());
        ok = ok &&
             putAttribute(group.id(), "shape", H5T_STD_I64LE, H5T_NATIVE_INT64, {shape.size()}, shape.data());
    }
    return ok && group.close();
}

bool putTraining(hid_t file, const std::map<std::string, AttributeValue>& training) {
    Handle group = makeGroup(file, "training");
    bool ok = static_cast<bool>(group);
    for (const auto& [key, value] : training) {
        const char* name = key.c_str();
        if (const auto* integer = std::get_if<std::int64_t>(&value))
            ok = ok && putInteger(group.id(), name, *integer);
        else if (const auto* number = std::get_if<double>(&value))
            ok = ok && putNumber(group.id(), name, *number);
        else if (const auto* text = std::get_if<std::string>(&value))
            ok = ok && putString(group.id(), name, *text);
        else if (const auto* numbers = std::get_if<std::vector<double>>(&value)) {
            const double none = 0; // the library wants an address even where there is nothing to write
            ok = ok && putAttribute(
                           group.id(), name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {numbers->size()},
                           numbers->empty() ? &none : numbers->data());
        }
    }
    return ok && group.close();
}

bool putLabels(hid_t file, const std::vector<std::string>& labels) {
    const Handle type = stringType();
    std::vector<const char*> texts;
    texts.reserve(labels.size());
    for (const std::string& label : labels)
        texts.push_back(label.c_str());
    return putDataset(file, "labels", type.id(), type.id(), {texts.size()}, texts.data());
}

} // namespace

bool putNetwork(hid_t file, const Network& network) {
    bool ok = putString(file, "format", "kamke-network") && putInteger(file, "version", 1) &&
              putString(file, "activation", std::string(network.activation.name()));
    if (network.activation.kind() == Activation::Kind::LeakyRelu)
        ok = ok && putNumber(file, "slope", network.activation.slope());
    for (const auto& [name, text] :
         {std::pair{"name", &network.name},
          {"description", &network.description},
          {"source", &network.source}})
        ok = ok && (text->empty() || putString(file, name, *text));
    ok = ok && putMatrix(file, "A", network.A) && putMatrix(file, "B", network.B) &&
         putMatrix(file, "C", network.C) && putMatrix(file, "D", network.D) &&
         putVector(file, "b", network.b) && putVector(file, "c", network.c);
    ok = ok && (!network.eta || putVector(file, "eta", *network.eta));
    ok = ok && (!network.input || putInput(file, *network.input));
    ok = ok && (network.labels.empty() || putLabels(file, network.labels));
    return ok && (network.training.empty() || putTraining(file, network.training));
}

} // namespace kamke
