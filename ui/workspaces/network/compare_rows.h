// What the comparison says of its networks, row by row.
#pragma once

#include "ui/jobs/compare_runner.h"
#include "ui/text/number_text.h"

#include <QString>
#include <vector>

namespace kamke::ui {

/// One network in one row.
struct CompareCell {
    enum class Tone { Plain, Good, Bad, Faint };
    double value = nan; ///< NaN: a word, or nothing
    QString text;       ///< what is shown; empty: `value` in six digits
    QString note;       ///< a sentence about this cell; may be empty
    Tone tone = Tone::Plain;
    bool best = false;                  ///< of its row
    Rounded rounded = Rounded::Nearest; ///< how `value` is shown: upper bounds up
};

struct CompareRow {
    enum class Better { Neither, Less, More };
    QString id;   ///< for tests and exports, "mu-inf"
    QString name; ///< with formulas in plain characters
    QString meaning;
    QString term; ///< of the glossary
    Better better = Better::Neither;
    bool heading = false;           ///< begins a group; no cells
    std::vector<CompareCell> cells; ///< one per column
};

/// All rows; what is not known yet is a faint "…". The best values of a row are marked where at least two
/// networks have one and they differ.
std::vector<CompareRow>
compareRows(const std::vector<CompareColumn>& columns, const CompareState& settings, bool busy);

} // namespace kamke::ui
