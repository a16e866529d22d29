// Attacks: witnesses are witnesses, gradients are exact, and nothing certified is ever broken.
#include "random_samples.h"

#include "core/attack/attack.h"
#include "core/attack/points.h"
#include "core/explain/verdict.h"
#include "core/sdp/relu_system.h"
#include "core/solve/solvers.h"

#include <QTest>
#include <array>

using namespace kamke;
using namespace kamke::test;

class Attacks : public QObject {
    Q_OBJECT
private slots:
    void gradientAgainstDifferences();
    void witnessesAreWitnesses();
    void certifiedIsNeverBroken();
    void ballsAgainstSemialgebraicCertificates();
    void pgdFindsWhatThereIs();
    void attacksReachTheBorderOfTheBall();
    void seedsAndThreads();
    void cancel();
};

void Attacks::gradientAgainstDifferences() {
    Generator g = seededGenerator("input gradients");
    int smooth = 0;
    for (int k = 0; k < 100; ++k) {
        Network net = classifier(g);
        if (chance(g, 0.5))
            net.activation = Activation(Activation::Kind::Tanh);
        const auto analysis = analysed(std::move(net));
        const Certifier certifier(analysis);
        const Network& w = analysis->network();
        const Matrix raw = Matrix::NullaryExpr(w.r(), 1, [&] { return uniform(g, 0, 1); });
        const std::vector<int> labels{0};
        const Matrix weights = gaussian(g, w.q(), 1);
        const Points at = evaluate(certifier, raw, labels, Matrix::Zero(w.n(), 1), {});
        const Vector gradient = inputGradient(certifier, at, weights, {}).col(0);
        const double h = 1e-6;
        for (Index i = 0; i < w.r(); ++i) {
            Vector up = raw.col(0), down = raw.col(0);
            up(i) += h;
            down(i) -= h;
            IterationOptions tight;
            tight.tolerance = 1e-16;
            const double f = weights.col(0).dot(forward(*analysis, up, tight).y),
                         b = weights.col(0).dot(forward(*analysis, down, tight).y),
                         m = weights.col(0).dot(forward(*analysis, raw.col(0), tight).y);
            const double scale = 1 + std::abs(gradient(i)) + std::abs(m);
            // A kink between the points makes the one-sided slopes differ: nothing to compare there.
            if (std::abs((f - m) - (m - b)) > 1e-3 * h * scale)
                continue;
            ++smooth;
            QVERIFY(std::abs((f - b) / (2 * h) - gradient(i)) <= 1e-4 * scale);
        }
    }
    QVERIFY(smooth > 300);
}

void Attacks::witnessesAreWitnesses() {
    Generator g = seededGenerator("witnesses");
    int broken = 0, brokenInBalls = 0;
    for (int k = 0; k < 60; ++k) {
        const auto analysis = analysed(classifier(g));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 6);
        const Matrix raw = data.inputs(0, data.size());
        const double eps = std::pow(10.0, uniform(g, -2, 0));
        AttackOptions options;
        options.steps = 10;
        options.restarts = 2;
        options.norm = chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf;
        options.clip = chance(g, 0.5);
        for (const Attack& attack : attacks()) {
            const auto outcomes = runAttack(attack, certifier, raw, data.labels, eps, options);
            for (Index s = 0; s < raw.cols(); ++s) {
                const AttackOutcome& one = outcomes[static_cast<std::size_t>(s)];
                const int label = data.labels[static_cast<std::size_t>(s)];
                QVERIFY(one.finished && !one.how.empty());
                long double largest = 0, square = 0;
                for (Index i = 0; i < raw.rows(); ++i) {
                    const long double d = static_cast<long double>(one.input(i)) - raw(i, s);
                    largest = std::max(largest, std::abs(d));
                    square += d * d;
                }
                const bool ball = options.norm == BallNorm::L2;
                QVERIFY((ball ? std::sqrt(square) : largest) <= static_cast<long double>(eps));
                if (options.clip && !ball)
                    QVERIFY(one.input.minCoeff() >= 0 && one.input.maxCoeff() <= 1);
                const ForwardResult again = forward(*analysis, one.input);
                QCOMPARE(one.broken, predictedClass(again.y) != label);
                QVERIFY(one.broken ? one.margin <= 0 : one.margin >= 0);
                broken += one.broken;
                brokenInBalls += ball && one.broken && one.input != raw.col(s);
            }
        }
    }
    QVERIFY(broken > 50);
    QVERIFY(brokenInBalls > 50);
}

void Attacks::certifiedIsNeverBroken() {
    Generator g = seededGenerator("certificates against attacks");
    const auto all = quickCertificates();
    int certified = 0, brokenCount = 0;
    for (int k = 0; k < 150; ++k) {
        const auto analysis = analysed(classifier(g));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 4);
        const double eps = std::pow(10.0, uniform(g, -2.5, 0));
        CertifyOptions options;
        AttackOptions attack;
        options.norm = attack.norm = chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf;
        options.clip = attack.clip = chance(g, 0.5) && options.norm == BallNorm::Linf;
        attack.steps = 10;
        attack.restarts = 2;
        const Matrix raw = data.inputs(0, data.size());
        const auto outcomes = runAttack(*findAttack("pgd"), certifier, raw, data.labels, eps, attack);
        for (Index s = 0; s < raw.cols(); ++s) {
            const auto at = static_cast<std::size_t>(s);
            const SampleReport report =
                certifySample(certifier, raw.col(s), data.labels[at], eps, all, options);
            const Verdict verdict = verdictOf(report, &outcomes[at]); // stops the program on a contradiction
            if (report.certified())
                QVERIFY(outcomes[at].margin >= -1e-9);
            certified += verdict == Verdict::Certified;
            brokenCount += verdict == Verdict::Broken;
        }
    }
    std::printf("certified %d, broken %d\n", certified, brokenCount);
    QVERIFY(certified > 50 && brokenCount > 50);
}

void Attacks::ballsAgainstSemialgebraicCertificates() {
    Generator g = seededGenerator("balls against attacks");
    const std::array rows{findCertificate("relational"), findCertificate("sdp")};
    int certified = 0, brokenCount = 0;
    for (int k = 0; k < 60; ++k) {
        Network net = monotoneClassifier(g, 8, 6);
        net.activation = Activation();
        const auto analysis = analysed(std::move(net));
        if (whyNotSemialgebraic(*analysis))
            continue;
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 2);
        const double eps = std::exp(uniform(g, -4, 0));
        CertifyOptions options;
        AttackOptions attack;
        options.norm = attack.norm = BallNorm::L2;
        options.everyMargin = true;
        const Matrix raw = data.inputs(0, data.size());
        for (Index s = 0; s < raw.cols(); ++s) {
            const int label = data.labels[static_cast<std::size_t>(s)];
            const SampleReport report = certifySample(certifier, raw.col(s), label, eps, rows, options);
            for (const Attack& one : attacks()) {
                const AttackOutcome found =
                    runAttack(one, certifier, raw.col(s), std::span(&label, 1), eps, attack).front();
                // A proved lower bound is below every margin that was found.
                for (const SampleCertificate& proof : report.certificates)
                    QVERIFY(!(proof.margin > found.margin + 1e-9 * (1 + std::abs(found.margin))));
                brokenCount += found.broken && report.readCorrectly();
            }
            certified += report.certified();
        }
    }
    std::printf("balls: certified %d, broken %d\n", certified, brokenCount);
    QVERIFY(certified > 10 && brokenCount > 10);
}

void Attacks::attacksReachTheBorderOfTheBall() {
    // y = (x, 0.1), x = relu(v₁ + v₂): from (0.3, 0.3) the border is 0.5/√2 away in l_2 and 0.25 in l_∞.
    Network net;
    net.A = Matrix::Zero(1, 1);
    net.B = Matrix{{1, 1}};
    net.C = Matrix{{1}, {0}};
    net.D = Matrix::Zero(2, 2);
    net.b = Vector::Zero(1);
    net.c = Eigen::Vector2d(0, 0.1);
    const Certifier certifier(analysed(std::move(net)));
    const Matrix raw = Matrix::Constant(2, 1, 0.3);
    const std::vector<int> label{0};
    AttackOptions ball;
    ball.norm = BallNorm::L2;
    const double border = 0.5 / std::sqrt(2.0);
    for (const Attack& attack : attacks()) {
        QVERIFY(!runAttack(attack, certifier, raw, label, border - 1e-3, ball)[0].broken);
        if (attack.id == "inversion")
            continue; // which knows no gradient, and goes the other way here
        QVERIFY(runAttack(attack, certifier, raw, label, border - 1e-3, {})[0].broken);
        QVERIFY2(
            runAttack(attack, certifier, raw, label, border + 1e-3, ball)[0].broken,
            std::string(attack.id).c_str());
    }
}

void Attacks::pgdFindsWhatThereIs() {
    // y = (x, 0), x = relu(v): read as 0 while v > 0. From 0.3 the border is 0.3 away.
    Network net;
    net.A = Matrix::Zero(1, 1);
    net.B = Matrix::Identity(1, 1);
    net.C = Matrix{{1}, {0}};
    net.D = Matrix::Zero(2, 1);
    net.b = Vector::Zero(1);
    net.c = Eigen::Vector2d(0, 0.1);
    const Certifier certifier(analysed(std::move(net)));
    const Matrix raw = Matrix::Constant(1, 1, 0.3);
    const std::vector<int> label{0};
    const Attack& pgd = *findAttack("pgd");
    QVERIFY(!runAttack(pgd, certifier, raw, label, 0.19, {})[0].broken);
    const AttackOutcome broken = runAttack(pgd, certifier, raw, label, 0.21, {})[0];
    QVERIFY(broken.broken);
    QCOMPARE(broken.prediction, 1);
    QCOMPARE(broken.how, std::string("PGD, 40 steps, 5 restarts"));
}

void Attacks::seedsAndThreads() {
    Generator g = seededGenerator("seeds of attacks");
    const auto analysis = analysed(classifier(g, 20, 12));
    const Certifier certifier(analysis);
    const Dataset data = samplesFor(g, *analysis, 300);
    const Matrix raw = data.inputs(0, data.size());
    AttackOptions one, two;
    one.steps = two.steps = 5;
    one.restarts = two.restarts = 3;
    two.threads = 2;
    const auto a = runAttack(*findAttack("pgd"), certifier, raw, data.labels, 0.05, one),
               b = runAttack(*findAttack("pgd"), certifier, raw, data.labels, 0.05, two);
    for (std::size_t k = 0; k < a.size(); ++k)
        QVERIFY(a[k].input == b[k].input && a[k].margin == b[k].margin);
}

void Attacks::cancel() {
    Generator g = seededGenerator("cancelled attacks");
    const auto analysis = analysed(classifier(g, 30, 20));
    const Certifier certifier(analysis);
    const Dataset data = samplesFor(g, *analysis, 256);
    std::stop_source stop;
    stop.request_stop();
    AttackOptions options;
    options.limits.stop = stop.get_token();
    for (const AttackOutcome& one :
         runAttack(*findAttack("pgd"), certifier, data.inputs(0, 256), data.labels, 0.05, options))
        QVERIFY(!one.finished && !one.broken);
}

QTEST_GUILESS_MAIN(Attacks)
#include "tst_attack.moc"
