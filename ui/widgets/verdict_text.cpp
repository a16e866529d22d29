#include "ui/widgets/verdict_text.h"

#include "ui/formula/math_text.h"
#include "ui/text/local_numbers.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"

#include <QCoreApplication>
#include <QStringList>

namespace kamke::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Verdict", text);
}

/// "a", "a and b", "a, b and c".
QString listed(const QStringList& items) {
    if (items.size() < 2)
        return items.join(QString());
    return tr("%1 and %2").arg(items.first(items.size() - 1).join(QStringLiteral(", ")), items.last());
}

QString intervals(const Box& output, const std::vector<Index>& outputs) {
    QStringList parts;
    for (const Index k : outputs)
        parts << tr("%1 in %2")
                     .arg(
                         subscripted(QStringLiteral("y"), k + 1),
                         formatEnclosure(output.lower(k), output.upper(k)));
    return listed(parts);
}

QString conditionNames(const ConditionTable& table) {
    QStringList names;
    for (const Condition& row : table.rows)
        if (row.holds)
            names << QString::fromStdString(row.name);
    return listed(names);
}

} // namespace

QString shortName(const Method& method) {
    constexpr qsizetype fits = 20;
    const QString name = toQString(method.name);
    return name.size() <= fits ? name : toQString(method.label);
}

QString capitalised(const QString& text) {
    return text.isEmpty() ? text : text.first(1).toUpper() + text.sliced(1);
}

QString asSentence(const std::string& reason) {
    return localNumbers(capitalised(QString::fromStdString(reason))) + u'.';
}

QString whyNoBox(const Enclosure& e) {
    const QString reason = QString::fromStdString(e.reason);
    switch (e.status) {
    case Status::Diverged:
        return tr("has no box here: %1.").arg(reason.isEmpty() ? tr("its iteration diverges") : reason);
    case Status::NotApplicable:
        return tr("does not apply here: %1.")
            .arg(reason.isEmpty() ? tr("its condition does not hold") : reason);
    case Status::NotConverged:
        return tr("has no box here: %1.").arg(reason.isEmpty() ? tr("its iteration did not settle") : reason);
    case Status::Cancelled:
        return reason.isEmpty() ? tr("was stopped before it finished.")
                                : tr("was stopped before it finished: %1.").arg(reason);
    case Status::Ok:
        break;
    }
    return {};
}

Statement methodVerdict(
    const Method& method, const Enclosure& e, const QString& letter, const std::vector<Index>& outputs,
    Index outputCount) {
    const QString name = capitalised(shortName(method));
    if (!e.ok() || !e.output)
        return {Statement::Tone::NoBox, {}, name + QLatin1Char(' ') + whyNoBox(e)};

    Statement verdict;
    verdict.tone = e.rigorous ? Statement::Tone::Proved : Statement::Tone::Numerical;
    verdict.subject = name + QLatin1Char('.');
    QStringList sentences;
    const QString where = intervals(*e.output, outputs);
    if (e.pieces.empty())
        sentences << tr("Every input in %1 gives %2.").arg(letter, where);
    else
        sentences << tr("The outputs of %1 reach exactly %2, in %3.")
                         .arg(letter, where)
                         .arg(
                             e.pieces.size() == 1 ? tr("one linear piece")
                                                  : tr("%1 linear pieces").arg(e.pieces.size()));
    if (e.factor)
        sentences << tr("No output moves by more than %1 times the largest change of an input.")
                         .arg(formatNumber(*e.factor, Rounded::Up));
    if (outputCount > static_cast<Index>(outputs.size()))
        sentences << tr("%1 of %2 outputs are shown.").arg(outputs.size()).arg(outputCount);
    if (!e.reason.empty())
        sentences << capitalised(QString::fromStdString(e.reason)) + QLatin1Char('.');
    sentences
        << (e.rigorous ? tr("Proved with rounding bounds.")
                       : tr("Computed numerically, without rounding bounds."));
    verdict.text = sentences.join(QLatin1Char(' '));
    return verdict;
}

namespace {

Statement wellPosednessVerdict(const NetworkAnalysis& analysis) {
    using Tone = Statement::Tone;
    if (!analysis.wellPosed())
        return {
            Tone::NoBox, tr("No condition holds."),
            tr("An input may have no state, or several, so nothing is guaranteed for this network.")};
    // Every condition that holds is proved.
    const Tone tone = Tone::Proved;
    const QString subject = tr("Well-posed.");
    if (analysis.contracting() && analysis.conditions.holds("implicit-deep-learning"))
        return {tone, subject, tr("Every input has exactly one state, and every interval method has a box.")};
    if (analysis.contracting())
        return {
            tone, subject,
            tr("Every input has exactly one state. IBP is not sure to have a box, because ρ(|A|) is %1 ≥ 1.")
                .arg(formatNumber(analysis.rhoAbs))};
    return {
        tone, subject,
        tr("Every input has exactly one state, by %1. The mixed monotone and l_∞ Lipschitz boxes do not "
           "exist: %2. %3")
            .arg(
                conditionNames(analysis.conditions), QString::fromStdString(analysis.whyNotContracting()),
                analysis.conditions.holds("lben")
                    ? tr("The l_2 Lipschitz box does, because I − A is strongly monotone.")
                    : QString())
            .trimmed()};
}

} // namespace

Statement guaranteesVerdict(const NetworkAnalysis& analysis) {
    Statement verdict = wellPosednessVerdict(analysis);
    if (analysis.own.known() && !analysis.own.holds)
        verdict.text += QLatin1Char(' ') + QString::fromStdString(analysis.own.sentence);
    return verdict;
}

QString html(const Statement& verdict) {
    const QString text = mathHtml(verdict.text);
    return verdict.subject.isEmpty() ? text
                                     : QStringLiteral("<b>%1</b> %2").arg(mathHtml(verdict.subject), text);
}

} // namespace kamke::ui
