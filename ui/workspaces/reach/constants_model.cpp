#include "ui/workspaces/reach/constants_model.h"

#include "ui/formula/math_text.h"

namespace kamke::ui {

ConstantsModel::ConstantsModel(QObject* parent)
    : ColumnTable(parent) {
    const auto term = [](const NetworkConstant& row) { return QString::fromLatin1(row.term); };
    const auto tip = [](const NetworkConstant& row) {
        const QString missing = std::isfinite(row.value)
                                    ? QString()
                                    : tr("It does not exist here: no weights η give μ_η(A) < 1.");
        return QStringLiteral("<p>%1</p><p>%2</p>").arg(mathHtml(row.meaning), mathHtml(missing));
    };
    setColumns(
        {{.title = tr("constant"),
          .side = Qt::AlignLeft,
          .text = [](const NetworkConstant& row) { return row.name; },
          .ink = [](const NetworkConstant&) { return currentTheme().faintText; },
          .tip = tip,
          .cellTerm = term},
         {.title = tr("value"),
          .text = [](const NetworkConstant& row) { return formatNumber(row.value, row.rounded); },
          .exact = [](const NetworkConstant& row) { return exactCell(row.value); },
          .tip = tip,
          .cellTerm = term}});
}

void ConstantsModel::show(const NetworkAnalysis* analysis) {
    std::vector<NetworkConstant> rows;
    if (analysis) {
        const LipschitzConstants& L = analysis->lipschitz;
        rows = {
            {tr("step α* of the average iteration"),
             tr("α* = 1/(1 − min_i [a_ii]⁻), the largest step that is sure to contract (nemon Thm 2)."),
             analysis->alphaStar, "alpha-star", Rounded::Down},
            {tr("its contraction factor"),
             tr("1 − (1 − μ⁺) α* with the least μ_η(A) over η: the weighted error shrinks at least by this "
                "factor a step (nemon Cor. 5)."),
             analysis->contractionFactor, "contraction-factor"},
            {tr("factor of the diagonal-implicit step"),
             tr("max_i Σ_{j≠i} |a_ij| η_j/η_i / (1 − a_ii): each equation is solved for its own unit."),
             analysis->diagonalImplicitFactor, "diagonal-implicit"},
            {tr("Lipschitz constant, η = 1"),
             tr("‖B‖_{η,∞} ‖C‖_{∞,η} / (1 − μ_η(A)⁺) + ‖D‖_∞ with η = 1 (nemon (14)-(15))."), L.etaOnes,
             "lipschitz-constant"},
            {tr("Lipschitz constant, best η"), tr("The same with the weights η that make it least."), L.best,
             "lipschitz-constant"},
            {tr("Lipschitz constant, entrywise"),
             tr("Largest row sum of |C| (I − |A|ᴹ)⁻¹ |B| + |D|: each output against each input."),
             L.entrywise, "entrywise-lipschitz"},
        };
    }
    setRows(
        std::move(rows), [](const NetworkConstant& a, const NetworkConstant& b) { return a.name == b.name; });
}

} // namespace kamke::ui
