#include "ui/workspaces/reach/constants_model.h"

#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"

#include <cmath>

namespace kamke::ui {

void ConstantsModel::show(const NetworkAnalysis* analysis) {
    beginResetModel();
    rows_.clear();
    if (analysis) {
        const LipschitzConstants& L = analysis->lipschitz;
        rows_ = {
            {tr("step α* of the average iteration"),
             tr("α* = 1/(1 − min_i [a_ii]⁻), the largest step that is sure to contract (nemon Thm 2)."),
             analysis->alphaStar, "alpha-star"},
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
    endResetModel();
}

void ConstantsModel::setStale(bool stale) {
    if (stale == stale_)
        return;
    stale_ = stale;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

int ConstantsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ConstantsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ConstantsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        // All but α* are upper bounds.
        return index.column() == Name
                   ? row.name
                   : formatNumber(row.value, index.row() == 0 ? Rounded::Down : Rounded::Up);
    case ExactTextRole:
        return index.column() == Name
                   ? QVariant()
                   : QVariant(std::isfinite(row.value) ? exactNumber(row.value) : QString());
    case Qt::TextAlignmentRole:
        return index.column() == Name ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                      : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return stale_ || index.column() == Name ? QVariant(currentTheme().faintText) : QVariant();
    case TermRole:
        return QString::fromLatin1(row.term);
    case Qt::ToolTipRole: {
        const QString missing = std::isfinite(row.value)
                                    ? QString()
                                    : tr("It does not exist here: no weights η give μ_η(A) < 1.");
        return QStringLiteral("<p>%1</p><p>%2</p>").arg(mathHtml(row.meaning), mathHtml(missing));
    }
    default:
        return {};
    }
}

QVariant ConstantsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("constant") : tr("value");
}

} // namespace kamke::ui
