// Nothing depends on the unit in which inputs are measured: a problem times 10^k has the answers times 10^k,
// and what is proved of numbers near underflow or overflow is true, or not said.
#include "quick_certificates.h"
#include "random_samples.h"

#include "core/certify/radius.h"
#include "core/certify/sample.h"
#include "core/reach/frame.h"
#include "core/reach/interval_widths.h"
#include "core/solve/batch.h"
#include "core/solve/columns.h"
#include "core/solve/flow.h"
#include "core/solve/iterations.h"
#include "core/solve/solvers.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

class Scale : public QObject {
    Q_OBJECT
private slots:
    void statesScaleExactly();
    void statesScaleByPowersOfTen();
    void iterationsScale();
    void flowScales();
    void boxesScale();
    void marginsScale();
    void unitsOfAnySize();
    void slowUnitsBesideLargeOnes();
    void inputsOfAnySize();
    void intervalsAtAnySize();
    void trueDivergenceIsSaid();
    void startsFarFromZero();
    void boxesHoldStatesNearUnderflow();
    void overflowIsNoDivergence();
    void widthsAtAnySize();
};

namespace {

constexpr int powersOfTwo[] = {-980, -500, -100, -50, -3, 0, 3, 50, 100, 500, 900};

// Homogeneous: φ(sp) = sφ(p) for s > 0.
Activation homogeneous(Generator& g) {
    const Activation::Kind kinds[] = {
        Activation::Kind::Relu, Activation::Kind::LeakyRelu, Activation::Kind::Identity};
    return Activation(kinds[integer(g, 0, 2)], uniform(g, 0, 1));
}

Network homogeneousNetwork(Generator& g, bool monotone = false) {
    Network net = monotone ? monotoneClassifier(g, 8, 4) : classifier(g, 8, 4);
    net.activation = homogeneous(g);
    net.input.reset();
    return net;
}

// The network for inputs in units of 1/s.
Network scaled(Network net, double s) {
    net.b *= s;
    net.c *= s;
    return net;
}

Vector constantOf(const Network& net, const Vector& raw) {
    return net.B * raw + net.b;
}

} // namespace

void Scale::statesScaleExactly() {
    Generator g = seededGenerator("states scale");
    for (int k = 0; k < 60; ++k) {
        const Network net = homogeneousNetwork(g, k % 3 == 0);
        const Vector raw = gaussian(g, net.r(), 1);
        const ForwardResult one = forward(*analysed(net), raw);
        if (one.status != Status::Ok)
            continue; // no condition holds for it
        for (const int power : powersOfTwo) {
            const double s = std::ldexp(1.0, power);
            const auto analysis = analysed(scaled(net, s));
            const ForwardResult other = forward(*analysis, s * raw);
            QVERIFY2(other.status == Status::Ok, other.reason.c_str());
            QCOMPARE(other.iterations, one.iterations);
            QVERIFY(other.x == Vector(s * one.x));
            QVERIFY(other.y == Vector(s * one.y));
            const BatchResult batch = forwardBatch(*analysis, Matrix(s * raw));
            QVERIFY2(batch.status == Status::Ok, batch.reason.c_str());
            const double size = one.x.lpNorm<Eigen::Infinity>();
            QVERIFY((batch.x / s - one.x).lpNorm<Eigen::Infinity>() <= 1e-9 * size);
            const ColumnStates columns =
                solveColumns(*analysis, s * constantOf(net, raw), Matrix::Zero(net.n(), 1), {});
            QVERIFY(columns.status[0] == Status::Ok);
            QVERIFY((columns.x / s - one.x).lpNorm<Eigen::Infinity>() <= 1e-9 * size);
        }
    }
}

void Scale::statesScaleByPowersOfTen() {
    // The example of a report: outputs that single a class out only where x is known to all its digits.
    Network net;
    net.A = (Matrix(2, 2) << .3, .5, -.4, .2).finished();
    net.B = (Matrix(2, 2) << 1, -.4, .3, .8).finished();
    net.C = (Matrix(2, 2) << 1, -1, .5, .7).finished();
    net.D = Matrix::Zero(2, 2);
    net.b = net.c = Vector::Zero(2);
    const auto analysis = analysed(net);
    const Vector u = Eigen::Vector2d(2, 1);
    const Vector x = (Matrix::Identity(2, 2) - net.A).partialPivLu().solve(net.B * u);
    QVERIFY((x.array() > 0).all());
    for (int k = -300; k <= 300; k += 10) {
        const double s = std::pow(10.0, k);
        const ForwardResult found = forward(*analysis, s * u);
        QVERIFY2(found.status == Status::Ok, found.reason.c_str());
        QVERIFY2((found.x / s - x).norm() <= 1e-12 * x.norm(), qPrintable(QString::number(k)));
        QVERIFY2((found.y / s - net.C * x).norm() <= 1e-12 * x.norm(), qPrintable(QString::number(k)));
    }
}

void Scale::iterationsScale() {
    Generator g = seededGenerator("iterations scale");
    for (int k = 0; k < 40; ++k) {
        const Network net = homogeneousNetwork(g);
        const Vector raw = gaussian(g, net.r(), 1), start = gaussian(g, net.n(), 1);
        const FixedPointProblem problem = problemAt(*analysed(net), raw);
        for (const FixedPointIteration& iteration : iterations()) {
            const double alpha = iteration.defaultAlpha(problem);
            const IterationRun one = run(iteration, problem, alpha, start);
            for (const int power : {-600, -40, 40, 600}) {
                const double s = std::ldexp(1.0, power);
                FixedPointProblem other = problem;
                other.w *= s;
                const IterationRun found = run(iteration, other, alpha, s * start);
                QCOMPARE(found.status, one.status);
                QCOMPARE(found.iterations(), one.iterations());
                QVERIFY(found.last() == Vector(s * one.last()));
            }
        }
    }
}

void Scale::flowScales() {
    Generator g = seededGenerator("the flow scales");
    for (int k = 0; k < 20; ++k) {
        const Network net = homogeneousNetwork(g);
        const FixedPointProblem problem = problemAt(*analysed(net), gaussian(g, net.r(), 1));
        const Vector start = gaussian(g, net.n(), 1);
        const Trajectory one = integrate(problem, start, 2);
        for (const int power : {-600, -40, 40, 600}) {
            const double s = std::ldexp(1.0, power);
            FixedPointProblem other = problem;
            other.w *= s;
            const Trajectory found = integrate(other, s * start, 2);
            QCOMPARE(found.status, one.status);
            QCOMPARE(found.times(), one.times());
            QVERIFY(found.at(2) == Vector(s * one.at(2)));
        }
    }
}

void Scale::boxesScale() {
    Generator g = seededGenerator("boxes scale");
    for (int k = 0; k < 40; ++k) {
        const Network net = homogeneousNetwork(g);
        const Vector centre = gaussian(g, net.r(), 1);
        const Box box = Box::around(centre, Vector::Constant(net.r(), 0.1));
        const auto analysis = analysed(net);
        for (const int power : powersOfTwo) {
            const double s = std::ldexp(1.0, power);
            const auto other = analysed(scaled(net, s));
            for (const char* id : {"mm", "ibp", "lipschitz", "entrywise-lipschitz"}) {
                const Enclosure a = reach(*findMethod(id), *analysis, box),
                                b = reach(*findMethod(id), *other, Box{s * box.lower, s * box.upper});
                QCOMPARE(b.status, a.status);
                QCOMPARE(b.rigorous, a.rigorous);
                if (!a.ok())
                    continue;
                // Bounds add what underflow may do, which is no part of 2^-980.
                const double size =
                    a.output->upper.cwiseAbs().cwiseMax(a.output->lower.cwiseAbs()).maxCoeff();
                QVERIFY((b.output->upper / s - a.output->upper).lpNorm<Eigen::Infinity>() <= 1e-12 * size);
                QVERIFY((b.output->lower / s - a.output->lower).lpNorm<Eigen::Infinity>() <= 1e-12 * size);
            }
        }
    }
}

void Scale::marginsScale() {
    Generator g = seededGenerator("margins scale");
    for (int k = 0; k < 12; ++k) {
        const Network net = homogeneousNetwork(g, k % 4 == 0);
        const auto analysis = analysed(net);
        const Certifier certifier(analysis);
        const Vector raw = gaussian(g, net.r(), 1);
        const ForwardResult nominal = forward(*analysis, raw);
        const int label = predictedClass(nominal.y);
        if (nominal.status != Status::Ok || label < 0)
            continue;
        const std::vector<const Certificate*> all = quickCertificates();
        const SampleReport one = certifySample(certifier, raw, label, 1e-3, all);
        for (const int power : {-700, -50, 50, 700}) {
            const double s = std::ldexp(1.0, power);
            const Certifier other(analysed(scaled(net, s)));
            const SampleReport found = certifySample(other, s * raw, label, 1e-3 * s, all);
            const double size =
                one.logits.lpNorm<Eigen::Infinity>() + (net.C.cwiseAbs() * one.state.cwiseAbs()).maxCoeff();
            for (std::size_t m = 0; m < all.size(); ++m) {
                const SampleCertificate &a = one.certificates[m], &b = found.certificates[m];
                QCOMPARE(b.status, a.status);
                QCOMPARE(b.rigorous, a.rigorous);
                if (a.status == Status::Ok)
                    QVERIFY2(
                        std::abs(b.margin / s - a.margin) <= 1e-9 * (size + std::abs(a.margin)),
                        qPrintable(QStringLiteral("%1 at 2^%2: %3, not %4")
                                       .arg(QString::fromUtf8(a.certificate->id.data()))
                                       .arg(power)
                                       .arg(b.margin / s)
                                       .arg(a.margin)));
            }
        }
    }
}

// DAD⁻¹, DB, CD⁻¹ and Db: the same outputs from states in other units. Powers of two round nothing.
static Network withUnits(Network net, const Vector& sizes) {
    net.A = sizes.asDiagonal() * net.A * sizes.cwiseInverse().asDiagonal();
    net.B = sizes.asDiagonal() * net.B;
    net.C = net.C * sizes.cwiseInverse().asDiagonal();
    net.b = sizes.cwiseProduct(net.b);
    return net;
}

static Vector powers(Generator& g, Index n, int largest) {
    return Vector::NullaryExpr(
        n, [&] { return std::ldexp(1.0, static_cast<int>(integer(g, -largest, largest))); });
}

// The margins of what bounds states in the largest entry; the methods of l_2 depend on the units.
static void compareMargins(
    const Certifier& one, const Certifier& other, const Vector& raw, const Vector& otherRaw, int label,
    double eps, double otherEps) {
    for (const Certificate* quick : quickCertificates()) {
        const Certificate& certificate = *quick;
        const std::array only{quick};
        const SampleReport a = certifySample(one, raw, label, eps, only);
        const SampleReport b = certifySample(other, otherRaw, label, otherEps, only);
        const SampleCertificate &was = a.certificates[0], &is = b.certificates[0];
        if (was.status != Status::Ok || certificate.id == "lipschitz-l2" || certificate.id == "relational")
            continue;
        // The weights η of the one constant are searched for.
        const double accuracy = certificate.id == "lipschitz" ? 1e-4 : 1e-9;
        const Network& net = one.network();
        const double size = a.logits.lpNorm<Eigen::Infinity>() +
                            (net.C.cwiseAbs() * a.state.cwiseAbs()).maxCoeff() + std::abs(was.margin);
        QVERIFY2(is.status == Status::Ok, is.reason.c_str());
        QVERIFY2(
            std::abs(is.margin - was.margin) <= accuracy * size,
            qPrintable(QStringLiteral("%1: %2, not %3")
                           .arg(QString::fromUtf8(certificate.id.data()))
                           .arg(is.margin)
                           .arg(was.margin)));
        QCOMPARE(is.rigorous, was.rigorous);
    }
}

void Scale::unitsOfAnySize() {
    Generator g = seededGenerator("units of any size");
    int compared = 0;
    for (int k = 0; k < 60; ++k) {
        const Network net = homogeneousNetwork(g);
        const auto analysis = analysed(net);
        if (!analysis->contracting())
            continue;
        ++compared;
        const Certifier certifier(analysis);
        const Vector raw = gaussian(g, net.r(), 1);
        const int label = std::max(0, predictedClass(forward(*analysis, raw).y));
        for (const int largest : {8, 40, 150}) {
            const auto other = analysed(withUnits(net, powers(g, net.n(), largest)));
            QVERIFY(other->contracting());
            const ForwardResult was = forward(*analysis, raw), is = forward(*other, raw);
            QVERIFY2(is.status == Status::Ok, is.reason.c_str());
            const double size =
                was.y.lpNorm<Eigen::Infinity>() + (net.C.cwiseAbs() * was.x.cwiseAbs()).maxCoeff();
            QVERIFY((is.y - was.y).lpNorm<Eigen::Infinity>() <= 1e-11 * size);
            const BatchResult batch = forwardBatch(*other, Matrix(raw));
            QVERIFY2(batch.status == Status::Ok, batch.reason.c_str());
            QVERIFY((batch.y.col(0) - was.y).lpNorm<Eigen::Infinity>() <= 1e-11 * size);
            compareMargins(certifier, Certifier(other), raw, raw, label, 0.01, 0.01);
            const Box box = Box::around(raw, Vector::Constant(net.r(), 0.01));
            for (const char* id : {"mm", "ibp", "entrywise-lipschitz"}) {
                const Enclosure a = reach(*findMethod(id), *analysis, box),
                                b = reach(*findMethod(id), *other, box);
                QCOMPARE(b.status, a.status);
                if (!a.ok())
                    continue;
                QCOMPARE(b.rigorous, a.rigorous);
                const double width =
                    size + a.output->upper.cwiseAbs().maxCoeff() + a.output->lower.cwiseAbs().maxCoeff();
                QVERIFY((b.output->lower - a.output->lower).lpNorm<Eigen::Infinity>() <= 1e-9 * width);
                QVERIFY((b.output->upper - a.output->upper).lpNorm<Eigen::Infinity>() <= 1e-9 * width);
            }
        }
    }
    QVERIFY(compared > 20);
}

void Scale::slowUnitsBesideLargeOnes() {
    // Unit 0 is known at once and is as large as one likes; the others need hundreds of steps.
    Network net;
    net.A = (Matrix(4, 4) << 0, 0, 0, 0, 0, .3, .6, -.05, 0, .6, .3, .05, 0, .02, .05, .9).finished();
    net.B = Matrix::Identity(4, 4);
    net.C = (Matrix(3, 4) << 1, 1, 2, 3, 0, 1, -1, 2, .5, -1, 1, .7).finished();
    net.D = Matrix::Zero(3, 4);
    net.b = Eigen::Vector4d(1, .1, .2, .1);
    net.c = Vector::Zero(3);
    const Vector raw = Eigen::Vector4d(.3, -.1, .5, .2);
    for (const auto kind : {Activation::Kind::Relu, Activation::Kind::LeakyRelu}) {
        net.activation = Activation(kind, 0.1);
        const auto analysis = analysed(net);
        const ForwardResult was = forward(*analysis, raw);
        for (const int power : {0, 30, 60, 100, 300})
            for (const int other : {0, -50}) {
                const Network large =
                    withUnits(net, Eigen::Vector4d(std::ldexp(1.0, power), 1, std::ldexp(1.0, other), 1));
                const auto changed = analysed(large);
                const ForwardResult is = forward(*changed, raw);
                QVERIFY2(is.status == Status::Ok, is.reason.c_str());
                QVERIFY2((is.y - was.y).norm() <= 1e-10 * was.y.norm(), qPrintable(QString::number(power)));
                const ColumnStates columns =
                    solveColumns(*changed, constantOf(large, raw), Matrix::Zero(4, 1), {}, 1e-13);
                QVERIFY((large.C * columns.x.col(0) - was.y).norm() <= 1e-10 * was.y.norm());
                const IterationResult picard =
                    solveAverage(*changed, constantOf(large, raw), 1, Vector::Zero(4), {});
                QVERIFY((large.C * picard.x - was.y).norm() <= 1e-10 * was.y.norm());
                compareMargins(Certifier(analysis), Certifier(changed), raw, raw, 0, 0.01, 0.01);
            }
    }
}

void Scale::inputsOfAnySize() {
    Generator g = seededGenerator("inputs of any size");
    int compared = 0;
    for (int k = 0; k < 40; ++k) {
        Network net = homogeneousNetwork(g);
        net.input = InputSpec{Vector::Zero(net.r()), Vector::Ones(net.r()), {}, {}, {}};
        const auto analysis = analysed(net);
        if (!analysis->contracting())
            continue;
        ++compared;
        // Of a point, since ε is meant in raw units: in one as large as the least input.
        const Vector sizes = powers(g, net.r(), 40), raw = gaussian(g, net.r(), 1);
        Network other = net;
        other.input->std = sizes;
        compareMargins(
            Certifier(analysis), Certifier(analysed(other)), raw, sizes.cwiseProduct(raw),
            std::max(0, predictedClass(forward(*analysis, raw).y)), 0, 0);
    }
    QVERIFY(compared > 10);
}

void Scale::intervalsAtAnySize() {
    // ρ(|A|) = 0.57: interval boxes exist for every input box.
    Network net = paperExample();
    net.A << 0.3, -0.27, 0.27, 0.3;
    net.activation = Activation(Activation::Kind::Relu);
    const auto analysis = analysed(net);
    QVERIFY(analysis->rhoAbs < 0.6);
    for (int k = -300; k <= 300; k += 15) {
        const double s = std::pow(10.0, k);
        for (const char* id : {"ibp", "mm"}) {
            const Enclosure e = reach(
                *findMethod(id), *analysis, Box{Vector::Constant(net.r(), -s), Vector::Constant(net.r(), s)});
            QVERIFY2(e.ok(), (std::string(id) + " at 1e" + std::to_string(k) + ": " + e.reason).c_str());
            QVERIFY(e.rigorous);
        }
    }
}

void Scale::trueDivergenceIsSaid() {
    Network net = paperExample();
    net.A << -0.9, 1.2, 1.2, -0.9;
    const auto analysis = analysed(net);
    const Certifier certifier(analysis);
    for (const double s : {1e-200, 1e-15, 1.0, 1e15, 1e200}) {
        const Box box{Vector::Constant(net.r(), -s), Vector::Constant(net.r(), s)};
        const Enclosure e = reach(*findMethod("ibp"), *analysis, box);
        QCOMPARE(e.status, Status::Diverged);
        QVERIFY2(e.reason.find("≥ 1") != std::string::npos, e.reason.c_str());
        const SampleReport report = certifySample(
            certifier, Vector::Zero(net.r()), 0, s,
            std::array{findCertificate("ibp"), findCertificate("mm")});
        QCOMPARE(report.certificates[0].status, Status::Diverged);
        QCOMPARE(report.certificates[1].status, Status::Ok);
    }
}

void Scale::startsFarFromZero() {
    // Without inputs and biases the answer is 0, which is reached from anywhere in a number of steps that
    // does not depend on the size of the start.
    Network net = paperExample();
    net.b.setZero();
    FixedPointProblem problem = problemAt(*analysed(net), Vector::Zero(net.r()));
    for (const double s : {1e-100, 1.0, 1e100})
        for (const FixedPointIteration& iteration : iterations()) {
            const IterationRun found =
                run(iteration, problem, iteration.defaultAlpha(problem), Vector::Constant(net.n(), s));
            QVERIFY2(found.status == Status::Ok, found.reason.c_str());
            QVERIFY(found.last().lpNorm<Eigen::Infinity>() <= 1e-10 * s);
        }
    const auto analysis = analysed(net);
    const IterationResult found =
        solveDiagonalImplicit(*analysis, Vector::Zero(net.n()), Vector::Constant(net.n(), 1e5));
    QVERIFY2(found.status == Status::Ok, found.reason.c_str());
}

// The state in long double, whose exponents reach 1e-4932: exact beside double's subnormal numbers.
using Long = Eigen::Matrix<long double, Eigen::Dynamic, 1>;
static Long stateInLongDouble(const Network& net, const Long& u) {
    const auto A = net.A.cast<long double>().eval();
    const Long w = net.B.cast<long double>() * u + net.b.cast<long double>();
    Long x = Long::Zero(net.n());
    for (int k = 0; k < 3000; ++k)
        for (Index i = 0; i < net.n(); ++i) {
            const long double s = w(i) + A.row(i).dot(x) - A(i, i) * x(i);
            x(i) = s > 0 ? s / (1 - A(i, i)) : 0;
        }
    return x;
}

void Scale::boxesHoldStatesNearUnderflow() {
    Generator g = seededGenerator("boxes near underflow");
    int proved = 0;
    for (int k = 0; k < 200; ++k) {
        Network net = classifier(g, 6, 4);
        net.activation = Activation(Activation::Kind::Relu);
        net.input.reset();
        const double s = std::ldexp(1.0, -static_cast<int>(integer(g, 1000, 1073)));
        net.b *= s;
        net.c *= s;
        const auto analysis = analysed(net);
        const Certifier certifier(analysis);
        const Vector raw = s * gaussian(g, net.r(), 1);
        const double eps = s * uniform(g, 0, 1);
        const std::vector<const Certificate*> all{
            findCertificate("mm"), findCertificate("mmc"), findCertificate("lipschitz"),
            findCertificate("entrywise-lipschitz")};
        const SampleReport report = certifySample(certifier, raw, 0, eps, all);
        const Enclosure box =
            reach(*findMethod("mm"), *analysis, Box::around(raw, Vector::Constant(net.r(), eps)));
        for (int sample = 0; sample < 20; ++sample) {
            const Vector u =
                raw + eps * Vector::NullaryExpr(net.r(), [&] { return uniform(g, -0.99, 0.99); });
            if (!((u - raw).lpNorm<Eigen::Infinity>() <= eps))
                continue;
            const Long x = stateInLongDouble(net, u.cast<long double>());
            const Long y = net.C.cast<long double>() * x + net.D.cast<long double>() * u.cast<long double>() +
                           net.c.cast<long double>();
            for (const SampleCertificate& one : report.certificates) {
                if (one.status != Status::Ok || !one.rigorous)
                    continue;
                ++proved;
                for (Index j = 1; j < net.q(); ++j)
                    QVERIFY(static_cast<long double>(one.differences(j)) <= y(0) - y(j));
                for (Index j = 0; j < net.q(); ++j)
                    QVERIFY(
                        static_cast<long double>(one.output->lower(j)) <= y(j) &&
                        y(j) <= static_cast<long double>(one.output->upper(j)));
            }
            if (!box.ok() || !box.rigorous)
                continue;
            for (Index i = 0; i < net.n(); ++i)
                QVERIFY(
                    static_cast<long double>(box.state->lower(i)) <= x(i) &&
                    x(i) <= static_cast<long double>(box.state->upper(i)));
        }
    }
    QVERIFY(proved > 1000);
}

void Scale::overflowIsNoDivergence() {
    Network net = paperExample();
    net.A << 0.3, -0.27, 0.27, 0.3;
    net.B *= 10;
    const auto analysis = analysed(net);
    for (const char* id : {"ibp", "mm"}) {
        const Enclosure e = reach(
            *findMethod(id), *analysis,
            Box{Vector::Constant(net.r(), 1e307), Vector::Constant(net.r(), 1.7e308)});
        QVERIFY(!e.ok());
        QVERIFY2(e.reason.find("diverge") == std::string::npos, e.reason.c_str());
        QVERIFY2(e.reason.find("overflow") != std::string::npos, e.reason.c_str());
    }
}

void Scale::widthsAtAnySize() {
    Network net = paperExample();
    net.A << 0.3, -0.27, 0.27, 0.3;
    IntervalWidthOptions options;
    options.alpha = 1;
    options.iterations = 50;
    for (const double s : {1e-200, 1.0, 1e150}) {
        options.eps = s;
        QCOMPARE(intervalWidths(net, Matrix(s * Matrix::Ones(net.r(), 3)), options).status, Status::Ok);
    }
    net.A << -0.9, 12, 12, -0.9;
    options.iterations = 400;
    for (const double s : {1e-200, 1.0, 1e150}) {
        options.eps = s;
        QCOMPARE(intervalWidths(net, Matrix(s * Matrix::Ones(net.r(), 3)), options).status, Status::Diverged);
    }
}

QTEST_GUILESS_MAIN(Scale)
#include "tst_scale.moc"
