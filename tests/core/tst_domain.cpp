// Samples outside of a network's input domain, where inputs are kept in it: nothing is certified of them.
#include "random_samples.h"

#include "core/attack/attack.h"
#include "core/certify/radius.h"
#include "core/certify/sample.h"
#include "core/explain/verdict.h"
#include "core/model/domain.h"
#include "core/sweep/counts.h"
#include "core/sweep/engine.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

class DomainTest : public QObject {
    Q_OBJECT
private slots:
    void saysWhere();
    void namesSamples();
    void noticesRawPixels();
    void nothingIsCertified();
    void sweepsCertifyNothing();
    void theInsideStaysAsItWas();

private:
    static Network halves();
};

// y = (x, −x), x = max(0, u₁) with u in [0, 1]²: every input of the domain is class 0.
Network DomainTest::halves() {
    Network net;
    net.A = Matrix::Zero(1, 1);
    net.B = (Matrix(1, 2) << 1, 0).finished();
    net.C = (Matrix(2, 1) << 1, -1).finished();
    net.D = Matrix::Zero(2, 2);
    net.b = Vector::Constant(1, 0.5);
    net.c = Vector::Zero(2);
    net.input =
        InputSpec{Vector::Zero(2), Vector::Ones(2), Vector(Vector::Zero(2)), Vector(Vector::Ones(2)), {}};
    return net;
}

void DomainTest::saysWhere() {
    Network net = halves();
    QVERIFY(hasDomain(net));
    QVERIFY(!whyOutside(net, Eigen::Vector2d(0, 1)));
    QCOMPARE(*whyOutside(net, Eigen::Vector2d(-2, 0.5)), std::string("input 1 of 2 is -2, below 0"));
    QCOMPARE(
        *whyOutside(net, Eigen::Vector2d(0.5, std::nextafter(1.0, 2.0))),
        std::string("input 2 of 2 is 1.0000000000000002, above 1"));
    net.input->upper.reset();
    QVERIFY(hasDomain(net) && !whyOutside(net, Eigen::Vector2d(0, 100)));
    net.input->lower.reset();
    QVERIFY(!hasDomain(net) && !whyOutside(net, Eigen::Vector2d(-100, 100)));
    net.input.reset();
    QVERIFY(!hasDomain(net) && !whyOutside(net, Eigen::Vector2d(-100, 100)));
}

void DomainTest::namesSamples() {
    const Network net = halves();
    OutsideSamples outside(net);
    outside.look((Matrix(2, 3) << 0, 0.5, 1, 1, 0, 0).finished(), {0, 1, 2});
    QCOMPARE(outside.sentence(), std::string());
    outside.look((Matrix(2, 2) << -2, 0.5, 0, 1.5).finished(), {7, 9});
    QCOMPARE(outside.count(), Index{2});
    QCOMPARE(
        outside.sentence(),
        std::string(
            "2 of 5 samples are outside of the network's input domain (sample 7, whose input 1 of 2 is -2, "
            "below 0, 9)"));
}

void DomainTest::noticesRawPixels() {
    const Network net = halves();
    OutsideSamples outside(net);
    outside.look((Matrix(2, 2) << 0, 17, 254, 3).finished(), {0, 1});
    QVERIFY2(
        outside.sentence().find("look like raw pixels 0 to 255") != std::string::npos,
        outside.sentence().c_str());
}

void DomainTest::nothingIsCertified() {
    const auto analysis = analysed(halves());
    const Certifier certifier(analysis);
    const Matrix raw = (Matrix(2, 2) << 0.5, -0.25, 0.5, 0.5).finished();
    const std::vector<int> labels{0, 0};
    std::vector<const Certificate*> all;
    for (const Certificate& one : certificates())
        if (!one.whyNot(*analysis))
            all.push_back(&one);
    for (const BallNorm norm : {BallNorm::Linf, BallNorm::L2})
        for (const double eps : {0.0, 0.1, 5.0}) {
            CertifyOptions options;
            options.clip = true;
            options.norm = norm;
            options.secondsPerSample = 5;
            const SampleReport report = certifySample(certifier, raw.col(1), 0, eps, all, options);
            QVERIFY(report.readCorrectly() && !report.certified() && !report.best());
            QCOMPARE(report.outside, std::string("input 1 of 2 is -0.25, below 0"));
            for (const SampleCertificate& one : report.certificates) {
                QCOMPARE(one.status, Status::NotApplicable);
                QVERIFY(std::isnan(one.margin) && !one.rigorous);
                QVERIFY2(one.reason.find("outside") != std::string::npos, one.reason.c_str());
            }
            const std::string sentence = verdictWords(certifier, report, nullptr).plain();
            QVERIFY2(sentence.starts_with("Not certified: inputs are kept in the domain"), sentence.c_str());
            AttackOptions attack;
            attack.clip = true;
            attack.norm = norm;
            for (const Attack& one : attacks()) {
                const auto found = runAttack(one, certifier, raw, labels, eps, attack);
                QVERIFY(!found[0].outside && found[0].finished);
                QVERIFY(found[1].outside && !found[1].finished && !found[1].broken);
                QVERIFY(found[1].input == raw.col(1));
            }
        }
    CertifyOptions options;
    options.clip = true;
    const RadiusTable radii = certifiedRadii(certifier, raw, labels, all, {}, options);
    for (Index m = 0; m < radii.radii.rows(); ++m) {
        QVERIFY(radii.radii(m, 0) > 0);
        QVERIFY(std::isnan(radii.radii(m, 1)));
    }
    // Without clipping the sample is an input as any other, and said to be outside.
    const SampleReport plain = certifySample(certifier, raw.col(1), 0, 0.1, all);
    QVERIFY(plain.certified());
    QVERIFY(
        verdictWords(certifier, plain, nullptr).details.find("outside of the input domain") !=
        std::string::npos);
}

void DomainTest::sweepsCertifyNothing() {
    const auto certifier = std::make_shared<const Certifier>(analysed(halves()));
    const Matrix raw = (Matrix(2, 3) << 0.5, -0.25, 0.1, 0.5, 0.5, 300).finished();
    const std::vector<int> labels{0, 0, 0};
    for (const BallNorm norm : {BallNorm::Linf, BallNorm::L2})
        for (const bool margins : {false, true}) {
            SweepPlan plan;
            plan.eps = Eigen::Vector3d(0, 0.1, 0.2);
            plan.clip = true;
            plan.norm = norm;
            plan.margins = margins;
            plan.certificates = quickCertificates();
            plan.attacks.push_back({findAttack("fgsm"), {}, 1000});
            const auto block = SweepEngine(certifier, plan).run(raw, labels, 0, {}, 1);
            QVERIFY(block);
            for (std::size_t m = 0; m < block->certified.size(); ++m)
                for (Index e = 0; e < 3; ++e) {
                    QVERIFY(
                        block->certified[m](e, 1) == Certified::No &&
                        block->certified[m](e, 2) == Certified::No);
                    if (margins)
                        QVERIFY(std::isnan(block->margins[m](e, 1)));
                }
            QVERIFY(block->certified[rowOf("mm")](1, 0) == Certified::Proved);
            SweepCounts counts(plan);
            QVERIFY(counts.take(*block));
            QCOMPARE(counts.attacked[0], Index{1});
        }
}

void DomainTest::theInsideStaysAsItWas() {
    Generator g = seededGenerator("boxes inside of the domain");
    const Network net = classifier(g);
    for (int k = 0; k < 100; ++k) {
        const Vector raw = Vector::NullaryExpr(net.r(), [&] { return uniform(g, 0, 1); });
        const int label = 0;
        const InputColumns box =
            epsilonBoxes(net, raw, std::span(&label, 1), Vector::Constant(1, uniform(g, 0, 0.5)), true);
        QVERIFY(box.outside.empty());
        QVERIFY((box.lower.array() >= 0).all() && (box.upper.array() <= 1).all());
        QVERIFY((box.lower.array() <= box.upper.array()).all());
    }
}

QTEST_GUILESS_MAIN(DomainTest)
#include "tst_domain.moc"
