#include "ui/workspaces/digits/cascade_model.h"

#include "ui/glossary/term.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/table_text.h"

#include <QFont>

namespace kamke::ui {

namespace {

int columnOf(CascadeStage stage) {
    switch (stage) {
    case CascadeStage::Attack:
        return CascadeModel::Attack;
    case CascadeStage::Lipschitz:
        return CascadeModel::Lipschitz;
    case CascadeStage::Relational:
        return CascadeModel::Relational;
    case CascadeStage::Semidefinite:
        break;
    }
    return CascadeModel::Semidefinite;
}

double valueOf(const CompetitorCascade& row, int column) {
    switch (column) {
    case CascadeModel::Attack:
        return row.attacked;
    case CascadeModel::Lipschitz:
        return row.lipschitz;
    case CascadeModel::Relational:
        return row.relational;
    default:
        return row.semidefinite;
    }
}

} // namespace

void CascadeModel::show(std::shared_ptr<const CascadeView> view, bool stale) {
    const bool sameRows =
        view_ && view && view_->result.competitors.size() == view->result.competitors.size();
    if (!sameRows)
        beginResetModel();
    view_ = std::move(view);
    stale_ = stale;
    if (!sameRows)
        endResetModel();
    else if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int CascadeModel::competitorAt(int row) const {
    return row >= 0 && row < rowCount() ? view_->result.competitors[static_cast<std::size_t>(row)].competitor
                                        : -1;
}

int CascadeModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !view_ ? 0 : static_cast<int>(view_->result.competitors.size());
}

int CascadeModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString CascadeModel::text(const CompetitorCascade& row, int column) const {
    switch (column) {
    case Competitor:
        return className(view_->job.certifier->network(), row.competitor);
    case Attack:
        return shortNumber(valueOf(row, column), Rounded::Up);
    case Lipschitz:
    case Relational:
    case Semidefinite:
        return shortNumber(valueOf(row, column), Rounded::Down);
    default:
        break;
    }
    if (view_->solving == row.competitor && !stale_)
        return tr("pass %1 …").arg(view_->pass);
    if (!row.decidedBy)
        return view_->finished || stale_ ? tr("open") : QStringLiteral("…");
    if (!row.certified)
        return tr("✗ attack");
    const QString stage = headerData(columnOf(*row.decidedBy), Qt::Horizontal, Qt::DisplayRole).toString();
    return row.iterations > 0 ? tr("✓ %1 (%2)").arg(stage).arg(row.iterations) : tr("✓ %1").arg(stage);
}

QVariant CascadeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !view_ || index.row() >= rowCount())
        return {};
    const CompetitorCascade& row = view_->result.competitors[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    if (role == Qt::DisplayRole)
        return text(row, column);
    if (role == Qt::TextAlignmentRole)
        return QVariant(
            (column == Competitor || column == Decided ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && stale_)
        return currentTheme().faintText;
    if (role == ExactTextRole && column >= Attack && column <= Semidefinite)
        return exactNumber(valueOf(row, column));
    if (role == Qt::FontRole && row.decidedBy && column == columnOf(*row.decidedBy)) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (role == Qt::ToolTipRole && column >= Attack && column <= Semidefinite)
        return exactNumber(valueOf(row, column));
    if (role == Qt::ToolTipRole && column == Decided && row.iterations > 0)
        return tr("%1 iterations of the interior-point method in %2 passes over profiles of the inputs, for "
                  "%3 "
                  "units whose sign depends on the input")
            .arg(row.iterations)
            .arg(row.passes)
            .arg(view_->result.unstable);
    return {};
}

QVariant CascadeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(
            (section == Competitor || section == Decided ? Qt::AlignLeft : Qt::AlignRight) |
            Qt::AlignVCenter);
    if (role == TermRole)
        switch (section) {
        case Attack:
            return QStringLiteral("attack");
        case Lipschitz:
            return QStringLiteral("lipschitz-sdp");
        case Relational:
            return QStringLiteral("relational");
        case Semidefinite:
            return QStringLiteral("sdp");
        default:
            return {};
        }
    if (role == Qt::ToolTipRole)
        switch (section) {
        case Attack:
            return tr("Least difference of logits that the attack found: at most the true one");
        case Lipschitz:
            return tr("Bound by the semidefinite Lipschitz constant of the pair, when the table is there");
        case Relational:
            return tr("Bound by lines above and below every ReLU");
        case Semidefinite:
            return tr("Bound by the semidefinite program, checked by one Cholesky factorisation");
        default:
            return {};
        }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Competitor:
        return tr("against");
    case Attack:
        return tr("attack");
    case Lipschitz:
        return tr("Lipschitz");
    case Relational:
        return tr("relational");
    case Semidefinite:
        return tr("SDP");
    default:
        return tr("decided");
    }
}

} // namespace kamke::ui
