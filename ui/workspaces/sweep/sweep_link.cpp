#include "ui/workspaces/sweep/sweep_link.h"

#include <algorithm>
#include <string>

namespace kamke::ui {

namespace {

constexpr double faint = 0.22;

bool isInPlan(const SweepPlan& plan, const QString& method) {
    const std::string id = method.toStdString();
    return std::any_of(
               plan.certificates.begin(), plan.certificates.end(),
               [&](const Certificate* each) { return each->id == id; }) ||
           std::any_of(plan.attacks.begin(), plan.attacks.end(), [&](const PlannedAttack& each) {
               return each.attack->id == id;
           });
}

} // namespace

bool sameSweep(const SweepState& a, const SweepState& b) {
    SweepState seen = a;
    seen.tab = b.tab;
    seen.logEps = b.logEps;
    seen.method = b.method;
    seen.against = b.against;
    seen.compareEps = b.compareEps;
    seen.network = b.network;
    seen.alone = b.alone;
    seen.resultsFile = b.resultsFile;
    return seen == b;
}

SweepLink::SweepLink(ExplorerStore* store, SweepRunner* runner, QObject* parent)
    : QObject(parent)
    , store_(store)
    , runner_(runner) {
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Network | StatePart::Sweep | StatePart::Theme))
            emit changed();
    });
    connect(runner, &SweepRunner::resultChanged, this, &SweepLink::changed);
    connect(runner, &SweepRunner::busyChanged, this, &SweepLink::changed);
    connect(store, &ExplorerStore::hoveredMethodChanged, this, &SweepLink::changed);
}

bool SweepLink::isStale() const {
    const auto& job = runner_->job();
    if (!job || !results())
        return false;
    const QStringList& networks = job->settings.networks;
    const bool open = networks.isEmpty() || networks.contains(QString());
    return !sameSweep(job->settings, settings()) || (open && job->open != store_->state().network);
}

double SweepLink::opacity(const QString& method) const {
    const QString hovered = store_->hoveredMethod();
    const auto shown = results();
    return hovered.isEmpty() || hovered == method || !shown || !isInPlan(shown->plan, hovered) ? 1 : faint;
}

void SweepLink::pick(const QString& method, Index eps, int network) {
    emit picked(method, eps, network);
}

} // namespace kamke::ui
