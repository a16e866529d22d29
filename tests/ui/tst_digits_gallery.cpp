// The scan of all samples, the gallery that shows it, ε, and digits of one's own.
#include "attack/attack.h"
#include "digit_fixture.h"
#include "digits/digit_gallery.h"
#include "digits/digit_list_model.h"
#include "digits/drawing_pad.h"
#include "digits/eps_control.h"
#include "digits/eps_slider.h"
#include "digits/own_digit.h"
#include "digits/own_digit_dialog.h"
#include "models/digits_json.h"
#include "models/network_json.h"
#include "widgets/number_field.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <array>
#include <cmath>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// The scan of the small classifier with the gallery on top, the workspace shown.
struct GalleryFixture {
    explicit GalleryFixture(
        double eps = 0.01, std::shared_ptr<const Network> network = smallClassifier(),
        std::shared_ptr<const Dataset> samples = nullptr)
        : data(samples ? samples : smallDataset(network))
        , store(startState(network, eps))
        , scan(&store)
        , gallery(&store, &scan) {
        scan.setDataset(data);
        gallery.setDataset(data);
        gallery.resize(360, 600);
        gallery.show();
    }
    static ExplorerState startState(std::shared_ptr<const Network> network, double eps) {
        ExplorerState state = stateForNetwork(std::move(network), {});
        state.workspace = QStringLiteral("digits");
        state.digits.eps = eps;
        return state;
    }
    bool settle() {
        return QTest::qWaitFor(
            [this] {
                return !scan.isBusy() && !scan.samples().empty() &&
                       std::none_of(scan.samples().begin(), scan.samples().end(), [](const ScannedSample& s) {
                           return s.stale || s.verdict == ScanVerdict::NotYet;
                       });
            },
            20000);
    }
    /// The gallery has caught up with the scan.
    bool shown(int rows) {
        return QTest::qWaitFor([&] { return gallery.model()->rowCount() == rows; }, 5000);
    }
    template<class Change>
    void apply(Change change) {
        ExplorerState next = store.state();
        change(next.digits);
        store.apply(QStringLiteral("change"), next);
    }
    int count(ScanVerdict verdict) const { return scan.counts()[static_cast<std::size_t>(verdict)]; }

    std::shared_ptr<const Dataset> data;
    ExplorerStore store;
    DigitsScan scan;
    DigitGallery gallery;
};

/// The same pictures many times over: a scan that takes a while.
std::shared_ptr<const Dataset> manySamples(const std::shared_ptr<const Network>& network, int times) {
    const auto few = smallDataset(network);
    auto many = std::make_shared<Dataset>(*few);
    many->values = Matrix(std::get<Matrix>(few->values).replicate(1, times));
    many->labels.clear();
    for (int i = 0; i < times; ++i)
        many->labels.insert(many->labels.end(), few->labels.begin(), few->labels.end());
    return many;
}

/// A state in which every property differs from that of a fresh one.
DigitsState unusualDigits(const Network& network) {
    DigitsState d;
    d.dataset = QStringLiteral("/data/other/images-idx3-ubyte.gz");
    d.eps = 1.0 / 3;
    d.norm = BallNorm::L2;
    d.clip = false;
    d.sample = 17;
    d.own = OwnDigit{Vector::Random(network.r()), 2};
    d.competitor = 3;
    d.certificate = QStringLiteral("mm");
    d.certificates = {QStringLiteral("mm"), QStringLiteral("lipschitz")};
    d.tab = QStringLiteral("pixels");
    d.set = SampleSet(QStringLiteral("certified by MM-C, not by MM"), {3, 1, 2, 7});
    d.filter = DigitFilter::Broken;
    d.labelFilter = 1;
    d.predictionFilter = 2;
    d.sort = DigitSort::Radius;
    d.descending = true;
    return d;
}

} // namespace

class TestDigitsGallery : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QCoreApplication::setOrganizationName(QStringLiteral("KamkeTest")); }
    void init() { QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support).*")); }

    // The scan

    void verdictsAreThoseOfTheCore() {
        GalleryFixture f(0.05);
        QVERIFY(f.settle());
        const Certifier certifier(std::make_shared<const NetworkAnalysis>(f.store.state().network));
        const Certificate* mmc = findCertificate("mmc");
        CertifyOptions options;
        options.clip = true;
        const std::vector<Index> all = allSamples(*f.data);
        const MarginTable table = certify(certifier, *f.data, all, 0.05, std::span(&mmc, 1), options);
        const Predictions read = predict(certifier.analysis(), *f.data, all);
        for (std::size_t k = 0; k < all.size(); ++k) {
            const ScannedSample& s = f.scan.samples()[k];
            QCOMPARE(s.prediction, read.predictions[k]);
            if (read.correct[k])
                QCOMPARE(s.margin, table.margins(0, static_cast<Index>(k)));
            if (!read.correct[k])
                QVERIFY(s.verdict == ScanVerdict::Misread);
            else if (s.margin > 0)
                QVERIFY(s.verdict == ScanVerdict::Certified);
            else
                QVERIFY(s.verdict == ScanVerdict::Undecided || s.verdict == ScanVerdict::Broken);
        }
        QCOMPARE(f.count(ScanVerdict::Misread), 1);
        QVERIFY(f.count(ScanVerdict::Certified) > 0);
        // The same ε of a ball: every margin is asked for again.
        f.apply([](DigitsState& d) {
            d.norm = BallNorm::L2;
            d.certificate = QStringLiteral("lipschitz-l2");
        });
        QVERIFY(f.settle());
        const Certificate* l2 = findCertificate("lipschitz-l2");
        options = {};
        options.norm = BallNorm::L2;
        const MarginTable balls = certify(certifier, *f.data, all, 0.05, std::span(&l2, 1), options);
        for (std::size_t k = 0; k < all.size(); ++k)
            if (read.correct[k])
                QCOMPARE(f.scan.samples()[k].margin, balls.margins(0, static_cast<Index>(k)));
    }

    void anotherCertificateJudgesWhereTheChosenOneCannot() {
        const auto network = boxlessClassifier();
        // The chosen one has no box for this network, or takes seconds for each of its samples.
        for (const char* chosen : {"mmc", "sdp"}) {
            GalleryFixture f(0.001, network);
            f.apply([&](DigitsState& d) { d.certificate = QString::fromLatin1(chosen); });
            QVERIFY(f.settle());
            const Certifier certifier(std::make_shared<const NetworkAnalysis>(network));
            const std::vector<Index> all = allSamples(*f.data);
            const Certificate* l2 = findCertificate("lipschitz-l2");
            CertifyOptions options;
            options.clip = f.store.state().digits.clips();
            const MarginTable margins = certify(certifier, *f.data, all, 0.001, std::span(&l2, 1), options);
            int certified = 0;
            for (std::size_t k = 0; k < all.size(); ++k) {
                const ScannedSample& s = f.scan.samples()[k];
                if (s.verdict != ScanVerdict::Misread)
                    QCOMPARE(s.margin, margins.margins(0, static_cast<Index>(k)));
                certified += s.verdict == ScanVerdict::Certified;
            }
            QVERIFY2(certified > 0, chosen);
        }
    }

    /// At this ε every picture can be turned into nearly every other.
    void attacksFindWhatIsBroken() {
        GalleryFixture f(0.9);
        QVERIFY(f.settle());
        QVERIFY(f.count(ScanVerdict::Broken) > 10);
        QCOMPARE(f.count(ScanVerdict::Certified), 0);
        for (const ScannedSample& s : f.scan.samples())
            QVERIFY(s.attacked || s.verdict == ScanVerdict::Misread);
    }

    void anotherEpsGreysTheVerdictsUntilTheNewOnesCome() {
        GalleryFixture f(1e-4);
        QVERIFY(f.settle());
        QCOMPARE(f.count(ScanVerdict::Certified), 19);
        f.apply([](DigitsState& d) { d.eps = 0.9; });
        for (const ScannedSample& s : f.scan.samples()) {
            QCOMPARE(s.stale, s.verdict != ScanVerdict::Misread);
            QVERIFY(s.verdict != ScanVerdict::NotYet);
        }
        const QModelIndex first = f.gallery.model()->index(0);
        QVERIFY(first.data(DigitListModel::StaleRole).toBool());
        QVERIFY(f.settle());
        QCOMPARE(f.count(ScanVerdict::Certified), 0);
        // Picking another sample changes nothing for the scan.
        QSignalSpy updated(&f.scan, &DigitsScan::updated);
        f.apply([](DigitsState& d) { d.sample = 5; });
        QTest::qWait(400);
        QCOMPARE(updated.size(), 0);
    }

    void radiiAreComputedWhenTheyAreAskedFor() {
        GalleryFixture f(0.01);
        QVERIFY(f.settle());
        for (const ScannedSample& s : f.scan.samples())
            QVERIFY(!s.hasRadius);
        f.apply([](DigitsState& d) { d.sort = DigitSort::Radius; });
        QVERIFY(QTest::qWaitFor([&] { return f.scan.samples().back().hasRadius; }, 20000));
        for (const ScannedSample& s : f.scan.samples()) {
            QCOMPARE(std::isnan(s.radius), s.verdict == ScanVerdict::Misread);
            if (s.verdict == ScanVerdict::Certified)
                QVERIFY(s.radius >= 0.01 - 1e-3);
        }
        const auto sorted = [&] {
            double last = 0;
            for (int row = 0; row < 19; ++row) {
                const int sample = f.gallery.model()->index(row).data(DigitListModel::SampleRole).toInt();
                const double radius = f.scan.samples()[static_cast<std::size_t>(sample)].radius;
                if (!(radius >= last))
                    return false;
                last = radius;
            }
            return true;
        };
        QTRY_VERIFY(sorted());
        // What is misread has no radius and comes last.
        QCOMPARE(f.gallery.model()->index(19).data(DigitListModel::SampleRole).toInt(), 19);
    }

    void aStoppedScanGoesOnWhereItWas() {
        const auto network = smallClassifier();
        GalleryFixture f(0.05, network, manySamples(network, 2000));
        QVERIFY(QTest::qWaitFor(
            [&] { return f.count(ScanVerdict::Certified) + f.count(ScanVerdict::Undecided) > 0; }, 20000));
        QVERIFY(f.scan.isBusy());
        QVERIFY(f.gallery.findChild<QWidget*>("scanProgress")->isVisible());
        QTest::mouseClick(f.gallery.findChild<QToolButton*>("cancelScan"), Qt::LeftButton);
        QVERIFY(!f.scan.isBusy() && f.scan.isUnfinished());
        const int missing = f.count(ScanVerdict::NotYet);
        QTest::qWait(500);
        QCOMPARE(f.count(ScanVerdict::NotYet), missing);
        auto* resume = f.gallery.findChild<QToolButton*>("resumeScan");
        QVERIFY(resume->isVisible());
        QTest::mouseClick(resume, Qt::LeftButton);
        QVERIFY(f.scan.isBusy());
        QTRY_VERIFY_WITH_TIMEOUT(!f.scan.isBusy(), 60000);
        QCOMPARE(f.count(ScanVerdict::NotYet), 0);
        QVERIFY(!resume->isVisible());
    }

    void restsWhileSomebodyWaitsForTheDigit() {
        const auto network = smallClassifier();
        GalleryFixture f(0.05, network, manySamples(network, 2000));
        f.scan.setYielding(true);
        QTest::qWait(300); // the chunk that runs is finished
        const int missing = f.count(ScanVerdict::NotYet);
        QTest::qWait(300);
        QCOMPARE(f.count(ScanVerdict::NotYet), missing);
        QVERIFY(missing > 0 && f.scan.isBusy());
        f.scan.setYielding(false);
        QTRY_VERIFY_WITH_TIMEOUT(f.count(ScanVerdict::NotYet) < missing, 20000);
    }

    void goesAwayMidScan() {
        const auto network = smallClassifier();
        QElapsedTimer timer;
        {
            GalleryFixture f(0.05, network, manySamples(network, 2000));
            QTest::qWait(100);
            QVERIFY(f.scan.isBusy());
            f.scan.setYielding(true);
            timer.start();
        }
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }

    void scansOnlyWhileItsWorkspaceIsShown() {
        GalleryFixture f(1e-4);
        QVERIFY(f.settle());
        f.store.setWorkspace(QStringLiteral("reach"));
        f.apply([](DigitsState& d) { d.eps = 0.02; });
        QTest::qWait(500);
        QVERIFY(f.scan.samples().front().stale);
        f.store.setWorkspace(QStringLiteral("digits"));
        QVERIFY(f.settle());
    }

    // The gallery

    void theModelKeepsItsPromises() {
        GalleryFixture f(0.05);
        QAbstractItemModelTester tester(
            f.gallery.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(f.settle());
        f.apply([](DigitsState& d) { d.filter = DigitFilter::Misread; });
        QCOMPARE(f.gallery.model()->rowCount(), 1);
        const QModelIndex index = f.gallery.model()->index(0);
        QCOMPARE(index.data(DigitListModel::SampleRole).toInt(), 19);
        QVERIFY(index.data(Qt::ToolTipRole).toString().contains("misread"));
        QVERIFY(index.data(Qt::AccessibleTextRole).toString().startsWith("19, labelled"));
        QCOMPARE(index.data(Qt::DecorationRole).value<QImage>().size(), QSize(4, 4));
        QVERIFY(
            index.data(DigitListModel::PredictionRole).toString() !=
            index.data(DigitListModel::LabelRole).toString());
        f.apply([](DigitsState& d) { d.filter = DigitFilter::All; });
        QCOMPARE(f.gallery.model()->rowCount(), 20);
    }

    void chipsCountAndFilter() {
        GalleryFixture f(0.05);
        QVERIFY(f.settle());
        auto* certified = f.gallery.findChild<QPushButton*>("chip-1");
        const QString number = QLocale().toString(f.count(ScanVerdict::Certified));
        QTRY_VERIFY(certified->text().endsWith(number));
        QVERIFY(f.gallery.findChild<QPushButton*>("chip-0")->text().endsWith("20"));
        QTest::mouseClick(certified, Qt::LeftButton);
        QVERIFY(f.store.state().digits.filter == DigitFilter::Certified);
        QCOMPARE(f.gallery.model()->rowCount(), f.count(ScanVerdict::Certified));
        QTest::mouseClick(certified, Qt::LeftButton);
        QVERIFY(certified->isChecked());
        QCOMPARE(f.store.undoStack()->count(), 1);
        f.store.undoStack()->undo();
        QCOMPARE(f.gallery.model()->rowCount(), 20);
        QVERIFY(!certified->isChecked());
    }

    void labelsAndReadingsFilter() {
        GalleryFixture f(0.05);
        QVERIFY(f.settle());
        const int label = f.data->labels.back();
        f.apply([&](DigitsState& d) { d.labelFilter = label; });
        const auto wanted = static_cast<int>(std::count(f.data->labels.begin(), f.data->labels.end(), label));
        QCOMPARE(f.gallery.model()->rowCount(), wanted);
        f.apply([&](DigitsState& d) { d.predictionFilter = label; });
        // All but the one that is misread.
        QCOMPARE(f.gallery.model()->rowCount(), wanted - 1);
        f.apply([&](DigitsState& d) { d.filter = DigitFilter::Misread; });
        QCOMPARE(f.gallery.model()->rowCount(), 0);
        QVERIFY(!f.gallery.list()->isVisible());
    }

    void sortsByMargin() {
        GalleryFixture f(0.05);
        QVERIFY(f.settle());
        for (const bool descending : {false, true}) {
            f.apply([&](DigitsState& d) {
                d.sort = DigitSort::Margin;
                d.descending = descending;
            });
            const DigitListModel* model = f.gallery.model();
            // What is misread has no margin and comes last.
            QCOMPARE(model->index(19).data(DigitListModel::SampleRole).toInt(), 19);
            for (int row = 1; row < 19; ++row) {
                const auto margin = [&](int r) {
                    return f.scan
                        .samples()[static_cast<std::size_t>(
                            model->index(r).data(DigitListModel::SampleRole).toInt())]
                        .margin;
                };
                QVERIFY(descending ? margin(row - 1) >= margin(row) : margin(row - 1) <= margin(row));
            }
        }
    }

    void clicksAndKeysPick() {
        GalleryFixture f;
        QVERIFY(f.settle());
        QListView* list = f.gallery.list();
        QTRY_COMPARE(list->currentIndex().row(), 0);
        const auto click = [&](int row) {
            QTest::mouseClick(
                list->viewport(), Qt::LeftButton, {},
                list->visualRect(list->model()->index(row, 0)).center());
        };
        click(3);
        QCOMPARE(f.store.state().digits.sample, 3);
        click(1);
        QCOMPARE(f.store.state().digits.sample, 1);
        QCOMPARE(f.store.undoStack()->count(), 2);
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(list, Qt::Key_Right);
        QCOMPARE(f.store.state().digits.sample, 5);
        f.store.undoStack()->undo();
        QCOMPARE(f.store.state().digits.sample, 3);
        QCOMPARE(list->currentIndex().row(), 3);
        // A digit of one's own is none of these.
        f.apply([&](DigitsState& d) { d.own = OwnDigit{Vector::Zero(16), 1}; });
        QVERIFY(!list->currentIndex().isValid());
        click(2);
        QVERIFY(!f.store.state().digits.own);
    }

    void numbersJump() {
        GalleryFixture f;
        QVERIFY(f.settle());
        f.gallery.list()->setFocus();
        QTest::keyClick(f.gallery.list(), '1');
        auto* search = f.gallery.findChild<QLineEdit*>("search");
        QCOMPARE(search->text(), "1");
        QTest::keyClicks(search, "4");
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(f.store.state().digits.sample, 14);
        QSignalSpy message(&f.store, &ExplorerStore::message);
        search->setText("20");
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(f.store.state().digits.sample, 14);
        QVERIFY(message.last().at(0).toString().contains("0 to 19"));
    }

    /// The view asks for what it shows, not for every one of them.
    void tenThousandScroll() {
        const auto network = smallClassifier();
        GalleryFixture f(0.05, network, manySamples(network, 500));
        f.scan.cancel();
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 20; ++i) {
            f.gallery.list()->scrollTo(f.gallery.model()->index(i * 499));
            f.gallery.grab();
        }
        const qint64 each = timer.elapsed() / 20;
        QVERIFY2(each < 150, qPrintable(QString::number(each)));
    }

    // ε

    void epsIsLogarithmicAndSnaps() {
        EpsSlider slider;
        slider.resize(400, 30);
        for (const double eps : {1e-4, 1e-3, 0.01, 0.1, 1.0}) {
            slider.showEps(eps, BallNorm::Linf);
            QVERIFY2(std::abs(slider.eps() / eps - 1) < 0.02, qPrintable(QString::number(slider.eps())));
        }
        slider.showEps(1.01 / 255, BallNorm::Linf);
        QCOMPARE(slider.eps(), 1.0 / 255);
        slider.showEps(8.05 / 255, BallNorm::Linf);
        QCOMPARE(slider.eps(), 8.0 / 255);
        // A ball knows no steps of a pixel, and reaches further.
        slider.showEps(8.05 / 255, BallNorm::L2);
        QVERIFY(slider.eps() != 8.0 / 255);
        slider.showEps(5, BallNorm::L2);
        QVERIFY2(std::abs(slider.eps() / 5 - 1) < 0.02, qPrintable(QString::number(slider.eps())));
        QCOMPARE(eightBitText(0.01), QLocale().toString(2.55) + "/255");
    }

    void oneDragIsOneStep() {
        ExplorerStore store(GalleryFixture::startState(smallClassifier(), 0.01));
        EpsControl control(&store);
        auto* slider = control.findChild<EpsSlider*>();
        slider->setSliderDown(true);
        for (int i = 0; i < 10; ++i)
            slider->setSliderPosition(slider->sliderPosition() + 50);
        slider->setSliderDown(false);
        QVERIFY(store.state().digits.eps > 0.02);
        QCOMPARE(store.undoStack()->count(), 1);
        slider->setSliderDown(true);
        slider->setSliderPosition(100);
        slider->setSliderDown(false);
        QCOMPARE(store.undoStack()->count(), 2);
        store.undoStack()->undo();
        store.undoStack()->undo();
        QCOMPARE(store.state().digits.eps, 0.01);
        QCOMPARE(slider->value(), slider->position(0.01));
    }

    void epsIsTyped() {
        ExplorerStore store(GalleryFixture::startState(smallClassifier(), 0.01));
        EpsControl control(&store);
        auto* field = control.findChild<NumberField*>();
        const auto type = [&](const QString& text) {
            field->selectAll();
            QTest::keyClicks(field, text);
            QTest::keyClick(field, Qt::Key_Return);
        };
        type("8/255");
        QCOMPARE(store.state().digits.eps, 8.0 / 255);
        QSignalSpy message(&store, &ExplorerStore::message);
        type("-1");
        QCOMPARE(store.state().digits.eps, 8.0 / 255);
        QVERIFY(message.last().at(0).toString().contains("-1"));
        type("many");
        QCOMPARE(store.state().digits.eps, 8.0 / 255);
        auto* clip = control.findChild<QCheckBox*>();
        QVERIFY(clip->text().contains("[0, 1]"));
        clip->click();
        QVERIFY(!store.state().digits.clip);
        store.undoStack()->undo();
        QVERIFY(clip->isChecked());
    }

    void theNormIsChosenBesideEps() {
        ExplorerStore store(GalleryFixture::startState(smallClassifier(), 0.01));
        EpsControl control(&store);
        control.show();
        auto* norm = control.findChild<QComboBox*>("epsNorm");
        auto* clip = control.findChild<QCheckBox*>("epsClip");
        QVERIFY(clip->isEnabled() && clip->isChecked());
        QTest::keyClick(norm, Qt::Key_Down);
        QVERIFY(store.state().digits.norm == BallNorm::L2);
        QVERIFY(!clip->isEnabled() && !clip->isChecked());
        QVERIFY2(clip->toolTip().contains("not clipped"), qPrintable(clip->toolTip()));
        QVERIFY(store.state().digits.clip); // and is so again in a box
        store.undoStack()->undo();
        QVERIFY(store.state().digits.norm == BallNorm::Linf);
        QCOMPARE(norm->currentText(), QStringLiteral("l∞"));
        QVERIFY(clip->isEnabled() && clip->isChecked());
    }

    // Own digits

    void lightPicturesAreInverted() {
        QImage page(56, 28, QImage::Format_RGB32);
        page.fill(Qt::white);
        QPainter(&page).fillRect(QRect(20, 8, 8, 12), Qt::black);
        const QImage ink = inkFromPicture(page, {28, 28});
        QCOMPARE(ink.size(), QSize(28, 28));
        QVERIFY(ink.constScanLine(0)[0] < 10 && ink.constScanLine(14)[2] < 10);
        QVERIFY(ink.constScanLine(14)[12] > 200);
        page.invertPixels();
        const QImage dark = inkFromPicture(page, {28, 28});
        QVERIFY(dark.constScanLine(0)[0] < 10 && dark.constScanLine(14)[12] > 200);
        // See-through paper.
        QImage clear(28, 28, QImage::Format_ARGB32);
        clear.fill(Qt::transparent);
        QPainter(&clear).fillRect(QRect(10, 8, 8, 12), Qt::black);
        const QImage drawn = inkFromPicture(clear, {28, 28});
        QVERIFY(drawn.constScanLine(0)[0] < 10 && drawn.constScanLine(14)[14] > 200);
        QPainter(&clear).fillRect(QRect(10, 8, 8, 12), Qt::white);
        const QImage light = inkFromPicture(clear, {28, 28});
        QVERIFY(light.constScanLine(0)[0] < 10 && light.constScanLine(14)[14] > 200);
    }

    void inkIsCentredAsMnistIs() {
        QImage ink(280, 280, QImage::Format_Grayscale8);
        ink.fill(0);
        QPainter(&ink).fillRect(QRect(5, 10, 40, 90), Qt::white);
        const QImage centred = centredInk(ink, {28, 28});
        double mass = 0, x = 0, y = 0;
        int top = 28, bottom = 0;
        for (int row = 0; row < 28; ++row)
            for (int column = 0; column < 28; ++column) {
                const double value = centred.constScanLine(row)[column];
                mass += value;
                x += value * (column + 0.5);
                y += value * (row + 0.5);
                if (value > 100) {
                    top = std::min(top, row);
                    bottom = std::max(bottom, row);
                }
            }
        QVERIFY(std::abs(x / mass - 14) <= 0.6 && std::abs(y / mass - 14) <= 0.6);
        QCOMPARE(bottom - top + 1, 20);
        QImage nothing(280, 280, QImage::Format_Grayscale8);
        nothing.fill(0);
        QCOMPARE(centredInk(nothing, {28, 28}).constScanLine(14)[14], uchar(0));
    }

    void aDrawnDigitIsCertified() {
        ExplorerStore store(GalleryFixture::startState(smallClassifier(), 0.01));
        OwnDigitDialog dialog(&store);
        dialog.accept(); // nothing is drawn yet
        QVERIFY(!store.state().digits.own);
        QTest::mousePress(dialog.pad(), Qt::LeftButton, {}, {140, 40});
        QMouseEvent move(
            QEvent::MouseMove, QPointF(140, 240), dialog.pad()->mapToGlobal(QPointF(140, 240)), Qt::NoButton,
            Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(dialog.pad(), &move);
        QTest::mouseRelease(dialog.pad(), Qt::LeftButton, {}, {140, 240});
        QVERIFY(!dialog.pad()->isEmpty());
        dialog.findChild<QComboBox*>()->setCurrentIndex(2);
        dialog.accept();
        const auto own = store.state().digits.own;
        QVERIFY(own && own->label == 2 && own->raw.size() == 16);
        QVERIFY(own->raw.maxCoeff() > 0.5 && own->raw.minCoeff() >= 0 && own->raw.maxCoeff() <= 1);
        QCOMPARE(store.undoStack()->count(), 1);
    }

    void picturesAreOpenedAsTheyAre() {
        QTemporaryDir dir;
        QImage pixels(4, 4, QImage::Format_Grayscale8);
        pixels.fill(0);
        pixels.scanLine(1)[2] = 255;
        pixels.scanLine(2)[1] = 128;
        QVERIFY(pixels.save(dir.filePath("own.png")));
        ExplorerStore store(GalleryFixture::startState(smallClassifier(), 0.01));
        OwnDigitDialog dialog(&store);
        QVERIFY(dialog.openPicture(dir.filePath("own.png")));
        dialog.accept();
        Vector expected = Vector::Zero(16);
        expected(6) = 1;
        expected(9) = 128.0 / 255;
        QVERIFY(store.state().digits.own && store.state().digits.own->raw == expected);

        OwnDigitDialog other(&store);
        QVERIFY(!other.openPicture(dir.filePath("missing.png")));
        QVERIFY(other.findChild<QLabel*>("note")->text().contains("missing.png"));
    }

    void aSetNarrowsTheGallery() {
        GalleryFixture f(0.05);
        QVERIFY(f.settle());
        QVERIFY(f.shown(20));
        auto* chip = f.gallery.findChild<QWidget*>("digits.set");
        QVERIFY(!chip->isVisible());
        // Numbers beyond the data set belong to another one.
        f.apply([](DigitsState& d) { d.set = SampleSet("certified by MM-C, not by MM", {12, 3, 19, 40}); });
        QVERIFY(f.shown(3));
        for (int row = 0; row < 3; ++row)
            QCOMPARE(
                f.gallery.model()->index(row).data(DigitListModel::SampleRole).toInt(),
                (std::array{3, 12, 19})[static_cast<std::size_t>(row)]);
        QVERIFY(chip->isVisible());
        QVERIFY(chip->findChild<QLabel*>()->text().startsWith("certified by MM-C, not by MM: 4 "));
        QCOMPARE(f.gallery.findChild<QPushButton*>("chip-0")->text(), QStringLiteral("all  3"));
        // Sample 19 is the one that is misread.
        QVERIFY(f.gallery.findChild<QPushButton*>("chip-4")->text().endsWith(" 1"));
        f.apply([](DigitsState& d) { d.filter = DigitFilter::Misread; });
        QVERIFY(f.shown(1));
        f.apply([](DigitsState& d) { d.filter = DigitFilter::All; });
        f.apply([](DigitsState& d) { d.set = SampleSet("nothing", {}); });
        QVERIFY(f.shown(0));
        f.gallery.findChild<QToolButton*>("digits.set.clear")->click();
        QVERIFY(f.shown(20));
        QVERIFY(!chip->isVisible());
        f.store.undoStack()->undo();
        QVERIFY(f.shown(0));
    }

    // The session

    void everyPropertySurvivesTheSession() {
        const auto network = smallClassifier();
        const QDir base("/data/sessions");
        const DigitsState unusual = unusualDigits(*network), fresh;
        DigitsState read;
        const auto wrong = digitsFromJson(digitsToJson(unusual, base), read, *network, base);
        QVERIFY2(!wrong, wrong ? wrong->c_str() : "");
        QVERIFY(read == unusual);
        for (const DigitsProperty& property : digitsProperties()) {
            QVERIFY2(property.write(read, base) == property.write(unusual, base), property.key);
            // The unusual state is of use only as long as it is unusual in everything.
            QVERIFY2(property.write(unusual, base) != property.write(fresh, base), property.key);
        }
        QCOMPARE(
            digitsToJson(unusual, base).toObject().value("dataset").toString(),
            "../other/images-idx3-ubyte.gz");
    }

    void sessionsFromBeforeBallsMeanBoxes() {
        QJsonObject json = digitsToJson(DigitsState(), QDir()).toObject();
        QCOMPARE(json.value("norm").toString(), QStringLiteral("linf"));
        json.remove("norm");
        DigitsState read = unusualDigits(*smallClassifier());
        QVERIFY(!digitsFromJson(json, read, *smallClassifier(), QDir()));
        QVERIFY(read.norm == BallNorm::Linf);
        json.insert("norm", "l1");
        const auto wrong = digitsFromJson(json, read, *smallClassifier(), QDir());
        QVERIFY(wrong && wrong->find("\"norm\"") != std::string::npos);
        QVERIFY2(wrong->find("expected one of linf, l2") != std::string::npos, wrong->c_str());
    }

    void sessionsFromBeforeStartAfresh() {
        DigitsState read = unusualDigits(*smallClassifier());
        QVERIFY(!digitsFromJson(QJsonValue(QJsonValue::Undefined), read, *smallClassifier(), QDir()));
        QVERIFY(read == DigitsState());
    }

    void wrongPropertiesSayWhatTheyAre_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("eps") << "eps" << QJsonValue(-1);
        QTest::newRow("clip") << "clip" << QJsonValue("yes");
        QTest::newRow("sample") << "sample" << QJsonValue(0.5);
        QTest::newRow("own") << "own" << QJsonValue(QJsonObject{{"raw", QJsonArray{1, 2}}, {"label", 0}});
        QTest::newRow("competitor") << "competitor" << QJsonValue(4);
        QTest::newRow("certificate") << "certificate" << QJsonValue("magic");
        QTest::newRow("certificates") << "certificates" << QJsonValue(QJsonArray{"mm", "magic"});
        QTest::newRow("tab") << "tab" << QJsonValue("kitchen");
        QTest::newRow("filter") << "filter" << QJsonValue("blue");
        QTest::newRow("labelFilter") << "labelFilter" << QJsonValue(-2);
        QTest::newRow("sort") << "sort" << QJsonValue(QJsonValue::Null);
        QTest::newRow("dataset") << "dataset" << QJsonValue(3);
    }
    void wrongSetsAreRefused() {
        const auto network = smallClassifier();
        QJsonObject json = digitsToJson(unusualDigits(*network), QDir()).toObject();
        QCOMPARE(json.value("set").toObject().value("samples").toString(), QStringLiteral("1-3 7"));
        for (const char* samples : {"3 1", "1-", "-1", "4-2", "1-3 3", "1;2", "a", "0-2000000000"}) {
            json.insert("set", QJsonObject{{"name", "set"}, {"samples", samples}});
            DigitsState read;
            const auto wrong = digitsFromJson(json, read, *network, QDir());
            QVERIFY2(wrong && wrong->find("\"set\"") != std::string::npos, samples);
        }
        // Sessions from before there were sets.
        json.remove("set");
        DigitsState read = unusualDigits(*network);
        QVERIFY(!digitsFromJson(json, read, *network, QDir()));
        QVERIFY(!read.set);
    }
    void wrongPropertiesSayWhatTheyAre() {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        const auto network = smallClassifier();
        QJsonObject json = digitsToJson(unusualDigits(*network), QDir()).toObject();
        for (const QJsonValue& bad : {value, QJsonValue(QJsonValue::Undefined)}) {
            json.insert(key, bad); // undefined: takes it away
            DigitsState read;
            const auto wrong = digitsFromJson(json, read, *network, QDir());
            QVERIFY(wrong);
            QVERIFY2(wrong->find('"' + key.toStdString() + '"') != std::string::npos, wrong->c_str());
            QVERIFY2(wrong->find("expected") != std::string::npos, wrong->c_str());
        }
    }
};

QTEST_MAIN(TestDigitsGallery)
#include "tst_digits_gallery.moc"
