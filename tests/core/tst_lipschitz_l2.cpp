// The l_2 Lipschitz bounds of monotone operator networks: never above the plain constant, true on samples.
#include "random_samples.h"

#include "core/certify/radius.h"
#include "core/certify/sample.h"
#include "core/model/positive_definite.h"
#include "core/reach/reach.h"
#include "core/solve/batch.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

class LipschitzL2 : public QObject {
    Q_OBJECT
private slots:
    void neverAboveThePlainConstant();
    void statesAndOutputsMoveNoFurther();
    void exactWhereNothingIsLost();
    void whyNotNamesTheNumber();
    void l2RadiusHolds();
};

// |Δy| over |Δu| ≤ radius.
static Vector outputReach(const MonotoneGain& gain, const Vector& radius) {
    return (gain.output.cwiseAbs() + gain.outputError) * radius + gain.outputBall * gain.ballNorm(radius);
}

void LipschitzL2::neverAboveThePlainConstant() {
    Generator g = seededGenerator("never above the plain constant");
    for (int k = 0; k < 200; ++k) {
        const auto analysis = analysed(monotoneOperatorNetwork(g, 12));
        const MonotoneGain& gain = analysis->monotone;
        QVERIFY(!gain.empty());
        const double m = analysis->conditions.monotonicity;
        QVERIFY(m > 0 && m <= (1 - analysis->mu2) + 1e-12 * (1 + std::abs(analysis->mu2)));
        const Vector radius = Vector::NullaryExpr(analysis->network().r(), [&] { return uniform(g, 0, 2); });
        // Σ_j ρ_j‖B_j‖/m and ‖B‖_2‖ρ‖_2/m times ‖C_i‖_2, and |D|ρ.
        const Matrix& B = analysis->rawB;
        const double plain = std::min(
                                 B.colwise().norm().dot(radius),
                                 Eigen::JacobiSVD<Matrix>(B).singularValues()(0) * radius.norm()) /
                             m;
        const Vector outputs =
            analysis->network().C.rowwise().norm() * plain + analysis->rawD.cwiseAbs() * radius;
        const double slack = 1 + 1e-6;
        QVERIFY((gain.stateReach(radius).array() <= plain * slack + 1e-290).all());
        QVERIFY((outputReach(gain, radius).array() <= outputs.array() * slack + 1e-290).all());
        QVERIFY(
            gain.plainConstant >=
            Eigen::JacobiSVD<Matrix>(B).singularValues()(0) / (1 - analysis->mu2) * (1 - 1e-12));
    }
}

void LipschitzL2::statesAndOutputsMoveNoFurther() {
    Generator g = seededGenerator("states and outputs move no further");
    for (int k = 0; k < 200; ++k) {
        const auto analysis = analysed(monotoneOperatorNetwork(g, 10));
        const Box box = anyBox(g, analysis->network().r());
        const Vector centre = box.centre();
        Matrix points = pointsOf(g, box, 24);
        points.col(0) = centre;
        const BatchResult at = forwardBatch(*analysis, points);
        QVERIFY2(at.status == Status::Ok, at.reason.c_str());
        for (Index j = 1; j < points.cols(); ++j) {
            const Vector moved = (points.col(j) - centre).cwiseAbs();
            const Vector dx = (at.x.col(j) - at.x.col(0)).cwiseAbs(),
                         dy = (at.y.col(j) - at.y.col(0)).cwiseAbs();
            const double size = 1e-9 * (1 + at.x.cwiseAbs().maxCoeff()) *
                                (1 + analysis->network().C.cwiseAbs().rowwise().sum().maxCoeff());
            QVERIFY((dx.array() <= analysis->monotone.stateReach(moved).array() + size).all());
            QVERIFY((dy.array() <= outputReach(analysis->monotone, moved).array() + size).all());
        }
    }
}

void LipschitzL2::exactWhereNothingIsLost() {
    // x = relu(−3x + 2u), active: Δx = Δu/2. P = 4, F = XB: the bound is ½·2/4 + ½·2/4 = 1/2.
    Network net;
    net.A = Matrix{{-3}};
    net.B = Matrix{{2}};
    net.C = Matrix{{1}};
    net.D = Matrix{{0}};
    net.b = net.c = Vector::Zero(1);
    const NetworkAnalysis analysis(std::make_shared<const Network>(net));
    const double reach = analysis.monotone.stateReach(Vector::Ones(1))(0);
    QVERIFY(reach >= 0.5 && reach <= 0.5 + 1e-12);
    const Enclosure e = kamke::reach(*findMethod("lipschitz-l2"), analysis, {Vector{{1}}, Vector{{3}}});
    QVERIFY(e.ok() && e.rigorous);
    QVERIFY(e.state->lower(0) <= 0.5 && e.state->lower(0) >= 0.5 - 1e-10);
    QVERIFY(e.state->upper(0) >= 1.5 && e.state->upper(0) <= 1.5 + 1e-10);
}

void LipschitzL2::whyNotNamesTheNumber() {
    Network net = paperExample();
    net.A << 2, 0, 0, -1;
    const Enclosure e =
        reach(*findMethod("lipschitz-l2"), NetworkAnalysis(std::make_shared<const Network>(net)), paperBox());
    QCOMPARE(e.status, Status::NotApplicable);
    QVERIFY2(e.reason.find("μ_2(A) is 2") != std::string::npos, e.reason.c_str());
}

void LipschitzL2::l2RadiusHolds() {
    Generator g = seededGenerator("l2 radius");
    int found = 0;
    for (int k = 0; k < 150; ++k) {
        const auto analysis = analysed(monotoneClassifier(g));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 3);
        const Matrix raw = data.inputs(0, data.size());
        CertifyOptions options;
        options.norm = BallNorm::L2;
        const Certificate* row = findCertificate("lipschitz-l2");
        const Vector radii =
            certifiedRadii(certifier, raw, data.labels, std::span(&row, 1), {1e-6, 10}, options).radii.row(0);
        const Predictions read = predict(*analysis, data, allSamples(data));
        for (Index s = 0; s < data.size(); ++s) {
            if (!read.correct[static_cast<std::size_t>(s)]) {
                QVERIFY(std::isnan(radii(s)));
                continue;
            }
            if (!(radii(s) > 0) || !std::isfinite(radii(s)))
                continue;
            ++found;
            Matrix points(raw.rows(), 30);
            for (Index p = 0; p < points.cols(); ++p) {
                const Vector direction = gaussian(g, raw.rows(), 1);
                points.col(p) = raw.col(s) + direction / direction.norm() * radii(s) * (1 - 1e-9);
            }
            const BatchResult at = forwardBatch(*analysis, points);
            QVERIFY2(at.status == Status::Ok, at.reason.c_str());
            for (Index p = 0; p < points.cols(); ++p)
                QCOMPARE(predictedClass(at.y.col(p)), data.labels[static_cast<std::size_t>(s)]);
        }
    }
    QVERIFY(found > 50);
}

QTEST_APPLESS_MAIN(LipschitzL2)
#include "tst_lipschitz_l2.moc"
