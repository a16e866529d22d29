// The linked views of the picked digit, driven as a user does.
#include "../core/quick_certificates.h"
#include "digit_fixture.h"
#include "settle_events.h"
#include "ui/plot/export.h"
#include "ui/text/utf8.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/verdict_label.h"
#include "ui/widgets/verdict_text.h"
#include "ui/workspaces/digits/certificate_model.h"
#include "ui/workspaces/digits/certificate_table.h"
#include "ui/workspaces/digits/digit_csv.h"
#include "ui/workspaces/digits/digit_views.h"
#include "ui/workspaces/digits/image_plot.h"
#include "ui/workspaces/digits/logit_bars.h"
#include "ui/workspaces/digits/logit_plane.h"
#include "ui/workspaces/digits/margin_bars.h"
#include "ui/workspaces/digits/margin_curves.h"
#include "ui/workspaces/digits/pixel_map.h"
#include "ui/workspaces/digits/radius_ruler.h"
#include "ui/workspaces/digits/unit_plot.h"

#include <QAbstractItemModelTester>
#include <QHBoxLayout>
#include <QImage>
#include <QLabel>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <numeric>

using namespace kamke;
using namespace kamke::ui;

namespace {

struct Views : DigitExplorer {
    explicit Views(std::shared_ptr<const Network> network = smallClassifier(), double eps = 0.01)
        : DigitExplorer(std::move(network), eps)
        , centre(new DigitCentre(&store, &runner))
        , inspector(new DigitInspector(&store, &runner)) {
        auto* row = new QHBoxLayout(&window);
        row->addWidget(centre, 54);
        row->addWidget(inspector, 46);
        window.resize(1000, 780);
        window.show();
    }
    template<class T>
    T* find() {
        return window.findChild<T*>();
    }
    void open(const QString& tab) {
        apply([&](DigitsState& d) { d.tab = tab; });
        settleEvents();
    }

    QWidget window;
    DigitCentre* centre;
    DigitInspector* inspector;
};

/// A sample that the certificate certifies (or not) at the present ε.
int sampleWhere(Views& views, bool certified, const char* certificate = "mmc") {
    for (int k = 0; k < 19; ++k) {
        views.apply([&](DigitsState& d) { d.sample = k; });
        if (!views.settle())
            return -1;
        const SampleReport& report = views.runner.result()->report;
        if ((report.find(certificate)->margin > 0) == certified)
            return k;
    }
    return -1;
}

} // namespace

class TestDigitViews : public QObject {
    Q_OBJECT
private slots:
    void init() {
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support).*"));
        applyTheme(ThemeChoice::Light);
    }

    void theVerdictComesInWordsAndColours() {
        Views views;
        auto* verdict = views.window.findChild<VerdictLabel*>("digitVerdict");
        QVERIFY(sampleWhere(views, true) >= 0);
        QCOMPARE(verdict->kind(), QStringLiteral("good"));
        QVERIFY2(verdict->verdict().plain().startsWith("Proved:"), qPrintable(verdict->verdict().plain()));
        QVERIFY(verdict->verdict().plain().contains("proved in floating point"));
        views.apply([](DigitsState& d) { d.eps = 0.9; });
        QVERIFY(views.settle());
        QVERIFY(views.runner.result()->attack->broken);
        QCOMPARE(verdict->kind(), QStringLiteral("bad"));
        QVERIFY(verdict->verdict().plain().contains("independent solve"));
        views.apply([](DigitsState& d) {
            d.eps = 0.01;
            d.sample = 19;
        });
        QVERIFY(views.settle());
        QVERIFY(!views.runner.result()->report.readCorrectly());
        QCOMPARE(verdict->kind(), QStringLiteral("bad"));
    }

    void marginsAreSortedAndCountOnlyAboveZero() {
        Views views;
        QVERIFY(sampleWhere(views, true) >= 0);
        views.apply([](DigitsState& d) { d.eps = 0.08; });
        QVERIFY(views.settle());
        settleEvents();
        const auto& rows = views.find<MarginBars>()->rows();
        QCOMPARE(rows.size(), 3u);
        for (std::size_t k = 0; k + 1 < rows.size(); ++k)
            QVERIFY(rows[k].main.lower <= rows[k + 1].main.lower);
        for (const ClassRow& row : rows) {
            QCOMPARE(row.warns, !(row.main.lower > 0));
            QVERIFY(row.main.lower <= row.tick);
        }
        const SampleCertificate* mmc = views.runner.result()->report.find("mmc");
        QCOMPARE(rows.front().main.lower, mmc->margin);
    }

    void clickingACompetitorLinksAllViews() {
        Views views;
        QVERIFY(views.settle());
        settleEvents();
        auto* bars = views.find<MarginBars>();
        const int last = static_cast<int>(bars->rows().size()) - 1;
        const int competitor = bars->rows().back().index;
        QTest::mouseClick(bars, Qt::LeftButton, {}, bars->rowRectangle(last).center().toPoint());
        QCOMPARE(views.store.state().digits.competitor, competitor);
        QVERIFY(views.settle());
        QCOMPARE(views.runner.result()->explanation->competitor, competitor);
        views.open(QStringLiteral("plane"));
        QCOMPARE(views.find<LogitPlane>()->xAxis->label(), QStringLiteral("logit of %1").arg(competitor));
        // A second click goes back to the worst one.
        views.open(QStringLiteral("margins"));
        QTest::mouseClick(bars, Qt::LeftButton, {}, bars->rowRectangle(last).center().toPoint());
        QCOMPARE(views.store.state().digits.competitor, -1);
    }

    void logitRowsShowEveryStateBoxOnce() {
        Views views;
        QVERIFY(views.settle());
        settleEvents();
        const auto& rows = views.find<LogitBars>()->rows();
        QCOMPARE(rows.size(), 4u);
        const SampleReport& report = views.runner.result()->report;
        for (const ClassRow& row : rows) {
            QVERIFY(row.main.certificate != nullptr);
            QVERIFY(row.main.lower <= row.tick && row.tick <= row.main.upper);
            QVERIFY(row.rest.size() >= 2);
            QCOMPARE(row.strong, row.index == report.label);
        }
    }

    void hoveringACertificateLightsItEverywhere() {
        Views views;
        QVERIFY(views.settle());
        settleEvents();
        const QImage before = views.find<LogitBars>()->grab().toImage();
        views.store.setHoveredMethod(QStringLiteral("lipschitz"));
        settleEvents();
        QVERIFY(views.find<LogitBars>()->grab().toImage() != before);
        QCOMPARE(
            views.find<LogitBars>()->rows().front().main.certificate->certificate->id,
            std::string_view("lipschitz"));
        views.store.setHoveredMethod({});
    }

    void theHandleOfTheRulerIsOneStepOfUndo() {
        Views views;
        QVERIFY(views.settle());
        settleEvents();
        auto* ruler = views.find<RadiusRuler>();
        const int steps = views.store.undoStack()->count();
        const double before = views.store.state().digits.eps;
        const QPoint from = ruler->handle().toPoint();
        QTest::mousePress(ruler, Qt::LeftButton, {}, from);
        for (int k = 1; k <= 20; ++k)
            QTest::mouseMove(ruler, from + QPoint(-2 * k, 0));
        QTest::mouseRelease(ruler, Qt::LeftButton, {}, from + QPoint(-40, 0));
        QVERIFY(views.store.state().digits.eps < before);
        QCOMPARE(views.store.undoStack()->count(), steps + 1);
        views.store.undoStack()->undo();
        QCOMPARE(views.store.state().digits.eps, before);
        QTest::keyClick(ruler, Qt::Key_Right);
        QTest::keyClick(ruler, Qt::Key_Right);
        QVERIFY(std::abs(views.store.state().digits.eps - before * 1.02 * 1.02) < 1e-12);
        views.store.undoStack()->undo();
        QCOMPARE(views.store.state().digits.eps, before);
    }

    void theTableChoosesAndHidesCertificates() {
        Views views;
        QVERIFY(views.settle());
        auto* table = views.find<CertificateTable>();
        const int row = 1;
        const QString id = table->model()->index(row, 0).data(CertificateModel::IdRole).toString();
        QTest::mouseClick(
            table->viewport(), Qt::LeftButton, {},
            table->visualRect(table->model()->index(row, CertificateModel::Margin)).center());
        QCOMPARE(views.store.state().digits.certificate, id);
        QVERIFY(views.settle());
        QCOMPARE(views.runner.result()->certificate, id);
        QVERIFY(table->model()->setData(table->model()->index(4, 0), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(views.settle());
        QCOMPARE(views.runner.result()->report.certificates.size(), test::quickCertificates().size() - 1);
        QVERIFY(!views.store.state().digits.certificates.isEmpty());
    }

    void whatTakesSecondsIsARowThatHasToBeChecked() {
        Views views(boxlessClassifier());
        QVERIFY(views.settle());
        auto* table = views.find<CertificateTable>();
        auto* model = table->model();
        QCOMPARE(model->rowCount(), static_cast<int>(certificates().size()) + 1);
        const auto rowOf = [&](const QString& id) {
            for (int row = 0; row < model->rowCount(); ++row)
                if (model->index(row, 0).data(CertificateModel::IdRole) == id)
                    return row;
            return -1;
        };
        const int sdp = rowOf(QStringLiteral("sdp")), relational = rowOf(QStringLiteral("relational"));
        const auto margin = [&](int row) {
            return model->index(row, CertificateModel::Margin).data().toString();
        };
        QCOMPARE(model->index(relational, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QCOMPARE(model->index(sdp, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(model->index(sdp, 0).data(Qt::ToolTipRole).toString().contains("seconds"));
        QVERIFY(margin(sdp).isEmpty());
        const QString before = margin(relational);
        const int height = table->height(), line = table->rowHeight(sdp);
        QSet<QString> seen;
        connect(model, &QAbstractItemModel::dataChanged, table, [&] {
            seen << margin(sdp);
            // The others neither move nor change.
            if (margin(relational) != before || table->height() != height || table->rowHeight(sdp) != line)
                seen << QStringLiteral("flicker");
        });
        QVERIFY(model->setData(model->index(sdp, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(views.settle());
        settleEvents();
        QVERIFY(seen.contains(QStringLiteral("computing …")));
        QVERIFY(!seen.contains(QStringLiteral("flicker")));
        QVERIFY2(margin(sdp).startsWith(QStringLiteral("≥ ")), qPrintable(margin(sdp)));
        const auto& rest = views.find<MarginBars>()->rows().front().rest;
        const auto isSdp = [](const RowBar& bar) { return bar.certificate->certificate->id == "sdp"; };
        QVERIFY(
            std::any_of(rest.begin(), rest.end(), isSdp) ||
            isSdp(views.find<MarginBars>()->rows().front().main));
        views.open(QStringLiteral("curve"));
        const QString curves = views.find<MarginCurves>()->csv();
        QVERIFY2(curves.section('\n', 0, 0).endsWith(",relational,sdp"), qPrintable(curves));
        // What there is no table for says where to get it.
        const int lipschitz = rowOf(QStringLiteral("lipschitz-sdp"));
        QVERIFY(model->setData(model->index(lipschitz, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(views.settle());
        QVERIFY2(margin(lipschitz).contains("Cascade"), qPrintable(margin(lipschitz)));
    }

    void aRowThatWasStoppedSaysSo() {
        Views views(boxlessClassifier());
        QVERIFY(views.settle());
        auto* model = views.find<CertificateTable>()->model();
        connect(&views.runner, &DigitRunner::resultChanged, &views.runner, [&] {
            if (!views.runner.result()->pending.empty())
                views.runner.cancel();
        });
        views.apply([](DigitsState& d) { d.certificates = {"relational", "ellipsoid"}; });
        QVERIFY(QTest::qWaitFor([&] { return !views.runner.isBusy(); }, 20000));
        int stopped = 0;
        for (int row = 0; row < model->rowCount(); ++row)
            stopped += model->index(row, CertificateModel::Margin).data().toString().contains("stopped");
        QCOMPARE(stopped, 1);
    }

    void theModelOfTheTableKeepsTheRules() {
        Views views;
        QVERIFY(views.settle());
        const QAbstractItemModelTester tester(
            views.find<CertificateTable>()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        views.apply([](DigitsState& d) { d.sample = 3; });
        QVERIFY(views.settle());
    }

    void aNetworkWithoutBoxesShowsTheReason() {
        Views views(boxlessClassifier());
        QVERIFY(views.settle());
        auto* table = views.find<CertificateTable>();
        const int mmc = qobject_cast<CertificateModel*>(table->model())->rowOf(QStringLiteral("mmc"));
        const QString reason = table->model()->index(mmc, 0).data(CertificateModel::ReasonRole).toString();
        QVERIFY2(reason.contains(QStringLiteral("μ")), qPrintable(reason));
        // What needs no such weights applies, and the verdict goes by the one with the largest margin.
        const QString verdict = views.window.findChild<VerdictLabel*>("digitVerdict")->verdict().plain();
        QVERIFY2(verdict.contains(toQString(findCertificate("relational")->name)), qPrintable(verdict));
        for (const char* tab : {"margins", "curve", "plane", "units", "pixels", "cascade"})
            views.open(tab); // shares without a state box's derivative, and nothing breaks
        QVERIFY(!views.window.grab().isNull());
    }

    void hoveringAUnitBrushesIt() {
        Views views;
        QVERIFY(views.settle());
        views.open(QStringLiteral("units"));
        for (UnitPlot* plot : views.window.findChildren<UnitPlot*>()) {
            QTest::mouseMove(plot, plot->axisRect()->rect().topLeft() + QPoint(6, 30));
            QVERIFY(views.store.hoveredUnit() >= 0);
            // The largest share comes first.
            const auto& units = views.runner.result()->explanation->units;
            for (const UnitShare& unit : units)
                QVERIFY(
                    unit.share <= units[static_cast<std::size_t>(views.store.hoveredUnit())].share + 1e-15);
            QTest::mouseMove(plot, QPoint(2, 2));
            views.store.setHoveredUnit(-1);
        }
    }

    void sharesOfTheShownUnitsAddUpToTheLoss() {
        Views views;
        QVERIFY(views.settle());
        const Explanation& explanation = *views.runner.result()->explanation;
        double sum = explanation.inputShares.sum() + explanation.rest;
        for (const UnitShare& unit : explanation.units)
            sum += unit.share;
        QVERIFY(std::abs(sum - explanation.loss) <= 1e-9 * (1 + explanation.loss));
        QVERIFY(shareSentence(explanation).contains("of 12 units carry"));
    }

    void aBallIsCalledSo() {
        Views views;
        views.apply([](DigitsState& d) {
            d.norm = BallNorm::L2;
            d.tab = QStringLiteral("pixels");
        });
        QVERIFY(views.settle());
        const auto result = views.runner.result();
        QVERIFY(digitCsv(*result).contains("norm,,,,,,\"l2\"\n"));
        // The darkest picture within ε is no corner of the box around the ball.
        const Box ends = inkEnds(result->report, result->norm);
        QVERIFY(std::abs((ends.upper - result->report.raw).norm() - result->report.eps) < 1e-12);
        QCOMPARE(epsText(0.25, BallNorm::L2), QStringLiteral("ε = %1 in l₂").arg(shortNumber(0.25)));
        const auto says = [&](const QString& words) {
            const auto labels = views.window.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
                return label->isVisible() && label->text().contains(words);
            });
        };
        QVERIFY(says("l₂ length ε"));
        QVERIFY(says("in l₂; drag the handle"));
        views.apply([](DigitsState& d) { d.norm = BallNorm::Linf; });
        QVERIFY(views.settle());
        QVERIFY(!says("l₂ length ε"));
        QVERIFY(digitCsv(*views.runner.result()).contains("norm,,,,,,\"linf\"\n"));
    }

    void picturesToggleByClickAndByButton() {
        Views views;
        QVERIFY(views.settle());
        auto* plot = views.find<ImagePlot>();
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->picture(1).center().toPoint());
        QVERIFY(plot->showsLightest());
        QVERIFY(views.window.findChild<QToolButton*>("lightest")->isChecked());
        QTest::mouseClick(views.window.findChild<QToolButton*>("difference"), Qt::LeftButton);
        QVERIFY(plot->showsDifference());
        QSignalSpy read(plot, &ImagePlot::read);
        QTest::mouseMove(plot, plot->picture(0).center().toPoint());
        QVERIFY(!read.isEmpty());
        QVERIFY(read.last().first().toString().contains("row"));
    }

    void tabsAreStateWithUndo() {
        Views views;
        QVERIFY(views.settle());
        auto* tabs = views.find<QTabBar>();
        tabs->setCurrentIndex(3);
        QCOMPARE(views.store.state().digits.tab, QStringLiteral("units"));
        views.store.undoStack()->undo();
        QCOMPARE(tabs->currentIndex(), 0);
    }

    void everyPlotHasNumbersAndExports() {
        Views views;
        QVERIFY(views.settle());
        QTemporaryDir folder;
        int count = 0;
        for (const char* tab : {"margins", "curve", "plane", "units", "pixels"}) {
            views.open(tab);
            for (DigitPlot* plot : views.window.findChildren<DigitPlot*>()) {
                if (!plot->isVisible())
                    continue;
                QVERIFY2(plot->csv().count('\n') > 1, qPrintable(plot->accessibleName()));
                QVERIFY(!plot->accessibleName().isEmpty());
                const QString file = folder.filePath(QStringLiteral("%1.svg").arg(count++));
                const auto done = exportPlot(*plot, file, {85, 60}, 300);
                QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
                QSvgRenderer svg(file);
                QVERIFY(svg.isValid());
                QImage image(340, 240, QImage::Format_RGB32);
                image.fill(Qt::white);
                QPainter painter(&image);
                svg.render(&painter);
                painter.end();
                int ink = 0;
                for (int y = 0; y < image.height(); ++y)
                    for (int x = 0; x < image.width(); ++x)
                        ink += image.pixelColor(x, y) != QColor(Qt::white);
                QVERIFY2(ink > 500, qPrintable(plot->accessibleName()));
            }
        }
        QVERIFY(count >= 15);
    }

    void theNumbersAreCompleteAndExact() {
        Views views;
        QVERIFY(views.settle());
        const auto result = views.runner.result();
        const QStringList lines = digitCsv(*result).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.first(), QStringLiteral("kind,certificate,index,value,lower,upper,note"));
        const auto count = [&](const QString& kind) {
            return std::count_if(
                lines.begin(), lines.end(), [&](const QString& line) { return line.startsWith(kind + ','); });
        };
        QCOMPARE(count("margin"), static_cast<qsizetype>(test::quickCertificates().size()));
        QCOMPARE(count("share"), 12);
        QCOMPARE(count("attack"), 16);
        for (const QString& line : lines)
            if (line.startsWith("margin,mmc"))
                QCOMPARE(line.split(',')[3].toDouble(), result->report.find("mmc")->margin);
    }

    void followsTheTheme() {
        Views views;
        QVERIFY(views.settle());
        applyTheme(ThemeChoice::Dark);
        settleEvents();
        const QImage picture = views.find<MarginBars>()->grab().toImage();
        QVERIFY(picture.pixelColor(2, 2).lightness() < 80);
        applyTheme(ThemeChoice::Light);
    }
};

QTEST_MAIN(TestDigitViews)
#include "tst_digit_views.moc"
