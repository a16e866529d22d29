#include "ui/workspaces/reach/conditions_model.h"

#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/glossary/term_ids.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/widgets/verdict_text.h"

#include <QFont>

namespace kamke::ui {

void ConditionsModel::show(std::shared_ptr<const NetworkAnalysis> analysis) {
    const auto count = [](const auto& a) { return a ? a->conditions.rows.size() : 0; };
    if (count(analysis) != count(analysis_)) {
        beginResetModel();
        analysis_ = std::move(analysis);
        endResetModel();
    } else if (analysis != analysis_) {
        analysis_ = std::move(analysis);
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void ConditionsModel::setStale(bool stale) {
    if (stale == stale_)
        return;
    stale_ = stale;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

int ConditionsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !analysis_ ? 0 : static_cast<int>(analysis_->conditions.rows.size());
}

int ConditionsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ConditionsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Condition& condition = row(index.row());
    const QString state = condition.holds             ? tr("holds")
                          : condition.onlyNumerical() ? tr("not proved")
                                                      : tr("does not hold");
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Name:
            // The arrow is the second cue beside the bold name.
            return condition.own ? tr("▸ %1").arg(QString::fromStdString(condition.name))
                                 : QString::fromStdString(condition.name);
        case Quantity:
            return QString::fromStdString(condition.quantity);
        case Value:
            return formatNumber(condition.value);
        case Needs:
            return QStringLiteral("< %1").arg(formatNumber(condition.threshold));
        case Holds:
            return condition.holds ? QStringLiteral("✓") : QStringLiteral("✗");
        }
        return {};
    case ExactTextRole:
        if (index.column() == Value)
            return exactNumber(condition.value);
        return index.column() == Holds ? QVariant(state) : QVariant();
    case Qt::TextAlignmentRole:
        if (index.column() == Value)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        if (index.column() == Holds)
            return QVariant(Qt::AlignHCenter | Qt::AlignVCenter);
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::FontRole: {
        if (!condition.own || index.column() != Name)
            return {};
        QFont font;
        font.setBold(true);
        return font;
    }
    case Qt::ForegroundRole:
        if (stale_ || index.column() == Quantity || index.column() == Needs)
            return currentTheme().faintText;
        if (index.column() == Holds)
            return condition.holds ? currentTheme().good : currentTheme().bad;
        return {};
    case Qt::ToolTipRole: {
        const QString how = condition.holds             ? tr("Shown with bounds of all rounding errors.")
                            : condition.onlyNumerical() ? tr("The number as computed is below its threshold, "
                                                             "but the bounds of the rounding errors do "
                                                             "not show it: it does not count.")
                                                        : tr("Compared in floating point.");
        const QString follows = condition.holds ? tr("It holds: %1") : tr("It does not hold. If it did: %1");
        const QString own =
            condition.own
                ? QStringLiteral("<p>%1</p>").arg(mathHtml(QString::fromStdString(analysis_->own.sentence)))
                : QString();
        return QStringLiteral("<p><b>%1</b>: %2 = %3 %4 %5 (%6)</p><p>%7</p><p>%8</p>%9")
            .arg(
                mathHtml(QString::fromStdString(condition.name)),
                mathHtml(QString::fromStdString(condition.quantity)), exactNumber(condition.value),
                condition.value < condition.threshold ? QStringLiteral("&lt;") : QStringLiteral("≥"),
                formatNumber(condition.threshold), mathHtml(QString::fromStdString(condition.source)),
                follows.arg(mathHtml(QString::fromStdString(condition.consequence))), how, own);
    }
    case TermRole:
        return conditionTerm(condition);
    case Qt::AccessibleTextRole:
        return index.column() == Holds ? state : data(index, Qt::DisplayRole);
    default:
        return {};
    }
}

QVariant ConditionsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        switch (section) {
        case Name:
            return tr("condition");
        case Quantity:
            return tr("compares");
        case Value:
            return tr("value");
        case Needs:
            return tr("needs");
        }
        return {};
    case Qt::AccessibleTextRole:
        return section == Holds ? QVariant(tr("holds")) : headerData(section, orientation, Qt::DisplayRole);
    case TermRole:
        return QStringLiteral("conditions");
    case Qt::TextAlignmentRole:
        return section == Value ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace kamke::ui
