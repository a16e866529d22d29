#include "ui/jobs/compare_job.h"

#include "core/certify/margins.h"
#include "core/io/files/network_file.h"
#include "core/model/decompositions.h"
#include "core/solve/iterations.h"
#include "core/sweep/counts.h"
#include "ui/jobs/network_cache.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kamke::ui {

namespace {

constexpr int sweepThreads = 2;
/// Inputs that iterations are counted at: their numbers differ by a few from input to input.
constexpr Index countedInputs = 8;
/// Samples that are read between two looks at the stop token.
constexpr std::size_t readAtOnce = 256;
constexpr std::chrono::milliseconds betweenReports{50};

// Rough shares of the work, for the progress bar.
constexpr double analysingShare = 2, spectralShare = 1, countingShare = 2, readingShare = 1,
                 certifyingShare = 8;

Index nonZeros(const Network& w) {
    const auto count = [](const auto& m) { return (m.array() != 0).count(); };
    return count(w.A) + count(w.B) + count(w.C) + count(w.D) + count(w.b) + count(w.c);
}

class Comparison {
public:
    Comparison(
        const CompareJob& job, const std::stop_token& stop, const std::function<void(CompareUpdate)>& publish)
        : job_(job)
        , stop_(stop)
        , publish_(publish) {
        for (const CompareEntry& entry : job.entries)
            figures_.push_back(entry.known ? *entry.known : NetworkFigures());
        total_ = 0;
        for (NetworkFigures& f : figures_) {
            forgetOldSamples(f);
            if (f.problem.empty())
                total_ += (f.analysis ? 0 : analysingShare) + (f.eigenvalues.empty() ? spectralShare : 0) +
                          (f.iterations.empty() ? countingShare : 0) + (isMeasured(f) ? 0 : readingShare) +
                          (isCertified(f) ? 0 : certifyingShare);
        }
    }

    void run() {
        step(
            analysingShare, [](const NetworkFigures& f) { return f.analysis != nullptr; },
            &Comparison::analyse);
        step(
            spectralShare, [](const NetworkFigures& f) { return !f.eigenvalues.empty(); },
            &Comparison::spectrum);
        step(
            readingShare, [this](const NetworkFigures& f) { return isMeasured(f); }, &Comparison::read);
        step(
            countingShare, [](const NetworkFigures& f) { return !f.iterations.empty(); }, &Comparison::count);
        step(
            certifyingShare, [this](const NetworkFigures& f) { return isCertified(f); },
            &Comparison::certify);
    }

private:
    using Work = bool (Comparison::*)(std::size_t, NetworkFigures&);

    template<class Done>
    void step(double weight, Done done, Work work) {
        for (std::size_t k = 0; k < figures_.size(); ++k) {
            NetworkFigures& f = figures_[k];
            if (!f.problem.empty() || done(f))
                continue;
            if (stop_.stop_requested() || !(this->*work)(k, f) || stop_.stop_requested())
                return;
            done_ += weight;
            publish_({k, std::make_shared<const NetworkFigures>(f), progress(0)});
        }
    }

    CompareProgress progress(double more) const { return {std::min(1.0, (done_ + more) / total_), step_}; }
    void report(double more) {
        if (const auto now = Clock::now(); now >= nextReport_) {
            nextReport_ = now + betweenReports;
            publish_({0, nullptr, progress(more)});
        }
    }
    void begin(const char* what, const NetworkFigures& f) {
        step_ = what;
        if (f.network && !f.network->name.empty())
            step_ += " of " + f.network->name;
        nextReport_ = {};
        report(0);
    }

    /// What was measured on other samples.
    void forgetOldSamples(NetworkFigures& f) const {
        // Why there are none may be another reason now.
        if (f.data == job_.data && f.wanted == job_.samples &&
            (job_.data || f.whyUnmeasured == job_.whyNoData))
            return;
        if (f.data != job_.data)
            f.iterations.clear(); // they were counted at the inputs of those samples
        f.data.reset();
        f.whyUnmeasured.clear();
        f.samples = 0;
        f.accuracy = nan;
        f.certified.clear();
    }
    bool isMeasured(const NetworkFigures& f) const {
        return f.data == job_.data && (f.samples > 0 || !f.whyUnmeasured.empty());
    }
    bool isCertified(const NetworkFigures& f) const {
        if (!f.whyUncertified.empty() || !f.whyUnmeasured.empty())
            return true;
        return std::equal(
            f.certified.begin(), f.certified.end(), job_.eps.begin(), job_.eps.end(),
            [](const CertifiedCount& c, double eps) { return c.eps == eps; });
    }

    bool analyse(std::size_t k, NetworkFigures& f) {
        begin("measures and conditions", f);
        f.network = job_.entries[k].network;
        if (!f.network) {
            auto network = readNetwork(job_.entries[k].file);
            if (!network) {
                f.problem = network.error().message;
                return true;
            }
            f.network = std::make_shared<const Network>(std::move(*network));
        }
        const Network& w = *f.network;
        const bool hasD = (w.D.array() != 0).any();
        f.parameters =
            w.A.size() + w.B.size() + w.C.size() + w.b.size() + w.c.size() + (hasD ? w.D.size() : Index{0});
        f.nonZero = nonZeros(w);
        f.analysis = analysisOf(f.network);
        f.rowsOnes = rowMeasures(w.A, Vector::Ones(w.n()));
        f.rowsBest = rowMeasures(w.A, f.analysis->best.eta);
        return true;
    }

    bool spectrum(std::size_t, NetworkFigures& f) {
        begin("eigenvalues", f);
        f.eigenvalues = eigenvalues(f.network->A);
        return true;
    }

    bool read(std::size_t, NetworkFigures& f) {
        begin("samples read", f);
        f.data = job_.data;
        f.wanted = job_.samples;
        f.whyUnmeasured = job_.whyNoData;
        if (job_.data)
            if (const auto why = whyUnfit(*f.network, *job_.data))
                f.whyUnmeasured = "The data set " + *why + ".";
        if (!f.whyUnmeasured.empty() || !job_.data)
            return true;
        const std::vector<Index> all = samples();
        CertifyOptions options;
        options.threads = sweepThreads;
        options.limits.stop = stop_;
        double correct = 0;
        for (std::size_t first = 0; first < all.size(); first += readAtOnce) {
            const auto some = std::span(all).subspan(first, std::min(readAtOnce, all.size() - first));
            const Predictions found = predict(*f.analysis, *job_.data, some, options);
            if (!found.complete) {
                f.data.reset();
                return false;
            }
            correct += static_cast<double>(std::count(found.correct.begin(), found.correct.end(), char{1}));
            report(readingShare * static_cast<double>(first) / static_cast<double>(all.size()));
        }
        f.samples = static_cast<Index>(all.size());
        f.accuracy = correct / static_cast<double>(all.size());
        return true;
    }

    std::vector<Index> samples() const {
        const Index all = job_.data->size();
        const Index count = job_.samples == 0 ? all : std::min<Index>(job_.samples, all);
        std::vector<Index> numbers(static_cast<std::size_t>(count));
        std::iota(numbers.begin(), numbers.end(), Index{0});
        return numbers;
    }

    /// Raw inputs that iterations are counted at: samples where they fit, else where inputs are zero after
    /// normalisation.
    std::vector<Vector> inputs(const NetworkFigures& f) const {
        std::vector<Vector> list;
        for (Index k = 0; k < std::min(countedInputs, f.samples); ++k)
            list.push_back(job_.data->input(k));
        if (list.empty())
            list.push_back(f.network->input ? f.network->input->mean : Vector::Zero(f.network->r()));
        return list;
    }

    bool count(std::size_t, NetworkFigures& f) {
        begin("iterations", f);
        std::vector<FixedPointProblem> problems;
        for (const Vector& raw : inputs(f))
            problems.push_back(problemAt(*f.analysis, raw));
        std::vector<IterationCount> counts;
        for (const FixedPointIteration& iteration : iterations()) {
            counts.push_back(countOf(iteration, problems));
            if (stop_.stop_requested())
                return false;
            report(
                countingShare * static_cast<double>(counts.size()) /
                static_cast<double>(iterations().size()));
        }
        f.iterations = std::move(counts);
        f.iterationInputs = static_cast<Index>(problems.size());
        return true;
    }

    IterationCount
    countOf(const FixedPointIteration& iteration, const std::vector<FixedPointProblem>& problems) const {
        const double alpha = iteration.defaultAlpha(problems.front());
        const Promise promise = iteration.promise(problems.front(), alpha);
        if (!promise.converges)
            return {nan, promise.reason};
        RunOptions options;
        options.limits.stop = stop_;
        double sum = 0;
        for (const FixedPointProblem& problem : problems) {
            const IterationRun run =
                kamke::run(iteration, problem, alpha, Vector::Zero(problem.size()), options);
            if (run.status != Status::Ok)
                return {nan, run.reason};
            sum += run.iterations();
        }
        return {sum / static_cast<double>(problems.size()), promise.reason};
    }

    bool certify(std::size_t, NetworkFigures& f) {
        SweepPlan plan;
        plan.certificates = tightestCertificates(*f.analysis);
        if (plan.certificates.empty()) {
            f.whyUncertified = *certificates().front().whyNot(*f.analysis);
            return true;
        }
        begin("certified samples", f);
        plan.eps = Eigen::Map<const Vector>(job_.eps.data(), static_cast<Index>(job_.eps.size()));
        const SweepEngine engine(certifierOf(f.network), plan);
        SweepCounts counts(plan);
        SweepRun run;
        run.threads = sweepThreads;
        run.limits.stop = stop_;
        run.progress = [this](Index done, Index total) {
            report(
                certifyingShare * static_cast<double>(done) / static_cast<double>(std::max<Index>(1, total)));
        };
        const auto end = runSweep(engine, DatasetSource(job_.data, samples()), counts, run);
        if (!end || *end != SweepEnd::Complete)
            return false;
        f.certified.clear();
        for (Index e = 0; e < plan.eps.size(); ++e) {
            CertifiedCount best{plan.eps(e), 0, plan.certificates.front(), true};
            for (std::size_t m = 0; m < plan.certificates.size(); ++m) {
                const auto row = static_cast<Index>(m);
                if (m == 0 || counts.certified(row, e) > best.certified)
                    best = {
                        plan.eps(e), counts.certified(row, e), plan.certificates[m],
                        counts.numerical(row, e) == 0};
            }
            f.certified.push_back(best);
        }
        return true;
    }

    const CompareJob& job_;
    std::stop_token stop_;
    const std::function<void(CompareUpdate)>& publish_;
    std::vector<NetworkFigures> figures_;
    double total_ = 1, done_ = 0;
    std::string step_;
    Clock::time_point nextReport_{};
};

} // namespace

void runCompare(
    const CompareJob& job, const std::stop_token& stop, const std::function<void(CompareUpdate)>& publish) {
    Comparison(job, stop, publish).run();
}

std::vector<const Certificate*> tightestCertificates(const NetworkAnalysis& analysis) {
    std::vector<const Certificate*> list;
    for (const Certificate& one : certificates())
        if (one.cost == Cost::Columns && !one.whyNot(analysis))
            list.push_back(&one);
    std::vector<const Certificate*> tightest;
    for (const Certificate* one : list)
        if (std::none_of(list.begin(), list.end(), [&](const Certificate* other) {
                return other->isTighterThan(*one);
            }))
            tightest.push_back(one);
    return tightest;
}

} // namespace kamke::ui
