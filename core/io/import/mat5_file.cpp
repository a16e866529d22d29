// MATLAB files of version 5, through libmatio.
#include "core/io/import/mat5_check.h"
#include "core/io/import/mat_file.h"
#include "core/model/try.h"

#include <cstdint>
#include <matio.h>
#include <memory>

namespace kamke {

namespace {

constexpr Index mostEntries = Index{1} << 26;

struct CloseMat {
    void operator()(mat_t* file) const { Mat_Close(file); }
};
struct FreeVariable {
    void operator()(matvar_t* variable) const { Mat_VarFree(variable); }
};
using MatFile = std::unique_ptr<mat_t, CloseMat>;
using MatVariable = std::unique_ptr<matvar_t, FreeVariable>;

/// A class of numbers: its name and how its values (column by column) become doubles.
struct NumberClass {
    matio_classes id;
    const char* name;
    std::size_t size;
    Matrix (*convert)(const void*, Index rows, Index columns);
};

template<class T>
Matrix converted(const void* data, Index rows, Index columns) {
    using Values = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;
    return Eigen::Map<const Values>(static_cast<const T*>(data), rows, columns).template cast<double>();
}

template<class T>
constexpr NumberClass numberClass(matio_classes id, const char* name) {
    return {id, name, sizeof(T), converted<T>};
}

constexpr NumberClass numberClasses[] = {
    numberClass<double>(MAT_C_DOUBLE, "double"),     numberClass<float>(MAT_C_SINGLE, "single"),
    numberClass<std::int8_t>(MAT_C_INT8, "int8"),    numberClass<std::uint8_t>(MAT_C_UINT8, "uint8"),
    numberClass<std::int16_t>(MAT_C_INT16, "int16"), numberClass<std::uint16_t>(MAT_C_UINT16, "uint16"),
    numberClass<std::int32_t>(MAT_C_INT32, "int32"), numberClass<std::uint32_t>(MAT_C_UINT32, "uint32"),
    numberClass<std::int64_t>(MAT_C_INT64, "int64"), numberClass<std::uint64_t>(MAT_C_UINT64, "uint64"),
};

const NumberClass* numberClassOf(matio_classes id) {
    for (const NumberClass& one : numberClasses)
        if (one.id == id)
            return &one;
    return nullptr;
}

const char* otherClassName(matio_classes id) {
    switch (id) {
    case MAT_C_SPARSE:
        return "sparse";
    case MAT_C_STRUCT:
        return "a struct";
    case MAT_C_CELL:
        return "a cell array";
    case MAT_C_CHAR:
        return "text";
    default:
        return "an object";
    }
}

std::vector<Index> shapeOf(const matvar_t& variable) {
    std::vector<Index> shape;
    for (int k = 0; k < variable.rank && variable.dims; ++k)
        shape.push_back(static_cast<Index>(variable.dims[k]));
    return shape;
}

/// Whether the library sees the variable that the structure of the file describes.
bool isSame(const matvar_t& seen, const Mat5Variable& checked) {
    const NumberClass* numbers = numberClassOf(seen.class_type);
    return (seen.name ? seen.name : "") == checked.name &&
           (!numbers ||
            (static_cast<unsigned>(seen.class_type) == checked.type && shapeOf(seen) == checked.shape));
}

NamedArray arrayOf(mat_t* file, matvar_t& variable) {
    NamedArray array;
    array.name = variable.name;
    array.shape = shapeOf(variable);
    const NumberClass* numbers = numberClassOf(variable.class_type);
    array.type = numbers ? numbers->name : otherClassName(variable.class_type);
    const auto refused = [&](const std::string& why) {
        array.refusal = why;
        return array;
    };
    if (!isWeightName(array.name))
        return refused("is not a weight");
    if (!numbers)
        return refused(
            "is " + array.type + ", expected a full matrix of numbers" +
            (variable.class_type == MAT_C_SPARSE ? " (full(" + array.name + ") makes one)" : ""));
    if (variable.isComplex)
        return refused("is complex, expected real numbers");
    if (array.shape.size() != 2)
        return refused("is " + extentsText(array.shape) + ", expected a matrix");
    const Index rows = array.shape[0], columns = array.shape[1];
    if (rows < 1 || columns < 1)
        return refused("is " + extentsText(array.shape) + ", expected at least one number");
    if (rows > mostEntries / columns)
        return refused(
            "is " + extentsText(array.shape) + ", expected at most " + std::to_string(mostEntries) +
            " entries");
    if (Mat_VarReadDataAll(file, &variable) != 0 || !variable.data || variable.class_type != numbers->id ||
        static_cast<std::size_t>(variable.data_size) != numbers->size ||
        variable.nbytes != static_cast<std::size_t>(rows * columns) * numbers->size)
        return refused("is damaged or truncated, expected " + extentsText(array.shape) + " numbers");
    array.values = numbers->convert(variable.data, rows, columns);
    return array;
}

} // namespace

Result<ParsedFile> parseMat5(const std::filesystem::path& path) {
    KAMKE_TRY(const auto checked, checkMat5(path));
    constexpr std::size_t mostVariables = 10'000;
    if (checked.size() > mostVariables)
        return fail("has more than 10000 variables, expected the weights of one network");
    const MatFile file(Mat_Open(path.c_str(), MAT_ACC_RDONLY));
    if (!file || Mat_GetVersion(file.get()) != MAT_FT_MAT5)
        return fail("is not a MATLAB file or is damaged, expected a sound MATLAB 5 file");
    ParsedFile parsed;
    parsed.format = "MATLAB 5";
    parsed.mayLackItsEnd = true;
    for (const Mat5Variable& expected : checked) {
        const MatVariable variable{Mat_VarReadNextInfo(file.get())};
        if (!variable || !isSame(*variable, expected))
            return fail(
                "has a variable '" + expected.name.substr(0, 60) +
                "' that the MATLAB library reads as something else, expected a sound MATLAB 5 file");
        if (variable->name)
            parsed.arrays.push_back(arrayOf(file.get(), *variable));
    }
    return parsed;
}

} // namespace kamke
