// Opening data sets and groups, and refusing those that would make the library look into other files.
#include "core/io/hdf5/hdf5_values.h"

namespace kamke::hdf5 {

namespace {

herr_t refuseOtherFile(const char*, const char*, const char*, const char*, unsigned*, hid_t, void*) {
    return -1;
}

/// Opens `name` without ever following a link into another file, wherever along the way that link stands.
Handle openInside(hid_t parent, const std::string& name) {
    const Handle access(H5Pcreate(H5P_LINK_ACCESS));
    if (!access || H5Pset_elink_cb(access.id(), refuseOtherFile, nullptr) < 0)
        return {};
    return Handle(H5Oopen(parent, name.c_str(), access.id()));
}

const char* kindText(H5I_type_t kind) {
    switch (kind) {
    case H5I_GROUP:
        return "a group";
    case H5I_DATASET:
        return "a dataset";
    case H5I_DATATYPE:
        return "a named type";
    default:
        return "an unknown object";
    }
}

Result<std::optional<Handle>>
open(hid_t parent, const std::string& name, H5I_type_t kind, const std::string& expected) {
    const htri_t exists = H5Lexists(parent, name.c_str(), H5P_DEFAULT);
    if (exists == 0)
        return std::nullopt;
    H5L_info_t link{};
    if (exists < 0 || H5Lget_info(parent, name.c_str(), &link, H5P_DEFAULT) < 0)
        return fail("the entry of " + name + " is damaged, expected " + expected);
    if (link.type == H5L_TYPE_EXTERNAL)
        return fail(name + " is a link into another file, expected " + expected + " in the file itself");
    Handle object = openInside(parent, name);
    if (!object)
        return fail(
            name +
            (link.type == H5L_TYPE_SOFT ? " is a link that leads nowhere in this file"
                                        : " cannot be opened, it is damaged") +
            ", expected " + expected);
    const H5I_type_t found = H5Iget_type(object.id());
    if (found != kind)
        return fail(name + " is " + kindText(found) + ", expected " + expected);
    return object;
}

} // namespace

Result<std::optional<Handle>> openGroup(hid_t parent, const std::string& name) {
    return open(parent, name, H5I_GROUP, "a group");
}

Result<std::optional<Handle>> openDataset(hid_t parent, const std::string& name, const std::string& what) {
    auto dataset = open(parent, name, H5I_DATASET, "a dataset of " + what);
    if (!dataset || !*dataset)
        return dataset;
    const Handle creation(H5Dget_create_plist((*dataset)->id()));
    if (!creation)
        return fail("dataset " + name + " has a damaged header, expected " + what);
    // Both kinds of storage would read files that the user did not choose.
    if (H5Pget_layout(creation.id()) == H5D_VIRTUAL || H5Pget_external_count(creation.id()) > 0)
        return fail(
            "dataset " + name + " keeps its data in another file, expected " + what + " in the file itself");
    const int filters = H5Pget_nfilters(creation.id());
    if (filters > 0) {
        for (unsigned i = 0; i < static_cast<unsigned>(filters); ++i) {
            unsigned flags = 0;
            std::size_t values = 0;
            const H5Z_filter_t filter =
                H5Pget_filter2(creation.id(), i, &flags, &values, nullptr, 0, nullptr, nullptr);
            if (filter < 0 || H5Zfilter_avail(filter) <= 0)
                return fail(
                    "dataset " + name + " is stored with filter " + std::to_string(filter) +
                    ", which is not available, expected " + what + " without compression or with gzip");
        }
        return dataset;
    }
    hsize_t fileSize = 0;
    const Handle file(H5Iget_file_id((*dataset)->id()));
    if (!file || H5Fget_filesize(file.id(), &fileSize) < 0 ||
        H5Dget_storage_size((*dataset)->id()) > fileSize)
        return fail("dataset " + name + " claims more data than the file holds, expected " + what);
    return dataset;
}

} // namespace kamke::hdf5
