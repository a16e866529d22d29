// The parts of the state that views subscribe to.
#pragma once

#include <QFlags>

namespace kamke::ui {

/// Which parts of the state differ, so that a view redraws only what it shows.
enum class StatePart {
    Network = 0x1,
    Boxes = 0x2,
    Selection = 0x4,
    Methods = 0x8,
    Samples = 0x10,
    Axes = 0x20,  ///< which inputs and outputs, and where the others are held
    Views = 0x40, ///< axis ranges
    Theme = 0x80,
    Workspace = 0x100,
    Digit = 0x200,        ///< sample, ε, certificates, competitor, clipping
    Gallery = 0x400,      ///< data set, filter, order
    Training = 0x800,     ///< settings of the Train workspace
    Convergence = 0x1000, ///< of the Convergence workspace, but its cursor
    Contraction = 0x2000, ///< of the Contraction workspace, but its time
    Cursor = 0x4000,      ///< iteration and time that animations are at
    Learn = 0x8000,
    Sweep = 0x10000,   ///< of the Sweep workspace
    Compare = 0x20000, ///< of the Network workspace
    All = 0x3ffff
};
Q_DECLARE_FLAGS(StateParts, StatePart)
Q_DECLARE_OPERATORS_FOR_FLAGS(StateParts)

} // namespace kamke::ui
