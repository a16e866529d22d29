// Words as LaTeX writes them.
#pragma once

#include <string>
#include <string_view>

namespace kamke {

/// `words` (UTF-8) with what LaTeX takes for commands escaped, and with Greek letters, signs, sub- and
/// superscripts that plain LaTeX does not know as formulas: "NEMON, γ = 0" becomes "NEMON, $\gamma$ = 0".
std::string latexText(std::string_view words);

} // namespace kamke
