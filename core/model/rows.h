// What the lists of rows (methods, certificates, attacks, …) share: rows are found by their id.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace kamke {

/// The row of this id, or null.
template<class Row>
const Row* findRow(std::span<const Row> rows, std::string_view id) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

/// "mm, ibp, …", for messages.
template<class Row>
std::string rowIds(std::span<const Row> rows) {
    std::string ids;
    for (const Row& row : rows)
        ids += (ids.empty() ? "" : ", ") + std::string(row.id);
    return ids;
}

} // namespace kamke
