#include "core/io/files/hdf5_file.h"

#include "core/io/files/input_reader.h"
#include "core/io/hdf5/hdf5_put.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/model/try.h"

namespace kamke {

bool putFormat(hid_t file, FileFormat format) {
    return hdf5::putString(file, "format", std::string(formatName(format))) &&
           hdf5::putInteger(file, "version", 1);
}

Result<hdf5::Handle> openForReading(const std::filesystem::path& path) {
    hdf5::silence();
    // Filters that are not built in would be looked for on disk and loaded as code.
    H5PLset_loading_state(0);
    hdf5::Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT));
    if (!file)
        return fail(
            "the HDF5 library cannot open it, expected a sound HDF5 file that no other program is writing");
    return file;
}

Result<void> checkFormat(hid_t file, FileFormat format) {
    const std::string name(formatName(format)), quotedName = '"' + name + '"';
    const std::string expected = "expected " + quotedName;
    KAMKE_TRY(const auto found, hdf5::readStringAttribute(file, "format", "", quotedName));
    if (!found)
        return fail("attribute format is missing, " + expected);
    if (*found != name)
        return fail("attribute format is " + hdf5::quoted(*found) + ", " + expected);
    KAMKE_TRY(const auto version, hdf5::readNumberAttribute(file, "version", "", "the integer 1"));
    if (!version)
        return fail("attribute version is missing, expected the integer 1");
    if (version->values.size() != 1)
        return fail(
            "attribute version has " + std::to_string(version->values.size()) +
            " entries, expected the integer 1");
    const double number = version->values.front();
    if (number > 1)
        return fail(
            "attribute version is " + numberText(number) +
            ", expected 1: the file was written for a newer program than this one");
    if (number != 1)
        return fail("attribute version is " + numberText(number) + ", expected 1");
    return {};
}

} // namespace kamke
