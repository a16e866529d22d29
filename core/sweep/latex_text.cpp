#include "core/sweep/latex_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kamke {

namespace {

/// Longer ones first where one begins another.
constexpr std::pair<std::string_view, std::string_view> signs[] = {
    {"μ_∞(A)", "$\\mu_\\infty(A)$"},
    {"μ_η(A)", "$\\mu_\\eta(A)$"},
    {"μ_2(A)", "$\\mu_2(A)$"},
    {"ρ(|A|)", "$\\rho(|A|)$"},
    {"‖A‖_∞", "$\\|A\\|_\\infty$"},
    {"l_∞", "$\\ell_\\infty$"},
    {"l∞", "$\\ell_\\infty$"},
    {"l_2", "$\\ell_2$"},
    {"l₂", "$\\ell_2$"},
    {"α*", "$\\alpha^*$"},
    {"✓", "$\\checkmark$"},
    {"✗", "$\\times$"},
    {"α", "$\\alpha$"},
    {"β", "$\\beta$"},
    {"γ", "$\\gamma$"},
    {"δ", "$\\delta$"},
    {"ε", "$\\varepsilon$"},
    {"ϵ", "$\\epsilon$"},
    {"ζ", "$\\zeta$"},
    {"η", "$\\eta$"},
    {"θ", "$\\theta$"},
    {"ι", "$\\iota$"},
    {"κ", "$\\kappa$"},
    {"λ", "$\\lambda$"},
    {"μ", "$\\mu$"},
    {"µ", "$\\mu$"},
    {"ν", "$\\nu$"},
    {"ξ", "$\\xi$"},
    {"π", "$\\pi$"},
    {"ρ", "$\\rho$"},
    {"σ", "$\\sigma$"},
    {"ς", "$\\varsigma$"},
    {"τ", "$\\tau$"},
    {"υ", "$\\upsilon$"},
    {"φ", "$\\varphi$"},
    {"ϕ", "$\\phi$"},
    {"χ", "$\\chi$"},
    {"ψ", "$\\psi$"},
    {"ω", "$\\omega$"},
    {"Γ", "$\\Gamma$"},
    {"Δ", "$\\Delta$"},
    {"Θ", "$\\Theta$"},
    {"Λ", "$\\Lambda$"},
    {"Ξ", "$\\Xi$"},
    {"Π", "$\\Pi$"},
    {"Σ", "$\\Sigma$"},
    {"Υ", "$\\Upsilon$"},
    {"Φ", "$\\Phi$"},
    {"Ψ", "$\\Psi$"},
    {"Ω", "$\\Omega$"},
    {"→", "$\\to$"},
    {"←", "$\\leftarrow$"},
    {"↔", "$\\leftrightarrow$"},
    {"≤", "$\\leq$"},
    {"≥", "$\\geq$"},
    {"≠", "$\\neq$"},
    {"≈", "$\\approx$"},
    {"×", "$\\times$"},
    {"±", "$\\pm$"},
    {"·", "$\\cdot$"},
    {"√", "$\\surd$"},
    {"∞", "$\\infty$"},
    {"∈", "$\\in$"},
    {"⊆", "$\\subseteq$"},
    {"‖", "$\\|$"},
    {"−", "$-$"},
    {"–", "--"},
    {"—", "---"},
    {"…", "\\ldots{}"},
    {"½", "$\\frac12$"},
    {"¼", "$\\frac14$"},
    {"₀", "$_0$"},
    {"₁", "$_1$"},
    {"₂", "$_2$"},
    {"₃", "$_3$"},
    {"₄", "$_4$"},
    {"₅", "$_5$"},
    {"₆", "$_6$"},
    {"₇", "$_7$"},
    {"₈", "$_8$"},
    {"₉", "$_9$"},
    {"⁻", "$^-$"},
    {"⁰", "$^0$"},
    {"¹", "$^1$"},
    {"²", "$^2$"},
    {"³", "$^3$"},
    {"⁴", "$^4$"},
    {"⁵", "$^5$"},
    {"⁶", "$^6$"},
    {"⁷", "$^7$"},
    {"⁸", "$^8$"},
    {"⁹", "$^9$"},
    {"ᵀ", "$^\\top$"},
    {"\u00a0", "~"},
    {"\u2009", "\\,"},
    {"\u202f", "\\,"}};

} // namespace

std::string latexText(std::string_view words) {
    std::string out;
    while (!words.empty()) {
        const auto* sign = std::find_if(std::begin(signs), std::end(signs), [&](const auto& each) {
            return words.starts_with(each.first);
        });
        if (sign != std::end(signs)) {
            out += sign->second;
            words.remove_prefix(sign->first.size());
            continue;
        }
        const char c = words.front();
        words.remove_prefix(1);
        if (c == '\\')
            out += "\\textbackslash{}";
        else if (c == '~')
            out += "\\textasciitilde{}";
        else if (c == '^')
            out += "\\textasciicircum{}";
        else if (std::string_view("#$%&_{}").find(c) != std::string_view::npos)
            (out += '\\') += c;
        else
            out += c;
    }
    return out;
}

} // namespace kamke
