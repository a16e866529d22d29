// The reach method ellipsoid: what it holds, how small it is, and when there is none.
#include "relu_systems.h"

#include "core/reach/reach.h"
#include "core/solve/batch.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

class ReachEllipsoid : public QObject {
    Q_OBJECT
private slots:
    void holdsTenThousandOutputs();
    void randomNetworks();
    void boxOfAKnownEllipsoid();
    void saysWhyNot();
    void dependentOutputs();
    void cancel();
};

namespace {

// The largest gauge of the outputs of `points`; negative when one lies outside the boxes.
double largestGauge(const NetworkAnalysis& analysis, const Enclosure& e, const Matrix& points) {
    const BatchResult at = forwardBatch(analysis, points);
    if (at.status != Status::Ok)
        return kamke::nan;
    double largest = 0;
    for (Index k = 0; k < points.cols(); ++k) {
        if (!e.output->contains(Vector(at.y.col(k)), slackFor(*e.output, 1e-10)) ||
            !e.state->contains(Vector(at.x.col(k)), slackFor(*e.state, 1e-10)))
            return -1;
        largest = std::max(largest, e.ellipsoid->gauge(at.y.col(k)));
    }
    return largest;
}

} // namespace

void ReachEllipsoid::holdsTenThousandOutputs() {
    Generator g = seededGenerator("ten thousand outputs");
    const auto analysis = analysed(paperExample());
    const Enclosure e = reach(*findMethod("ellipsoid"), *analysis, paperBox());
    QVERIFY2(e.ok(), e.reason.c_str());
    QVERIFY(e.rigorous && e.ellipsoid && e.iterations > 0);
    const double largest = largestGauge(*analysis, e, pointsOf(g, paperBox(), 10000));
    QVERIFY2(largest >= 0 && largest <= 1 + 1e-9, qPrintable(QString::number(largest, 'g', 17)));
    // Half of it holds no longer all: the outputs come close to its border.
    QVERIFY2(largest > 0.5, qPrintable(QString::number(largest, 'g', 17)));
    // The box is that of the ellipse that is drawn, where the relational one is larger.
    const Enclosure loose = reach(*findMethod("relational"), *analysis, paperBox());
    QVERIFY(loose.output->contains(*e.output, 0));
    const Matrix border = e.ellipsoid->projection(0, 1, 3600);
    for (const Index i : {0, 1}) {
        const double upper = std::min(border.row(i).maxCoeff(), loose.output->upper(i));
        const double lower = std::max(border.row(i).minCoeff(), loose.output->lower(i));
        QVERIFY(std::abs(e.output->upper(i) - upper) < 1e-5);
        QVERIFY(std::abs(e.output->lower(i) - lower) < 1e-5);
    }
}

void ReachEllipsoid::randomNetworks() {
    Generator g = seededGenerator("ellipsoids of boxes");
    int found = 0, smaller = 0;
    for (int k = 0; k < 40; ++k) {
        const auto analysis = analysed(reluNetwork(g, 8, 4));
        const Box box = anyBox(g, analysis->network().r());
        const Enclosure e = reach(*findMethod("ellipsoid"), *analysis, box);
        if (!e.ok()) {
            QVERIFY(!e.reason.empty() && !e.ellipsoid && !e.output);
            continue;
        }
        ++found;
        const double largest = largestGauge(*analysis, e, pointsOf(g, box, 300));
        QVERIFY2(largest >= 0 && largest <= 1 + 1e-9, qPrintable(QString::number(largest, 'g', 17)));
        const Enclosure loose = reach(*findMethod("relational"), *analysis, box);
        QVERIFY(loose.output->contains(*e.output, 0));
        QVERIFY(loose.state->contains(*e.state, 0) && e.state->contains(*loose.state, 0));
        smaller += (e.output->width().array() < loose.output->width().array()).any();
    }
    std::printf("  %d ellipsoids, %d with a smaller box than the relational one\n", found, smaller);
    QVERIFY2(found > 20, qPrintable(QString::number(found)));
}

void ReachEllipsoid::boxOfAKnownEllipsoid() {
    // ‖Lᵀy‖ ≤ 6 with L = diag(2, 3): half widths 3 and 2, around (1, −1).
    Ellipsoid e{Matrix{{2, 0}, {0, 3}}, Vector{{1, -1}}, 6};
    const Box wide = e.within({Vector::Constant(2, -100), Vector::Constant(2, 100)});
    QVERIFY((wide.lower - Vector{{-2, -3}}).cwiseAbs().maxCoeff() < 1e-12);
    QVERIFY((wide.upper - Vector{{4, 1}}).cwiseAbs().maxCoeff() < 1e-12);
    // Outward, and within the box that is given.
    QVERIFY(wide.lower(0) < -2 && wide.upper(0) > 4 && wide.lower(1) < -3 && wide.upper(1) > 1);
    const Box narrow = e.within({Vector{{-100, -0.5}}, Vector{{0.25, 100}}});
    QCOMPARE(narrow.upper(0), 0.25);
    QCOMPARE(narrow.lower(1), -0.5);
    QVERIFY(std::abs(narrow.lower(0) + 2) < 1e-12 && std::abs(narrow.upper(1) - 1) < 1e-12);
    // Skew: the half widths are those of the support function.
    e.L(1, 0) = -4;
    const Box skew = e.within({Vector::Constant(2, -100), Vector::Constant(2, 100)});
    QVERIFY((skew.upper - e.centre - e.halfWidths(Matrix::Identity(2, 2))).cwiseAbs().maxCoeff() < 1e-12);
}

void ReachEllipsoid::saysWhyNot() {
    Network direct = paperExample();
    direct.D(1, 0) = 0.5;
    const auto analysis = analysed(direct);
    const Enclosure e = reach(*findMethod("ellipsoid"), *analysis, paperBox());
    QCOMPARE(e.status, Status::NotApplicable);
    QVERIFY2(e.reason.find("needs D = 0") != std::string::npos, e.reason.c_str());
    QVERIFY(!e.ellipsoid && reach(*findMethod("relational"), *analysis, paperBox()).ok());
    Network smooth = paperExample();
    smooth.activation = Activation(Activation::Kind::Tanh);
    const Enclosure tanh = reach(*findMethod("ellipsoid"), *analysed(smooth), paperBox());
    QCOMPARE(tanh.status, Status::NotApplicable);
    QVERIFY(tanh.reason.find("tanh") != std::string::npos);
}

void ReachEllipsoid::dependentOutputs() {
    // y₂ = 2y₁: no proper ellipsoid is the least one. What comes out holds, or says that there is none.
    Generator g = seededGenerator("dependent outputs");
    Network net = paperExample();
    net.C = Matrix{{1, 1}, {2, 2}};
    const auto analysis = analysed(net);
    for (const Box& box : {paperBox(), Box::point(Vector{{0.2, 1.5}})}) {
        const Enclosure e = reach(*findMethod("ellipsoid"), *analysis, box);
        if (e.ok()) {
            const double largest = largestGauge(*analysis, e, pointsOf(g, box, 300));
            QVERIFY2(largest >= 0 && largest <= 1 + 1e-9, qPrintable(QString::number(largest, 'g', 17)));
        } else {
            QCOMPARE(e.status, Status::NotConverged);
            QVERIFY2(e.reason.find("no ellipsoid was found") != std::string::npos, e.reason.c_str());
            QVERIFY(!e.ellipsoid && !e.output && !e.state && !e.rigorous);
        }
    }
}

void ReachEllipsoid::cancel() {
    ReachOptions options;
    std::stop_source source;
    source.request_stop();
    options.limits.stop = source.get_token();
    const Enclosure e = reach(*findMethod("ellipsoid"), *analysed(paperExample()), paperBox(), options);
    QCOMPARE(e.status, Status::Cancelled);
    QVERIFY(!e.ellipsoid && !e.output && !e.reason.empty());
}

QTEST_GUILESS_MAIN(ReachEllipsoid)
#include "tst_reach_ellipsoid.moc"
