// Explanations: the shares add up, the derivatives are derivatives, and the sentences say what happened.
#include "random_samples.h"

#include "core/explain/explanation.h"
#include "core/explain/verdict.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

class Explanations : public QObject {
    Q_OBJECT
private slots:
    void sharesAddUp();
    void unitStates();
    void pixelDerivatives();
    void lipschitzHasNone();
    void sentences();
};

void Explanations::sharesAddUp() {
    Generator g = seededGenerator("shares");
    const auto all = quickCertificates();
    int explained = 0;
    for (int k = 0; k < 200; ++k) {
        const auto analysis = analysed(classifier(g));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 1);
        CertifyOptions options;
        options.clip = chance(g, 0.5);
        const SampleReport report = certifySample(
            certifier, data.input(0), data.labels[0], std::pow(10.0, uniform(g, -3, 0)), all, options);
        for (const SampleCertificate& one : report.certificates)
            for (int j = 0; j < analysis->network().q(); ++j) {
                if (j == report.label)
                    continue;
                const auto e = explain(certifier, report, one.certificate->id, j);
                if (one.status != Status::Ok || !one.certificate->fromStates()) {
                    QVERIFY(!e);
                    continue;
                }
                ++explained;
                const double scale =
                    1 + std::abs(e->clean) + std::abs(e->bound) +
                    certifier.magnitudeC.sums().maxCoeff() *
                        one.state->lower.cwiseAbs().cwiseMax(one.state->upper.cwiseAbs()).maxCoeff();
                double sum = e->directShare;
                for (const UnitShare& unit : e->units) {
                    sum += unit.share;
                    QVERIFY(unit.share >= -1e-9 * scale);
                    QVERIFY(
                        unit.lower <= unit.nominal + 1e-9 * scale &&
                        unit.nominal <= unit.upper + 1e-9 * scale);
                    QVERIFY(unit.fromPixels >= 0 && unit.amplified >= -1e-12 * scale);
                }
                QVERIFY(std::abs(sum - e->loss) <= 1e-9 * scale);
                QVERIFY(std::abs(e->clean - e->loss - one.differences(j)) <= 1e-9 * scale);
            }
    }
    QVERIFY(explained > 1000);
}

void Explanations::unitStates() {
    Generator g = seededGenerator("unit states");
    int seen[3] = {0, 0, 0};
    for (int k = 0; k < 100; ++k) {
        Network net = classifier(g);
        net.activation = Activation(Activation::Kind::Relu);
        const auto analysis = analysed(std::move(net));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 1);
        const SampleReport report =
            certifySample(certifier, data.input(0), data.labels[0], 0.1, quickCertificates());
        const auto e = explain(certifier, report, "mmc");
        QVERIFY(e);
        for (const UnitShare& unit : e->units) {
            ++seen[static_cast<int>(unit.state)];
            const double slack = 1e-7 * (1 + unit.upper);
            if (unit.state == UnitState::Inactive)
                QVERIFY(unit.upper <= slack);
            if (unit.state == UnitState::Active)
                QVERIFY(unit.lower >= -slack && unit.upper > 0);
            if (unit.state == UnitState::Undecided)
                QVERIFY(unit.lower <= slack && unit.upper >= -slack);
        }
    }
    std::printf("unit states: %d inactive, %d active, %d undecided\n", seen[0], seen[1], seen[2]);
    for (const int count : seen)
        QVERIFY(count > 20);
}

void Explanations::pixelDerivatives() {
    // A pixel's own ε moves its two ends of the box; the margin follows with this slope.
    Generator g = seededGenerator("pixel derivatives");
    int compared = 0;
    for (int k = 0; k < 150; ++k) {
        const auto analysis = analysed(classifier(g));
        const Certifier certifier(analysis);
        const Network& net = analysis->network();
        const Dataset data = samplesFor(g, *analysis, 1);
        CertifyOptions options;
        options.clip = chance(g, 0.5);
        const double eps = uniform(g, 0.01, 0.2);
        const SampleReport report =
            certifySample(certifier, data.input(0), data.labels[0], eps, quickCertificates(), options);
        for (const char* id : {"mmc", "mm", "ibpc", "entrywise-lipschitz-c", "entrywise-lipschitz"}) {
            const Certificate* certificate = findCertificate(id);
            const auto e = explain(certifier, report, id);
            if (!e)
                continue;
            const auto boundAt = [&](Index pixel, double step) {
                InputColumns box{report.input.lower, report.input.upper, {report.label}};
                const bool heldBelow = options.clip && report.raw(pixel) - eps <= (*net.input->lower)(pixel);
                const bool heldAbove = options.clip && report.raw(pixel) + eps >= (*net.input->upper)(pixel);
                box.lower(pixel, 0) -= heldBelow ? 0 : step;
                box.upper(pixel, 0) += heldAbove ? 0 : step;
                return marginColumns(certifier, box, std::span(&certificate, 1))
                    .front()
                    .differences(e->competitor, 0);
            };
            const double h = 1e-4, scale = 1 + e->pixelDerivative.cwiseAbs().maxCoeff() + std::abs(e->bound);
            for (Index pixel = 0; pixel < net.r(); ++pixel) {
                const double here = boundAt(pixel, 0), ahead = boundAt(pixel, h), behind = boundAt(pixel, -h);
                const double forwardSlope = (ahead - here) / h, backwardSlope = (here - behind) / h;
                // Between kinks, and where φ bends little, both one-sided slopes agree.
                if (std::abs(forwardSlope - backwardSlope) > 1e-5 * scale)
                    continue;
                ++compared;
                QVERIFY2(
                    std::abs((ahead - behind) / (2 * h) - e->pixelDerivative(pixel)) <= 1e-5 * scale,
                    qPrintable(QString("%1 network %2 pixel %3: %4 against %5")
                                   .arg(id)
                                   .arg(k)
                                   .arg(pixel)
                                   .arg(e->pixelDerivative(pixel))
                                   .arg((ahead - behind) / (2 * h))));
            }
        }
    }
    std::printf("pixel derivatives: %d compared\n", compared);
    QVERIFY(compared > 1000);
}

void Explanations::lipschitzHasNone() {
    Generator g = seededGenerator("no explanation");
    const auto analysis = analysed(classifier(g));
    const Certifier certifier(analysis);
    const SampleReport report =
        certifySample(certifier, Vector::Constant(analysis->network().r(), 0.5), 0, 0.1, quickCertificates());
    QVERIFY(report.find("lipschitz")->status == Status::Ok);
    QVERIFY(!explain(certifier, report, "lipschitz"));
}

void Explanations::sentences() {
    // y = (x, 0.1), x = relu(v): a label of 0 holds while v > 0.1.
    Network net;
    net.A = Matrix::Zero(1, 1);
    net.B = Matrix::Identity(1, 1);
    net.C = Matrix{{1}, {0}};
    net.D = Matrix::Zero(2, 1);
    net.b = Vector::Zero(1);
    net.c = Eigen::Vector2d(0, 0.1);
    net.labels = {"cat", "dog"};
    const Certifier certifier(analysed(std::move(net)));
    const auto all = quickCertificates();
    const auto sentence = [&](double at, int label, double eps, bool attacked) {
        const Matrix raw = Matrix::Constant(1, 1, at);
        const SampleReport report = certifySample(certifier, raw, label, eps, all);
        const auto outcome = runAttack(*findAttack("pgd"), certifier, raw, std::span(&label, 1), eps, {});
        return QString::fromStdString(
            verdictWords(certifier, report, attacked ? outcome.data() : nullptr).plain());
    };
    QVERIFY(sentence(0.5, 0, 0.1, true).startsWith("Certified: no input within ε = 0.1 changes the label ("));
    QVERIFY(sentence(0.5, 0, 0.1, true)
                .contains("margin 0.299, proved in floating point")); // of 0.3 less rounding
    QVERIFY(sentence(0.5, 1, 0.1, true).startsWith("Misread: without any noise this dog is read as cat"));
    QVERIFY(sentence(0.5, 0, 0.45, true)
                .startsWith("Broken: an input within ε = 0.45 is read as dog instead of cat"));
    QVERIFY(sentence(0.5, 0, 0.45, false)
                .startsWith("Undecided: the bound lets class dog overtake cat by at most"));
    QVERIFY(sentence(0.5, 0, 0.45, false).contains("no attack has been tried yet"));
    QVERIFY(sentence(0.5, 0, 0.45, false).contains("Missing: MM-C by 0.05"));
}

QTEST_GUILESS_MAIN(Explanations)
#include "tst_explanation.moc"
