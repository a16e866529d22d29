#include "measure.h"

#include "certify/explanation.h"
#include "certify/margins.h"
#include "io/dataset_file.h"
#include "io/network_file.h"
#include "reach/frame.h"
#include "solve/columns.h"
#include "sweep/counts.h"
#include "train/trainer.h"

#include <numeric>

namespace kamke::bench {

namespace {

constexpr double eps = 0.01;
constexpr int runs = 5;

struct Digits {
    std::shared_ptr<const Dataset> data;
    std::shared_ptr<const Certifier> certifier;
    const Network& network() const { return certifier->network(); }
    double count() const { return static_cast<double>(data->size()); }
};

Digits openDigits(const std::string& name) {
    Digits digits;
    if (auto data = readDataset(KAMKE_SOURCE_DIR "/resources/data/digits.h5"))
        digits.data = std::make_shared<const Dataset>(std::move(*data));
    if (auto network = readNetwork(std::string(KAMKE_SOURCE_DIR "/resources/networks/") + name + ".h5"))
        digits.certifier = std::make_shared<const Certifier>(
            std::make_shared<const NetworkAnalysis>(std::make_shared<const Network>(std::move(*network))));
    return digits;
}

// Products per step of an embedded iteration, over the first digits.
double meanIterations(const Digits& digits, const Certificate* certificate, double tolerance) {
    constexpr Index some = 512;
    CertifyOptions options;
    options.tolerance = tolerance;
    const BallInputs inputs(
        *digits.certifier, digits.data->inputs(0, some), std::span(digits.data->labels).first(some), false);
    const auto columns =
        marginColumns(*digits.certifier, inputs.at(eps), std::span(&certificate, 1), options);
    const std::vector<int>& iterations = columns.front().boxes->iterations;
    return std::accumulate(iterations.begin(), iterations.end(), 0.0) / static_cast<double>(some);
}

// One certificate at one ε for every digit, margins of all: products with B and |B| (where the domain clips),
// with A and |A| in each step, with TC and |TC|.
Row marginRow(const Digits& digits, const std::string& id, double tolerance, bool clip, double machine) {
    const Certificate* const certificate = findCertificate(id);
    const std::vector<Index> samples = allSamples(*digits.data);
    CertifyOptions options;
    options.threads = threads;
    options.tolerance = tolerance;
    options.logits = false;
    options.clip = clip;
    Row row{"10,000 digits", std::string(certificate->label), 0, 0, 0, machine, 0, 0};
    row.name += clip ? ", margins, clipped" : ", margins";
    row.name += tolerance < 1e-12 ? ", to 1e-13" : "";
    row.seconds = bestSeconds(runs, [&] {
        certify(*digits.certifier, *digits.data, samples, eps, std::span(&certificate, 1), options);
    });
    if (certificate->method->id == "mm") {
        row.iterations = meanIterations(digits, certificate, tolerance);
        const auto n = static_cast<double>(digits.network().n()),
                   r = static_cast<double>(digits.network().r());
        const auto q = static_cast<double>(digits.network().q());
        row.gigaflops = digits.count() * 2 * n * ((clip ? 2 : 1) * r + 2 * n * row.iterations + 2 * q) /
                        row.seconds / 1e9;
    }
    return row;
}

Row sweepRow(
    const Digits& digits, const std::string& group, const std::string& name, const SweepPlan& plan,
    int times) {
    const DatasetSource source(digits.data, allSamples(*digits.data));
    const SweepEngine engine(digits.certifier, plan);
    SweepRun run;
    run.threads = threads;
    Row row{group, name, 0, 0, 0, 0, 0, 0};
    row.seconds = bestSeconds(times, [&] {
        SweepCounts counts(plan);
        (void)runSweep(engine, source, counts, run);
    });
    row.memory = peakMemory();
    return row;
}

SweepPlan oneEps(bool margins, bool float32) {
    SweepPlan plan;
    plan.eps = Vector::Constant(1, eps);
    plan.certificates = {findCertificate("mmc")};
    plan.margins = margins;
    plan.float32 = float32;
    return plan;
}

Row epochRow(const Digits& digits) {
    TrainOptions options;
    options.hidden = 100;
    options.threads = threads;
    Trainer trainer(*digits.data, nullptr, options);
    Row row{"training", "one epoch of 10,000 digits, n = 100", 0, 0, 0, 0, 0, 0};
    row.seconds = bestSeconds(3, [&] { trainer.runEpoch({}); });
    return row;
}

} // namespace

std::vector<Row> kernelRows() {
    std::vector<Row> rows;
    const Digits digits = openDigits("nemon_mnist");
    if (!digits.data || !digits.certifier)
        return rows;
    const Certifier& certifier = *digits.certifier;
    const std::vector<Index> samples = allSamples(*digits.data);
    const double machine = productGigaflops(certifier.network().n(), SweepEngine::blockSamples, threads);

    CertifyOptions options;
    options.threads = threads;
    Row forward{"10,000 digits", "forward", 0, 0, 0, machine, 0, 0};
    forward.seconds =
        bestSeconds(runs, [&] { predict(certifier.analysis(), *digits.data, samples, options); });
    rows.push_back(forward);
    rows.push_back(marginRow(digits, "lipschitz", 1e-11, false, machine));
    rows.push_back(marginRow(digits, "entrywise-lipschitz-c", 1e-11, false, machine));
    rows.push_back(marginRow(digits, "ibp", 1e-11, false, machine));
    rows.push_back(marginRow(digits, "mm", 1e-11, false, machine));
    for (const double tolerance : {1e-13, 1e-11, 1e-6})
        rows.push_back(marginRow(digits, "mmc", tolerance, false, machine));
    rows.back().name += ", to 1e-6";
    rows.push_back(marginRow(digits, "mmc", 1e-11, true, machine));
    rows.push_back(
        sweepRow(digits, "10,000 digits", "MM-C and predictions, margins", oneEps(true, false), runs));
    rows.push_back(sweepRow(
        digits, "10,000 digits", "MM-C and predictions, margins, single precision", oneEps(true, true),
        runs));
    rows.push_back(
        sweepRow(digits, "10,000 digits", "MM-C and predictions, verdicts", oneEps(false, false), runs));

    constexpr Index attacked = 200;
    const Matrix raw = digits.data->inputs(0, attacked);
    AttackOptions attack;
    attack.threads = threads;
    Row pgd{"200 digits", "PGD, 40 steps, 5 restarts", 0, 0, 0, 0, 0, 0};
    pgd.seconds = bestSeconds(2, [&] {
        runAttack(
            *findAttack("pgd"), certifier, raw, std::span(digits.data->labels).first(attacked), eps, attack);
    });
    rows.push_back(pgd);

    std::vector<const Certificate*> all;
    for (const Certificate& one : certificates())
        all.push_back(&one);
    const SampleReport report = certifySample(certifier, raw.col(0), digits.data->labels[0], eps, all);
    Row certificatesRow{"one digit", "all certificates", 0, 0, 0, 0, 0, 0};
    certificatesRow.seconds =
        bestSeconds(20, [&] { certifySample(certifier, raw.col(0), digits.data->labels[0], eps, all); });
    rows.push_back(certificatesRow);
    Row explanation{"one digit", "explanation", 0, 0, 0, 0, 0, 0};
    explanation.seconds = bestSeconds(20, [&] { explain(certifier, report, "mmc"); });
    rows.push_back(explanation);
    rows.push_back(epochRow(digits));
    return rows;
}

std::vector<Row> figureRows() {
    std::vector<Row> rows;
    const Digits digits = openDigits("nemon_mnist");
    if (!digits.data || !digits.certifier)
        return rows;
    SweepPlan plan;
    plan.eps = Vector::LinSpaced(30, 0.001, 0.03);
    for (const char* id : {"lipschitz", "entrywise-lipschitz", "ibp", "mm", "mmc"})
        plan.certificates.push_back(findCertificate(id));
    const std::string group = "Figure 3: 30 ε, 5 methods, 10,000 digits";
    rows.push_back(sweepRow(digits, group, "verdicts", plan, 2));
    plan.margins = true;
    rows.push_back(sweepRow(digits, group, "every margin", plan, 1));
    plan.margins = false;
    PlannedAttack pgd;
    pgd.attack = findAttack("pgd");
    plan.attacks = {pgd};
    rows.push_back(sweepRow(digits, group, "verdicts, PGD on the first 1000", plan, 1));
    return rows;
}

} // namespace kamke::bench
