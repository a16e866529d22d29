// The tables of a sweep file, each of one type with a row per ε and a column per sample.
#pragma once

#include "core/io/files/sweep_header.h"

#include <string>
#include <utility>
#include <vector>

namespace kamke {

/// One E×N data set: certified/METHOD, attacked/KIND, margins/METHOD, or a part of SweepDecisions.
struct SweepColumn {
    enum class Kind { Certified, Attacked, Margin, Decided, Bound, Nodes, Seconds, Stage, Limit };
    Kind kind;
    std::size_t row; ///< of header.methods or header.attacks; 0 of decisions
};

/// What the values of a data set are.
enum class ColumnType { Int8, Int64, Float64 };

/// All tables of a sweep, in the order in which checksums count them.
std::vector<SweepColumn> columnsOf(const SweepHeader& header);
/// "" is the file itself.
std::string groupOf(const SweepColumn& column);
std::string nameOf(const SweepColumn& column, const SweepHeader& header);
ColumnType typeOf(const SweepColumn& column);
/// Bytes of a value.
std::uint64_t widthOf(const SweepColumn& column);

/// Calls use(table) with the part of `block` (a SweepBlock, const or not) that the column holds, for one that
/// has methods or attacks at `place`.
template<class Block, class Use>
void withTable(Block& block, const SweepColumn& column, std::size_t place, const Use& use) {
    using Kind = SweepColumn::Kind;
    switch (column.kind) {
    case Kind::Certified:
        return use(block.certified[place]);
    case Kind::Attacked:
        return use(block.attacked[place]);
    case Kind::Margin:
        return use(block.margins[place]);
    case Kind::Decided:
        return use(block.decisions.decided);
    case Kind::Bound:
        return use(block.decisions.bound);
    case Kind::Nodes:
        return use(block.decisions.nodes);
    case Kind::Seconds:
        return use(block.decisions.seconds);
    case Kind::Stage:
        return use(block.decisions.stage);
    case Kind::Limit:
        return use(block.decisions.limit);
    }
}

} // namespace kamke
