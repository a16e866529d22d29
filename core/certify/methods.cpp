#include "core/certify/methods.h"

#include "core/certify/method_rows.h"
#include "core/model/rows.h"

#include <array>

namespace kamke {

std::span<const Method> methods() {
    static const std::array list{
#define KAMKE_ROW(row) row,
#include "core/certify/methods.def"
#undef KAMKE_ROW
    };
    return list;
}

const Method* findMethod(std::string_view id) {
    return findRow(methods(), id);
}

std::string methodIds() {
    return rowIds(methods());
}

} // namespace kamke
