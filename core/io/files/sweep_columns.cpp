#include "core/io/files/sweep_columns.h"

#include <array>

namespace kamke {

namespace {

using Kind = SweepColumn::Kind;

struct Description {
    const char* group; ///< of the tables that bear the name of a method or an attack
    const char* name;  ///< of the others
    ColumnType type;
};

// As Kind.
constexpr std::array<Description, 9> descriptions{{
    {"certified", nullptr, ColumnType::Int8},
    {"attacked", nullptr, ColumnType::Int8},
    {"margins", nullptr, ColumnType::Float64},
    {"verdict", "decided", ColumnType::Int8},
    {"", "bound", ColumnType::Float64},
    {"", "nodes", ColumnType::Int64},
    {"", "seconds", ColumnType::Float64},
    {"", "stage", ColumnType::Int8},
    {"", "limit", ColumnType::Float64},
}};

const Description& descriptionOf(const SweepColumn& column) {
    return descriptions[static_cast<std::size_t>(column.kind)];
}

} // namespace

std::vector<SweepColumn> columnsOf(const SweepHeader& header) {
    std::vector<SweepColumn> columns;
    const auto perRow = [&](Kind kind, std::size_t rows) {
        for (std::size_t row = 0; row < rows; ++row)
            columns.push_back({kind, row});
    };
    perRow(Kind::Certified, header.methods.size());
    perRow(Kind::Attacked, header.attacks.size());
    perRow(Kind::Margin, header.margins ? header.methods.size() : 0);
    if (header.nodes > 0)
        for (const Kind kind :
             {Kind::Decided, Kind::Bound, Kind::Nodes, Kind::Seconds, Kind::Stage, Kind::Limit})
            columns.push_back({kind, 0});
    return columns;
}

std::string groupOf(const SweepColumn& column) {
    return descriptionOf(column).group;
}

std::string nameOf(const SweepColumn& column, const SweepHeader& header) {
    if (const char* name = descriptionOf(column).name)
        return name;
    return column.kind == Kind::Attacked ? header.attacks[column.row].kind : header.methods[column.row];
}

ColumnType typeOf(const SweepColumn& column) {
    return descriptionOf(column).type;
}

std::uint64_t widthOf(const SweepColumn& column) {
    return typeOf(column) == ColumnType::Int8 ? 1 : 8;
}

} // namespace kamke
