#include "ui/style/theme.h"

#include <QApplication>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void wordsCanBeRead_data();
    void wordsCanBeRead();
    void methodsDifferTwice_data() { wordsCanBeRead_data(); }
    void methodsDifferTwice();
    void styleSheetIsComplete_data() { wordsCanBeRead_data(); }
    void styleSheetIsComplete();
    void contrastOfBlackOnWhiteIs21();
    void withContrastKeepsWhatIsReadable();
    void appliesPaletteAndSheet();
};

void TestTheme::wordsCanBeRead_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTheme::wordsCanBeRead() {
    QFETCH(bool, dark);
    const Theme& t = dark ? Theme::darkTheme() : Theme::light();
    const auto readable = [](const char* what, const QColor& ink, const QColor& ground) {
        const double c = contrast(ink, ground);
        if (c < 4.5) {
            QFAIL(qPrintable(QStringLiteral("%1: %2 on %3 has contrast %4")
                                 .arg(QLatin1String(what), ink.name(), ground.name())
                                 .arg(c)));
        }
    };
    for (const QColor& ground : {t.window, t.card, t.rail, t.field, t.hover, t.selection, t.plotGround}) {
        readable("text", t.text, ground);
    }
    for (const QColor& ground : {t.window, t.card, t.rail, t.field, t.hover, t.plotGround}) {
        readable("faint text", t.faintText, ground);
    }
    readable("link", t.link, t.card);
    readable("good", t.good, t.goodSoft);
    readable("warning", t.warning, t.warningSoft);
    readable("bad", t.bad, t.badSoft);
    readable("error on card", t.bad, t.card);
    readable("verdict", t.text, t.accentSoft);
    readable("primary button", t.palette().color(QPalette::HighlightedText), t.accent);
    readable("tooltip", t.palette().color(QPalette::ToolTipText), t.palette().color(QPalette::ToolTipBase));
    for (const Method& method : methods()) {
        readable("method", t.methodText(method), t.plotGround);
    }
    for (int k = 0; k < 10; ++k) {
        readable("class", t.classText(k), t.plotGround);
    }
}

void TestTheme::methodsDifferTwice() {
    QFETCH(bool, dark);
    const Theme& t = dark ? Theme::darkTheme() : Theme::light();
    QSet<QRgb> colours;
    QSet<QString> cues;
    for (const Method& method : methods()) {
        colours.insert(t.method(method).rgb());
        QString cue = method.line.filled ? QStringLiteral("filled") : QString();
        for (const qreal dash : t.methodPen(method).dashPattern()) {
            cue += QLatin1Char(' ') + QString::number(dash);
        }
        cues.insert(cue);
        // Lines are seen on the plot's ground: 2:1 at least, beside the label in words.
        QVERIFY2(contrast(t.method(method), t.plotGround) > 2, method.id.data());
    }
    QCOMPARE(colours.size(), static_cast<qsizetype>(methods().size()));
    QCOMPARE(cues.size(), static_cast<qsizetype>(methods().size()));
}

void TestTheme::styleSheetIsComplete() {
    QFETCH(bool, dark);
    const QString sheet = (dark ? Theme::darkTheme() : Theme::light()).styleSheet();
    QVERIFY(!sheet.contains(QLatin1Char('@')));
    const auto pixels = QRegularExpression(QStringLiteral("font[^;]*px")).match(sheet);
    QVERIFY2(!pixels.hasMatch(), qPrintable(pixels.captured()));
    QCOMPARE(sheet.count(QLatin1Char('{')), sheet.count(QLatin1Char('}')));
}

void TestTheme::contrastOfBlackOnWhiteIs21() {
    QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21) < 1e-9);
    QVERIFY(std::abs(contrast(Qt::red, Qt::red) - 1) < 1e-12);
    // #767676 is the well-known lightest grey that passes on white.
    QVERIFY(contrast(QColor(0x767676), Qt::white) >= 4.5);
    QVERIFY(contrast(QColor(0x777777), Qt::white) < 4.5);
}

void TestTheme::withContrastKeepsWhatIsReadable() {
    QCOMPARE(withContrast(QColor(0x0072B2), Qt::white), QColor(0x0072B2));
    const QColor orange = withContrast(QColor(0xE69F00), Qt::white);
    QVERIFY(contrast(orange, Qt::white) >= 4.5);
    QVERIFY(orange.red() > orange.blue()); // still an orange
}

void TestTheme::appliesPaletteAndSheet() {
    applyTheme(ThemeChoice::Dark);
    QVERIFY(currentTheme().dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::darkTheme().window);
    QVERIFY(qApp->styleSheet().contains(Theme::darkTheme().card.name()));
    applyTheme(ThemeChoice::Light);
    QVERIFY(!currentTheme().dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::light().window);
    QCOMPARE(&themeFor(ThemeChoice::Dark), &Theme::darkTheme());
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
