// ε, its norm, and digits of one's own.
#include "core/certify/sample.h"
#include "core/explain/verdict.h"
#include "core/solve/solvers.h"
#include "gallery_fixture.h"
#include "settle_events.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/digits/drawing_pad.h"
#include "ui/workspaces/digits/eps_control.h"
#include "ui/workspaces/digits/eps_slider.h"
#include "ui/workspaces/digits/own_digit.h"
#include "ui/workspaces/digits/own_digit_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <cmath>

using namespace kamke;
using namespace kamke::ui;

class TestDigitsInput : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QCoreApplication::setOrganizationName(QStringLiteral("KamkeTest")); }
    void init() { QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support).*")); }

    void epsIsLogarithmicAndSnaps() {
        EpsSlider slider;
        slider.resize(400, 30);
        for (const double eps : {leastEps, 1e-4, 1e-3, 0.01, 0.1, 1.0}) {
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

    void clippingNeedsADomain() {
        auto without = std::make_shared<Network>(*smallClassifier());
        without->input->lower.reset();
        without->input->upper.reset();
        ExplorerStore store(GalleryFixture::startState(without, 0.01));
        EpsControl control(&store);
        auto* clip = control.findChild<QCheckBox*>(QStringLiteral("epsClip"));
        QVERIFY(!clip->isEnabled() && !clip->isChecked());
        QVERIFY(clip->toolTip().contains(QStringLiteral("gives no domain")));
        ExplorerState next = store.state();
        next.network = smallClassifier();
        store.apply(QStringLiteral("Open"), next);
        QVERIFY(clip->isEnabled() && clip->isChecked());
        QVERIFY(!clip->toolTip().contains(QStringLiteral("gives no domain")));
    }

    void aSampleOutsideOfTheDomainSaysSo() {
        const auto network = smallClassifier();
        const Certifier certifier(std::make_shared<const NetworkAnalysis>(network));
        CertifyOptions options;
        options.clip = true;
        const Vector raw = Vector::Constant(network->r(), 1.5);
        const int label = predictedClass(forward(certifier.analysis(), raw).y);
        const SampleReport report =
            certifySample(certifier, raw, label, 0, std::array{findCertificate("mmc")}, options);
        QVERIFY(!report.certified());
        QVERIFY(QString::fromStdString(verdictWords(certifier, report, nullptr).text)
                    .contains(QStringLiteral("input 1 of 16 is 1.5, above 1")));
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
        QVERIFY(store.undoStack()->undoText().startsWith("Set ε to "));
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
        auto* meant = dialog.findChild<QComboBox*>("meant");
        // It starts at what the network reads, and says so.
        QTRY_VERIFY(meant->currentIndex() >= 0);
        QCOMPARE(dialog.findChild<QLabel*>("reading")->text(), "read as " + meant->currentText());
        const int read = meant->currentIndex();
        // The user's own choice stays, whatever is drawn after it.
        const int other = read == 2 ? 3 : 2;
        while (meant->currentIndex() != other)
            QTest::keyClick(meant, meant->currentIndex() < other ? Qt::Key_Down : Qt::Key_Up);
        QTest::mouseClick(dialog.pad(), Qt::LeftButton, {}, {140, 140});
        settleEvents();
        QCOMPARE(meant->currentIndex(), other);
        dialog.accept();
        const auto own = store.state().digits.own;
        QVERIFY(own && own->label == other && own->raw.size() == 16);
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
        auto* meant = dialog.findChild<QComboBox*>("meant");
        QTRY_VERIFY(meant->currentIndex() >= 0);
        dialog.accept();
        Vector expected = Vector::Zero(16);
        expected(6) = 1;
        expected(9) = 128.0 / 255;
        QVERIFY(store.state().digits.own && store.state().digits.own->raw == expected);
        const Certifier certifier(std::make_shared<const NetworkAnalysis>(store.state().network));
        QCOMPARE(store.state().digits.own->label, readSample(certifier, expected, 0, 0).prediction);

        OwnDigitDialog other(&store);
        QVERIFY(!other.openPicture(dir.filePath("missing.png")));
        QVERIFY(other.findChild<QLabel*>("note")->text().contains("missing.png"));
    }
};

QTEST_MAIN(TestDigitsInput)
#include "tst_digits_input.moc"
