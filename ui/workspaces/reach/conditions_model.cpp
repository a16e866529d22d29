#include "ui/workspaces/reach/conditions_model.h"

#include "ui/formula/math_text.h"
#include "ui/glossary/term_ids.h"
#include "ui/widgets/verdict_text.h"

#include <QFont>

namespace kamke::ui {

ConditionsModel::ConditionsModel(QObject* parent)
    : ColumnTable(parent) {
    const auto state = [](const Condition& condition) {
        return condition.holds             ? tr("holds")
               : condition.onlyNumerical() ? tr("not proved")
                                           : tr("does not hold");
    };
    const auto faint = [](const Condition&) { return currentTheme().faintText; };
    std::vector<Column> columns{
        {.title = tr("condition"),
         .side = Qt::AlignLeft,
         // The arrow is the second cue beside the bold name.
         .text =
             [](const Condition& condition) {
                 const QString name = QString::fromStdString(condition.name);
                 return condition.own ? tr("▸ %1").arg(name) : name;
             },
         .other = [](const Condition& condition, int role) -> QVariant {
             if (role != Qt::FontRole || !condition.own)
                 return {};
             QFont font;
             font.setBold(true);
             return font;
         }},
        {.title = tr("compares"),
         .side = Qt::AlignLeft,
         .text = [](const Condition& condition) { return QString::fromStdString(condition.quantity); },
         .ink = faint},
        {.title = tr("value"),
         .text = [](const Condition& condition) { return formatNumber(condition.value); },
         .exact = [](const Condition& condition) { return exactNumber(condition.value); }},
        {.title = tr("needs"),
         .side = Qt::AlignLeft,
         .text =
             [](const Condition& condition) {
                 return QStringLiteral("< %1").arg(formatNumber(condition.threshold));
             },
         .ink = faint},
        {.spoken = tr("holds"),
         .side = Qt::AlignLeft,
         .text =
             [](const Condition& condition) {
                 return condition.holds ? QStringLiteral("✓") : QStringLiteral("✗");
             },
         .exact = state,
         .ink =
             [](const Condition& condition) {
                 return condition.holds ? currentTheme().good : currentTheme().bad;
             },
         .other = [state](const Condition& condition, int role) -> QVariant {
             if (role == Qt::TextAlignmentRole)
                 return QVariant(Qt::AlignHCenter | Qt::AlignVCenter);
             return role == Qt::AccessibleTextRole ? QVariant(state(condition)) : QVariant();
         }}};
    for (Column& column : columns) {
        column.term = QStringLiteral("conditions");
        column.tip = [this](const Condition& condition) { return tip(condition); };
        column.cellTerm = [](const Condition& condition) { return conditionTerm(condition); };
    }
    setColumns(std::move(columns));
}

void ConditionsModel::show(const std::shared_ptr<const NetworkAnalysis>& analysis) {
    own_ = analysis ? analysis->own.sentence : std::string();
    setRows(
        analysis ? analysis->conditions.rows : std::vector<Condition>(),
        [](const Condition&, const Condition&) { return true; });
}

QString ConditionsModel::tip(const Condition& condition) const {
    const QString how = condition.holds             ? tr("Shown with bounds of all rounding errors.")
                        : condition.onlyNumerical() ? tr("The number as computed is below its threshold, "
                                                         "but the bounds of the rounding errors do "
                                                         "not show it: it does not count.")
                                                    : tr("Compared in floating point.");
    const QString follows = condition.holds ? tr("It holds: %1") : tr("It does not hold. If it did: %1");
    const QString own =
        condition.own ? QStringLiteral("<p>%1</p>").arg(mathHtml(QString::fromStdString(own_))) : QString();
    return QStringLiteral("<p><b>%1</b>: %2 = %3 %4 %5 (%6)</p><p>%7</p><p>%8</p>%9")
        .arg(
            mathHtml(QString::fromStdString(condition.name)),
            mathHtml(QString::fromStdString(condition.quantity)), exactNumber(condition.value),
            condition.value < condition.threshold ? QStringLiteral("&lt;") : QStringLiteral("≥"),
            formatNumber(condition.threshold), mathHtml(QString::fromStdString(condition.source)),
            follows.arg(mathHtml(QString::fromStdString(condition.consequence))), how, own);
}

} // namespace kamke::ui
