// The elimination of stable units is exact: the system that is left has the same solutions, and its
// semidefinite bounds hold for the whole.
#include "relu_systems.h"

#include "core/sdp/ascent.h"
#include "core/sdp/functional_bound.h"
#include "core/sdp/stable_units.h"
#include "core/search/relational_root.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

namespace {

struct ReducedSystem {
    RandomSystem whole;
    StableUnits reduced;
};

// With some stable units, and mostly with some that are not.
std::optional<ReducedSystem> reducedSystem(Generator& g) {
    auto whole = randomSystem(g, 14, 8, chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf);
    if (!whole)
        return std::nullopt;
    ReluSystem& s = whole->system;
    const auto root = RelationalRoot::find(s, s.preActivations(), {});
    if (!root)
        return std::nullopt;
    StableUnits reduced(s, root->preActivations());
    if (reduced.system().n() == s.n())
        return std::nullopt;
    return ReducedSystem{std::move(*whole), std::move(reduced)};
}

} // namespace

class StableUnitsTest : public QObject {
    Q_OBJECT
private slots:
    void solutionsAreThoseOfTheWhole();
    void boundsHoldForTheWhole();
    void fewerUnitsLoseNothing();
    void nothingIsLeftOfStableUnits();
};

void StableUnitsTest::solutionsAreThoseOfTheWhole() {
    Generator g = seededGenerator("reduced systems");
    int systems = 0, mixed = 0;
    for (int k = 0; k < 300; ++k) {
        const auto one = reducedSystem(g);
        if (!one)
            continue;
        const ReluSystem &s = one->whole.system, &left = one->reduced.system();
        ++systems;
        mixed += left.n() > 0;
        const ReducedFunctional f = one->reduced.reduce(one->whole.functional);
        Matrix d(s.r(), 20);
        for (Index j = 0; j < d.cols(); ++j) {
            d.col(j) = gaussian(g, s.r(), 1);
            d.col(j) /= s.norm == BallNorm::L2 ? d.col(j).norm() : d.col(j).cwiseAbs().maxCoeff();
        }
        const Matrix w = s.own.asDiagonal() * ((s.U * d).colwise() + s.u0);
        const ColumnStates x = solveColumns(*one->whole.analysis, w, s.centre.replicate(1, d.cols()));
        for (Index j = 0; j < d.cols(); ++j) {
            if (x.status[static_cast<std::size_t>(j)] != Status::Ok)
                continue;
            const Vector z = x.x.col(j), rest = one->reduced.part(z);
            if (left.n() > 0) {
                const Vector image = (left.W * rest + left.U * d.col(j) + left.u0).cwiseMax(0);
                const double wrong = (image - rest).cwiseAbs().maxCoeff();
                QVERIFY2(wrong <= 1e-7 * (1 + z.cwiseAbs().maxCoeff()), qPrintable(QString::number(wrong)));
            }
            const double value = one->whole.functional.xi.dot(z) + one->whole.functional.eta.dot(d.col(j));
            const double reduced = f.functional.xi.dot(rest) + f.functional.eta.dot(d.col(j)) + f.constant;
            QVERIFY2(
                std::abs(reduced - value) <= 1e-7 * (1 + std::abs(value)),
                qPrintable(QString("%1, %2").arg(reduced, 0, 'g', 17).arg(value, 0, 'g', 17)));
        }
        // What is added for rounding is no more than rounding.
        if (left.n() > 0) {
            const double allowed = 1e-9 * (1 + left.states.upper.maxCoeff()) + 100 * s.error.maxCoeff();
            QVERIFY2(left.error.maxCoeff() <= allowed, qPrintable(QString::number(left.error.maxCoeff())));
            QVERIFY((left.error.array() >= one->reduced.part(s.error).array()).all());
        }
    }
    QVERIFY2(systems > 60, qPrintable(QString::number(systems)));
    QVERIFY2(mixed > systems / 5, qPrintable(QString::number(mixed)));
}

void StableUnitsTest::boundsHoldForTheWhole() {
    Generator g = seededGenerator("bounds of reduced systems");
    int looked = 0;
    for (int k = 0; k < 250; ++k) {
        const auto one = reducedSystem(g);
        if (!one || one->reduced.system().n() == 0)
            continue;
        const RandomSystem& whole = one->whole;
        const ReducedFunctional f = one->reduced.reduce(whole.functional);
        const Vector weights = one->reduced.part(*whole.analysis->conditions.lbenLambda);
        const FunctionalBound found = boundFunctional(one->reduced.system(), f.functional, weights, {});
        if (!std::isfinite(found.bound))
            continue;
        ++looked;
        const double reached = std::max(
            largestSampled(g, *whole.analysis, whole.system, whole.functional, 100),
            ascend(*whole.analysis, whole.system, whole.functional, 10).value);
        QVERIFY2(
            found.bound + f.constant >= reached - tolerance(reached),
            qPrintable(QString("%1 < %2").arg(found.bound + f.constant).arg(reached)));
    }
    QVERIFY2(looked > 40, qPrintable(QString::number(looked)));
}

void StableUnitsTest::fewerUnitsLoseNothing() {
    Generator g = seededGenerator("reduced and whole");
    int compared = 0;
    for (int k = 0; k < 250; ++k) {
        const auto one = reducedSystem(g);
        if (!one || one->reduced.system().n() == 0 || one->whole.system.norm != BallNorm::L2)
            continue; // a box is cut short by the gap of its profiles
        FunctionalOptions options;
        options.gap = 1e-6;
        const Vector& all = *one->whole.analysis->conditions.lbenLambda;
        const ReducedFunctional f = one->reduced.reduce(one->whole.functional);
        const FunctionalBound reduced =
            boundFunctional(one->reduced.system(), f.functional, one->reduced.part(all), {}, options);
        const FunctionalBound whole =
            boundFunctional(one->whole.system, one->whole.functional, all, {}, options);
        if (reduced.end != InteriorEnd::Gap || whole.end != InteriorEnd::Gap)
            continue;
        ++compared;
        const double size = 1 + std::abs(whole.bound) + std::abs(reduced.bound);
        QVERIFY2(
            reduced.bound + f.constant <= whole.bound + 1e-4 * size,
            qPrintable(QString("%1 > %2").arg(reduced.bound + f.constant).arg(whole.bound)));
    }
    QVERIFY2(compared > 15, qPrintable(QString::number(compared)));
}

void StableUnitsTest::nothingIsLeftOfStableUnits() {
    Generator g = seededGenerator("stable units only");
    int looked = 0;
    for (int k = 0; k < 200 && looked < 20; ++k) {
        const auto one = reducedSystem(g);
        if (!one || one->reduced.system().n() != 0)
            continue;
        ++looked;
        // The functional is linear in d, and its maximum a dual norm.
        const ReducedFunctional f = one->reduced.reduce(one->whole.functional);
        const Vector& eta = f.functional.eta;
        const double most =
            f.constant + (one->whole.system.norm == BallNorm::L2 ? eta.norm() : eta.lpNorm<1>());
        const auto& s = one->whole.system;
        const double bound = RelationalRoot::find(s, s.preActivations(), {})->bound(one->whole.functional);
        QVERIFY2(
            std::abs(bound - most) <= 1e-7 * (1 + std::abs(most)),
            qPrintable(QString("%1, %2").arg(bound, 0, 'g', 17).arg(most, 0, 'g', 17)));
    }
    QVERIFY2(looked > 3, qPrintable(QString::number(looked)));
}

QTEST_GUILESS_MAIN(StableUnitsTest)
#include "tst_stable_units.moc"
