// Tooltips that show a term and lead into the glossary.
#include "ui/glossary/formula_view.h"
#include "ui/glossary/term.h"
#include "ui/glossary/term_popup.h"
#include "ui/style/theme.h"
#include "ui/widgets/term_tips.h"

#include <QHelpEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolTip>
#include <QUrl>
#include <QVBoxLayout>

using namespace kamke::ui;

namespace {

bool tip(QWidget* widget, const QPoint& at) {
    QHelpEvent event(QEvent::ToolTip, at, widget->mapToGlobal(at));
    return QApplication::sendEvent(widget, &event);
}

} // namespace

class TestTermTips : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(ThemeChoice::Light); }

    void aWidgetShowsItsTermAndItsOwnWords() {
        QWidget window;
        auto* layout = new QVBoxLayout(&window);
        auto* label = new QLabel("α*");
        label->setToolTip("Here it is 0.8");
        setTerm(label, "alpha-star");
        layout->addWidget(label);
        TermTips tips(&window);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        tip(label, {5, 5});
        QCOMPARE(tips.popup()->shownTerm(), "alpha-star");
        const QString words = tips.popup()->view()->words();
        QVERIFY2(words.contains("Here it is 0.8") && words.contains("NEMON paper"), qPrintable(words));
        QVERIFY(words.contains("More in the glossary"));
        QCOMPARE(tips.currentTerm(), "alpha-star");
        QSignalSpy asked(&tips, &TermTips::termRequested);
        emit tips.popup()->view()->anchorClicked(QUrl("term:alpha-star"));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), "alpha-star");
        QVERIFY(tips.popup()->shownTerm().isEmpty());
        tip(label, {5, 5});
        QTest::mouseClick(&window, Qt::LeftButton);
        QVERIFY(tips.popup()->shownTerm().isEmpty());
    }

    void cellsAndHeadersHaveTermsOfTheirOwn() {
        QTableWidget table(2, 2);
        setTerm(&table, "conditions");
        table.setItem(0, 0, new QTableWidgetItem("NEMON"));
        table.item(0, 0)->setData(TermRole, "nemon");
        table.setItem(0, 1, new QTableWidgetItem("0.5"));
        table.item(0, 1)->setToolTip("0.50000000000000001");
        table.resize(400, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const auto at = [&](int row, int column) {
            return termAt(table.viewport(), table.visualItemRect(table.item(row, column)).center());
        };
        QCOMPARE(at(0, 0), "nemon");
        QVERIFY(at(0, 1).isEmpty()); // a number is not about the table's term
        QCOMPARE(termAt(table.viewport(), {390, 190}), "conditions");
    }

    void whatItBelongsToMayGo() {
        QWidget window;
        TermTips tips(&window);
        auto* label = new QLabel("α*", &window);
        setTerm(label, "alpha-star");
        window.show();
        tip(label, {1, 1});
        QCOMPARE(tips.popup()->shownTerm(), "alpha-star");
        delete label;
        window.hide(); // the popup asks whose window that is
        QTRY_VERIFY(tips.popup()->shownTerm().isEmpty());
    }

    void allTooltipsAreOfOneKind() {
        QWidget window;
        auto* plain = new QLabel("plain", &window);
        plain->setToolTip("✓ NEMON: least μ_η(A) = -0.5\n✗ LBEN: Λ^½ < 1");
        auto* term = new QLabel("α*", &window);
        term->move(0, 40);
        term->setToolTip("first\nsecond");
        setTerm(term, "alpha-star");
        TermTips tips(&window);
        window.resize(300, 100);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        tip(plain, {2, 2});
        QVERIFY(tips.popup()->shownTerm().isEmpty());
        QVERIFY2(
            QToolTip::text().contains("μ<sub>η</sub>(A) = −0.5<br>✗ LBEN: Λ<sup>½</sup> &lt; 1"),
            qPrintable(QToolTip::text()));
        tip(term, {2, 2});
        QVERIFY(tips.popup()->view()->words().contains(QStringLiteral("first\u2028second")));
        // The same ground and ink.
        QCOMPARE(QApplication::palette().color(QPalette::ToolTipBase), currentTheme().card);
        QCOMPARE(QApplication::palette().color(QPalette::ToolTipText), currentTheme().text);
    }

    void unknownTermsLeaveThePlainTooltip() {
        QLabel label("x");
        setTerm(&label, "no-such-term");
        TermTips tips(&label);
        label.show();
        tip(&label, {1, 1});
        QVERIFY(tips.popup()->shownTerm().isEmpty());
    }
};

QTEST_MAIN(TestTermTips)
#include "tst_term_tips.moc"
