// How a line is drawn, besides its colour: the second cue.
#pragma once

#include <array>

namespace kamke {

/// Dashes of a line, and the mark that stands for it where there is no room for a line. A row that needs a
/// look of its own writes one; these are the common ones.
struct LineStyle {
    enum class Mark { Circle, Square, Diamond, Triangle, TriangleDown };

    std::array<double, 6> dashes{}; ///< dash, gap, … in widths of the line; the rest zeros
    bool roundDots = false;         ///< dashes have round ends
    bool filled = false;            ///< areas are filled, with a thin solid border
    Mark mark = Mark::Circle;
    bool hollow = false; ///< the mark is an outline

    constexpr bool isSolid() const { return dashes[0] == 0 && !filled; }
    bool operator==(const LineStyle&) const = default;

    static const LineStyle Solid, Dashed, Dotted, DashDot, DashDotDot, LongDash, LongDashDot, SparseDots,
        Fill;
};

inline constexpr LineStyle LineStyle::Solid{};
inline constexpr LineStyle LineStyle::Dashed{.dashes = {4, 2.5}, .mark = Mark::Square};
inline constexpr LineStyle LineStyle::Dotted{.dashes = {0.01, 2.2}, .roundDots = true, .hollow = true};
inline constexpr LineStyle LineStyle::DashDot{.dashes = {5, 2, 1, 2}, .mark = Mark::Diamond};
inline constexpr LineStyle LineStyle::DashDotDot{.dashes = {6, 1.8, 1, 1.8, 1, 1.8}, .mark = Mark::Triangle};
inline constexpr LineStyle LineStyle::LongDash{.dashes = {9, 3}, .mark = Mark::Square, .hollow = true};
inline constexpr LineStyle LineStyle::LongDashDot{
    .dashes = {9, 2.5, 1, 2.5}, .mark = Mark::Diamond, .hollow = true};
inline constexpr LineStyle LineStyle::SparseDots{
    .dashes = {0.01, 3.6}, .roundDots = true, .mark = Mark::TriangleDown};
inline constexpr LineStyle LineStyle::Fill{.filled = true};

} // namespace kamke
