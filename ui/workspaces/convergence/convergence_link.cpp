#include "ui/workspaces/convergence/convergence_link.h"

#include "ui/style/theme.h"
#include "ui/text/utf8.h"

#include <algorithm>
#include <limits>

namespace kamke::ui {
namespace {

constexpr double faint = 0.22;

} // namespace

ConvergenceLink::ConvergenceLink(ExplorerStore* store, ConvergenceRunner* runner, QObject* parent)
    : QObject(parent)
    , store_(store)
    , runner_(runner) {
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Network | StatePart::Boxes | StatePart::Selection | StatePart::Methods |
                     StatePart::Convergence | StatePart::Digit))
            emit changed();
        else if (parts & StatePart::Cursor)
            emit cursorMoved();
    });
    connect(runner, &Runner::resultChanged, this, &ConvergenceLink::changed);
    connect(runner, &Runner::staleChanged, this, &ConvergenceLink::changed);
    connect(store, &ExplorerStore::hoveredUnitChanged, this, &ConvergenceLink::hoverChanged);
}

QString ConvergenceLink::emptyText() const {
    const QString reason = runner_->unfit();
    return reason.isEmpty() ? tr("Computing …") : reason;
}

int ConvergenceLink::cursor() const {
    const auto shown = result();
    return std::clamp(state().cursor, 0, shown ? shown->lastIteration() : 0);
}

void ConvergenceLink::moveCursor(int iteration) {
    const auto shown = result();
    store_->moveCursor(std::clamp(iteration, 0, shown ? shown->lastIteration() : 0));
}

const ConvergenceLine* ConvergenceLink::chosenLine(const QString& method) const {
    const auto shown = result();
    return shown ? shown->line(state().solver, method) : nullptr;
}

const ConvergenceLine* ConvergenceLink::widthLine() const {
    if (const ConvergenceLine* line = chosenLine(state().boxMethod))
        return line;
    for (const char* other : {"mm", "ibp"})
        if (const ConvergenceLine* line = chosenLine(QLatin1String(other)))
            return line;
    return nullptr;
}

double ConvergenceLink::alpha() const {
    const FixedPointIteration* iteration = findIteration(state().solver.toStdString());
    const auto shown = result();
    if (!iteration || !iteration->usesAlpha || !shown)
        return std::numeric_limits<double>::quiet_NaN();
    const ConvergenceSolver* solver = shown->solver(state().solver);
    return state().alpha.value(state().solver, solver ? solver->usual : shown->alphaStar);
}

Vector ConvergenceLink::eta() const {
    const auto shown = result();
    if (!shown)
        return {};
    return state().eta.size() == shown->eta.size() ? state().eta : shown->analysis->best.eta;
}

void ConvergenceLink::hoverLine(const QString& key) {
    if (key == hovered_)
        return;
    hovered_ = key;
    store_->setHoveredMethod(key.section(u'/', 1));
    emit hoverChanged();
}

double ConvergenceLink::opacity(const ConvergenceLine& line) const {
    return hovered_.isEmpty() || hovered_ == keyOf(line) ? 1 : faint;
}

void ConvergenceLink::chooseSolver(const QString& id) {
    change(
        tr("Look at the %1").arg(toQString(findIteration(id.toStdString())->name)),
        [&](ConvergenceState& s) { s.solver = id; });
}

void ConvergenceLink::showSolver(const QString& id, bool shown) {
    change(shown ? tr("Show a solver") : tr("Hide a solver"), [&](ConvergenceState& s) {
        QStringList next;
        // In the order of the list of iterations, whatever was switched when.
        for (const FixedPointIteration& iteration : iterations())
            if (idOf(iteration) == id ? shown : s.solvers.contains(idOf(iteration)))
                next << idOf(iteration);
        s.solvers = next;
        if (shown)
            s.solver = id;
        else if (s.solver == id && !next.isEmpty())
            s.solver = next.front();
    });
}

void ConvergenceLink::setAlpha(const QString& id, double alpha, int merge) {
    change(
        tr("Change α"), [&](ConvergenceState& s) { s.alpha[id] = alpha; }, merge);
}

void ConvergenceLink::setEta(const Vector& eta, int merge) {
    change(
        tr("Change the weights η"), [&](ConvergenceState& s) { s.eta = eta; }, merge);
}

void ConvergenceLink::takeBestEta() {
    change(tr("Take the best weights η"), [](ConvergenceState& s) { s.eta = {}; });
}

void ConvergenceLink::change(
    const QString& text, const std::function<void(ConvergenceState&)>& edit, int merge) {
    ExplorerState next = store_->state();
    edit(next.convergence);
    store_->apply(text, next, merge);
}

QString idOf(const FixedPointIteration& iteration) {
    return toQString(iteration.id);
}

QString idOf(const Method& method) {
    return toQString(method.id);
}

QString keyOf(const ConvergenceLine& line) {
    return line.method ? idOf(*line.iteration) + u'/' + idOf(*line.method) : idOf(*line.iteration);
}

QString nameOf(const ConvergenceLine& line) {
    return line.method
               ? toQString(line.iteration->label) + QStringLiteral(", ") + toQString(line.method->label)
               : toQString(line.iteration->label);
}

QPen penOf(const ConvergenceLine& line, const Theme& theme, double width) {
    return line.method ? Theme::linePen(theme.method(*line.method), line.iteration->line, width)
                       : theme.iterationPen(*line.iteration, width);
}

QColor inkOf(const ConvergenceLine& line, const Theme& theme) {
    return line.method ? theme.methodText(*line.method) : theme.iterationText(*line.iteration);
}

} // namespace kamke::ui
