#include "core/io/import/array_reader.h"

#include "core/model/try.h"

#include <algorithm>
#include <cmath>

namespace kamke {

const NamedArray* ArrayReader::find(const std::string& name) const {
    for (const NamedArray& array : file_.arrays)
        if (array.name == name)
            return &array;
    return nullptr;
}

std::string ArrayReader::names() const {
    constexpr std::size_t most = 12;
    std::string text;
    for (std::size_t k = 0; k < std::min(most, file_.arrays.size()); ++k)
        text += (text.empty() ? "" : ", ") + file_.arrays[k].name.substr(0, 40);
    if (file_.arrays.size() > most)
        text += ", …";
    return text.empty() ? "no variables" : "the variables " + text;
}

void ArrayReader::say(std::string what, std::string shape, std::string how) {
    summary_.parts.push_back({std::move(what), std::move(shape), std::move(how)});
}

Result<void> ArrayReader::finish(const std::string& network) {
    for (const NamedArray& array : file_.arrays) {
        if (taken_.contains(array.name))
            continue;
        if (isWeightName(array.name) && array.name != "m") // which an option may stand for
            return fail(
                "variable " + array.name + " would be left out: it has no place in " + network +
                ", expected every weight to be used");
        say("variable " + array.name,
            array.type.empty() ? std::string() : extentsText(array.shape) + " " + array.type, "not used");
    }
    if (file_.mayLackItsEnd && !givenList_.empty() && !missingList_.empty())
        return fail(
            "has the variable " + givenList_ + " but no " + missingList_ +
            ", expected both or neither, zeros where there is none: the end of a " + file_.format +
            " file can be lost unseen");
    return {};
}

Result<const NamedArray*> ArrayReader::take(const std::string& name, const std::string& expected) {
    const NamedArray* array = find(name);
    if (!array)
        return fail("variable " + name + " is missing, expected " + expected);
    if (!array->refusal.empty())
        return fail("variable " + name + " " + array->refusal);
    for (Index j = 0; j < array->values.cols(); ++j)
        for (Index i = 0; i < array->values.rows(); ++i)
            if (!std::isfinite(array->values(i, j)))
                return fail(
                    "variable " + name + " has " +
                    (std::isnan(array->values(i, j)) ? "NaN" : "an infinite number") + " at (" +
                    std::to_string(i + 1) + ", " + std::to_string(j + 1) + "), expected finite numbers");
    taken_.insert(name);
    return array;
}

Result<Matrix> ArrayReader::matrix(
    const std::string& name, Index rows, Index columns, const std::string& expected, const std::string& how) {
    const std::string what = "a matrix of " + expected + " numbers";
    KAMKE_TRY(const auto array, take(name, what));
    const Matrix& values = array->values;
    const auto fits = [&](Index found, Index wanted) { return wanted < 0 ? found >= 1 : found == wanted; };
    const bool isMatrix = array->shape.size() == 2;
    if (!isMatrix || !fits(values.rows(), rows) || !fits(values.cols(), columns)) {
        std::string sizes;
        if (rows >= 0)
            sizes = ", here with " + std::to_string(rows) + " rows";
        const bool turned =
            isMatrix && rows != columns && fits(values.cols(), rows) && fits(values.rows(), columns);
        return fail(
            "variable " + name + " is " + extentsText(array->shape) + ", expected " + what + sizes +
            (turned ? " (is it transposed?)" : ""));
    }
    say("variable " + name, extentsText(array->shape) + " " + array->type, how);
    return values;
}

Result<Vector> ArrayReader::list(const std::string& name, Index size, const std::string& how) {
    const std::string what =
        size == 1 ? std::string("one number") : "a list of " + std::to_string(size) + " numbers";
    KAMKE_TRY(const auto array, take(name, what));
    const Matrix& values = array->values;
    if (values.size() != size || (values.rows() != 1 && values.cols() != 1))
        return fail("variable " + name + " is " + extentsText(array->shape) + ", expected " + what);
    say("variable " + name, extentsText(array->shape) + " " + array->type, how);
    return Vector(values.reshaped());
}

Result<Vector> ArrayReader::listOrZero(const std::string& name, Index size, const std::string& how) {
    (has(name) ? givenList_ : missingList_) = name;
    if (has(name))
        return list(name, size, how);
    summary_.warnings.push_back("there is no variable " + name + " (" + how + "), so it was taken as zero");
    return Vector(Vector::Zero(size));
}

} // namespace kamke
