#include "ui/jobs/cascade_runner.h"

#include "core/attack/points.h"
#include "core/decide/witness_check.h"
#include "core/verdicts/evidence.h"
#include "ui/jobs/known_lipschitz_table.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

/// Publishes a copy at most every so often: the window draws no faster.
class Reporter {
public:
    Reporter(CascadeView& view, const Publish<CascadeView>& publish)
        : view_(view)
        , publish_(publish) {}
    void now() {
        last_ = Clock::now();
        publish_(std::make_shared<const CascadeView>(view_));
    }
    void sometimes() {
        if (isDue())
            now();
    }
    bool isDue() const {
        constexpr std::chrono::milliseconds pause{50};
        return Clock::now() - last_ >= pause;
    }

private:
    CascadeView& view_;
    const Publish<CascadeView>& publish_;
    Clock::time_point last_{};
};

void findEllipsoid(
    CascadeView& view, const SampleSystem& sample, const std::stop_token& stop, Reporter& report) {
    const Network& network = view.job.certifier->network();
    EllipsoidOptions options;
    options.limits.stop = stop;
    options.progress = [&](int, const Ellipsoid& best) {
        if (!view.job.known)
            view.ellipsoid = best;
        report.sometimes();
    };
    const Box& known = view.result.preActivations;
    const EllipsoidBound found = boundOutputs(
        sample.system, known.lower.size() > 0 ? known : sample.system.preActivations(), network.C, network.c,
        *view.job.certifier->analysis().conditions.lbenLambda, options);
    if (found.ellipsoid)
        view.ellipsoid = found.ellipsoid;
    view.hasEllipsoid = !options.limits.reached();
}

/// The table that is known, or lies beside the network, or is asked for; null otherwise.
std::shared_ptr<const LipschitzTable>
lipschitzTableOf(CascadeView& view, const std::stop_token& stop, Reporter& report) {
    const CascadeJob& job = view.job;
    const Certifier& certifier = *job.certifier;
    if (auto known = knownLipschitzTable(certifier, job.networkPath, job.norm))
        return known;
    if (!job.lipschitz)
        return nullptr;
    LipschitzOptions options;
    options.limits.stop = stop;
    options.progress = [&](Index done, Index total) {
        view.tableDone = done;
        view.tableTotal = total;
        report.sometimes();
    };
    auto table = certifier.lipschitzTable(job.norm, options);
    view.tableDone = view.tableTotal = 0;
    return table;
}

/// Follows the searches of a cascade: their trees, their bounds as soon as they are proved, and what they
/// find.
class SearchFollower {
public:
    SearchFollower(CascadeView& view, WitnessCheck& check, Reporter& report)
        : view_(view)
        , check_(check)
        , report_(report) {}

    void follow(int competitor, const SearchProgress& progress) {
        CompetitorCascade* one = view_.result.of(competitor);
        if (!one)
            return;
        if (!recorder_ || recorder_->competitor() != competitor)
            recorder_.emplace(competitor, one->attacked);
        recorder_->add(progress);
        view_.solving = competitor;
        view_.nodes = progress.nodes;
        keepWitness();
        if (!progress.ended && !report_.isDue())
            return;
        // Whoever stops it keeps what is proved by now.
        if (std::isfinite(progress.bound))
            one->search = -progress.bound;
        if (std::isfinite(progress.value))
            one->attacked = std::min(one->attacked, -progress.value);
        one->nodes = progress.nodes;
        auto record = recorder_->record(progress.tree, view_.result.root->units().units());
        if (view_.searches.empty() || view_.searches.back()->competitor != competitor)
            view_.searches.push_back(std::move(record));
        else
            view_.searches.back() = std::move(record);
        report_.sometimes();
    }

    /// Everything that is known by now; what the attack of the cascade suggests is checked first.
    void learn() {
        const CascadeResult& result = view_.result;
        for (const CompetitorCascade& one : result.competitors)
            if (result.witness.size() > 0 && one.attacked <= 0 && !check_.witness())
                check_.value(one.competitor, result.witness);
        view_.known = cascadeKnowledge(result, view_.job.eps);
        keepWitness();
    }

private:
    void keepWitness() {
        if (check_.witness() && !witness_)
            witness_ = witnessOf(*check_.witness(), view_.job.raw, view_.job.eps, view_.job.norm, searchId);
        view_.known.witness = witness_;
    }

    CascadeView& view_;
    WitnessCheck& check_;
    Reporter& report_;
    std::optional<SearchRecorder> recorder_;
    std::optional<KnownWitness> witness_;
};

/// Of one competitor, before the window calls it undecided: some seconds.
constexpr Index searchedNodes = 5000;

void solve(const CascadeJob& job, const std::stop_token& stop, const Publish<CascadeView>& publish) {
    CascadeView view;
    view.job = job;
    view.ellipsoid = job.known;
    Reporter report(view, publish);
    const Certifier& certifier = *job.certifier;
    if (const auto why = whyNotSemialgebraic(certifier.analysis())) {
        view.why = QString::fromStdString(*why);
        view.finished = true;
        report.now();
        return;
    }
    CertifyOptions certify;
    certify.norm = job.norm;
    certify.clip = job.clip;
    certify.limits.stop = stop;
    const ColumnInput input = columnInput(
        certifier,
        inputSets(
            certifier.network(), job.raw, std::span(&job.label, 1), Vector::Constant(1, job.eps), certify));
    if (!input.outside.empty()) {
        view.why = QString::fromStdString(input.outside.front());
        view.finished = true;
        report.now();
        return;
    }
    const StateBoxes points = monotonePoints(certifier, input.centres(), certify);
    if (!points.ok(0)) {
        view.why = QString::fromStdString(points.reasons[0]);
        view.finished = true;
        report.now();
        return;
    }
    view.system =
        std::make_shared<const SampleSystem>(sampleSystem(certifier, input, points, 0, certify.limits));
    const SampleSystem& sample = *view.system;
    AttackOptions attack;
    attack.norm = job.norm;
    attack.clip = job.clip;
    const Matrix raw = job.raw;
    const AttackBlock block{
        certifier, raw, attackedInputs(certifier.network(), raw, std::span(&job.label, 1), job.eps, attack),
        job.eps, 0};
    WitnessCheck check(block, job.label, sample, certify.limits);
    SearchFollower follower(view, check, report);
    const std::shared_ptr<const LipschitzTable> table = lipschitzTableOf(view, stop, report);
    CascadeOptions options;
    options.everyMargin = job.everyMargin;
    options.semidefinite = job.semidefinite || job.everyMargin;
    options.keepTrees = true;
    options.limits.stop = stop;
    if (table) {
        options.lipschitz = &table->pairs;
        options.radius = input.isBall() ? input.euclidean(0) : input.radii.largest()(0);
    }
    options.progress = [&](const CascadeProgress& progress) {
        if (progress.competitor != view.shown)
            view.course.clear();
        view.shown = view.solving = progress.competitor;
        view.pass = progress.pass;
        view.course.push_back(progress.step);
        report.sometimes();
    };
    options.search = true;
    options.maxNodes = searchedNodes;
    options.value = [&](Index competitor, const Vector& d) { return check.value(competitor, d); };
    options.searching = [&](int competitor, const SearchProgress& progress) {
        follower.follow(competitor, progress);
    };
    options.finished = [&](const CascadeResult& soFar) {
        view.result = soFar;
        view.nodes = 0;
        follower.learn();
        report.now();
    };
    view.result = runCascade(certifier, sample, options);
    follower.learn();
    view.solving = -1;
    view.nodes = 0;
    if (job.ellipsoid && !certifier.hasD && !stop.stop_requested()) {
        report.now();
        findEllipsoid(view, sample, stop, report);
    }
    view.finished = true;
    view.stopped = stop.stop_requested();
    report.now();
}

} // namespace

bool CascadeJob::isOf(const DigitResult& shown) const {
    const SampleReport& report = shown.report;
    return certifier && &certifier->network() == &shown.network() && label == report.label &&
           eps == report.eps && norm == shown.norm && clip == report.clip && same(raw, report.raw);
}

bool CascadeJob::hasInputsOf(const CascadeJob& other) const {
    return certifier == other.certifier && label == other.label && eps == other.eps && norm == other.norm &&
           clip == other.clip && same(raw, other.raw);
}

std::shared_ptr<const SearchRecord> CascadeView::search(int competitor) const {
    const auto found = std::find_if(searches.begin(), searches.end(), [competitor](const auto& one) {
        return one->competitor == competitor;
    });
    return found == searches.end() ? nullptr : *found;
}

void CascadeWork::run(
    const CascadeJob& job, quint64, const std::stop_token& stop, const Publish<CascadeView>& publish) const {
    solve(job, stop, publish);
}

CascadeRunner::CascadeRunner(QObject* parent)
    : JobRunner(parent) {}

void CascadeRunner::take(std::shared_ptr<const CascadeView> view) {
    view_ = std::move(view);
    published_ = true;
    tellResult();
}

void CascadeRunner::start(CascadeJob job) {
    if (view_ && view_->hasEllipsoid && view_->job.hasInputsOf(job))
        job.known = view_->ellipsoid;
    job_ = job;
    published_ = false;
    jobs_.start(std::move(job), false);
    tellResult();
}

void CascadeRunner::cancel() {
    if (!isBusy())
        return;
    jobs_.cancel();
    if (view_ && published_) {
        auto stopped = std::make_shared<CascadeView>(*view_);
        stopped->stopped = stopped->finished = true;
        stopped->solving = -1;
        view_ = std::move(stopped);
    }
    tellResult();
}

} // namespace kamke::ui
