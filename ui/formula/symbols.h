// The commands of the LaTeX subset that stand for one symbol or one name.
#pragma once

#include "ui/formula/node.h"

#include <QStringList>
#include <optional>

namespace kamke::ui::formula {

struct SymbolCommand {
    const char* name; ///< without the backslash
    char32_t code;
    Class cls;
    Face face;
};

/// \alpha, \le, \infty, …; nothing for a command that is no symbol.
std::optional<SymbolCommand> symbolCommand(const QString& name);
/// \max, \rho is none: names set upright. The flag says that scripts go above and below.
struct NameCommand {
    const char* name;
    bool limits;
};
std::optional<NameCommand> nameCommand(const QString& name);
/// \quad, \,, …: width in em.
std::optional<double> spaceCommand(const QString& name);
/// Delimiters after \left and \right: lceil, |, (, …; "." is 0, no delimiter.
std::optional<char32_t> delimiterCommand(const QString& name);
/// Class of a plain character: + is binary, ( opens, ….
Class classOf(char32_t code);

} // namespace kamke::ui::formula
