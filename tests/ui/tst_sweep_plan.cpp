// What is typed as a grid of ε, and what a curve says.
#include "ui/files/resource_files.h"
#include "ui/jobs/sweep_names.h"
#include "ui/jobs/sweep_plan.h"
#include "ui/workspaces/sweep/sweep_curve.h"
#include "ui/workspaces/sweep/sweep_presets.h"

#include <QFileInfo>
#include <QTest>
#include <cmath>

using namespace kamke;
using namespace kamke::ui;

class TestSweepPlan : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void clippingNeedsADomain() {
        Network with, without;
        with.input = InputSpec{Vector::Zero(1), Vector::Ones(1), Vector(Vector::Zero(1)), {}, {}};
        SweepState settings;
        QVERIFY(canClip(settings, with) && !canClip(settings, without));
        settings.networks = {QString()};
        QVERIFY(canClip(settings, with) && !canClip(settings, without));
        // Each of several is asked when it is its turn.
        settings.networks = {QString(), QStringLiteral("other.h5")};
        QVERIFY(canClip(settings, without));
        settings.norm = BallNorm::L2;
        QVERIFY(!canClip(settings, with));
    }

    void gridsAreRead_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<double>>("eps");
        const auto row = [](const char* text, const QList<double>& eps) {
            QTest::newRow(text) << QString::fromUtf8(text) << eps;
        };
        row("0.01", {0.01});
        row("0.02; 0.01;0.05", {0.01, 0.02, 0.05});
        row("0, 0.01, 0.01", {0, 0.01});
        row("1/100 3e-2", {0.01, 0.03});
        row("0.002; 0.004 … 0.01", {0.002, 0.004, 0.006, 0.008, 0.01});
        row("0, 0.1...0.35", {0, 0.1, 0.2, 0.3});
        row("0.1 … 0.5 in 3", {0.1, 0.3, 0.5});
        row("0.001 … 0.1 in 3 log", {0.001, 0.01, 0.1});
        row("0 … 1 in 2; 3", {0, 1, 3});
    }
    void gridsAreRead() {
        QFETCH(QString, text);
        QFETCH(QList<double>, eps);
        const auto grid = parseEpsGrid(text);
        QVERIFY2(grid, grid ? "" : grid.error().message.c_str());
        QCOMPARE(grid->size(), Index{eps.size()});
        for (Index k = 0; k < grid->size(); ++k)
            QCOMPARE((*grid)(k), eps[k]);
    }

    void gridsAreKeptWithPoints() {
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(shownEpsGrid("0.002; 0.004 … 0.06"), QString("0,002; 0,004 … 0,06"));
        QCOMPARE(storedEpsGrid(" 0,002;  0,004 … 0,06"), QString("0.002; 0.004 … 0.06"));
        QCOMPARE(storedEpsGrid("0.5; 1, 2"), QString("0.5; 1, 2"));
        const auto typed = parseEpsGrid("0,002; 0,004 … 0,01"), kept = parseEpsGrid("0.002; 0.004 … 0.01");
        QLocale::setDefault(QLocale::c());
        QVERIFY(typed && kept && *typed == *kept);
        QCOMPARE(storedEpsGrid("0.01, 0.02"), QString("0.01, 0.02"));
    }

    void badGridsGetOneSentence_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* text, const char* says) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(says);
        };
        row("", "Type the values");
        row("0.01; two", "“two”");
        row("-0.01", "from 0 on");
        row("… 0.1", "between two numbers");
        row("0.1 …", "between two numbers");
        row("0.2 … 0.1", "larger number after");
        row("0.1 … 0.2", "how many");
        row("0.1 0.1 … 0.2", "larger second");
        row("0.1 … 0.2 in", "whole number");
        row("0.1 … 0.2 in 1.5", "whole number");
        row("0 … 0.2 in 5 log", "cannot start at 0");
        row("0; 1e-9 … 1", "more than 1000");
        row("0 … 1 in 100000", "whole number");
        row("nan", "“nan”");
        row("0; 1e-300 … 1", "more than 1000");
    }
    void badGridsGetOneSentence() {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto grid = parseEpsGrid(text);
        QVERIFY(!grid);
        const QString sentence = QString::fromStdString(grid.error().message);
        QVERIFY2(sentence.contains(says), qPrintable(sentence));
        QVERIFY(sentence.endsWith(u'.') && !sentence.contains(u'\n'));
    }

    void thePlanIsWhatTheSettingsSay() {
        SweepState s;
        s.eps = "0.01; 0.02";
        s.certificates = {"lipschitz", "mmc"};
        s.attacks = {{"pgd", 7, 3, 50}, {"fgsm", 1, 1, 0}};
        s.clip = s.float32 = true;
        const auto plan = sweepPlan(s);
        QVERIFY(plan);
        QCOMPARE(plan->certificates.size(), 2u);
        QCOMPARE(plan->certificates[0], findCertificate("mmc"));
        QCOMPARE(plan->attacks[0].options.steps, 7);
        QCOMPARE(plan->attacks[0].options.restarts, 3);
        QCOMPARE(plan->attacks[0].first, Index{50});
        QVERIFY(plan->attacks[1].first > 1000000000);
        QVERIFY(plan->clip && plan->float32 && !plan->margins);
        s.certificates.clear();
        s.attacks.clear();
        QVERIFY(!sweepPlan(s));
    }

    void aBallIsNotClipped() {
        SweepState s;
        s.attacks = {{"pgd", 7, 3, 50}};
        s.clip = true;
        QVERIFY(sweepPlan(s)->norm == BallNorm::Linf);
        QVERIFY(std::isinf(sweepPlan(s)->secondsPerSample));
        s.norm = BallNorm::L2;
        s.sampleSeconds = 2.5;
        const auto plan = sweepPlan(s);
        QVERIFY(plan && plan->norm == BallNorm::L2 && !plan->clip && plan->attacks.size() == 1);
        QCOMPARE(plan->secondsPerSample, 2.5);
        s.certificates.clear();
        QVERIFY(sweepPlan(s) && whyNothing(s).isEmpty());
        s.attacks.clear();
        QVERIFY(!sweepPlan(s) && !whyNothing(s).isEmpty());
    }

    void presetsNameWhatThereIs() {
        QCOMPARE(sweepPresets().size(), 4u);
        for (const SweepPreset& preset : sweepPresets()) {
            SweepState s;
            preset.applyTo(s);
            QVERIFY(sweepPlan(s));
            const bool histories = s.tab == "training";
            QCOMPARE(sweepPlan(s)->eps.size(), Index{histories ? 10 : 30});
            QCOMPARE(s.samples, histories ? 1000 : 10000);
            QVERIFY(!(s.certificates.isEmpty() && s.attacks.isEmpty()));
            // What is there and what is left out are all files, and the sentence names the latter alone.
            for (const QString& file : preset.files) {
                QVERIFY(preset.leftOut().contains(file) != s.networks.contains(galleryPrefix + file));
            }
            QCOMPARE(preset.leftOut().isEmpty(), s.networks.size() == preset.files.size());
            for (const QString& entry : s.networks)
                QVERIFY2(QFileInfo::exists(sweepNetworkFile(entry)), qPrintable(entry));
        }
        SweepState figure3;
        findSweepPreset("figure3")->applyTo(figure3);
        QCOMPARE(figure3.certificates.size(), 5);
        QCOMPARE(figure3.attacks.front().first, 1000);
    }

    void aPointSaysItsExactCount() {
        SweepResults results;
        results.plan.eps = Vector{{0.01, 0.02}};
        results.plan.certificates = {findCertificate("mmc")};
        results.plan.attacks = {{findAttack("pgd"), {}, 1000}};
        results.samples = 10000;
        results.networks.resize(1);
        QVERIFY(curvesOf(results, 0).empty());
        SweepCounts counts(results.plan);
        counts.done = 10000;
        counts.correct = 9700;
        counts.certified << 5312, 10;
        counts.attacked = {1000};
        counts.broken << 30, 400;
        results.networks[0].counts = std::make_shared<const SweepCounts>(counts);
        auto curves = curvesOf(results, 0);
        QCOMPARE(curves.size(), 2u);
        // Clopper-Pearson for 5312 of 10000, as R's binom.test gives it.
        QCOMPARE(
            pointText(results, curves[0], 0), "MM-C at ε = 0.01: 5312 of 10000, 53.1 % [52.1, 54.1], proved");
        QCOMPARE(curves[1].points[1].count, Index{600});
        QVERIFY(pointText(results, curves[1], 1).contains("PGD at ε = 0.02: 600 of 1000, 60.0 %"));
        counts.numerical << 5312, 4;
        results.networks[0].counts = std::make_shared<const SweepCounts>(counts);
        curves = curvesOf(results, 0);
        QVERIFY(pointText(results, curves[0], 0).endsWith("certified numerically, not proved"));
        QVERIFY(pointText(results, curves[0], 1).endsWith("6 of them proved"));
        results.plan.norm = BallNorm::L2;
        QVERIFY(pointText(results, curves[0], 0).startsWith("MM-C at ε = 0.01 (l₂): 5312"));
        QCOMPARE(epsAxisName(&results), "ε (l₂, raw units)");
        QCOMPARE(planWords(results.plan), "l₂ balls; ");
        results.plan.norm = BallNorm::Linf;
        results.plan.secondsPerSample = 1.5;
        QCOMPARE(epsAxisName(&results), "ε");
        QCOMPARE(epsAxisName(nullptr), "ε");
        QCOMPARE(planWords(results.plan), "at most 1.5 s for a sample; ");
        QVERIFY(curves[0].halfway() > 0.01 && curves[0].halfway() < 0.02);
    }

    void namesOfNetworksDiffer() {
        std::vector<SweepNetwork> networks(3);
        Network w;
        w.name = "Same";
        for (std::size_t k = 0; k < 3; ++k)
            networks[k].name = uniqueName(w, k == 1 ? "/x/other.h5" : "", networks, k);
        QCOMPARE(networks[0].name, "Same");
        QCOMPARE(networks[1].name, "other");
        QCOMPARE(networks[2].name, "Same (2)");
    }
};

QTEST_MAIN(TestSweepPlan)
#include "tst_sweep_plan.moc"
