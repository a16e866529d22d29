// The Markdown of the guide and the glossary: what is a table, what is emphasised, and every formula.
#include "ui/formula/formula.h"
#include "ui/formula/markdown.h"
#include "ui/glossary/glossary.h"
#include "ui/glossary/term_pages.h"
#include "ui/shell/guide.h"
#include "ui/shell/handout.h"
#include "ui/style/theme.h"

#include <QDir>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace kamke::ui;

namespace {

QString html(const QString& markdown) {
    MarkdownWriter writer;
    writer.formula = [](const QString& source, bool displayed) {
        return QStringLiteral("{%1|%2}").arg(source.toHtmlEscaped()).arg(displayed);
    };
    return writer.html(markdown);
}

QString paragraph(const QString& markdown) {
    return html(markdown).remove("<p>").remove("</p>").trimmed();
}

/// All pages of the guide and all entries of the glossary by their names.
QList<std::pair<QString, QString>> allPages() {
    QList<std::pair<QString, QString>> pages;
    for (const QString& topic : Guide::topics())
        pages << std::pair(topic, Guide::page(topic));
    for (const Term& term : Glossary::instance().terms())
        pages << std::pair(term.id, termMarkdown(Glossary::instance(), term, &Guide::title));
    return pages;
}

QString withoutCode(QString markdown) {
    static const QRegularExpression fenced(
        "^```.*?^```", QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression code("`[^`]*`");
    return markdown.remove(fenced).remove(code);
}

} // namespace

class TestGuidePages : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(ThemeChoice::Light); }
    void init() { QLocale::setDefault(QLocale::c()); }

    void knowsWhatTheGuideUses() {
        QCOMPARE(paragraph("α* = 1, **b** and *i*, μ_η"), "α* = 1, <b>b</b> and <i>i</i>, μ<sub>η</sub>");
        QCOMPARE(paragraph("2 * 3 * 4"), "2 * 3 * 4");
        QCOMPARE(paragraph("x* and (y*, z*)"), "x* and (y*, z*)");
        QCOMPARE(paragraph("**b α* b** *all of ε* it"), "<b>b α* b</b> <i>all of ε</i> it");
        QCOMPARE(paragraph("‖A‖_∞ and μ_∞(A) _"), "‖A‖<sub>∞</sub> and μ<sub>∞</sub>(A) _");
        QCOMPARE(paragraph("`a*b_c` $x_1$"), "<code>a*b_c</code> {x_1|0}");
        QCOMPARE(paragraph("[a b](files) <i>"), "<a href=\"files\">a b</a> &lt;i&gt;");
        QCOMPARE(paragraph("R&D &amp; a\\*b"), "R&amp;D &amp;amp; a\\*b");
        QCOMPARE(paragraph("leaky_relu, train_images_3"), "leaky_relu, train_images_3");
        QCOMPARE(html("$$a$$\n"), "<p class=\"formula\" align=\"center\">{a|1}</p>\n");
        QCOMPARE(html("- one\n  more\n- two\n").count("<li>"), 2);
        QVERIFY(html("# T\n\ntext\nmore\n").contains("<p>text more</p>"));
    }

    void formulasAreNoMarkup_data() {
        QTest::addColumn<QString>("line");
        for (const char* line :
             {"|A|v < v for ρ < 1", "|a| ≥ 1 it diverges", "|A| | |B|", "> 0 in every entry", "+ λ times it",
              "− 1 or less", "*-algebra", "_x", "= 0.2", "<b> is no tag"})
            QTest::newRow(line) << QString::fromUtf8(line);
    }
    /// In the middle of a paragraph and at its beginning.
    void formulasAreNoMarkup() {
        QFETCH(QString, line);
        for (const QString& markdown : {line + "\nmore", "words\n" + line + "\nmore", line}) {
            const QString out = html(markdown);
            QCOMPARE(out.count("<p>"), 1);
            QVERIFY2(
                !out.contains("<t") && !out.contains("<li") && !out.contains("<blockq") &&
                    !out.contains("<h") && !out.contains("<i>"),
                qPrintable(out));
        }
    }

    void barsOfFormulasPartNoCells() {
        const QString table = html("| a | b |\n|---|---|\n| $|A|$ | `x|y` |\n");
        QCOMPARE(table.count("<td>"), 2);
        QCOMPARE(table.count("<th>"), 2);
        QVERIFY2(table.contains("{|A||0}") && table.contains("<code>x|y</code>"), qPrintable(table));
    }

    void tablesAreWhereTheyAreMeant() {
        static const QRegularExpression ruler("^\\|[-|]+\\|$", QRegularExpression::MultilineOption);
        static const QRegularExpression row("<tr>.*?</tr>", QRegularExpression::DotMatchesEverythingOption);
        int tables = 0;
        for (const auto& [name, markdown] : allPages()) {
            const QString out = html(markdown);
            QCOMPARE(out.count("<table"), markdown.count(ruler));
            tables += static_cast<int>(out.count("<table"));
            // A cell that a bar has cut in two would be lost.
            const QStringList lines = markdown.split('\n');
            for (qsizetype k = 0; k < lines.size(); ++k)
                if (ruler.match(lines[k]).hasMatch())
                    for (qsizetype at = k - 1; at < lines.size() && lines[at].startsWith('|'); ++at) {
                        static const QRegularExpression sheltered("`[^`]*`|\\$[^$]*\\$");
                        const qsizetype bars = QString(lines[at]).remove(sheltered).count('|');
                        QVERIFY2(bars == lines[k].count('|'), qPrintable(name + ": " + lines[at]));
                    }
        }
        QVERIFY(tables > 15);
    }

    void everyFormulaSurvives() {
        static const QRegularExpression formula("\\$\\$?([^$]+)\\$\\$?");
        int formulas = 0;
        for (const auto& [name, markdown] : allPages()) {
            QStringList wanted, found;
            for (auto it = formula.globalMatch(withoutCode(markdown)); it.hasNext();)
                wanted << it.next().captured(1).simplified();
            MarkdownWriter writer;
            writer.formula = [&found](const QString& source, bool) {
                found << source;
                return QString();
            };
            const QString out = writer.html(markdown);
            QCOMPARE(found, wanted);
            for (const QString& source : found) {
                const auto read = Formula::read(source, Formula::Placement::Inline);
                QVERIFY2(read, qPrintable(name + ": " + (read ? QString() : read.error())));
            }
            formulas += static_cast<int>(found.size());
        }
        QVERIFY(formulas > 300);
    }

    /// Marks over letters are typeset: a printer's font may lack them or set them beside their letter.
    void noAccentsInPlainText() {
        for (const auto& [name, markdown] : allPages()) {
            static const QRegularExpression formula("\\$[^$]*\\$");
            static const QRegularExpression mark("[\\x{0300}-\\x{036F}]");
            const QString words = QString(markdown).remove(formula).normalized(QString::NormalizationForm_C);
            QVERIFY2(!words.contains(mark), qPrintable(name));
        }
    }

    /// No star is left over, and no word of a page is lost.
    void nothingIsLost() {
        static const QRegularExpression tag("<[^>]*>");
        static const QRegularExpression star("(?:^|\\s)\\*{1,2}\\w|\\w\\*{2}");
        static const QRegularExpression word(
            "\\b\\p{L}{4,}\\b", QRegularExpression::UseUnicodePropertiesOption);
        for (const auto& [name, markdown] : allPages()) {
            const QString words = html(markdown).remove(tag);
            QVERIFY2(!star.match(withoutCode(words)).hasMatch(), qPrintable(name + ": " + words));
            static const QRegularExpression target("\\]\\([^)]*\\)");
            for (auto it = word.globalMatch(QString(markdown).remove(target)); it.hasNext();)
                if (const QString each = it.next().captured(); !words.contains(each))
                    QFAIL(qPrintable(name + " has lost " + each));
        }
    }

    void numbersAreTheReaders() {
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(
            paragraph("ε is 0.5 in [0.25, 1], Theorem 3.1, section 6.1"),
            "ε is 0,5 in [0,25; 1], Theorem 3.1, section 6.1");
        QCOMPARE(paragraph("10,000 digits of `0.5`"), "10.000 digits of <code>0.5</code>");
        QVERIFY(plainFormula("\\alpha = 0.5").contains("0,5"));
        // The handout is a file, the same wherever it is written.
        const QString file = QDir(QDir::tempPath()).filePath("kamke-handout.html");
        QVERIFY(writeHandout(file));
        QFile page(file);
        QVERIFY(page.open(QIODevice::ReadOnly));
        QVERIFY(page.readAll().contains("0.01"));
        page.remove();
        QCOMPARE(QLocale().language(), QLocale::German);
    }
};

QTEST_MAIN(TestGuidePages)
#include "tst_guide_pages.moc"
