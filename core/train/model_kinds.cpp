#include "core/train/model_kinds.h"

#include "core/model/rows.h"

#include <array>

namespace kamke {

#define KAMKE_ROW(row) extern const ModelKind row;
#include "core/train/model_kinds.def"
#undef KAMKE_ROW

std::span<const ModelKind> modelKinds() {
    static const std::array list{
#define KAMKE_ROW(row) row,
#include "core/train/model_kinds.def"
#undef KAMKE_ROW
    };
    return list;
}

const ModelKind* findModelKind(std::string_view id) {
    return findRow(modelKinds(), id);
}

std::string modelKindIds() {
    return rowIds(modelKinds());
}

} // namespace kamke
