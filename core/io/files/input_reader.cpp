#include "core/io/files/input_reader.h"

#include "core/io/hdf5/hdf5_values.h"
#include "core/model/try.h"

#include <array>
#include <cmath>

namespace kamke {

using hdf5::Handle;

namespace {

constexpr const char* inInput = " of group input";
constexpr const char* inTraining = " of group training";

/// An attribute that is a scalar or has r entries, as r entries; empty when there is none.
Result<std::optional<Vector>> readPerInput(hid_t group, const std::string& name, Index r) {
    const std::string what = "a number or r = " + std::to_string(r) + " of them (columns of B)";
    KAMKE_TRY(const auto array, hdf5::readNumberAttribute(group, name, inInput, what));
    if (!array)
        return std::nullopt;
    const auto& values = array->values;
    if (values.size() != 1 && static_cast<Index>(values.size()) != r)
        return fail(
            "attribute " + name + inInput + " has " + std::to_string(values.size()) + " entries, expected " +
            what);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isfinite(values[i]))
            return fail(
                "attribute " + name + inInput + " has " +
                (std::isnan(values[i]) ? "NaN" : "an infinite number") + " at (" + std::to_string(i + 1) +
                "), expected finite numbers");
    if (values.size() == 1)
        return Vector(Vector::Constant(r, values.front()));
    return Vector(Eigen::Map<const Vector>(values.data(), r));
}

Result<std::vector<int>> readShape(hid_t group, Index r) {
    const std::string what =
        "whole numbers ≥ 1 whose product is r = " + std::to_string(r) + " (columns of B)";
    KAMKE_TRY(const auto array, hdf5::readNumberAttribute(group, "shape", inInput, what));
    std::vector<int> shape;
    if (!array)
        return shape;
    const std::string subject = std::string("attribute shape") + inInput;
    if (!array->integers)
        return fail(subject + " holds floats, expected " + what);
    std::string found;
    Index product = 1;
    for (const double extent : array->values) {
        found += (found.empty() ? "" : "×") + numberText(extent);
        const bool fits = extent >= 1 && extent <= static_cast<double>(r);
        product = fits && product <= r ? product * static_cast<Index>(extent) : r + 1;
        shape.push_back(fits ? static_cast<int>(extent) : 0);
    }
    if (shape.empty() || shape.size() > 8 || product != r)
        return fail(
            subject +
            (shape.empty()      ? " is empty"
             : shape.size() > 8 ? " has too many entries"
                                : " is " + found) +
            ", expected " + what);
    return shape;
}

herr_t collectName(hid_t, const char* name, const H5A_info_t*, void* names) {
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

} // namespace

Result<void> readInput(hid_t file, Network& network) {
    KAMKE_TRY(const auto group, hdf5::openGroup(file, "input"));
    if (!group)
        return {};
    const hid_t id = group->id();
    const Index r = network.r();
    InputSpec input{Vector::Zero(r), Vector::Ones(r), {}, {}, {}};
    std::optional<Vector> mean, std;
    for (const auto& [name, values] :
         {std::pair{"mean", &mean}, {"std", &std}, {"lower", &input.lower}, {"upper", &input.upper}}) {
        KAMKE_TRY(*values, readPerInput(id, name, r));
    }
    if (mean)
        input.mean = *mean;
    if (std)
        input.std = *std;
    for (Index i = 0; i < r; ++i) {
        const std::string at = " at (" + std::to_string(i + 1) + ")";
        if (!(input.std(i) > 0))
            return fail(
                std::string("attribute std") + inInput + " has " + numberText(input.std(i)) + at +
                ", expected numbers > 0");
        if (input.lower && input.upper && !((*input.lower)(i) <= (*input.upper)(i)))
            return fail(
                std::string("attribute lower") + inInput + " has " + numberText((*input.lower)(i)) + at +
                " and upper has " + numberText((*input.upper)(i)) + ", expected lower ≤ upper");
    }
    KAMKE_TRY(input.shape, readShape(id, r));
    network.input = std::move(input);
    return {};
}

Result<void> readTraining(hid_t file, Network& network) {
    KAMKE_TRY(const auto group, hdf5::openGroup(file, "training"));
    if (!group)
        return {};
    std::vector<std::string> names;
    if (H5Aiterate2(group->id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collectName, &names) < 0)
        return fail("group training has damaged attributes, expected attributes of numbers and texts");
    for (const std::string& name : names) {
        const std::string key = hdf5::validUtf8(name);
        if (hdf5::isStringAttribute(group->id(), name)) {
            if (auto text = hdf5::readStringAttribute(group->id(), name, inTraining, "a text"); text && *text)
                network.training[key] = **text;
            continue;
        }
        const auto array = hdf5::readNumberAttribute(group->id(), name, inTraining, "numbers");
        if (!array || !*array)
            continue;
        if (!(*array)->shape.empty())
            network.training[key] = (*array)->values;
        else if (const auto integer = hdf5::readIntegerAttribute(group->id(), name))
            network.training[key] = *integer;
        else
            network.training[key] = (*array)->values.front();
    }
    return {};
}

} // namespace kamke
