// The transport bar: buttons, slider, keys, playing, speed.
#include "ui/style/theme.h"
#include "ui/widgets/transport.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace kamke::ui;

namespace {

struct Bar {
    QWidget scope;
    QWidget* figure = new QWidget;
    QLineEdit* field = new QLineEdit;
    QCheckBox* box = new QCheckBox(QStringLiteral("box"));
    Transport* bar = new Transport(&scope);

    Bar() {
        figure->setFocusPolicy(Qt::StrongFocus);
        auto* column = new QVBoxLayout(&scope);
        for (QWidget* widget :
             {figure, static_cast<QWidget*>(field), static_cast<QWidget*>(box), static_cast<QWidget*>(bar)})
            column->addWidget(widget);
        bar->setObjectName(QStringLiteral("bar"));
        bar->setLast(10);
        scope.resize(700, 200);
        scope.show();
        if (!QTest::qWaitForWindowActive(&scope))
            qFatal("the window does not become active");
        figure->setFocus();
    }
    QToolButton* button(const char* part) {
        return bar->findChild<QToolButton*>(QStringLiteral("bar.") + QLatin1String(part));
    }
};

} // namespace

class TstTransport : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(ThemeChoice::Light); }

    void keysStepAndJump() {
        Bar t;
        QSignalSpy moved(t.bar, &Transport::moved);
        QTest::keyClick(t.figure, Qt::Key_Right);
        QTest::keyClick(t.figure, Qt::Key_Right);
        QCOMPARE(t.bar->position(), 2);
        QTest::keyClick(t.figure, Qt::Key_Left);
        QCOMPARE(t.bar->position(), 1);
        QTest::keyClick(t.figure, Qt::Key_End);
        QCOMPARE(t.bar->position(), 10);
        QTest::keyClick(t.figure, Qt::Key_Home);
        QCOMPARE(t.bar->position(), 0);
        QCOMPARE(moved.size(), 5);
        QTest::keyClick(t.figure, Qt::Key_Left);
        QCOMPARE(moved.size(), 5);
    }

    void keysStayWithFieldsAndButtons() {
        Bar t;
        t.field->setFocus();
        t.field->setText(QStringLiteral("12"));
        QTest::keyClick(t.field, Qt::Key_Home);
        QTest::keyClick(t.field, Qt::Key_Right);
        QCOMPARE(t.field->cursorPosition(), 1);
        QCOMPARE(t.bar->position(), 0);
        t.box->setFocus();
        QTest::keyClick(t.box, Qt::Key_Space);
        QVERIFY(t.box->isChecked());
        QVERIFY(!t.bar->isPlaying());
    }

    void buttonsDoWhatKeysDo() {
        Bar t;
        QTest::mouseClick(t.button("last"), Qt::LeftButton);
        QCOMPARE(t.bar->position(), 10);
        QVERIFY(!t.button("forward")->isEnabled());
        QTest::mouseClick(t.button("back"), Qt::LeftButton);
        QCOMPARE(t.bar->position(), 9);
        QTest::mouseClick(t.button("forward"), Qt::LeftButton);
        QCOMPARE(t.bar->position(), 10);
        QTest::mouseClick(t.button("first"), Qt::LeftButton);
        QCOMPARE(t.bar->position(), 0);
        QVERIFY(!t.button("back")->isEnabled());
        QVERIFY(t.figure->hasFocus()); // a click does not take the keys away
    }

    void playsToTheEndAndStops() {
        Bar t;
        t.bar->setRate(100, 1);
        QSignalSpy moved(t.bar, &Transport::moved), playing(t.bar, &Transport::playingChanged);
        QTest::keyClick(t.figure, Qt::Key_Space);
        QVERIFY(t.bar->isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(!t.bar->isPlaying(), 3000);
        QCOMPARE(t.bar->position(), 10);
        QCOMPARE(playing.size(), 2);
        int before = 0;
        for (const QList<QVariant>& one : moved) {
            QVERIFY(one.front().toInt() > before);
            before = one.front().toInt();
        }
        // From the end it starts anew.
        t.bar->setRate(1, 1);
        QTest::keyClick(t.figure, Qt::Key_Space);
        QCOMPARE(t.bar->position(), 0);
        QTest::keyClick(t.figure, Qt::Key_Space);
        QVERIFY(!t.bar->isPlaying());
    }

    void stepsPause() {
        Bar t;
        t.bar->setRate(1, 1);
        t.bar->setPlaying(true);
        QTest::keyClick(t.figure, Qt::Key_Right);
        QVERIFY(!t.bar->isPlaying());
        QCOMPARE(t.bar->position(), 1);
    }

    void hiddenItPausesAndHearsNoKeys() {
        Bar t;
        t.bar->setPlaying(true);
        t.bar->hide();
        QVERIFY(!t.bar->isPlaying());
        QTest::keyClick(t.figure, Qt::Key_End);
        QCOMPARE(t.bar->position(), 0);
    }

    void speedIsOffered() {
        Bar t;
        QSignalSpy chosen(t.bar, &Transport::speedChosen);
        auto* speed = t.bar->findChild<QComboBox*>(QStringLiteral("bar.speed"));
        QCOMPARE(speed->currentText(), QStringLiteral("1×"));
        speed->setFocus();
        QTest::keyClick(speed, Qt::Key_Down);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.front().front().toDouble(), 2.0);
        t.bar->setRate(4, 3); // of a session
        QCOMPARE(speed->currentText(), QStringLiteral("3×"));
    }

    void fasterIsFaster() {
        const auto timed = [](double factor) {
            Bar t;
            t.bar->setRate(20, factor);
            QElapsedTimer clock;
            clock.start();
            t.bar->setPlaying(true);
            while (t.bar->isPlaying() && clock.elapsed() < 5000)
                QTest::qWait(5);
            return clock.elapsed();
        };
        QVERIFY(timed(1) >= 450); // ten positions at 20 a second
        QVERIFY(timed(8) < 400);
    }

    void settersAreQuiet() {
        Bar t;
        QSignalSpy moved(t.bar, &Transport::moved);
        t.bar->setPosition(7);
        t.bar->setLast(5);
        QCOMPARE(t.bar->position(), 5);
        t.bar->setLast(0);
        QVERIFY(!t.button("play")->isEnabled());
        t.bar->setPlaying(true);
        QVERIFY(!t.bar->isPlaying());
        QCOMPARE(moved.size(), 0);
    }
};

QTEST_MAIN(TstTransport)
#include "tst_transport.moc"
