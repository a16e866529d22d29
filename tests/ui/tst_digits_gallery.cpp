// The gallery that shows the scan, and its filters.
#include "gallery_fixture.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/digits/eps_control.h"
#include "ui/workspaces/digits/own_digit.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <array>

using namespace kamke;
using namespace kamke::ui;

class TestDigitsGallery : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QCoreApplication::setOrganizationName(QStringLiteral("KamkeTest")); }
    void init() { QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support).*")); }

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
        const QString number = QLocale().toString(f.count(Known::Proved));
        QTRY_VERIFY(certified->text().endsWith(number));
        QVERIFY(f.gallery.findChild<QPushButton*>("chip-0")->text().endsWith("20"));
        QTest::mouseClick(certified, Qt::LeftButton);
        QVERIFY(f.store.state().digits.filter == DigitFilter::Certified);
        QCOMPARE(f.gallery.model()->rowCount(), f.count(Known::Proved));
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
                        .measures()[static_cast<std::size_t>(
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

    void aSetGoesWithWhatItCameFrom_data() {
        QTest::addColumn<int>("change");
        QTest::newRow("eps") << 0;
        QTest::newRow("norm") << 1;
        QTest::newRow("clipping") << 2;
        QTest::newRow("data set") << 3;
        QTest::newRow("network") << 4;
    }
    void aSetGoesWithWhatItCameFrom() {
        QFETCH(int, change);
        GalleryFixture f(0.05);
        QVERIFY(f.settle());
        f.apply([](DigitsState& d) {
            d.set = SampleSet("certified by MM-C, not by MM, at ε = 0.05", {3, 12});
        });
        QVERIFY(f.shown(2));
        // What is looked at of them is not what they came from.
        f.apply([](DigitsState& d) {
            d.sample = 12;
            d.certificate = QStringLiteral("mm");
            d.sort = DigitSort::Margin;
        });
        QVERIFY(f.store.state().digits.set);
        if (change == 4) {
            f.store.apply(
                QStringLiteral("open"), stateForNetwork(smallClassifier(0.5, 4), {}, f.store.state()));
        } else if (change == 0) {
            EpsControl control(&f.store);
            auto* field = control.findChild<NumberField*>();
            field->selectAll();
            QTest::keyClicks(field, "0.06");
            QTest::keyClick(field, Qt::Key_Return);
            QCOMPARE(f.store.state().digits.eps, 0.06);
        } else {
            f.apply([change](DigitsState& d) {
                if (change == 1)
                    d.norm = BallNorm::L2;
                else if (change == 2)
                    d.clip = !d.clip;
                else
                    d.dataset = QStringLiteral("/elsewhere.h5");
            });
        }
        QVERIFY(!f.store.state().digits.set);
        QVERIFY(!f.gallery.findChild<QWidget*>("digits.set")->isVisible());
        QVERIFY(f.shown(20));
        // One step of undo brings both back.
        f.store.undoStack()->undo();
        QVERIFY(f.store.state().digits.set);
        QVERIFY(f.shown(2));
        // A new set that says the same of another network is another set.
        ExplorerState next = stateForNetwork(smallClassifier(0.5, 4), {}, f.store.state());
        next.digits.set = SampleSet("certified by MM-C, not by MM, at ε = 0.05", {3, 12});
        f.store.apply(QStringLiteral("show"), next);
        QVERIFY(f.store.state().digits.set);
    }
};

QTEST_MAIN(TestDigitsGallery)
#include "tst_digits_gallery.moc"
