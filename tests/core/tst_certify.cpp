// Margins of many samples: sound, in the order that theory says, and the same as the boxes of one sample.
#include "random_samples.h"

#include "core/certify/radius.h"
#include "core/certify/sample.h"
#include "core/reach/reach.h"
#include "core/solve/batch.h"

#include <QTest>
#include <atomic>
#include <limits>

using namespace kamke;
using namespace kamke::test;

class Certify : public QObject {
    Q_OBJECT
private slots:
    void marginsAreSound();
    void tighterIsTighter();
    void agreesWithReach();
    void threadsChangeNothing();
    void sixDigitsAreEnough();
    void nothingIsCertifiedWithoutABox();
    void noMeasureWorks();
    void epsilonBoxesHoldTheirInputs();
    void clipping();
    void radiusIsCertified();
    void cancel();
    void overflowIsNoCertificate();
};

namespace {

double scaleOf(const Matrix& differences) {
    const double largest = differences.cwiseAbs().maxCoeff();
    return std::isfinite(largest) ? 1 + largest : 1;
}

} // namespace

void Certify::marginsAreSound() {
    Generator g = seededGenerator("margins");
    const auto all = quickCertificates();
    Index proved = 0, withBox = 0, certified = 0;
    Index provedL2 = 0, onlyL2 = 0;
    for (int k = 0; k < 450; ++k) {
        const auto analysis = analysed(k < 300 ? classifier(g) : monotoneClassifier(g));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 3);
        CertifyOptions options;
        options.clip = chance(g, 0.5);
        const double eps = chance(g, 0.1) ? 0 : std::pow(10.0, uniform(g, -4, 0));
        for (Index sample = 0; sample < data.size(); ++sample) {
            const int label = data.labels[static_cast<std::size_t>(sample)];
            const SampleReport report =
                certifySample(certifier, data.input(sample), label, eps, all, options);
            const Matrix points = pointsOf(g, report.input, 12);
            const BatchResult samples = forwardBatch(*analysis, points);
            QVERIFY(samples.status == Status::Ok);
            for (const SampleCertificate& one : report.certificates) {
                if (one.status != Status::Ok) {
                    QVERIFY(
                        !one.reason.empty() && !one.state && one.margin != one.margin && !one.certifies());
                    continue;
                }
                if (one.certificate->method == findMethod("relational")) {
                    QVERIFY(one.rigorous);
                } else if (one.certificate->id == "lipschitz-l2") {
                    provedL2 += one.rigorous;
                    onlyL2 += !analysis->contracting() && one.certifies();
                    QVERIFY(one.rigorous);
                } else if (analysis->contracting()) {
                    ++withBox;
                    proved += one.rigorous;
                }
                certified += one.certifies();
                const double slack = 1e-9 * scaleOf(one.differences) + slackFor(*one.state, 1e-9);
                for (Index p = 0; p < points.cols(); ++p) {
                    QVERIFY(one.state->contains(Vector(samples.x.col(p)), slackFor(*one.state, 1e-9)));
                    QVERIFY(one.output->contains(Vector(samples.y.col(p)), slackFor(*one.output, 1e-9)));
                    for (Index j = 0; j < samples.y.rows(); ++j)
                        QVERIFY(samples.y(label, p) - samples.y(j, p) >= one.differences(j) - slack);
                }
            }
        }
    }
    std::printf(
        "margins: %d boxes, %d of them proved, %d certify\n", static_cast<int>(withBox),
        static_cast<int>(proved), static_cast<int>(certified));
    QVERIFY(proved > withBox * 9 / 10);
    std::printf(
        "l_2: %d boxes proved, %d certify where no weights help\n", static_cast<int>(provedL2),
        static_cast<int>(onlyL2));
    QVERIFY(provedL2 > 300 && onlyL2 > 20);
    QVERIFY(certified > 100);
}

void Certify::tighterIsTighter() {
    Generator g = seededGenerator("order of the margins");
    const auto all = quickCertificates();
    const auto row = [&](std::string_view id) { return static_cast<Index>(rowOf(id)); };
    for (int k = 0; k < 200; ++k) {
        const auto analysis = analysed(classifier(g));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 5);
        CertifyOptions options;
        options.clip = chance(g, 0.5);
        const MarginTable table =
            certify(certifier, data, allSamples(data), std::pow(10.0, uniform(g, -4, 0)), all, options);
        QVERIFY(table.complete);
        for (Index s = 0; s < data.size(); ++s) {
            const auto below = [&](std::string_view loose, std::string_view tight) {
                const double a = table.margins(row(loose), s), b = table.margins(row(tight), s);
                // Where the looser one has no box nothing is claimed.
                return a != a || a <= b + 1e-9 * (1 + std::abs(a));
            };
            QVERIFY(below("lipschitz", "entrywise-lipschitz"));
            QVERIFY(below("entrywise-lipschitz", "mm"));
            QVERIFY(below("entrywise-lipschitz-c", "mmc"));
            QVERIFY(below("mm", "mmc"));
            QVERIFY(below("ibp", "ibpc"));
            QVERIFY(below("ibp", "mm"));
            QVERIFY(below("ibpc", "mmc"));
        }
    }
}

void Certify::agreesWithReach() {
    // A box is the same with a label and without one.
    Generator g = seededGenerator("batch and single boxes");
    const auto all = quickCertificates();
    for (int k = 0; k < 150; ++k) {
        const auto analysis = analysed(classifier(g));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 1);
        const SampleReport report =
            certifySample(certifier, data.input(0), data.labels[0], uniform(g, 0, 0.2), all);
        for (const SampleCertificate& one : report.certificates) {
            const Enclosure single = reach(*one.certificate->method, *analysis, report.input);
            // Relational bounds depend on where they start to grow from, and are no fixed point.
            if (one.status != Status::Ok || !single.ok() || one.certificate->id == "relational")
                continue;
            const double slack = slackFor(*single.state, 1e-7);
            QVERIFY((one.state->lower - single.state->lower).cwiseAbs().maxCoeff() <= slack);
            QVERIFY((one.state->upper - single.state->upper).cwiseAbs().maxCoeff() <= slack);
            const double outputSlack =
                slackFor(*single.output, 1e-7) + slack * certifier.magnitudeC.sums().maxCoeff();
            QVERIFY((one.output->lower - single.output->lower).cwiseAbs().maxCoeff() <= outputSlack);
            QVERIFY((one.output->upper - single.output->upper).cwiseAbs().maxCoeff() <= outputSlack);
        }
    }
}

void Certify::threadsChangeNothing() {
    Generator g = seededGenerator("threads");
    const auto analysis = analysed(classifier(g, 30, 20));
    const Certifier certifier(analysis);
    const Dataset data = samplesFor(g, *analysis, 1000);
    const auto all = quickCertificates();
    CertifyOptions one, three;
    three.threads = 3;
    const MarginTable a = certify(certifier, data, allSamples(data), 0.02, all, one);
    const MarginTable b = certify(certifier, data, allSamples(data), 0.02, all, three);
    QVERIFY(a.complete && b.complete && a.done == 1000);
    for (Index k = 0; k < a.margins.size(); ++k) {
        const double x = a.margins.data()[k], y = b.margins.data()[k];
        QVERIFY(x == y || (x != x && y != y));
    }
}

/// Margins that end where the proof and six digits no longer change, against those of the limit.
void Certify::sixDigitsAreEnough() {
    Generator g = seededGenerator("digits");
    const std::vector<const Certificate*> both{findCertificate("mmc"), findCertificate("mm")};
    CertifyOptions limit, six, threaded;
    six.marginAccuracy = threaded.marginAccuracy = sixDigits;
    threaded.threads = 3;
    std::int64_t stepsToLimit = 0, steps = 0;
    Index compared = 0;
    for (int k = 0; k < 60; ++k) {
        Network net = classifier(g, 20);
        if (k % 2)
            net.D.setZero();
        const auto analysis = analysed(std::move(net));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 100);
        const double eps = chance(g, 0.1) ? 0 : std::pow(10.0, uniform(g, -4, 0));
        const MarginTable want = certify(certifier, data, allSamples(data), eps, both, limit);
        const MarginTable got = certify(certifier, data, allSamples(data), eps, both, six);
        const MarginTable same = certify(certifier, data, allSamples(data), eps, both, threaded);
        QVERIFY(got.rigorous == want.rigorous);
        for (Index i = 0; i < want.margins.size(); ++i) {
            const double a = want.margins.data()[i], b = got.margins.data()[i], c = same.margins.data()[i];
            QVERIFY((a != a && b != b && c != c) || b == c);
            if (a != a)
                continue;
            // The limit's own rounding is that of the logits, which may cancel in the margin.
            const double rounding = 1e-11 * (1 + analysis->network().C.cwiseAbs().rowwise().sum().maxCoeff());
            QVERIFY2(
                std::abs(a - b) <= sixDigits * std::abs(a) + rounding && b <= a + rounding,
                qPrintable(QString("%1 instead of %2").arg(b, 0, 'g', 17).arg(a, 0, 'g', 17)));
            ++compared;
        }
        const BallInputs inputs(certifier, data.inputs(0, 100), data.labels, false);
        for (const auto& [options, sum] : {std::pair(&limit, &stepsToLimit), std::pair(&six, &steps)}) {
            const auto boxes = marginColumns(certifier, inputs.at(eps), both, *options)[0].boxes;
            for (const int each : boxes->iterations)
                *sum += each;
        }
    }
    QVERIFY2(compared > 5000, qPrintable(QString::number(compared)));
    QVERIFY2(
        steps < 0.9 * static_cast<double>(stepsToLimit),
        qPrintable(QString("%1 of %2").arg(steps).arg(stepsToLimit)));
}

void Certify::nothingIsCertifiedWithoutABox() {
    MarginTable table;
    table.margins.resize(1, 4);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    table.margins << nan, 1, 1, 0;
    const std::vector<char> correct{1, 1, 0, 1};
    QCOMPARE(table.certified(0, correct), Index(1));
}

void Certify::noMeasureWorks() {
    // A rotation: monotone (I − A ≻ 0), but no weights give μ_η(A) < 1.
    Network net;
    net.A = Matrix{{-1, 4}, {-4, -1}};
    net.B = net.C = Matrix::Identity(2, 2);
    net.D = Matrix::Zero(2, 2);
    net.b = net.c = Vector::Zero(2);
    const auto analysis = analysed(std::move(net));
    QVERIFY(!analysis->contracting() && analysis->wellPosed());
    const SampleReport report =
        certifySample(Certifier(analysis), Eigen::Vector2d(0.5, 0.1), 0, 0.01, quickCertificates());
    QVERIFY(report.prediction >= 0);
    int proved = 0;
    for (const SampleCertificate& one : report.certificates) {
        // An interval box may exist, but there is no proof of it without such weights.
        if (one.certificate->states->embedding == Embedding::Interval) {
            QVERIFY(!one.rigorous);
            continue;
        }
        if (!one.certificate->whyNot(*analysis)) {
            QVERIFY(one.status == Status::Ok && one.rigorous && one.certifies());
            ++proved;
            continue;
        }
        QVERIFY(!one.rigorous);
        QVERIFY(one.status == Status::NotApplicable && !one.certifies());
        QVERIFY(one.reason.find("no weights η give μ_η(A) < 1 (the least value is 3") != std::string::npos);
    }
    QVERIFY(proved >= 2); // by the l_2 Lipschitz bound and the relational bounds
}

void Certify::epsilonBoxesHoldTheirInputs() {
    Generator g = seededGenerator("epsilon boxes");
    const Network net = classifier(g);
    for (int k = 0; k < 200; ++k) {
        const Vector raw = Vector::NullaryExpr(net.r(), [&] { return uniform(g, 0, 1); });
        const double eps = std::pow(10.0, uniform(g, -12, 0));
        const int label = 0;
        const InputColumns box =
            epsilonBoxes(net, raw, std::span(&label, 1), Vector::Constant(1, eps), false);
        for (Index i = 0; i < net.r(); ++i) {
            // In exact arithmetic: the differences of neighbours are exact in long double.
            QVERIFY(static_cast<long double>(box.upper(i, 0)) - raw(i) >= static_cast<long double>(eps));
            QVERIFY(static_cast<long double>(raw(i)) - box.lower(i, 0) >= static_cast<long double>(eps));
        }
    }
    const int label = 0;
    const Vector raw = Vector::Constant(net.r(), 0.3);
    const InputColumns point = epsilonBoxes(net, raw, std::span(&label, 1), Vector::Zero(1), true);
    QVERIFY(point.lower == raw && point.upper == raw);
}

void Certify::clipping() {
    Generator g = seededGenerator("clipping");
    const auto analysis = analysed(classifier(g));
    const Certifier certifier(analysis);
    const Vector raw = Vector::LinSpaced(analysis->network().r(), 0, 1);
    CertifyOptions options;
    options.clip = true;
    const SampleReport report = certifySample(certifier, raw, 0, 0.3, quickCertificates(), options);
    QVERIFY(report.input.lower.minCoeff() >= 0 && report.input.upper.maxCoeff() <= 1);
    QVERIFY(report.input.contains(raw));
}

void Certify::radiusIsCertified() {
    Generator g = seededGenerator("radius");
    const auto all = quickCertificates();
    int found = 0;
    for (int k = 0; k < 30; ++k) {
        const auto analysis = analysed(classifier(g));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 4);
        CertifyOptions options;
        options.clip = chance(g, 0.5);
        const RadiusOptions radius{1e-4, 1};
        const Matrix raw = data.inputs(0, data.size());
        const RadiusTable table = certifiedRadii(certifier, raw, data.labels, all, radius, options);
        QVERIFY(table.complete);
        const Predictions read = predict(*analysis, data, allSamples(data));
        for (Index s = 0; s < data.size(); ++s)
            for (std::size_t m = 0; m < all.size(); ++m) {
                const double r = table.radii(static_cast<Index>(m), s);
                const auto at = static_cast<std::size_t>(s);
                if (!read.correct[at]) {
                    QVERIFY(r != r);
                    continue;
                }
                if (!(r > 0) || r == radius.largest)
                    continue;
                ++found;
                const Matrix margins = marginCurve(
                    certifier, raw.col(s), data.labels[at], Eigen::Vector2d(r, r + 1.01 * radius.tolerance),
                    std::span(&all[m], 1), options);
                QVERIFY(margins(0, 0) > 0);
                QVERIFY(!(margins(0, 1) > 1e-9));
            }
    }
    QVERIFY(found > 50);
}

void Certify::cancel() {
    Generator g = seededGenerator("cancel");
    const auto analysis = analysed(classifier(g, 30, 20));
    const Certifier certifier(analysis);
    const Dataset data = samplesFor(g, *analysis, 2000);
    std::stop_source stop;
    CertifyOptions options;
    options.threads = 2;
    options.limits.stop = stop.get_token();
    std::atomic<int> calls = 0;
    options.progress = [&](Index done, Index total) {
        QVERIFY(done <= total && total == 2000);
        if (++calls == 3)
            stop.request_stop();
    };
    const auto all = quickCertificates();
    const MarginTable table = certify(certifier, data, allSamples(data), 0.01, all, options);
    QVERIFY(!table.complete && table.done >= 3 * 96 && table.done < 2000);
    // What was finished is there, what was not is NaN.
    const auto mmc = static_cast<Index>(rowOf("mmc"));
    Index numbers = 0;
    for (Index s = 0; s < 2000; ++s)
        numbers += table.margins(mmc, s) == table.margins(mmc, s);
    QCOMPARE(numbers, table.done);
}

void Certify::overflowIsNoCertificate() {
    Generator g = seededGenerator("overflow");
    Network net = classifier(g, 4);
    net.C *= 1e200;
    net.B *= 1e200;
    const auto analysis = analysed(std::move(net));
    const SampleReport report = certifySample(
        Certifier(analysis), Vector::Constant(analysis->network().r(), 0.5), 0, 0.1, quickCertificates());
    for (const SampleCertificate& one : report.certificates)
        QVERIFY(!one.certifies() || std::isfinite(one.margin));
}

QTEST_GUILESS_MAIN(Certify)
#include "tst_certify.moc"
