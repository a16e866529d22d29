#include "ui/jobs/scan_job.h"

#include "core/attack/attack.h"
#include "core/certify/margins.h"
#include "core/certify/radius.h"
#include "core/verdicts/evidence.h"
#include "ui/state/digits_state.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace kamke::ui {

namespace {

/// Beside these two the GUI and the picked digit still find time: the gate is passed between chunks.
constexpr int threads = 2;
/// Two blocks of the core: one per thread.
constexpr std::size_t chunk = 256;
constexpr std::chrono::milliseconds betweenBatches{33};

/// A short attack: the picked digit gets the full one.
AttackOptions shortAttack(const ScanJob& job, const std::stop_token& stop) {
    AttackOptions options;
    options.steps = 10;
    options.restarts = 1;
    options.loss = AttackLoss::Margin;
    options.norm = job.norm;
    options.clip = job.clip;
    options.threads = threads;
    options.limits.stop = stop;
    return options;
}

// All samples are judged by the chosen certificate, where it judges many at once and applies to the network.
// Else by the l_2 one, which asks least of a network, or by any other that does.
const Certificate* judge(const Certificate* chosen, const NetworkAnalysis& analysis) {
    std::vector<const Certificate*> candidates{chosen, findCertificate("lipschitz-l2")};
    for (const Certificate& one : certificates())
        candidates.push_back(&one);
    for (const Certificate* one : candidates)
        if (one && one->cost == Cost::Columns && !one->whyNot(analysis))
            return one;
    return chosen;
}

class Scan {
public:
    Scan(
        const ScanJob& job, const Certifier& certifier, const std::stop_token& stop,
        const std::function<void(ScanBatch)>& publish)
        : job_(job)
        , certifier_(certifier)
        , certificate_(judge(job.certificate, certifier.analysis()))
        , stop_(stop)
        , publish_(publish)
        , known_(*job.known)
        , measures_(job.measures) {
        batch_.problem = job.problem;
        options_.marginAccuracy = sixDigits;
        options_.norm = job.norm;
        options_.clip = job.clip;
        options_.threads = threads;
        options_.limits.stop = stop;
    }

    void run() {
        step(
            ScanStep::Reading, where([this](Index k) { return !known_.sample(k).isRead(); }),
            [this](std::span<const Index> some) { return read(some); });
        recall();
        step(
            ScanStep::Certifying, where([this](Index k) {
                return isRead(k) && std::isnan(measures(k).margin) &&
                       !known_.sample(k).tried(certificate_->id, job_.eps) && (job_.margins || isOpen(k));
            }),
            [this](std::span<const Index> some) { return certify(some); });
        for (const char* id : {"fgsm", "pgd"}) {
            const Attack* attack = findAttack(id);
            step(
                ScanStep::Attacking, where([this](Index k) {
                    return isRead(k) && isOpen(k) && !known_.sample(k).tried("pgd", job_.eps);
                }),
                [this, attack](std::span<const Index> some) { return this->attack(*attack, some); });
        }
        if (job_.radii)
            step(
                ScanStep::Radii, where([this](Index k) { return !measures(k).hasRadius; }),
                [this](std::span<const Index> some) { return radii(some); });
        if (stop_.stop_requested())
            return;
        batch_.progress = {ScanStep::Done, 0, 0};
        flush();
    }

private:
    template<class Predicate>
    std::vector<Index> where(const Predicate& wanted) const {
        std::vector<Index> some;
        for (Index k = 0; k < known_.size(); ++k)
            if (wanted(k))
                some.push_back(k);
        return some;
    }

    /// `work` returns false when it was stopped before its samples were done.
    template<class Work>
    void step(ScanStep step, const std::vector<Index>& todo, const Work& work) {
        batch_.progress = {step, 0, static_cast<Index>(todo.size())};
        const std::span all(todo);
        for (std::size_t first = 0; first < todo.size(); first += chunk) {
            job_.gate->pass(stop_);
            const auto some = all.subspan(first, std::min(chunk, todo.size() - first));
            if (stop_.stop_requested() || !work(some))
                return;
            batch_.progress.done += static_cast<Index>(some.size());
            for (const Index k : some)
                batch_.changed.emplace_back(static_cast<std::size_t>(k), measures(k));
            if (Clock::now() >= next_)
                flush();
        }
    }

    void flush() {
        next_ = Clock::now() + betweenBatches;
        const ScanProgress progress = batch_.progress;
        publish_(std::exchange(batch_, {}));
        batch_.progress = progress;
        batch_.problem = job_.problem;
    }

    SampleMeasures& measures(Index k) { return measures_[static_cast<std::size_t>(k)]; }
    /// Read, and as its label.
    bool isRead(Index k) const { return known_.sample(k).prediction == label(k); }
    bool isOpen(Index k) const {
        const Known known = known_.at(k, job_.eps).known;
        return known == Known::NotYet || known == Known::Unknown;
    }
    void found(Index k, SampleKnowledge known) {
        known_.take(k, known);
        batch_.findings.push_back({k, std::move(known)});
    }
    /// Margins that an earlier scan has found at this ε.
    void recall() {
        for (Index k = 0; k < known_.size(); ++k)
            if (double& margin = measures(k).margin; std::isnan(margin)) {
                margin = known_.sample(k).marginOf(certificate_->id, job_.eps);
                if (!std::isnan(margin))
                    batch_.changed.emplace_back(static_cast<std::size_t>(k), measures(k));
            }
    }
    int label(Index k) const { return job_.data->labels[static_cast<std::size_t>(k)]; }
    std::vector<int> labels(std::span<const Index> some) const {
        std::vector<int> all;
        for (const Index k : some)
            all.push_back(label(k));
        return all;
    }

    bool read(std::span<const Index> some) {
        const Predictions found = predict(certifier_.analysis(), *job_.data, some, options_);
        if (!found.complete)
            return false;
        for (std::size_t i = 0; i < some.size(); ++i) {
            SampleKnowledge one;
            one.prediction = found.predictions[i];
            this->found(some[i], std::move(one));
        }
        return true;
    }

    bool certify(std::span<const Index> some) {
        const MarginTable found =
            kamke::certify(certifier_, *job_.data, some, job_.eps, std::span(&certificate_, 1), options_);
        if (!found.complete)
            return false;
        for (std::size_t i = 0; i < some.size(); ++i) {
            const double margin = found.margins(0, static_cast<Index>(i));
            measures(some[i]).margin = margin;
            this->found(
                some[i], marginKnowledge(job_.eps, certificate_->id, margin, found.rigorous[0][i] != 0));
        }
        return true;
    }

    bool attack(const Attack& attack, std::span<const Index> some) {
        const Matrix raw = job_.data->inputs(some);
        const std::vector<AttackOutcome> found =
            runAttack(attack, certifier_, raw, labels(some), job_.eps, shortAttack(job_, stop_));
        for (std::size_t i = 0; i < some.size(); ++i)
            this->found(
                some[i],
                attackKnowledge(found[i], raw.col(static_cast<Index>(i)), job_.eps, job_.norm, attack.id));
        return !stop_.stop_requested();
    }

    bool radii(std::span<const Index> some) {
        RadiusOptions coarse;
        coarse.tolerance = 1e-3;
        coarse.largest = largestEps(job_.norm);
        const RadiusTable found = certifiedRadii(
            certifier_, job_.data->inputs(some), labels(some), std::span(&certificate_, 1), coarse, options_);
        if (!found.complete)
            return false;
        for (std::size_t i = 0; i < some.size(); ++i) {
            measures(some[i]).radius = found.radii(0, static_cast<Index>(i));
            measures(some[i]).hasRadius = true;
        }
        return true;
    }

    const ScanJob& job_;
    const Certifier& certifier_;
    const Certificate* certificate_;
    std::stop_token stop_;
    const std::function<void(ScanBatch)>& publish_;
    CertifyOptions options_;
    VerdictStore known_;
    std::vector<SampleMeasures> measures_;
    ScanBatch batch_;
    Clock::time_point next_{};
};

} // namespace

void ScanGate::setOpen(bool open) {
    {
        const std::lock_guard lock(mutex_);
        open_ = open;
    }
    wake_.notify_all();
}

void ScanGate::pass(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, stop, [this] { return open_; });
}

void runScan(
    const ScanJob& job, const Certifier& certifier, const std::stop_token& stop,
    const std::function<void(ScanBatch)>& publish) {
    Scan(job, certifier, stop, publish).run();
}

} // namespace kamke::ui
