#include "ui/formula/symbols.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kamke::ui::formula {
namespace {

constexpr auto O = Class::Ordinary;
constexpr auto R = Class::Relation;
constexpr auto B = Class::Binary;
constexpr auto I = Face::Italic;
constexpr auto U = Face::Upright;

constexpr std::array symbols{
    SymbolCommand{"alpha", 0x3B1, O, I}, SymbolCommand{"beta", 0x3B2, O, I},
    SymbolCommand{"gamma", 0x3B3, O, I}, SymbolCommand{"delta", 0x3B4, O, I},
    SymbolCommand{"epsilon", 0x3B5, O, I}, SymbolCommand{"varepsilon", 0x3B5, O, I},
    SymbolCommand{"eta", 0x3B7, O, I}, SymbolCommand{"theta", 0x3B8, O, I},
    SymbolCommand{"kappa", 0x3BA, O, I}, SymbolCommand{"lambda", 0x3BB, O, I},
    SymbolCommand{"mu", 0x3BC, O, I}, SymbolCommand{"nu", 0x3BD, O, I}, SymbolCommand{"xi", 0x3BE, O, I},
    SymbolCommand{"pi", 0x3C0, O, I}, SymbolCommand{"rho", 0x3C1, O, I}, SymbolCommand{"sigma", 0x3C3, O, I},
    SymbolCommand{"tau", 0x3C4, O, I}, SymbolCommand{"phi", 0x3C6, O, I},
    SymbolCommand{"varphi", 0x3C6, O, I}, SymbolCommand{"chi", 0x3C7, O, I},
    SymbolCommand{"psi", 0x3C8, O, I}, SymbolCommand{"omega", 0x3C9, O, I},
    SymbolCommand{"Gamma", 0x393, O, U}, SymbolCommand{"Delta", 0x394, O, U},
    SymbolCommand{"Theta", 0x398, O, U}, SymbolCommand{"Lambda", 0x39B, O, U},
    SymbolCommand{"Pi", 0x3A0, O, U}, SymbolCommand{"Sigma", 0x3A3, O, U}, SymbolCommand{"Phi", 0x3A6, O, U},
    SymbolCommand{"Psi", 0x3A8, O, U}, SymbolCommand{"Omega", 0x3A9, O, U},
    SymbolCommand{"ell", 0x2113, O, U}, SymbolCommand{"infty", 0x221E, O, U},
    SymbolCommand{"partial", 0x2202, O, U}, SymbolCommand{"nabla", 0x2207, O, U},
    SymbolCommand{"forall", 0x2200, O, U}, SymbolCommand{"exists", 0x2203, O, U},
    SymbolCommand{"emptyset", 0x2205, O, U}, SymbolCommand{"top", 0x22A4, O, U},
    SymbolCommand{"prime", 0x2032, O, U}, SymbolCommand{"vdots", 0x22EE, O, U},
    SymbolCommand{"ddots", 0x22F1, O, U}, SymbolCommand{"ldots", 0x2026, Class::Inner, U},
    SymbolCommand{"dots", 0x2026, Class::Inner, U}, SymbolCommand{"cdots", 0x22EF, Class::Inner, U},
    SymbolCommand{"%", U'%', O, U}, SymbolCommand{"#", U'#', O, U}, SymbolCommand{"$", U'$', O, U},
    SymbolCommand{"_", U'_', O, U},
    // Binary operators
    SymbolCommand{"cdot", 0x22C5, B, U}, SymbolCommand{"times", 0xD7, B, U}, SymbolCommand{"pm", 0xB1, B, U},
    SymbolCommand{"mp", 0x2213, B, U}, SymbolCommand{"circ", 0x2218, B, U},
    SymbolCommand{"otimes", 0x2297, B, U}, SymbolCommand{"cap", 0x2229, B, U},
    SymbolCommand{"cup", 0x222A, B, U}, SymbolCommand{"setminus", 0x2216, B, U},
    // Relations
    SymbolCommand{"le", 0x2264, R, U}, SymbolCommand{"leq", 0x2264, R, U}, SymbolCommand{"ge", 0x2265, R, U},
    SymbolCommand{"geq", 0x2265, R, U}, SymbolCommand{"ne", 0x2260, R, U}, SymbolCommand{"neq", 0x2260, R, U},
    SymbolCommand{"nleq", 0x2270, R, U}, SymbolCommand{"ll", 0x226A, R, U}, SymbolCommand{"gg", 0x226B, R, U},
    SymbolCommand{"approx", 0x2248, R, U}, SymbolCommand{"equiv", 0x2261, R, U},
    SymbolCommand{"sim", 0x223C, R, U}, SymbolCommand{"propto", 0x221D, R, U},
    SymbolCommand{"succ", 0x227B, R, U}, SymbolCommand{"prec", 0x227A, R, U},
    SymbolCommand{"succeq", 0x2AB0, R, U}, SymbolCommand{"preceq", 0x2AAF, R, U},
    SymbolCommand{"in", 0x2208, R, U}, SymbolCommand{"notin", 0x2209, R, U},
    SymbolCommand{"ni", 0x220B, R, U}, SymbolCommand{"subset", 0x2282, R, U},
    SymbolCommand{"subseteq", 0x2286, R, U}, SymbolCommand{"supseteq", 0x2287, R, U},
    SymbolCommand{"mid", 0x2223, R, U}, SymbolCommand{"to", 0x2192, R, U},
    SymbolCommand{"rightarrow", 0x2192, R, U}, SymbolCommand{"leftarrow", 0x2190, R, U},
    SymbolCommand{"gets", 0x2190, R, U}, SymbolCommand{"mapsto", 0x21A6, R, U},
    SymbolCommand{"Rightarrow", 0x21D2, R, U}, SymbolCommand{"implies", 0x27F9, R, U},
    SymbolCommand{"Leftrightarrow", 0x21D4, R, U}, SymbolCommand{"iff", 0x21D4, R, U},
    // Delimiters that do not stretch
    SymbolCommand{"lceil", 0x2308, Class::Open, U}, SymbolCommand{"rceil", 0x2309, Class::Close, U},
    SymbolCommand{"lfloor", 0x230A, Class::Open, U}, SymbolCommand{"rfloor", 0x230B, Class::Close, U},
    SymbolCommand{"langle", 0x27E8, Class::Open, U}, SymbolCommand{"rangle", 0x27E9, Class::Close, U},
    SymbolCommand{"{", U'{', Class::Open, U}, SymbolCommand{"}", U'}', Class::Close, U},
    SymbolCommand{"|", 0x2016, O, U}, SymbolCommand{"lVert", 0x2016, Class::Open, U},
    SymbolCommand{"rVert", 0x2016, Class::Close, U}, SymbolCommand{"lvert", U'|', Class::Open, U},
    SymbolCommand{"rvert", U'|', Class::Close, U},
    // Large operators: scripts above and below
    SymbolCommand{"sum", 0x2211, Class::Operator, U}, SymbolCommand{"prod", 0x220F, Class::Operator, U},
    SymbolCommand{"bigcup", 0x22C3, Class::Operator, U}, SymbolCommand{"bigcap", 0x22C2, Class::Operator, U}};

constexpr std::array names{NameCommand{"max", true},  NameCommand{"min", true},   NameCommand{"sup", true},
                           NameCommand{"inf", true},  NameCommand{"lim", true},   NameCommand{"arg", false},
                           NameCommand{"det", false}, NameCommand{"diag", false}, NameCommand{"exp", false},
                           NameCommand{"log", false}, NameCommand{"sign", false}, NameCommand{"tanh", false}};

constexpr std::array<std::pair<const char*, double>, 8> spaces{
    {{"quad", 1.0},
     {"qquad", 2.0},
     {",", 1.0 / 6},
     {":", 2.0 / 9},
     {";", 5.0 / 18},
     {"!", -1.0 / 6},
     {" ", 0.25},
     {"enspace", 0.5}}};

constexpr std::array<std::pair<const char*, char32_t>, 18> delimiters{
    {{"(", U'('},
     {")", U')'},
     {"[", U'['},
     {"]", U']'},
     {"|", U'|'},
     {"lvert", U'|'},
     {"rvert", U'|'},
     {"lVert", 0x2016},
     {"rVert", 0x2016},
     {"{", U'{'},
     {"}", U'}'},
     {"lceil", 0x2308},
     {"rceil", 0x2309},
     {"lfloor", 0x230A},
     {"rfloor", 0x230B},
     {"langle", 0x27E8},
     {"rangle", 0x27E9},
     {".", 0}}};

template<class Range>
auto named(const Range& range, const QString& name) {
    return std::find_if(
        range.begin(), range.end(), [&](const auto& one) { return name == QLatin1String(one.name); });
}

template<class Value, std::size_t n>
std::optional<Value> paired(const std::array<std::pair<const char*, Value>, n>& range, const QString& name) {
    const auto at = std::find_if(
        range.begin(), range.end(), [&](const auto& one) { return name == QLatin1String(one.first); });
    return at == range.end() ? std::nullopt : std::optional<Value>(at->second);
}

} // namespace

std::optional<SymbolCommand> symbolCommand(const QString& name) {
    const auto at = named(symbols, name);
    return at == symbols.end() ? std::nullopt : std::optional(*at);
}

std::optional<NameCommand> nameCommand(const QString& name) {
    const auto at = named(names, name);
    return at == names.end() ? std::nullopt : std::optional(*at);
}

std::optional<double> spaceCommand(const QString& name) {
    return paired(spaces, name);
}

std::optional<char32_t> delimiterCommand(const QString& name) {
    // \| is the double bar, | the single one; both come without their backslash.
    return paired(delimiters, name);
}

Class classOf(char32_t code) {
    switch (code) {
    case U'+':
    case 0x2212: // minus
    case 0x2217: // asterisk
        return Class::Binary;
    case U'=':
    case U'<':
    case U'>':
    case U':':
    case 0x2264:
    case 0x2265:
    case 0x2286:
    case 0x2192:
    case 0x2190:
        return Class::Relation;
    case U'(':
    case U'[':
        return Class::Open;
    case U')':
    case U']':
        return Class::Close;
    case U',':
    case U';':
        return Class::Punctuation;
    default:
        return Class::Ordinary;
    }
}

} // namespace kamke::ui::formula
