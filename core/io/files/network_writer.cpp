#include "core/io/files/network_writer.h"

#include "core/io/files/hdf5_file.h"
#include "core/io/hdf5/hdf5_put.h"

namespace kamke {

using namespace hdf5;

namespace {

/// A vector of equal entries as a scalar, which is what "the same for all inputs" means in the format.
bool putPerInput(hid_t group, const char* name, const Vector& v) {
    if ((v.array() == v(0)).all())
        return putNumber(group, name, v(0));
    return putAttribute(
        group, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {static_cast<hsize_t>(v.size())}, v.data());
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

} // namespace

bool putNetwork(hid_t file, const Network& network) {
    bool ok = putFormat(file, FileFormat::Network) &&
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
    ok = ok && (network.labels.empty() || putStrings(file, "labels", network.labels));
    return ok && (network.training.empty() || putTraining(file, network.training));
}

} // namespace kamke
