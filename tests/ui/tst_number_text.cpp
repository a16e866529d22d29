// Numbers as people type and read them.
#include "ui/text/local_numbers.h"
#include "ui/text/number_text.h"

#include <QLocale>
#include <QTest>
#include <cmath>
#include <limits>
#include <numbers>

using namespace kamke::ui;

class TestNumberText : public QObject {
    Q_OBJECT
private slots:
    void init() { QLocale::setDefault(QLocale::c()); }

    void parses_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        const double pi = std::numbers::pi;
        QTest::newRow("integer") << "3" << 3.0;
        QTest::newRow("decimal") << "0.25" << 0.25;
        QTest::newRow("no leading zero") << ".5" << 0.5;
        QTest::newRow("plus") << "+2" << 2.0;
        QTest::newRow("fraction") << "3/4" << 0.75;
        QTest::newRow("third") << "1/3" << 1.0 / 3.0;
        QTest::newRow("negative fraction") << "-1/4" << -0.25;
        QTest::newRow("negative divisor") << "1/-4" << -0.25;
        QTest::newRow("blanks") << "  3 / 4 " << 0.75;
        QTest::newRow("true minus") << "−1/4" << -0.25;
        QTest::newRow("exponent") << "1e-3" << 1e-3;
        QTest::newRow("capital exponent, true minus") << "2E−3" << 2e-3;
        QTest::newRow("exponents in a fraction") << "1e2/1e3" << 0.1;
        QTest::newRow("pi") << "pi" << pi;
        QTest::newRow("pi/2") << "pi/2" << pi / 2;
        QTest::newRow("-π/2") << "-π/2" << -pi / 2;
        QTest::newRow("3pi/4") << "3pi/4" << 3 * pi / 4;
        QTest::newRow("2*Pi") << "2*Pi" << 2 * pi;
        QTest::newRow("other digits") << "٣/٤" << 0.75;
    }
    void parses() {
        QFETCH(QString, text);
        QFETCH(double, value);
        const auto parsed = parseNumber(text);
        QVERIFY(parsed.has_value());
        QCOMPARE(*parsed, value);
    }

    void refuses_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"",    "  ",   "abc", "1/0",   "0/0",         "1/2/3", "1//2", "/2",         "2/",
              "inf", "-inf", "nan", "1e400", "1e308/1e-10", "0x10",  "1,5",  "1,000",      "1 000",
              "--1", "1e",   "pi2", "*pi",   "1/0pi",       "1.2.3", "3/4a", "1e400/1e400"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void refuses() {
        QFETCH(QString, text);
        QVERIFY(!parseNumber(text).has_value());
        QVERIFY(whyNotANumber(text).endsWith(QLatin1Char('.')));
    }

    void saysWhyItRefuses() {
        QCOMPARE(whyNotANumber(QStringLiteral("1/0")), QStringLiteral("“1/0” divides by zero."));
        QCOMPARE(
            whyNotANumber(QStringLiteral(" abc ")),
            QStringLiteral("“abc” is not a number; type it like 0.75, 3/4 or 1e-3."));
        QVERIFY(whyNotANumber({}).startsWith(QStringLiteral("Type a number")));
    }

    void readsTheLocalesDecimalComma() {
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(parseNumber(QStringLiteral("0,25")), std::optional(0.25));
        QCOMPARE(parseNumber(QStringLiteral("−1,5/2")), std::optional(-0.75));
        // A point is still a point: 1.234 is not a thousand.
        QCOMPARE(parseNumber(QStringLiteral("1.234")), std::optional(1.234));
        QVERIFY(!parseNumber(QStringLiteral("1.234,5")));
        QCOMPARE(formatNumber(-0.25), QStringLiteral("−0,25"));
        QCOMPARE(exactNumber(-0.25), QStringLiteral("-0.25"));
        QCOMPARE(formatNumber(1234.5), QStringLiteral("1234,5"));
    }

    void intervalsOfTheLocale() {
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(formatInterval(0.5, 1.25), QStringLiteral("[0,5; 1,25]"));
        QCOMPARE(numberSeparator(), QStringLiteral("; "));
        QLocale::setDefault(QLocale(QLocale::English));
        QCOMPARE(formatInterval(0.5, 1.25), QStringLiteral("[0.5, 1.25]"));
        // Arabic digits run from right to left and would swap the bounds.
        for (const QLocale::Territory territory : {QLocale::Egypt, QLocale::SaudiArabia, QLocale::Morocco}) {
            QLocale::setDefault(QLocale(QLocale::Arabic, territory));
            const QString text = formatInterval(-0.5, 1.25);
            QVERIFY2(
                text == QStringLiteral("[−0.5, 1.25]") || text == QStringLiteral("[−0,5; 1,25]"),
                qPrintable(text));
            QCOMPARE(parseNumber(QStringLiteral("٠٫٢٥")), std::optional(0.25));
            QCOMPARE(parseNumber(formatNumber(-0.25)), std::optional(-0.25));
        }
    }

    void sentencesOfTheCore_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("german");
        const auto row = [](const char* text, const char* german) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(german);
        };
        row("the least value is 1.31.", "the least value is 1,31.");
        row("a margin of -0.5, at most", "a margin of −0,5, at most");
        row("in [-0.5, 1.25] and (1, 2.5)", "in [−0,5; 1,25] and (1; 2,5)");
        row("[0, 1] stays", "[0, 1] stays");
        row("ρ=1.5e-06<1", "ρ=1,5e−6<1");
        row("1e-3 or 0.25/0.5", "1e−3 or 0,25/0,5");
        row("from 0.5-0.75", "from 0,5-0,75");
        row("IBP-MonDEQ, Theorems 3.1 and 3.3; 0.5", "IBP-MonDEQ, Theorems 3.1 and 3.3; 0,5");
        row("nemon 6.1, ibp-mondeq Prop. 2.1", "nemon 6.1, ibp-mondeq Prop. 2.1");
        row("same, 6.1", "same, 6.1");
        row("MATLAB 7.3, version 0.1.0", "MATLAB 7.3, version 0.1.0");
        row("/tmp/1.5/net-0.5.h5: 0.25", "/tmp/1.5/net-0.5.h5: 0,25");
        row("layer_0.5 x1.5 2.5x", "layer_0.5 x1.5 2.5x");
        row("l_2 2-norm 3-5", "l_2 2-norm 3-5");
        row("already 0,5 and [0,5; 1]", "already 0,5 and [0,5; 1]");
    }
    void sentencesOfTheCore() {
        QFETCH(QString, text);
        QFETCH(QString, german);
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(localNumbers(text), german);
        QCOMPARE(localNumbers(german), german);
    }

    void formats_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "0";
        QTest::newRow("minus zero") << -0.0 << "0";
        QTest::newRow("quarter") << -0.25 << "−0.25";
        QTest::newRow("third") << 1.0 / 3 << "0.333333";
        QTest::newRow("rounded digits keep their zeros") << 67.0 / 33 << "2.03030";
        QTest::newRow("rounding noise adds none") << 0.1 + 0.2 << "0.3";
        QTest::newRow("large") << 123456789.0 << "1.23457e+8";
        QTest::newRow("small") << -1e-7 << "−1e−7";
        QTest::newRow("nan") << std::nan("") << "–";
        QTest::newRow("inf") << -std::numeric_limits<double>::infinity() << "−∞";
    }
    void formats() {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(formatNumber(value), text);
    }

    void formatsIntervalsWithoutRoundingNoise() {
        QCOMPARE(formatInterval(-4.4e-16, 13.0 / 6), QStringLiteral("[0, 2.16667]"));
        QCOMPARE(formatInterval(-1, 1e-18), QStringLiteral("[−1, 0]"));
        QCOMPARE(formatInterval(1e-20, 2e-20), QStringLiteral("[1e−20, 2e−20]"));
        QCOMPARE(formatInterval(0, 0), QStringLiteral("[0, 0]"));
    }

    void boundsAreRoundedOutward() {
        QCOMPARE(formatNumber(0.33333349, Rounded::Up), QStringLiteral("0.333334"));
        QCOMPARE(formatNumber(0.33333349, Rounded::Down), QStringLiteral("0.333333"));
        QCOMPARE(formatNumber(-0.33333349, Rounded::Down), QStringLiteral("−0.333334"));
        QCOMPARE(formatNumber(0.5, Rounded::Up), QStringLiteral("0.5"));
        QCOMPARE(formatNumber(std::nextafter(0.5, 1), Rounded::Up), QStringLiteral("0.500001"));
        QCOMPARE(formatNumber(67.0 / 33, Rounded::Down), QStringLiteral("2.03030"));
        QCOMPARE(formatNumber(67.0 / 33, Rounded::Up), QStringLiteral("2.03031"));
        QCOMPARE(formatNumber(std::nan(""), Rounded::Up), QStringLiteral("–"));
        QCOMPARE(formatBrief(0.41234, 3), QStringLiteral("0.412"));
        QCOMPARE(formatBrief(0.41234, 3, Rounded::Up), QStringLiteral("0.413"));
        QCOMPARE(formatBrief(0.5, 3, Rounded::Up), QStringLiteral("0.5"));
        QCOMPARE(formatEnclosure(-1.0 / 3, 0.33333349), QStringLiteral("[−0.333334, 0.333334]"));
        // An end that is small is an end all the same.
        QCOMPARE(formatEnclosure(-4.44089e-16, 2), QStringLiteral("[−4.44089e−16, 2]"));
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(formatNumber(0.33333349, Rounded::Up), QStringLiteral("0,333334"));
    }

    void copiesAndEditorsLoseNothing() {
        for (const double value : {1.0 / 3, 0.1, -1e-300, 67.0 / 33, 1.7976931348623157e308, 4.9e-324}) {
            QCOMPARE(exactNumber(value).toDouble(), value);
            QCOMPARE(parseNumber(editableNumber(value)), std::optional(value));
        }
        QCOMPARE(editableNumber(0.1), QStringLiteral("0.1"));
        QCOMPARE(exactNumber(0.1), QStringLiteral("0.10000000000000001"));
    }

    void writesSubscripts() {
        QCOMPARE(subscripted(QStringLiteral("y"), 1), QStringLiteral("y₁"));
        QCOMPARE(subscripted(QStringLiteral("u"), 120), QStringLiteral("u₁₂₀"));
    }
};

QTEST_GUILESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
