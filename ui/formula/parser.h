// Reads a subset of LaTeX's mathematics: the manual of the subset is resources/glossary/README.md.
#pragma once

#include "ui/formula/node.h"

#include <tl/expected.hpp>

namespace kamke::ui::formula {

/// The formula as a tree, or one sentence that says what is wrong and where.
tl::expected<Node, QString> parse(const QString& source);

} // namespace kamke::ui::formula
