#include "digits.h"

#include "core/explain/explanation.h"
#include "core/reach/frame.h"
#include "core/solve/columns.h"
#include "core/sweep/counts.h"
#include "core/train/trainer.h"

namespace kamke::bench {

namespace {

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
    plan.eps = Vector::Constant(1, digitsEps);
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
    for (const char* id : {"lipschitz", "entrywise-lipschitz-c", "ibp", "mm"})
        rows.push_back(marginRow(digits, {.id = id, .tolerance = 1e-11}, machine));
    rows.push_back(marginRow(digits, {.id = "mmc", .tolerance = 1e-13, .accuracy = 0}, machine));
    rows.push_back(marginRow(digits, {.id = "mmc", .tolerance = 1e-11, .accuracy = 0}, machine));
    rows.push_back(marginRow(digits, {.id = "mmc"}, machine));
    rows.push_back(marginRow(digits, {.id = "mmc", .clip = true}, machine));
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
            *findAttack("pgd"), certifier, raw, std::span(digits.data->labels).first(attacked), digitsEps,
            attack);
    });
    rows.push_back(pgd);

    std::vector<const Certificate*> all;
    for (const Certificate& one : certificates())
        all.push_back(&one);
    const SampleReport report = certifySample(certifier, raw.col(0), digits.data->labels[0], digitsEps, all);
    Row certificatesRow{"one digit", "all certificates", 0, 0, 0, 0, 0, 0};
    certificatesRow.seconds = bestSeconds(
        20, [&] { certifySample(certifier, raw.col(0), digits.data->labels[0], digitsEps, all); });
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
