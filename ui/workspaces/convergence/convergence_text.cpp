#include "ui/workspaces/convergence/convergence_text.h"

#include "ui/text/number_text.h"
#include "ui/text/utf8.h"

#include <QCoreApplication>
#include <cmath>

namespace kamke::ui {
namespace {

QString tr(const char* text, int n = -1) {
    return QCoreApplication::translate("kamke::ui::ConvergenceText", text, nullptr, n);
}

QString sentence(const std::string& text) {
    QString s = QString::fromStdString(text);
    // A symbol stays the symbol that it is: no μ becomes an M.
    if (!s.isEmpty() && s[0].unicode() < 128)
        s = capitalised(s);
    return s + u'.';
}

} // namespace

QString countText(const ConvergenceLine& line) {
    QStringList parts;
    if (line.counted)
        parts << tr("%1 iterations to 1e-6").arg(*line.counted);
    else if (line.run.status == Status::Diverged)
        parts << tr("never reaches 1e-6");
    else
        parts << tr("not at 1e-6 after %1 iterations").arg(line.run.iterations());
    if (line.predicted)
        parts << tr("%1 predicted").arg(*line.predicted);
    return parts.join(QStringLiteral(", "));
}

ConvergenceVerdict convergenceVerdict(const ConvergenceResult& result, const QString& solver) {
    const ConvergenceLine* line = result.line(solver, {});
    const ConvergenceSolver* known = result.solver(solver);
    if (!known)
        return {};
    const QString name = capitalised(toQString(known->iteration->name)) + u'.';
    if (!line)
        return {{Statement::Tone::Neutral, name, tr("Tick it in the list to see it iterate.")}, QString()};
    const IterationRun& run = line->run;
    const QString condition = sentence(run.promise.reason);
    if (run.status == Status::Diverged)
        return {
            {Statement::Tone::NoBox, name,
             tr("It diverges on %1: the iterates leave every bound after %2 steps. %3")
                 .arg(result.job.input)
                 .arg(run.iterations())
                 .arg(condition)},
            QStringLiteral("bad")};
    QString text;
    if (run.promise.converges)
        text = std::isfinite(run.promise.factor)
                   ? tr("It converges from every start: a step shrinks the distance to x* by %1 at least.")
                         .arg(formatNumber(run.promise.factor, Rounded::Up))
                   : tr("It converges from every start.");
    else
        text = run.status == Status::Ok ? tr("It converged here, but nothing promises that it does.")
                                        : tr("It has not converged after %1 steps.").arg(run.iterations());
    if (std::isfinite(run.measuredFactor))
        text += u' ' + tr("Measured factor %1; %2.").arg(formatNumber(run.measuredFactor), countText(*line));
    text += u' ' + condition;
    return {
        {run.promise.converges ? Statement::Tone::Proved : Statement::Tone::Numerical, name, text},
        run.promise.converges ? QStringLiteral("good") : QStringLiteral("warning")};
}

bool losesOrder(const ConvergenceResult& result, const QString& solver) {
    for (const ConvergenceLine& line : result.lines)
        if (line.method && idOf(*line.iteration) == solver && line.run.orderLostAt)
            return true;
    return false;
}

QString orderSentences(const ConvergenceResult& result, const QString& solver) {
    QStringList sentences;
    for (const ConvergenceLine& line : result.lines) {
        if (!line.method || idOf(*line.iteration) != solver)
            continue;
        const QString name = toQString(line.method->label);
        if (line.run.orderLostAt)
            sentences << tr("%1 lost x̲ ≤ x̄ at iteration %2.").arg(name).arg(*line.run.orderLostAt);
        else if (line.whyOrderIsLost)
            sentences << tr("%1 may lose x̲ ≤ x̄, but kept it in this run.").arg(name);
        else
            sentences << tr("%1 keeps x̲ ≤ x̄ at every step.").arg(name);
        if (line.run.status == Status::Diverged)
            sentences << tr("Its boxes diverge.");
    }
    return sentences.join(u' ');
}

QString orderReasons(const ConvergenceResult& result, const QString& solver) {
    QStringList sentences;
    for (const ConvergenceLine& line : result.lines) {
        if (!line.method || idOf(*line.iteration) != solver)
            continue;
        if (line.run.orderLostAt)
            sentences << tr("A crossed pair encloses nothing.");
        if (line.whyOrderIsLost)
            sentences << sentence(*line.whyOrderIsLost);
        if (line.run.status == Status::Diverged)
            sentences << tr("The boxes of %1 diverge: %2")
                             .arg(toQString(line.method->label), sentence(line.run.reason));
    }
    sentences.removeDuplicates();
    return sentences.join(u' ');
}

QString convergenceStatus(const ConvergenceResult& result) {
    int diverged = 0, converged = 0;
    for (const ConvergenceLine& line : result.lines) {
        diverged += line.run.status == Status::Diverged;
        converged += line.run.status == Status::Ok;
    }
    QString text = capitalised(result.job.input) +
                   tr(": %1 of %2 iterations converged").arg(converged).arg(result.lines.size());
    if (diverged)
        text += tr(", %1 diverged").arg(diverged);
    return text + u'.';
}

} // namespace kamke::ui
