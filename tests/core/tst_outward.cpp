// Bounds as they are written.
#include "random_network.h"

#include "core/model/outward.h"

#include <QTest>

#include <cstdio>
#include <limits>

using namespace kamke;
using namespace kamke::test;

class Outward : public QObject {
    Q_OBJECT
private slots:
    void examples();
    void neverToTheWrongSide();
    void differentNumbersAreWrittenDifferently();
};

void Outward::examples() {
    QCOMPARE(roundedAbove(0.33333349), 0.333334);
    QCOMPARE(roundedBelow(0.33333349), 0.333333);
    QCOMPARE(roundedBelow(-0.33333349), -0.333334);
    QCOMPARE(roundedAbove(-0.33333349), -0.333333);
    QCOMPARE(roundedAbove(0.5), 0.5);
    QCOMPARE(roundedBelow(0.5), 0.5);
    QCOMPARE(roundedAbove(std::nextafter(0.5, 1)), 0.500001);
    QCOMPARE(roundedBelow(std::nextafter(0.5, 0)), 0.499999);
    // Below a power of ten the last digit is worth a tenth.
    QCOMPARE(roundedBelow(std::nextafter(1.0, 0)), 0.999999);
    QCOMPARE(roundedBelow(0.9999996), 0.999999);
    QCOMPARE(roundedAbove(0.9999996), 1.0);
    QCOMPARE(roundedBelow(-0.9999996), -1.0);
    QCOMPARE(roundedAbove(0.41234, 3), 0.413);
    QCOMPARE(roundedBelow(0.41234, 3), 0.412);
    for (const double v :
         {0.0, std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}) {
        QCOMPARE(roundedBelow(v), v);
        QCOMPARE(roundedAbove(v), v);
    }
    QVERIFY(std::isnan(roundedBelow(kamke::nan)));
}

void Outward::differentNumbersAreWrittenDifferently() {
    QCOMPARE(digitsToDistinguish(0.5, 1), 6);
    QCOMPARE(digitsToDistinguish(1, 1), 6);
    QCOMPARE(digitsToDistinguish(0.9999999, 1), 7);
    QCOMPARE(digitsToDistinguish(1 - 1e-12, 1), 12);
    QCOMPARE(digitsToDistinguish(std::nextafter(1.0, 0), 1), 16);
    QCOMPARE(digitsToDistinguish(std::nextafter(1.0, 2), 1), 17);
    QCOMPARE(digitsToDistinguish(0.999, 1, 2), 3);
    QCOMPARE(digitsToDistinguish(kamke::nan, 1), 6);
}

void Outward::neverToTheWrongSide() {
    Generator g = seededGenerator("outward");
    for (int k = 0; k < 200000; ++k) {
        const double v = normal(g) * std::pow(10.0, uniform(g, -310, 300));
        const int digits = static_cast<int>(integer(g, 1, 7));
        const double below = roundedBelow(v, digits), above = roundedAbove(v, digits);
        QVERIFY(below <= v && v <= above);
        // What is written is read as the same number, and is one of the two next to the value.
        char text[64];
        std::snprintf(text, sizeof text, "%.*g", digits, below);
        QCOMPARE(std::strtod(text, nullptr), below);
        std::snprintf(text, sizeof text, "%.*g", digits, above);
        QCOMPARE(std::strtod(text, nullptr), above);
        if (std::abs(v) > 1e-300)
            QVERIFY(
                above - below <=
                1.001 * std::pow(10.0, 1 - digits) * std::max(std::abs(below), std::abs(above)));
    }
}

QTEST_GUILESS_MAIN(Outward)
#include "tst_outward.moc"
