// The Sweep workspace as its user meets it: real clicks and keys.
#include "settle_events.h"
#include "sweep_fixture.h"
#include "ui/plot/export.h"
#include "ui/shell/guide.h"
#include "ui/shell/workspaces.h"
#include "ui/widgets/verdict_label.h"
#include "ui/workspaces/sweep/sweep_curve_plot.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_presets.h"
#include "ui/workspaces/sweep/sweep_tabs.h"
#include "ui/workspaces/sweep/sweep_workspace.h"
#include "window_fixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>
#include <QWheelEvent>

using namespace kamke;
using namespace kamke::ui;

namespace {

struct Fixture : WindowFixture {
    explicit Fixture(const SweepState& settings)
        : WindowFixture([&] {
            ExplorerState state = exampleState();
            state.sweep = settings;
            return state;
        }()) {
        window.store()->setWorkspace("sweep");
        page = qobject_cast<SweepWorkspace*>(window.workspaces()->page("sweep"));
        settleEvents();
    }
    const SweepState& state() { return window.store()->state().sweep; }
    template<class T>
    T* child(const char* name) {
        T* found = page->findChild<T*>(QLatin1String(name));
        if (!found)
            QTest::qFail(name, __FILE__, __LINE__);
        return found;
    }
    /// In the middle; of a checkbox on its mark, since it may be wider than its words.
    void click(const char* name) {
        auto* button = child<QAbstractButton>(name);
        const QPoint at(qobject_cast<QCheckBox*>(button) ? 8 : button->width() / 2, button->height() / 2);
        QTest::mouseClick(button, Qt::LeftButton, {}, at);
    }
    bool ready() {
        return QTest::qWaitFor([this] { return child<QPushButton>("sweep.run")->isEnabled(); }, 20000);
    }
    /// Runs and waits for the end.
    bool run() {
        if (!ready())
            return false;
        click("sweep.run");
        return QTest::qWaitFor([this] { return !page->runner()->isBusy(); }, 60000) &&
               page->runner()->results()->complete();
    }
    SweepCurvePlot* plot() { return page->findChild<SweepCurvePlot*>("sweep.curves"); }
    QString text(const char* name) {
        const auto* sentence = page->findChild<VerdictLabel*>(name);
        return sentence ? sentence->text() : child<QLabel>(name)->text();
    }
    void type(const char* name, const QString& words) {
        auto* field = child<QLineEdit>(name);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, words);
        QTest::keyClick(field, Qt::Key_Return);
    }

    SweepWorkspace* page = nullptr;
};

/// What is wrong with the names as they were drawn last.
QString badNames(const SweepCurvePlot& plot) {
    const auto& names = plot.names();
    if (names.size() != plot.curves().size() + 1)
        return QStringLiteral("%1 names").arg(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!names[i].at)
            return names[i].text + " has no place";
        for (std::size_t j = 0; j < i; ++j)
            if (names[i].at->place.intersects(names[j].at->place))
                return names[i].text + " lies over " + names[j].text;
    }
    return {};
}

} // namespace

class TestSweepWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        prepareTests();
        QLocale::setDefault(QLocale::c());
        QVERIFY(files_.isThere());
    }
    void init() { prepareTest(); }

    void itOpensOnWhatCanBeDone() {
        Fixture f{SweepState()};
        auto* empty = f.child<QWidget>("sweep.empty");
        QVERIFY(empty->isVisible());
        // The paper's example reads two numbers: it cannot be swept over digits.
        QVERIFY(QTest::qWaitFor([&] { return f.text("sweep.networks-sentence").contains("784"); }, 20000));
        QVERIFY(!f.child<QPushButton>("sweep.run")->isEnabled());
        QVERIFY(f.text("sweep.sentence").contains("Not ready"));
        auto* networks = f.child<QListWidget>("sweep.networks");
        QVERIFY(
            QTest::qWaitFor([&] { return networks->count() == 12; }, 20000)); // with five that read digits
        QVERIFY(f.child<QPushButton>("sweep.empty.figure3")->isVisible());
        QVERIFY(f.child<QPushButton>("sweep.empty.figure2")->isVisible());
    }

    void theWindowCountsWhatTheCommandLineCounts() {
        Fixture f(files_.settings());
        QVERIFY(f.run());
        const auto results = f.page->runner()->results();
        const SweepCounts& counts = *results->networks[0].counts;
        QVERIFY(sameCounts(counts, coreTable(files_.network, files_.data, results->plan).counts));
        QProcess cli;
        cli.start(
            QStringLiteral(KAMKE_BIN_DIR "/kamke-cli"),
            {"certify", files_.networkFile, files_.dataFile, "--eps", "0.05,0.1,0.15,0.2,0.25,0.3,0.35,0.4",
             "--methods", "mmc,mm,ibpc,ibp,lipschitz", "--attacks", "pgd", "--steps", "5", "--restarts", "1",
             "--attack-first", "200", "--json"});
        QVERIFY(cli.waitForFinished(60000));
        QCOMPARE(cli.exitCode(), 0);
        const QJsonObject answer = QJsonDocument::fromJson(cli.readAllStandardOutput()).object();
        const QJsonArray certified = answer["results"].toArray(), attacked = answer["attacks"].toArray();
        QCOMPARE(certified.size(), 40);
        for (int k = 0; k < certified.size(); ++k)
            QCOMPARE(certified[k]["certified"].toInteger(), counts.certified(k % 5, k / 5));
        for (int e = 0; e < attacked.size(); ++e)
            QCOMPARE(attacked[e]["unbroken"].toInteger(), counts.attacked[0] - counts.broken(0, e));

        // And so does the file that the figure exports.
        const QStringList lines = f.plot()->csv().trimmed().split('\n');
        QCOMPARE(lines.size(), 2 + 6 * 8);
        const QStringList row = lines.filter("certified,mmc,").first().split(',');
        QCOMPARE(row[0], "\"Patterns 5\"");
        QCOMPARE(row[3].toDouble(), 0.05);
        QCOMPARE(row[4].toInt(), static_cast<int>(counts.certified(0, 0)));
        QCOMPARE(row[6], "600");
        QVERIFY(f.text("sweep.sentence").contains("600"));
        QVERIFY(!f.child<QWidget>("sweep.empty")->isVisible());
        QCOMPARE(f.child<QProgressBar>("sweep.progress.0")->value(), 1000);
        QVERIFY(f.plot()->accessibleDescription().contains("MM-C"));

        // Every curve has its name, and no name lies over another one; on the screen and in a column's width.
        QTRY_COMPARE(badNames(*f.plot()), QString()); // once it is drawn
        const QString figure = files_.dir.filePath("column.svg");
        QVERIFY(exportPlot(*f.plot(), figure, {85, 60}, 0));
        QCOMPARE(badNames(*f.plot()), QString());
    }

    void pointsAreReadAndClicked() {
        Fixture f(files_.settings());
        QVERIFY(f.run());
        QSignalSpy picked(f.page->link(), &SweepLink::picked);
        SweepCurvePlot* plot = f.plot();
        settleEvents();
        const SweepCurve& curve = plot->curves().front();
        const QPoint at = plot->place(curve, 3).toPoint();
        QTest::mouseMove(plot, at);
        QVERIFY(QTest::qWaitFor([&] { return f.text("sweep.reading").contains("of 600"); }, 2000));
        const std::string hovered = f.window.store()->hoveredMethod().toStdString();
        QVERIFY(findCertificate(hovered) || findAttack(hovered));
        QTest::mouseClick(plot, Qt::LeftButton, {}, at);
        if (findCertificate(hovered)) {
            QCOMPARE(picked.count(), 1);
            QCOMPARE(picked[0][0].toString().toStdString(), hovered);
            QCOMPARE(picked[0][2].toInt(), 0);
        }
        QTest::mouseMove(plot, QPoint(plot->width() - 2, 2));
        QVERIFY(QTest::qWaitFor([&] { return f.window.store()->hoveredMethod().isEmpty(); }, 2000));
        QVERIFY(f.text("sweep.reading").contains("600 of 600"));
    }

    void badEpsIsSaidAtTheField() {
        Fixture f(files_.settings());
        QVERIFY(f.ready());
        f.type("sweep.eps", "0.1; two");
        QVERIFY(f.child<QLabel>("sweep.eps-sentence")->isVisible());
        QVERIFY(f.text("sweep.eps-sentence").contains("“two”"));
        QVERIFY(!f.child<QPushButton>("sweep.run")->isEnabled());
        f.window.actions()["edit.undo"]->trigger();
        QCOMPARE(f.child<QLineEdit>("sweep.eps")->text(), files_.settings().eps);
        QVERIFY(!f.child<QLabel>("sweep.eps-sentence")->isVisible());
        QVERIFY(f.child<QPushButton>("sweep.run")->isEnabled());
        f.type("sweep.eps", "0.1 ... 0.2 in 4");
        QCOMPARE(f.state().eps, "0.1 ... 0.2 in 4");
        QVERIFY(f.text("sweep.eps-note").startsWith("4 values"));
    }

    void everySettingIsOneStepOfUndo() {
        Fixture f(files_.settings());
        QVERIFY(f.ready());
        const SweepState before = f.state();
        const auto undone = [&] {
            f.window.actions()["edit.undo"]->trigger();
            return f.state() == before;
        };
        f.click("sweep.method.ibp");
        QCOMPARE(f.state().certificates, QStringList({"mmc", "mm", "ibpc", "lipschitz"}));
        QVERIFY(undone());
        QVERIFY(f.child<QCheckBox>("sweep.method.ibp")->isChecked());
        f.click("sweep.attack.fgsm");
        QCOMPARE(f.state().attacks.size(), 2);
        QVERIFY(undone());
        f.type("sweep.attack.pgd.steps", "9");
        QCOMPARE(f.state().attacks.front().steps, 9);
        QVERIFY(undone());
        f.type("sweep.attack.pgd.steps", "0");
        QVERIFY(f.child<QLabel>("sweep.methods-sentence")->isVisible());
        QVERIFY(f.state() == before);
        f.type("sweep.samples", "77");
        QCOMPARE(f.state().samples, 77);
        QVERIFY(undone());
        f.type("sweep.samples", "1.5");
        QVERIFY(f.text("sweep.samples-sentence").contains("1.5"));
        QVERIFY(f.state() == before);
        for (const char* option : {"clip", "margins", "float32"}) {
            f.click(QByteArray("sweep.option.") + option);
            QVERIFY2(!(f.state() == before), option);
            QVERIFY2(undone(), option);
        }
        // The only network stays, a second one joins it.
        auto* networks = f.child<QListWidget>("sweep.networks");
        QCOMPARE(networks->item(networks->count() - 1)->data(Qt::UserRole).toString(), files_.networkFile);
        networks->item(networks->count() - 1)->setCheckState(Qt::Unchecked);
        QVERIFY(f.state() == before);
        f.script.file = files_.dir.filePath("other.h5");
        QVERIFY(writeNetwork(*patternNetwork(6), f.script.file.toStdString()));
        f.click("sweep.addNetwork");
        QCOMPARE(f.state().networks, QStringList({files_.networkFile, f.script.file}));
        QVERIFY(undone());
    }

    void theNormIsChosenAndSaidEverywhere() {
        Fixture f(files_.settings());
        QVERIFY(f.ready());
        const SweepState before = f.state();
        auto* norm = f.child<QComboBox>("sweep.norm");
        QVERIFY(norm->isVisible());
        const auto press = [&](Qt::Key key) {
            norm->setFocus();
            QTest::keyClick(norm, key);
        };
        auto* pgd = f.child<QCheckBox>("sweep.attack.pgd");
        auto* clip = f.child<QCheckBox>("sweep.option.clip");
        QVERIFY(pgd->isEnabled() && clip->isEnabled());
        press(Qt::Key_Down);
        QVERIFY(f.state().norm == BallNorm::L2);
        QVERIFY(pgd->isEnabled() && !clip->isEnabled());
        QVERIFY(clip->toolTip().contains("l₂ ball"));
        f.window.actions()["edit.undo"]->trigger();
        QVERIFY(f.state() == before);
        QCOMPARE(norm->currentIndex(), 0);

        press(Qt::Key_Down);
        QVERIFY(f.run());
        const auto results = f.page->runner()->results();
        QVERIFY(results->plan.norm == BallNorm::L2 && !results->plan.attacks.empty());
        QVERIFY(sameCounts(
            *results->networks[0].counts, coreTable(files_.network, files_.data, results->plan).counts));
        QCOMPARE(f.plot()->xAxis->label(), "ε (l₂, raw units)");
        QVERIFY(f.text("sweep.reading").startsWith("l₂ balls"));
        QVERIFY(f.text("sweep.sentence").contains("(l₂)"));
        QVERIFY(f.plot()->accessibleDescription().contains("(l₂)"));
        const QStringList lines = f.plot()->csv().trimmed().split('\n');
        QVERIFY(lines[0].endsWith(",norm") && lines[1].endsWith(",l2") && lines.last().endsWith(",l2"));
        // What is shown stays what it is, whatever is chosen next.
        press(Qt::Key_Up);
        QVERIFY(f.page->link()->isStale());
        QCOMPARE(f.plot()->xAxis->label(), "ε (l₂, raw units)");
        QVERIFY(f.run());
        QCOMPARE(f.plot()->xAxis->label(), "ε");
        QVERIFY(!f.text("sweep.sentence").contains("l₂"));
        QVERIFY(f.plot()->csv().trimmed().endsWith(",linf"));
    }

    void secondsAreAskedOfSearchesAlone() {
        SweepState settings = files_.settings();
        settings.attacks.clear();
        settings.samples = 5;
        settings.certificates = {"relational"};
        Fixture f(settings);
        QVERIFY(f.ready());
        auto* seconds = f.child<QDoubleSpinBox>("sweep.sampleSeconds");
        QVERIFY(!seconds->isVisible());
        f.click("sweep.method.ellipsoid");
        QVERIFY(seconds->isVisible());
        QCOMPARE(seconds->text(), "no limit");
        const SweepState before = f.state();
        seconds->setFocus();
        seconds->selectAll();
        QTest::keyClicks(seconds, "12.5");
        QVERIFY(f.state() == before);
        QTest::keyClick(seconds, Qt::Key_Return);
        QCOMPARE(f.state().sampleSeconds, 12.5);
        f.window.actions()["edit.undo"]->trigger();
        QVERIFY(f.state() == before);
        QCOMPARE(seconds->text(), "no limit");
        f.window.actions()["edit.redo"]->trigger();
        QCOMPARE(seconds->value(), 12.5);
        // The wheel over the form changes nothing that has no focus.
        f.child<QLineEdit>("sweep.eps")->setFocus();
        const QPointF at = seconds->rect().center();
        QWheelEvent wheel(
            at, seconds->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
            false);
        QApplication::sendEvent(seconds, &wheel);
        QCOMPARE(f.state().sampleSeconds, 12.5);

        f.click("sweep.method.ellipsoid");
        QVERIFY(!seconds->isVisible());
        QCOMPARE(f.state().sampleSeconds, 12.5);
    }

    void aSemidefiniteSweepKeepsToItsTime() {
        SweepState settings = files_.settings();
        settings.attacks.clear();
        settings.samples = 3;
        settings.eps = "0.2";
        settings.certificates = {"mmc", "sdp"};
        settings.sampleSeconds = 0.2;
        Fixture f(settings);
        QVERIFY(f.run());
        const auto results = f.page->runner()->results();
        QVERIFY(!findCertificate("sdp")->whyNot(results->networks[0].certifier->analysis()));
        QCOMPARE(results->plan.secondsPerSample, 0.2);
        QCOMPARE(results->networks[0].counts->done, Index{3});
        QVERIFY(f.text("sweep.reading").startsWith("at most 0.2 s for a sample"));
    }

    void otherSettingsMakeTheCurvesStale() {
        SweepState settings = files_.settings();
        settings.attacks.clear();
        Fixture f(settings);
        QVERIFY(f.run());
        QVERIFY(!f.page->link()->isStale());
        f.click("sweep.log");
        QVERIFY(f.state().logEps && !f.page->link()->isStale());
        f.type("sweep.samples", "100");
        QVERIFY(f.page->link()->isStale());
        QVERIFY(!f.text("sweep.note").isEmpty());
        f.window.actions()["edit.undo"]->trigger();
        QVERIFY(!f.page->link()->isStale());
        QVERIFY(f.text("sweep.note").isEmpty());
    }

    void stopAndContinueAreButtons() {
        SweepState settings = files_.settings();
        settings.certificates = {"lipschitz"};
        settings.attacks = {{"pgd", 100000, 50, 0}};
        Fixture f(settings);
        QVERIFY(f.ready());
        f.click("sweep.run");
        QVERIFY(f.child<QPushButton>("sweep.stop")->isVisible());
        QVERIFY(f.window.actions()["run.cancel"]->isEnabled());
        QVERIFY(!f.child<QPushButton>("sweep.run")->isVisible());
        f.click("sweep.stop");
        QVERIFY(QTest::qWaitFor([&] { return !f.page->runner()->isBusy(); }, 5000));
        QVERIFY(f.child<QPushButton>("sweep.continue")->isVisible());
        QVERIFY(f.text("sweep.sentence").contains("Stopped"));
        f.click("sweep.continue");
        QVERIFY(f.page->runner()->isBusy());
        f.window.actions()["run.cancel"]->trigger();
        QVERIFY(QTest::qWaitFor([&] { return !f.page->runner()->isBusy(); }, 5000));
        // The window closes while the third one runs.
        f.click("sweep.continue");
        QVERIFY(f.page->runner()->isBusy());
        f.window.close();
    }

    void aRunningFormIsReadOnly() {
        SweepState settings = files_.settings();
        settings.attacks = {{"pgd", 100000, 50, 0}};
        Fixture f(settings);
        QVERIFY(f.ready());
        QVERIFY(f.child<QLineEdit>("sweep.eps")->isEnabled());
        f.click("sweep.run");
        for (const char* name : {"sweep.eps", "sweep.samples", "sweep.method.mm", "sweep.norm"})
            QVERIFY2(!f.child<QWidget>(name)->isEnabled(), name);
        QVERIFY(!f.child<QListWidget>("sweep.networks")->isEnabled());
        QVERIFY(f.child<QLabel>("sweep.locked")->isVisible());
        f.click("sweep.method.mm");
        QVERIFY(f.state() == settings);
        f.click("sweep.stop");
        QVERIFY(QTest::qWaitFor([&] { return !f.page->runner()->isBusy(); }, 5000));
        QVERIFY(f.child<QLineEdit>("sweep.eps")->isEnabled());
        QVERIFY(!f.child<QLabel>("sweep.locked")->isVisible());
        // What is offered and what is said are one, also when other settings are looked at.
        QVERIFY(f.text("sweep.sentence").contains("Continue"));
        f.type("sweep.samples", "77");
        QVERIFY(!f.child<QPushButton>("sweep.continue")->isVisible());
        QVERIFY(!f.text("sweep.sentence").contains("Continue"));
    }

    void presetsAreFilledInAndWait() {
        Fixture f{SweepState()};
        QVERIFY(
            QTest::qWaitFor([&] { return f.child<QListWidget>("sweep.networks")->count() == 12; }, 20000));
        f.click("sweep.empty.figure3");
        settleEvents();
        QVERIFY(!f.page->runner()->isBusy());
        QVERIFY(f.child<QPushButton>("sweep.run")->isVisible());
        SweepState expected;
        findSweepPreset("figure3")->applyTo(expected);
        QVERIFY(sameSweep(f.state(), expected));
        QVERIFY(f.child<QPushButton>("sweep.preset.figure3")->isChecked());
        f.click("sweep.preset.figure2");
        QVERIFY(!f.page->runner()->isBusy());
        QCOMPARE(f.state().networks, findSweepPreset("figure2")->networks());
        QVERIFY(f.state().networks.size() >= 3);
        f.window.actions()["edit.undo"]->trigger();
        QVERIFY(sameSweep(f.state(), expected));
    }

    void severalNetworksAreShownTogetherOrAlone() {
        SweepState settings = files_.settings();
        const QString second = files_.dir.filePath("second.h5");
        QVERIFY(writeNetwork(*patternNetwork(6), second.toStdString()));
        settings.networks << second;
        settings.certificates = {"mmc"};
        settings.attacks.clear();
        Fixture f(settings);
        QVERIFY(f.run());
        QCOMPARE(f.plot()->curves().size(), 2u);
        auto* chooser = f.child<QComboBox>("sweep.curvesNetwork");
        QVERIFY(chooser->isVisible());
        QCOMPARE(chooser->count(), 3);
        chooser->setFocus();
        QTest::keyClick(chooser, Qt::Key_Down);
        QTest::keyClick(chooser, Qt::Key_Down);
        QVERIFY(f.state().alone);
        QCOMPARE(f.state().network, 1);
        QCOMPARE(f.plot()->curves().size(), 1u);
        QCOMPARE(f.plot()->curves()[0].network, 1);
    }

    void helpLeadsToItsPages() {
        Fixture f(files_.settings());
        QVERIFY(f.ready());
        const std::pair<const char*, const char*> pages[] = {
            {"sweep.settings", "sweep-settings"}, {"sweep.views", "sweep-curves"}, {"sweep.card", "sweep"}};
        for (const auto& [card, topic] : pages) {
            QTest::mouseClick(f.child<QWidget>(card)->findChild<QToolButton*>("helpMark"), Qt::LeftButton);
            QCOMPARE(f.window.guide()->topic(), topic);
        }
    }

private:
    SweepFiles files_;
};

QTEST_MAIN(TestSweepWindow)
#include "tst_sweep_window.moc"
