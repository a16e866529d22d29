// The figure of interval widths: its curves, its words, and that it can be stopped and asked again.
#include "example_states.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/contraction/log_curves.h"
#include "ui/workspaces/contraction/widths_figure.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

using namespace kamke;
using namespace kamke::ui;

namespace {

struct WidthsFixture {
    WidthsFixture()
        : store(exampleState())
        , figure(&store) {
        figure.resize(900, 640);
        figure.show();
    }
    bool finish() {
        return QTest::qWaitFor([this] { return !figure.isBusy() && figure.result(); }, 120000);
    }
    void type(const char* field, const QString& text) {
        auto* line = figure.findChild<NumberField*>(QLatin1String(field));
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }
    const WidthsCurve& curve(const QString& name) const {
        for (const WidthsCurve& each : figure.result()->curves)
            if (each.name == name)
                return each;
        qFatal("no such curve");
    }
    QString verdicts() {
        return figure.findChild<QLabel*>(QStringLiteral("contraction.intervalWidths.verdicts"))->text();
    }

    ExplorerStore store;
    WidthsFigure figure;
};

} // namespace

class TestIntervalWidthsFigure : public QObject {
    Q_OBJECT
private slots:
    void monDeqsDivergeAndIbpMonDeqsConverge() {
        WidthsFixture f;
        f.type("contraction.intervalWidths.samples", "20");
        QVERIFY(f.finish());
        const auto result = f.figure.result();
        QVERIFY2(result->problem.isEmpty(), qPrintable(result->problem));
        QCOMPARE(result->samples, Index{20});
        QVERIFY(result->curves.size() >= 2);
        const WidthsCurve &mon = f.curve("monDEQ, random"), &ibp = f.curve("IBP-MonDEQ, random");
        QVERIFY(mon.rhoAbs >= 1 && mon.diverges() && !mon.settled());
        QVERIFY(ibp.rhoAbs < 1 && !ibp.diverges());
        QCOMPARE(ibp.mean.size(), std::size_t{301});
        for (const WidthsCurve& curve : result->curves)
            QVERIFY(std::all_of(curve.mean.begin(), curve.mean.end(), [](double w) { return w >= 0; }));
        QCOMPARE(f.figure.curves()->curves().size(), result->curves.size());
        QVERIFY(f.verdicts().contains("monDEQ, random: the intervals diverge"));
        QVERIFY(f.verdicts().contains("≥ 1"));
        QVERIFY(f.verdicts().contains("< 1"));
        QVERIFY(f.figure.sentence().contains("Intervals diverge for monDEQ, random"));
        // What the gallery lacks is named, and what is there is drawn.
        QCOMPARE(result->curves.size() < 4, !result->leftOut.isEmpty());
        QVERIFY(f.figure.curves()->csv().contains("\"IBP-MonDEQ, random\",300,"));
    }

    void smallerBoxesAreNarrower() {
        WidthsFixture f;
        f.type("contraction.intervalWidths.samples", "10");
        QVERIFY(f.finish());
        const double wide = f.curve("IBP-MonDEQ, random").mean.back();
        QSignalSpy changes(&f.figure, &Figure::changed);
        f.type("contraction.intervalWidths.eps", "0.01");
        QVERIFY(f.figure.isBusy());
        QVERIFY(f.finish());
        QVERIFY(!changes.isEmpty());
        const double narrow = f.curve("IBP-MonDEQ, random").mean.back();
        QVERIFY(narrow > 0 && narrow < 0.5 * wide);
        QCOMPARE(f.figure.numbers().front().value, 0.01);
        // What cannot be used is refused, and nothing is computed.
        QSignalSpy sentences(&f.store, &ExplorerStore::message);
        f.type("contraction.intervalWidths.samples", "2.5");
        QVERIFY(!f.figure.isBusy());
        QVERIFY(sentences.back().front().toString().contains("whole number"));
        f.type("contraction.intervalWidths.eps", "-1");
        QVERIFY(sentences.back().front().toString().contains("above 0"));
        QVERIFY(!f.figure.isBusy());
    }

    void itIsStopped() {
        WidthsFixture f;
        f.type("contraction.intervalWidths.samples", "10000");
        QVERIFY(f.figure.isBusy());
        auto* stop = f.figure.findChild<QPushButton*>(QStringLiteral("contraction.intervalWidths.stop"));
        QVERIFY(stop->isEnabled());
        QTest::mouseClick(stop, Qt::LeftButton);
        QVERIFY(!f.figure.isBusy() && !stop->isEnabled());
        // A new request is served.
        f.type("contraction.intervalWidths.samples", "5");
        QVERIFY(f.finish());
        QCOMPARE(f.figure.result()->samples, Index{5});
    }
};

QTEST_MAIN(TestIntervalWidthsFigure)
#include "tst_interval_widths_figure.moc"
