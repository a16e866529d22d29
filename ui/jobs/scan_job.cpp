#include "ui/jobs/scan_job.h"

#include "core/attack/attack.h"
#include "core/certify/margins.h"
#include "core/certify/radius.h"
#include "ui/state/digits_state.h"

#include <algorithm>
#include <chrono>

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
        , samples_(job.known) {
        options_.marginAccuracy = sixDigits;
        options_.norm = job.norm;
        options_.clip = job.clip;
        options_.threads = threads;
        options_.limits.stop = stop;
    }

    void run() {
        step(
            ScanStep::Reading, where([](const ScannedSample& s) { return s.prediction == s.unread; }),
            [this](std::span<const Index> some) { return read(some); });
        step(
            ScanStep::Certifying,
            where([](const ScannedSample& s) { return s.stale || s.verdict == ScanVerdict::NotYet; }),
            [this](std::span<const Index> some) { return certify(some); });
        for (const char* id : {"fgsm", "pgd"}) {
            const Attack* attack = findAttack(id);
            const bool last = attack->id == "pgd";
            step(
                ScanStep::Attacking, where([](const ScannedSample& s) {
                    return s.verdict == ScanVerdict::Undecided && !s.attacked;
                }),
                [this, attack, last](std::span<const Index> some) {
                    return this->attack(*attack, last, some);
                });
        }
        if (job_.radii)
            step(
                ScanStep::Radii, where([](const ScannedSample& s) { return !s.hasRadius; }),
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
        for (std::size_t k = 0; k < samples_.size(); ++k)
            if (wanted(samples_[k]))
                some.push_back(static_cast<Index>(k));
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
            for (const Index k : some) {
                const auto at = static_cast<std::size_t>(k);
                batch_.changed.emplace_back(at, samples_[at]);
            }
            if (Clock::now() >= next_)
                flush();
        }
    }

    void flush() {
        next_ = Clock::now() + betweenBatches;
        const ScanProgress progress = batch_.progress;
        publish_(std::exchange(batch_, {}));
        batch_.progress = progress;
    }

    ScannedSample& sample(Index k) { return samples_[static_cast<std::size_t>(k)]; }
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
            ScannedSample& s = sample(some[i]);
            s.prediction = found.predictions[i];
            // Misread at every ε.
            if (!found.correct[i])
                s.verdict = ScanVerdict::Misread;
        }
        return true;
    }

    bool certify(std::span<const Index> some) {
        const MarginTable found =
            kamke::certify(certifier_, *job_.data, some, job_.eps, std::span(&certificate_, 1), options_);
        if (!found.complete)
            return false;
        for (std::size_t i = 0; i < some.size(); ++i) {
            ScannedSample& s = sample(some[i]);
            s.margin = found.margins(0, static_cast<Index>(i));
            s.stale = s.attacked = false;
            if (s.prediction != label(some[i]))
                s.verdict = ScanVerdict::Misread;
            else
                // Fails closed: NaN is not > 0.
                s.verdict = s.margin > 0 ? ScanVerdict::Certified : ScanVerdict::Undecided;
        }
        return true;
    }

    bool attack(const Attack& attack, bool last, std::span<const Index> some) {
        const std::vector<AttackOutcome> found = runAttack(
            attack, certifier_, job_.data->inputs(some), labels(some), job_.eps, shortAttack(job_, stop_));
        for (std::size_t i = 0; i < some.size(); ++i) {
            ScannedSample& s = sample(some[i]);
            const bool broken = found[i].finished && found[i].broken;
            s.attacked = last || broken;
            if (broken)
                s.verdict = ScanVerdict::Broken;
        }
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
            sample(some[i]).radius = found.radii(0, static_cast<Index>(i));
            sample(some[i]).hasRadius = true;
        }
        return true;
    }

    const ScanJob& job_;
    const Certifier& certifier_;
    const Certificate* certificate_;
    std::stop_token stop_;
    const std::function<void(ScanBatch)>& publish_;
    CertifyOptions options_;
    std::vector<ScannedSample> samples_;
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
