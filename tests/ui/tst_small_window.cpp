// The smallest window that Kamke works in: nothing is cut, and tables say in their tooltips what they elide.
#include "core/io/files/network_file.h"
#include "settle_events.h"
#include "ui/lessons/coach.h"
#include "ui/lessons/lesson_runner.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/copyable_table.h"
#include "ui/widgets/cut_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/workspaces/digits/digit_gallery.h"
#include "ui/workspaces/digits/digits_workspace.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTest>
#include <QTextBrowser>
#include <QToolTip>

using namespace kamke;
using namespace kamke::ui;

namespace {

constexpr QSize smallest(1000, 650);

QString bundledNetwork() {
    return QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/nemon_mnist.h5");
}

/// Widgets below `root` whose words are wider than they are, by name and text.
QStringList cutWidgets(QWidget* root) {
    QStringList cut;
    const auto note = [&](const QWidget* widget, const QString& text, int needed) {
        if (needed > widget->width() + 1)
            cut << QStringLiteral("%1 “%2” %3 < %4")
                       .arg(widget->objectName(), text)
                       .arg(widget->width())
                       .arg(needed);
    };
    for (QWidget* widget : root->findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        if (const auto* label = qobject_cast<QLabel*>(widget); label && !label->text().isEmpty()) {
            if (dynamic_cast<const ElidedLabel*>(label))
                note(label, label->text(), label->fontMetrics().horizontalAdvance(label->text()));
            else
                note(label, label->text(), label->minimumSizeHint().width());
        } else if (const auto* button = qobject_cast<QAbstractButton*>(widget);
                   button && !button->text().isEmpty()) {
            // The style sheet sets the size of help marks.
            note(button, button->text(), button->fontMetrics().horizontalAdvance(button->text()) + 4);
        } else if (const auto* combo = qobject_cast<QComboBox*>(widget)) {
            note(combo, combo->currentText(), combo->minimumSizeHint().width());
        }
        // And nothing reaches beyond the window.
        const QWidget* parent = widget->parentWidget();
        if (parent == root && widget->geometry().right() > parent->width())
            cut << widget->objectName() + QStringLiteral(" leaves the window");
    }
    return cut;
}

} // namespace

class TestSmallWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { prepareTests(); }
    void init() { prepareTest(); }

    void digitsWorkWithoutACutLetter() {
        ExplorerState state = stateForNetwork(
            std::make_shared<const Network>(*readNetwork(bundledNetwork().toStdString())), bundledNetwork());
        state.workspace = QStringLiteral("digits");
        WindowFixture f(state);
        f.window.resize(smallest);
        QCOMPARE(f.window.size(), smallest);
        auto* digits = f.window.findChild<DigitsWorkspace*>();
        QTRY_VERIFY_WITH_TIMEOUT(digits->gallery() && digits->runner()->isCurrent(), 20000);
        QVERIFY(QTest::qWaitFor([&] { return !digits->runner()->isBusy(); }, 30000));
        QVERIFY2(
            digits->minimumSizeHint().width() <= digits->width(),
            qPrintable(QString::number(digits->minimumSizeHint().width())));
        for (const char* tab : {"margins", "curve", "plane", "units", "pixels", "cascade"}) {
            ExplorerState next = f.window.store()->state();
            next.digits.tab = QLatin1String(tab);
            f.window.store()->apply(QStringLiteral("tab"), next);
            settleEvents();
            const QStringList cut = cutWidgets(digits);
            QVERIFY2(cut.isEmpty(), qPrintable(QLatin1String(tab) + QStringLiteral(": ") + cut.join("; ")));
        }
    }

    // The count of a step is whole, and so is its title but for a few, which the tooltip has.
    void lessonsFitBelowTheirWorkspace() {
        ExplorerState state = exampleState();
        WindowFixture f(state);
        f.window.resize(smallest);
        auto* lessons = f.window.lessons();
        int cut = 0, steps = 0;
        for (const Lesson& lesson : lessons->shelf().lessons)
            for (int step = 0; step < lesson.length(); ++step) {
                lessons->start(lesson.id, step);
                ++steps;
                settleEvents();
                auto* coach = f.window.findChild<Coach*>();
                QVERIFY(coach->isVisible());
                QCOMPARE(f.window.size(), smallest);
                const QString where = QStringLiteral("%1, step %2").arg(lesson.id).arg(step + 1);
                auto* title = coach->findChild<QLabel*>("coach.title");
                const bool whole = title->width() >= title->fontMetrics().horizontalAdvance(title->text());
                QVERIFY2(
                    whole || title->toolTip() == title->text(),
                    qPrintable(QStringLiteral("%1: %2 of %3, text %4, place %5")
                                   .arg(where)
                                   .arg(title->width())
                                   .arg(title->fontMetrics().horizontalAdvance(title->text()))
                                   .arg(coach->findChild<QTextBrowser*>()->width())
                                   .arg(coach->findChild<QLabel*>("coach.place")->width())));
                cut += !whole;
                auto* place = coach->findChild<QLabel*>("coach.place");
                QVERIFY2(
                    place->width() >= place->minimumSizeHint().width(),
                    qPrintable(QStringLiteral("%1: %2 of %3, “%4”, title %5")
                                   .arg(where)
                                   .arg(place->width())
                                   .arg(place->minimumSizeHint().width())
                                   .arg(place->text())
                                   .arg(title->width())));
                QVERIFY(place->text().contains(QString::number(step + 1)));
                QVERIFY2(
                    coach->height() >= 6 * coach->fontMetrics().lineSpacing(),
                    qPrintable(where + ": " + QString::number(coach->height())));
            }
        QVERIFY2(steps > 30 && cut <= steps / 10, qPrintable(QString::number(cut))); // very long titles alone
    }

    void tablesShareTheirWidth() {
        CopyableTable table;
        QStandardItemModel model(1, 3);
        for (int k = 0; k < 3; ++k)
            model.setItem(0, k, new QStandardItem(QStringLiteral("0.123456")));
        table.setModel(&model);
        table.resize(600, 100);
        table.show();
        table.spreadColumns();
        QCOMPARE(table.horizontalHeader()->length(), table.viewport()->width());
        QVERIFY(std::abs(table.columnWidth(0) - table.columnWidth(2)) <= 1);
        table.resize(100, 100);
        settleEvents();
        for (int k = 0; k < 3; ++k)
            QVERIFY(cutText(table, model.index(0, k)).isEmpty());
        QVERIFY(table.horizontalHeader()->length() > table.viewport()->width());
    }

    void tablesElideInTheMiddleAndSayTheWholeInTheTooltip() {
        CopyableTable table;
        QStandardItemModel model(1, 2);
        const QString name = QStringLiteral("mixed monotone, relative classifier");
        model.setItem(0, 0, new QStandardItem(name));
        model.setItem(0, 1, new QStandardItem(QStringLiteral("short")));
        model.item(0, 0)->setToolTip(QStringLiteral("A method."));
        model.setHorizontalHeaderLabels({QStringLiteral("a header that is long"), QStringLiteral("b")});
        table.setModel(&model);
        table.resize(300, 120);
        table.setColumnWidth(0, 90);
        table.setColumnWidth(1, 90);
        table.show();
        QCOMPARE(cutText(table, model.index(0, 0)), name);
        QVERIFY(cutText(table, model.index(0, 1)).isEmpty());
        QCOMPARE(cutText(*table.horizontalHeader(), 0), QStringLiteral("a header that is long"));
        QVERIFY(cutText(*table.horizontalHeader(), 1).isEmpty());
        const auto tipAt = [](QWidget* on, const QPoint& at) {
            QToolTip::hideText();
            QHelpEvent help(QEvent::ToolTip, at, on->mapToGlobal(at));
            QApplication::sendEvent(on, &help);
            return QToolTip::text();
        };
        const QString tip = tipAt(table.viewport(), table.visualRect(model.index(0, 0)).center());
        QVERIFY2(tip.contains(name) && tip.contains(QStringLiteral("A method.")), qPrintable(tip));
        QVERIFY(tipAt(table.horizontalHeader()->viewport(), {20, 8}).contains("a header that is long"));
        QCOMPARE(table.textElideMode(), Qt::ElideMiddle);
        // Numbers come first: words give way.
        model.setItem(0, 1, new QStandardItem(QStringLiteral("0.00123456")));
        model.item(0, 1)->setTextAlignment(Qt::AlignRight);
        table.resize(200, 120);
        table.fitColumns({0});
        QVERIFY(cutText(table, model.index(0, 1)).isEmpty());
        QCOMPARE(cutText(table, model.index(0, 0)), name);
        QCOMPARE(table.horizontalHeader()->length(), table.viewport()->width());
    }
};

QTEST_MAIN(TestSmallWindow)
#include "tst_small_window.moc"
