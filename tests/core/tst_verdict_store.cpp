// What is known of samples: the same whatever the order in which it comes, and after a file.
#include "file_mutations.h"
#include "random_network.h"
#include "random_samples.h"

#include "core/io/files/file_format.h"
#include "core/io/files/new_file.h"
#include "core/io/files/verdict_file.h"
#include "core/verdicts/evidence.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace kamke;
using namespace kamke::test;

namespace {

const std::vector<double> grid{0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07};

/// What somebody may find out of a sample whose true radius is `radius`.
SampleKnowledge anyEvidence(Generator& g, double radius) {
    static const std::vector<std::string> certifiers{"mm", "mmc", "relational", "complete"};
    const double eps = grid[static_cast<std::size_t>(integer(g, 0, static_cast<Index>(grid.size()) - 1))];
    SampleKnowledge known;
    const std::string by = certifiers[static_cast<std::size_t>(integer(g, 0, 3))];
    if (chance(g, 0.2))
        known.prediction = 1;
    else if (chance(g, 0.3))
        known.attempts.push_back(
            {eps, by, chance(g, 0.5) ? kamke::nan : -uniform(g, 0, 1), uniform(g, 0, 9), "why"});
    else if (eps < radius)
        known.proofs.push_back({eps, by, chance(g, 0.3) ? kamke::nan : uniform(g, 0.1, 1), true});
    else
        known.witness = KnownWitness{
            std::max(radius, eps - uniform(g, 0, 0.01)),
            "pgd",
            2,
            -uniform(g, 0.1, 1),
            0,
            chance(g, 0.5) ? std::make_shared<const Vector>(gaussian(g, 5, 1)) : nullptr};
    return known;
}

/// The definition itself, over all that was ever said.
Known bruteForce(const std::vector<SampleKnowledge>& said, int label, double eps) {
    bool broken = false, proved = false, tried = false, misread = false;
    for (const SampleKnowledge& one : said) {
        misread = misread || one.isMisread(label);
        broken = broken || (one.witness && one.witness->distance <= eps);
        for (const KnownProof& proof : one.proofs)
            proved = proved || proof.eps >= eps;
        for (const KnownAttempt& attempt : one.attempts)
            tried = tried || attempt.eps == eps;
    }
    return misread  ? Known::Misread
           : broken ? Known::Broken
           : proved ? Known::Proved
           : tried  ? Known::Unknown
                    : Known::NotYet;
}

VerdictStore anyStore(Generator& g, Index samples) {
    VerdictStore store(std::vector<int>(static_cast<std::size_t>(samples), 1));
    for (Index k = 0; k < samples; ++k) {
        const double radius = uniform(g, 0, 0.07);
        for (Index i = integer(g, 0, 12); i > 0; --i)
            store.take(k, anyEvidence(g, radius));
        if (chance(g, 0.1)) {
            SampleKnowledge misread;
            misread.prediction = 0;
            store.take(k, misread);
        }
    }
    return store;
}

void compareStores(const VerdictStore& one, const VerdictStore& other) {
    QCOMPARE(one.size(), other.size());
    for (Index k = 0; k < one.size(); ++k) {
        const SampleKnowledge &a = one.sample(k), &b = other.sample(k);
        QCOMPARE(a.prediction, b.prediction);
        QCOMPARE(a.proofs.size(), b.proofs.size());
        QCOMPARE(a.attempts.size(), b.attempts.size());
        QCOMPARE(a.witness.has_value(), b.witness.has_value());
        for (std::size_t i = 0; i < a.proofs.size(); ++i) {
            QCOMPARE(a.proofs[i].eps, b.proofs[i].eps);
            QCOMPARE(a.proofs[i].by, b.proofs[i].by);
            QCOMPARE(a.proofs[i].rigorous, b.proofs[i].rigorous);
            QVERIFY(a.proofs[i].margin == b.proofs[i].margin || std::isnan(b.proofs[i].margin));
        }
        for (std::size_t i = 0; i < a.attempts.size(); ++i) {
            QCOMPARE(a.attempts[i].by, b.attempts[i].by);
            QCOMPARE(a.attempts[i].seconds, b.attempts[i].seconds);
            QCOMPARE(a.attempts[i].reason, b.attempts[i].reason);
        }
        if (a.witness) {
            QCOMPARE(a.witness->distance, b.witness->distance);
            QCOMPARE(a.witness->input != nullptr, b.witness->input != nullptr);
            QVERIFY(!a.witness->input || same(*a.witness->input, *b.witness->input));
        }
        for (const double eps : grid)
            QVERIFY(one.at(k, eps).known == other.at(k, eps).known);
    }
}

KnownWitness witness(double distance, double margin = -1, double rounding = 0) {
    return {distance, "pgd", 0, margin, rounding, nullptr};
}
SampleKnowledge broken(double distance, double margin = -1, double rounding = 0) {
    SampleKnowledge known;
    known.witness = witness(distance, margin, rounding);
    return known;
}
SampleKnowledge proved(double eps, double margin, bool rigorous = true) {
    SampleKnowledge known;
    known.proofs.push_back({eps, "mmc", margin, rigorous});
    return known;
}

const VerdictProblem problem{"network", "data", BallNorm::Linf, true};

} // namespace

class TestVerdictStore : public QObject {
    Q_OBJECT
private slots:
    /// A random sequence of findings, in random orders and pieces, against the definition.
    void anyOrderSaysWhatTheDefinitionSays() {
        Generator g = seededGenerator("verdict store");
        for (int round = 0; round < 2000; ++round) {
            const double radius = chance(g, 0.1) ? 0.2 : uniform(g, 0, 0.08);
            std::vector<SampleKnowledge> said;
            for (Index i = integer(g, 1, 14); i > 0; --i)
                said.push_back(anyEvidence(g, radius));
            if (chance(g, 0.1)) {
                std::erase_if(said, [](const SampleKnowledge& one) { return one.isRead(); });
                said.emplace_back();
                said.back().prediction = 0;
            }
            VerdictStore first({1}), second({1}), half({1});
            for (const SampleKnowledge& one : said)
                first.take(0, one);
            std::shuffle(said.begin(), said.end(), g);
            for (std::size_t i = 0; i < said.size(); ++i)
                (i % 2 ? second : half).take(0, said[i]);
            QVERIFY(second.join(half).has_value());
            for (double eps : grid)
                for (const double at : {eps, eps + 0.004}) {
                    const Known expected = bruteForce(said, 1, at);
                    QVERIFY(first.at(0, at).known == expected);
                    QVERIFY(second.at(0, at).known == expected);
                }
            // The same once more is nothing new.
            QVERIFY(second.join(first).has_value());
            QVERIFY(!*second.join(first));
        }
    }

    void whatIsKnownAtOneEpsIsKnownAtOthers() {
        VerdictStore store({1, 1});
        store.take(0, proved(0.02, 0.5));
        store.take(0, broken(0.03));
        QVERIFY(store.at(0, 0).known == Known::Proved);
        QVERIFY(store.at(0, 0.02).known == Known::Proved);
        QCOMPARE(store.at(0, 0.01).proof->eps, 0.02);
        QVERIFY(store.at(0, 0.025).known == Known::NotYet);
        QVERIFY(store.at(0, 0.03).known == Known::Broken);
        QVERIFY(store.at(0, 1).known == Known::Broken);
        QCOMPARE(store.at(0, 1).by, "pgd");
        const KnownCounts counts = store.counts(0.03);
        QCOMPARE(counts[static_cast<std::size_t>(Known::Broken)], 1);
        QCOMPARE(counts[static_cast<std::size_t>(Known::NotYet)], 1);
        // An attempt there says nothing any more.
        SampleKnowledge vain;
        vain.attempts.push_back({.eps = 0.01, .by = "pgd", .reason = {}});
        QVERIFY(!store.take(0, vain));
        vain.attempts.front().eps = 0.025;
        QVERIFY(store.take(0, vain));
        QVERIFY(store.at(0, 0.025).known == Known::Unknown);
    }

    void onlyFiniteMarginsAboveZeroProve() {
        const double infinity = std::numeric_limits<double>::infinity();
        for (const double margin : {0.0, -1.0, infinity, -infinity}) {
            VerdictStore store({1});
            store.take(0, proved(0.02, margin));
            QVERIFY(store.at(0, 0.02).known == Known::NotYet);
        }
        for (const double margin : {0.0, -1.0, infinity, kamke::nan}) {
            VerdictStore store({1});
            store.take(0, marginKnowledge(0.02, "mmc", margin, true));
            QVERIFY(store.at(0, 0.02).known == Known::Unknown);
        }
        VerdictStore store({1});
        for (const double eps : {kamke::nan, infinity, -1.0})
            store.take(0, proved(eps, 1));
        QVERIFY(store.at(0, 0).known == Known::NotYet);
    }

    void aNumericalProofYieldsToAWitness() {
        for (const bool witnessFirst : {false, true}) {
            VerdictStore store({1});
            store.take(0, witnessFirst ? broken(0.03) : proved(0.04, 0.1, false));
            store.take(0, witnessFirst ? proved(0.04, 0.1, false) : broken(0.03));
            QVERIFY(store.at(0, 0.035).known == Known::Broken);
            QVERIFY(store.at(0, 0.02).known == Known::NotYet);
        }
    }

    void aLevelWitnessDecidesNothingAgainstAProof() {
        for (const bool witnessFirst : {false, true}) {
            VerdictStore store({1});
            store.take(0, witnessFirst ? broken(0.03, -1e-15, 1e-12) : proved(0.04, 0.1));
            store.take(0, witnessFirst ? proved(0.04, 0.1) : broken(0.03, -1e-15, 1e-12));
            QVERIFY(store.at(0, 0.04).known == Known::Proved);
        }
    }

    void aContradictionStopsTheProgram() {
        // Found one after the other, or by one and the same.
        for (const bool together : {false, true}) {
            const pid_t child = fork();
            if (child == 0) {
                close(STDERR_FILENO);
                std::signal(SIGABRT, SIG_DFL); // else the test library looks into it
                VerdictStore store({1});
                SampleKnowledge both = proved(0.04, 0.1);
                if (together)
                    both.witness = witness(0.03);
                store.take(0, both);
                if (!together)
                    store.take(0, broken(0.03));
                _exit(0);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
        }
        // What comes from elsewhere is refused instead.
        VerdictStore ours({1}), theirs({1});
        ours.take(0, proved(0.04, 0.1));
        theirs.take(0, broken(0.03));
        const auto joined = ours.join(theirs);
        QVERIFY(!joined && joined.error().message.find("mmc proves") != std::string::npos);
        QVERIFY(ours.at(0, 0.04).known == Known::Proved);
    }

    void namesAreASecondFilter() {
        VerdictStore store({1});
        SampleKnowledge both = proved(0.02, 0.5);
        both.proofs.push_back({0.05, "complete", 0.01, true});
        store.take(0, both);
        QVERIFY(isBy(store.sample(0), 1, 0.01, "mmc") && isBy(store.sample(0), 1, 0.01, "complete"));
        QCOMPARE(store.at(0, 0.01).by, "mmc"); // its ε is the nearest
        QVERIFY(!isBy(store.sample(0), 1, 0.03, "mmc"));
        QCOMPARE(store.at(0, 0.03).by, "complete");
        QVERIFY(!isBy(store.sample(0), 1, 0.06, "complete"));
    }

    /// A margin is of the stage that stands beside it, also where more was solved than the verdict needs.
    void theMarginOfACascadeIsOfWhoDecided() {
        CascadeResult result;
        for (const double relational : {0.2, 0.7}) {
            CompetitorCascade one;
            one.relational = relational;
            one.semidefinite = 3;
            one.decidedBy = CascadeStage::Relational;
            one.certified = true;
            result.competitors.push_back(one);
        }
        const SampleKnowledge cheap = cascadeKnowledge(result, 0.1);
        QCOMPARE(cheap.proofs.size(), std::size_t(1));
        QCOMPARE(cheap.proofs[0].by, std::string("relational"));
        QCOMPARE(cheap.proofs[0].margin, 0.2);
        result.competitors[0].relational = -1;
        result.competitors[0].decidedBy = CascadeStage::Semidefinite;
        const SampleKnowledge dear = cascadeKnowledge(result, 0.1);
        QCOMPARE(dear.proofs[0].by, std::string("sdp"));
        QCOMPARE(dear.proofs[0].margin, 3.0);
        result.competitors[0].certified = false;
        QVERIFY(cascadeKnowledge(result, 0.1).proofs.empty());
    }

    void decisionsOfRealNetworks() {
        Generator g = seededGenerator("decisions");
        int known = 0;
        for (int round = 0; round < 12; ++round) {
            Network net = contractingNetwork(g, 8);
            if (net.q() < 2)
                continue;
            net.activation = Activation(Activation::Kind::Relu);
            const Certifier certifier(
                std::make_shared<const NetworkAnalysis>(std::make_shared<Network>(net)));
            const Matrix raw = gaussian(g, net.r(), 6);
            std::vector<int> labels;
            CertifyOptions options;
            for (Index k = 0; k < raw.cols(); ++k)
                labels.push_back(std::max(0, readSample(certifier, raw.col(k), 0, 0, options).prediction));
            VerdictStore store(labels);
            for (const double eps : {0.3, 0.05}) {
                DecideOptions decide;
                decide.maxNodes = 200;
                const auto decisions = kamke::decide(certifier, raw, labels, eps, decide);
                for (Index k = 0; k < raw.cols(); ++k) {
                    const SampleDecision& one = decisions[static_cast<std::size_t>(k)];
                    const int label = labels[static_cast<std::size_t>(k)];
                    store.take(
                        k, decisionKnowledge(
                               certifier.analysis(), one, raw.col(k), label, eps, BallNorm::Linf, 10));
                    const KnownVerdict verdict = store.at(k, eps);
                    if (one.decision == Decision::Robust)
                        QVERIFY(verdict.known == Known::Proved && verdict.margin > 0);
                    if (one.decision == Decision::Broken && !one.misread()) {
                        QVERIFY(verdict.known == Known::Broken);
                        QVERIFY(verdict.witness->distance <= eps && verdict.witness->input);
                    }
                    known += verdict.known == Known::Proved || verdict.known == Known::Broken;
                }
            }
        }
        QVERIFY2(known > 20, qPrintable(QString::number(known)));
    }

    void sweepsCanBeTakenIn() {
        VerdictStore store({1, 1, 1, 1});
        SweepDecisions decisions(3, 3);
        const Vector eps{{0.01, 0.02, 0.03}};
        decisions.decided.col(0) << Decision::Robust, Decision::Unknown, Decision::Broken;
        decisions.stage.col(0) << DecisionStage::MixedMonotone, DecisionStage::None, DecisionStage::Search;
        decisions.bound.col(0) << 0.4, -0.1, kamke::nan;
        decisions.limit(1, 0) = 5;
        decisions.decided.col(1).setConstant(Decision::Broken);
        decisions.stage.col(1).setConstant(DecisionStage::Misread);
        const std::vector<int> predictions{1, 0, -1};
        QVERIFY(takeDecisions(store, decisions, eps, predictions, std::vector<Index>{3, 1, 0}).has_value());
        QVERIFY(store.at(3, 0.01).known == Known::Proved && store.at(3, 0.01).by == "mmc");
        QVERIFY(store.at(3, 0.02).known == Known::Unknown);
        QCOMPARE(store.sample(3).tried("complete", 0.02)->seconds, 5);
        QVERIFY(store.at(3, 0.03).known == Known::Broken);
        QVERIFY(store.at(1, 0.01).known == Known::Misread);
        QVERIFY(!store.sample(0).isRead() && !store.sample(2).isRead());
        QVERIFY(!takeDecisions(store, decisions, eps, predictions, std::vector<Index>{4, 1, 0}));
        // What contradicts is refused as a whole.
        VerdictStore other({1});
        other.take(0, proved(0.04, 1));
        SweepDecisions column(3, 1);
        column.decided.col(0) = decisions.decided.col(0);
        column.stage.col(0) = decisions.stage.col(0);
        column.bound.col(0) = decisions.bound.col(0);
        QVERIFY(!takeDecisions(other, column, eps, std::vector<int>{1}, std::vector<Index>{0}));
        QVERIFY(!other.sample(0).isRead());
    }

    void filesKeepEverything() {
        Generator g = seededGenerator("verdict files");
        for (int round = 0; round < 30; ++round) {
            const VerdictStore store = anyStore(g, integer(g, 1, 40));
            const std::vector<int> labels(static_cast<std::size_t>(store.size()), 1);
            const auto path = at("verdicts.h5");
            QVERIFY(writeVerdicts(path, problem, store).has_value());
            const auto read = readVerdicts(path, problem, labels);
            QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
            compareStores(store, *read);
            QVERIFY(fileFormatOf(path) == FileFormat::Verdicts);
        }
    }

    void foreignFilesAreRefused() {
        Generator g = seededGenerator("foreign");
        const auto path = at("foreign.h5");
        QVERIFY(writeVerdicts(path, problem, anyStore(g, 3)).has_value());
        const std::vector<int> labels(3, 1);
        QVERIFY(readVerdicts(path, problem, labels).has_value());
        for (const VerdictProblem& other :
             {VerdictProblem{"other", "data", BallNorm::Linf, true},
              VerdictProblem{"network", "other", BallNorm::Linf, true},
              VerdictProblem{"network", "data", BallNorm::L2, true},
              VerdictProblem{"network", "data", BallNorm::Linf, false}}) {
            const auto read = readVerdicts(path, other, labels);
            QVERIFY(!read && read.error().message.find("foreign.h5") != std::string::npos);
            QVERIFY(!addVerdicts(path, other, VerdictStore(labels)));
        }
        QVERIFY(!readVerdicts(path, problem, std::vector<int>(4, 1)));
        QVERIFY(!readVerdicts(path, problem, std::vector<int>(3, 2)));
        QVERIFY(!readVerdicts(at("missing.h5"), problem, labels));
    }

    void damagedFilesAreRefusedAndStay() {
        Generator g = seededGenerator("damaged");
        const VerdictStore store = anyStore(g, 20);
        const std::vector<int> labels(20, 1);
        const auto path = at("sound.h5"), damaged = at("damaged.h5");
        QVERIFY(writeVerdicts(path, problem, store).has_value());
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string bytes = file.readAll().toStdString();
        std::mt19937_64 random(7);
        int refused = 0;
        for (int round = 0; round < 150; ++round) {
            const std::string changed = mutated(bytes, random);
            QVERIFY(replaceFile(damaged, changed).has_value());
            const auto read = readVerdicts(damaged, problem, labels);
            if (read) {
                compareStores(store, *read); // what was changed says nothing
                continue;
            }
            ++refused;
            QVERIFY(read.error().message.rfind("damaged.h5: ", 0) == 0);
            QVERIFY(!addVerdicts(damaged, problem, store));
            QFile after(QString::fromStdString(damaged));
            QVERIFY(after.open(QIODevice::ReadOnly));
            QCOMPARE(after.readAll().toStdString(), changed);
        }
        QVERIFY2(refused > 50, qPrintable(QString::number(refused)));
    }

    void filesOnlyGrow() {
        const std::vector<int> labels(4, 1);
        const auto path = at("growing.h5");
        VerdictStore first(labels), second(labels);
        first.take(0, proved(0.03, 0.5));
        second.take(1, broken(0.02));
        second.take(0, proved(0.02, 0.7));
        QVERIFY(addVerdicts(path, problem, first).has_value());
        QVERIFY(addVerdicts(path, problem, second).has_value());
        const auto all = readVerdicts(path, problem, labels);
        QVERIFY(all && all->at(0, 0.03).known == Known::Proved && all->at(1, 0.02).known == Known::Broken);
        VerdictStore wrong(labels);
        wrong.take(0, broken(0.01));
        const auto refused = addVerdicts(path, problem, wrong);
        QVERIFY(!refused && refused.error().message.find("growing.h5") != std::string::npos);
    }

private:
    std::filesystem::path at(const char* name) const {
        return std::filesystem::path(dir_.path().toStdString()) / name;
    }
    QTemporaryDir dir_;
};

QTEST_APPLESS_MAIN(TestVerdictStore)
#include "tst_verdict_store.moc"
