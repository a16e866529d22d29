#include "measure.h"

#include "core/certify/cascade.h"
#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "core/sdp/lipschitz_table.h"
#include "core/sdp/output_ellipsoid.h"
#include "core/sdp/semidefinite_model.h"
#include "core/search/relational_root.h"

#include <cstdio>
#include <cstdlib>

namespace kamke::bench {

namespace {

constexpr int samples = 10;
// The papers' ε are of normalised inputs, (raw − .1307)/.3081.
constexpr double raw = 0.3081;

struct Subject {
    std::shared_ptr<const Certifier> certifier;
    Dataset data;
};

Subject subject() {
    auto network = readNetwork(KAMKE_SOURCE_DIR "/resources/networks/mon_m20.h5");
    auto data = readDataset(KAMKE_SOURCE_DIR "/resources/data/digits.h5");
    if (!network || !data) {
        std::fputs("the bundled monDEQ or digits cannot be read\n", stderr);
        std::exit(1);
    }
    return {
        std::make_shared<const Certifier>(
            std::make_shared<const NetworkAnalysis>(std::make_shared<const Network>(std::move(*network)))),
        std::move(*data)};
}

SampleSystem systemOf(const Subject& s, Index k, double eps, BallNorm norm) {
    CertifyOptions options;
    options.norm = norm;
    const int label = s.data.labels[static_cast<std::size_t>(k)];
    const ColumnInput input = columnInput(
        *s.certifier, inputSets(
                          s.certifier->network(), s.data.input(k), std::span(&label, 1),
                          Vector::Constant(1, eps), options));
    return sampleSystem(*s.certifier, input, monotonePoints(*s.certifier, input.centres(), options), 0, {});
}

// The mean over the first samples, on one thread.
template<class Work>
Row mean(const char* name, const Work& work) {
    Row row{"semidefinite models, monDEQ n = 87, m = 20, one thread, mean of 10 digits", name};
    const auto begin = Clock::now();
    double iterations = 0;
    for (Index k = 0; k < samples; ++k)
        iterations += work(k);
    row.seconds = std::chrono::duration<double>(Clock::now() - begin).count() / samples;
    row.iterations = iterations / samples;
    // What the solver is made of: products of matrices of the size of the program.
    row.machine = productGigaflops(175, 175, 1);
    return row;
}

} // namespace

std::vector<Row> semialgebraicRows() {
    const Subject s = subject();
    const Vector& lambda = *s.certifier->analysis().conditions.lbenLambda;
    const auto competitor = [&](double eps, BallNorm norm) {
        return [&, eps, norm](Index k) {
            const SampleSystem sample = systemOf(s, k, eps, norm);
            const Index other = sample.label == 0 ? 1 : 0;
            return static_cast<double>(
                boundFunctional(sample.system, sample.functional(other), lambda, {}).iterations);
        };
    };
    // Relational bounds, elimination and program together: what it takes to have the same number.
    const auto reducedCompetitor = [&](double eps, BallNorm norm) {
        return [&, eps, norm](Index k) {
            const SampleSystem sample = systemOf(s, k, eps, norm);
            const ReluSystem& whole = sample.system;
            const Box a = RelationalRoot::find(whole, whole.preActivations(), {})->preActivations();
            SemidefiniteModel left(whole, &a, lambda);
            const Index other = sample.label == 0 ? 1 : 0;
            return static_cast<double>(left.bound(sample.functional(other), {}).iterations);
        };
    };
    Vector profile;
    const auto warmCompetitor = [&](Index k) {
        const SampleSystem sample = systemOf(s, k, 0.05 * raw, BallNorm::Linf);
        const FunctionalBound found =
            boundFunctional(sample.system, sample.functional(sample.label == 0 ? 1 : 0), lambda, profile);
        profile = found.profile;
        return static_cast<double>(found.iterations);
    };
    const auto verdict = [&](double eps, BallNorm norm) {
        return [&, eps, norm](Index k) {
            const CascadeResult result = runCascade(*s.certifier, systemOf(s, k, eps, norm));
            double iterations = 0;
            for (const CompetitorCascade& one : result.competitors)
                iterations += one.iterations;
            return iterations;
        };
    };
    std::vector<Row> rows;
    rows.push_back(
        mean("Robustness Model, one competitor, l_2 0.1, gap 5e-3", competitor(0.1 * raw, BallNorm::L2)));
    rows.push_back(mean(
        "Robustness Model, one competitor, l_inf 0.05, gap 5e-3", competitor(0.05 * raw, BallNorm::Linf)));
    rows.push_back(mean("the same from the profile of the sample before", warmCompetitor));
    rows.push_back(mean("the same, stable units eliminated", reducedCompetitor(0.05 * raw, BallNorm::Linf)));
    rows.push_back(
        mean("Robustness Model, one competitor, l_inf 0.01", competitor(0.01 * raw, BallNorm::Linf)));
    rows.push_back(mean("the same, stable units eliminated", reducedCompetitor(0.01 * raw, BallNorm::Linf)));
    rows.push_back(mean("verdict over 9 competitors, l_inf 0.05", verdict(0.05 * raw, BallNorm::Linf)));
    rows.push_back(mean("verdict over 9 competitors, l_inf 0.1", verdict(0.1 * raw, BallNorm::Linf)));
    rows.push_back(mean("verdict over 9 competitors, l_2 1", verdict(raw, BallNorm::L2)));
    rows.push_back(mean("relational bounds, states and 9 margins, l_inf 0.05", [&](Index k) {
        CascadeOptions options;
        options.attack = options.semidefinite = false;
        (void)runCascade(*s.certifier, systemOf(s, k, 0.05 * raw, BallNorm::Linf), options);
        return 0.0;
    }));
    const auto ellipsoid = [&](double eps) {
        return [&, eps](Index k) {
            const Network& net = s.certifier->network();
            const SampleSystem sample = systemOf(s, k, eps, BallNorm::Linf);
            const ReluSystem& whole = sample.system;
            const Box a = RelationalRoot::find(whole, whole.preActivations(), {})->preActivations();
            return static_cast<double>(boundOutputs(whole, a, net.C, net.c, lambda).iterations);
        };
    };
    rows.push_back(mean("ellipsoid, l_inf 0.01", ellipsoid(0.01 * raw)));
    rows.push_back(mean("ellipsoid, l_inf 0.05", ellipsoid(0.05 * raw)));
    for (const BallNorm norm : {BallNorm::L2, BallNorm::Linf}) {
        Row row{
            rows.front().group, norm == BallNorm::L2 ? "Lipschitz constants of all pairs, l_2 (once)"
                                                     : "Lipschitz constants of all pairs, l_inf (once)"};
        row.seconds = bestSeconds(1, [&] { (void)lipschitzTable(s.certifier->analysis(), norm); });
        row.machine = rows.front().machine;
        rows.push_back(row);
    }
    return rows;
}

} // namespace kamke::bench
