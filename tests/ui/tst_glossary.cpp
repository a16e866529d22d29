// The glossary as data and in the window of the guide.
#include "core/certify/certificates.h"
#include "core/certify/methods.h"
#include "core/model/conditions.h"
#include "core/solve/iterations.h"
#include "ui/formula/parser.h"
#include "ui/glossary/formula_view.h"
#include "ui/glossary/glossary.h"
#include "ui/glossary/term_ids.h"
#include "ui/glossary/term_pages.h"
#include "ui/shell/guide.h"
#include "ui/style/theme.h"

#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace kamke;
using namespace kamke::ui;

namespace {

const QString folder = QStringLiteral(KAMKE_SOURCE_DIR "/resources/glossary");

/// A copy of the glossary in which one file is changed.
QString changed(const QTemporaryDir& dir, const QString& name, const std::function<void(QString&)>& edit) {
    for (const QString& file : QDir(folder).entryList({"*.md"}))
        if (!QFile::exists(dir.filePath(file)))
            QFile::copy(folder + u'/' + file, dir.filePath(file));
    QFile file(dir.filePath(name));
    file.setPermissions(file.permissions() | QFile::WriteOwner);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    file.close();
    edit(text);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(text.toUtf8());
    return dir.path();
}

} // namespace

class TestGlossary : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(ThemeChoice::Light); }

    void isReadWholeAndSaysEverything() {
        const auto read = Glossary::readFolder(folder);
        QVERIFY2(read, read ? "" : qPrintable(read.error()));
        QVERIFY(read->terms().size() >= 100);
        for (const Term& term : read->terms()) {
            const char* id = qPrintable(term.id);
            QVERIFY2(!term.formulas.isEmpty() && !term.citations.isEmpty(), id);
            QVERIFY2(term.says.endsWith('.') && term.says.size() < 190, id);
            QVERIFY2(!term.says.contains('$') && !term.says.contains('\\'), id);
            QVERIFY2(!term.seeTerms.isEmpty() || !term.seePages.isEmpty(), id);
            QVERIFY2(!term.seeTerms.contains(term.id), id);
        }
        // What is compiled in is what lies there.
        for (const Term& term : read->terms())
            QVERIFY2(Glossary::instance().find(term.id), qPrintable(term.id));
    }

    /// Equation numbers exist in the paper that is cited.
    void citedEquationsAreInThePapers() {
        const QString papers = QStringLiteral(KAMKE_SOURCE_DIR "/../shared/papers/");
        if (!QDir(papers).exists())
            QSKIP("the papers are not here");
        const QHash<QString, QString> files{
            {"nemon", "nemon.txt"},
            {"mixed", "mixed-monotone-contractive.txt"},
            {"ibp-mondeq", "ibp-mondeq.txt"},
            {"semialgebraic", "semialgebraic-mondeq.txt"}};
        const QRegularExpression number("\\(([A-Z]?\\.?\\d+(?:\\.\\d+)?)\\)");
        int checked = 0;
        for (const Term& term : Glossary::instance().terms())
            for (const Citation& citation : term.citations) {
                if (!files.contains(citation.source))
                    continue;
                QFile file(papers + files[citation.source]);
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QString text = QString::fromUtf8(file.readAll());
                for (auto it = number.globalMatch(citation.place); it.hasNext(); ++checked) {
                    const QString tag = it.next().captured(1);
                    QVERIFY2(
                        text.contains("(" + tag + ")") || text.contains("\\tag{" + tag + "}"),
                        qPrintable(term.id + ": " + citation.source + " (" + tag + ")"));
                }
                static const QRegularExpression named(
                    "(Theorem|Corollary|Lemma|Proposition|Remark)s? (\\d+(\\.\\d+)?)");
                for (auto it = named.globalMatch(citation.place); it.hasNext(); ++checked) {
                    const QString what = it.next().captured(0).replace("Theorems", "Theorem");
                    QVERIFY2(text.contains(what), qPrintable(term.id + ": " + what));
                }
            }
        QVERIFY(checked > 60);
    }

    void ownPagesAreInTheGuide() {
        QStringList titles;
        for (const QString& topic : Guide::topics())
            titles << Guide::title(topic);
        for (const Term& term : Glossary::instance().terms()) {
            for (const Citation& citation : term.citations)
                if (citation.source == "kamke")
                    QVERIFY2(titles.contains(citation.place), qPrintable(term.id + ": " + citation.place));
            for (const QString& page : term.seePages)
                QVERIFY2(Guide::topics().contains(page), qPrintable(term.id + ": " + page));
        }
    }

    void everyRowOfTheListsHasATerm() {
        const Glossary& glossary = Glossary::instance();
        for (const Method& method : methods())
            QVERIFY2(glossary.find(methodTerm(method)), method.id.data());
        for (const Certificate& certificate : certificates())
            QVERIFY2(glossary.find(certificateTerm(certificate)), certificate.id.data());
        for (const FixedPointIteration& iteration : iterations())
            QVERIFY2(glossary.find(QString::fromStdString(std::string(iteration.id))), iteration.id.data());
        for (const Condition& condition : wellPosednessConditions(Matrix::Identity(2, 2) / 2).rows)
            QVERIFY2(glossary.find(conditionTerm(condition)), condition.id.c_str());
    }

    void guidePagesLeadSomewhere() {
        for (const QString& topic : Guide::topics()) {
            QStringList targets;
            MarkdownWriter writer;
            writer.formula = [](const QString& source, bool) {
                const auto read = formula::parse(source);
                return read ? QString() : QStringLiteral("WRONG ") + read.error();
            };
            writer.link = [&](const QString& target) {
                targets << target;
                return target;
            };
            const QString page = Guide::page(topic);
            QVERIFY2(!page.isEmpty(), qPrintable(topic));
            QVERIFY2(!Guide::title(topic).isEmpty(), qPrintable(topic));
            const QString html = writer.html(page);
            QVERIFY2(!html.contains("WRONG"), qPrintable(topic + ": " + html));
            for (const QString& target : targets)
                QVERIFY2(
                    target.startsWith("term:") ? Glossary::instance().find(target.mid(5)) != nullptr
                                               : Guide::topics().contains(QString(target).remove("guide:")),
                    qPrintable(topic + ": " + target));
        }
    }

    void mistakesAreToldWithFileAndLine_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("says");
        QTest::newRow("formula") << "formula: u \\in"
                                 << "formula: u \\inn"
                                 << "\\inn is not known";
        QTest::newRow("key") << "symbol: u\n"
                             << "sign: u\n"
                             << "\"sign\" is not known";
        QTest::newRow("no sentence")
            << "says: The vector that the network is given; for a digit, its pixels.\n"
            << ""
            << "input has no \"says:\"";
        QTest::newRow("source") << "source: nemon (11)\nsee: raw-units"
                                << "source: nobody (11)\nsee: raw-units"
                                << "\"nobody (11)\"";
        QTest::newRow("see") << "see: raw-units, input-box"
                             << "see: raw-unit, input-box"
                             << "raw-unit, which is no term";
        QTest::newRow("twice") << "## raw-units"
                               << "## input"
                               << "the id input is taken by network.md, line";
        QTest::newRow("id") << "## raw-units"
                            << "## Raw units"
                            << "\"Raw units\" is no id";
        QTest::newRow("no key") << "symbol: u\n"
                                << "the symbol is u\n"
                                << "is not \"key: value\"";
        QTest::newRow("in the text") << "The network sees $u$"
                                     << "The network sees $\\u$"
                                     << "\\u is not known";
    }
    void mistakesAreToldWithFileAndLine() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, says);
        const QTemporaryDir dir;
        const QString where = changed(dir, "network.md", [&](QString& text) {
            QVERIFY2(text.contains(from), qPrintable(from));
            text.replace(text.indexOf(from), from.size(), to);
        });
        const auto read = Glossary::readFolder(where);
        QVERIFY(!read);
        QVERIFY2(read.error().contains(says), qPrintable(read.error()));
        QVERIFY2(read.error().contains("network.md, line "), qPrintable(read.error()));
        QVERIFY(!read.error().contains('\n'));
    }
    void aMissingFileIsNamed() {
        const QTemporaryDir dir;
        const QString where = changed(dir, "network.md", [](QString&) {});
        QVERIFY(QFile::remove(dir.filePath("attacks.md")));
        const auto read = Glossary::readFolder(where);
        QVERIFY(!read && read.error().contains("attacks.md"));
    }

    void theGuideShowsTermsAndFollowsLinks() {
        Guide guide;
        guide.openTerm("alpha-star");
        QVERIFY(guide.isVisible());
        QCOMPARE(guide.term(), "alpha-star");
        QVERIFY(guide.topic().isEmpty());
        auto* page = guide.findChild<FormulaView*>("guide.page");
        QVERIFY(page->words().contains("Largest safe step"));
        QVERIFY(page->words().contains("NEMON paper, Theorem 2 (ii)"));
        // Another name of a term leads to it, an unknown one nowhere.
        guide.openTerm("nemon-eta-1");
        QCOMPARE(guide.term(), "nemon");
        guide.openTerm("nothing");
        QCOMPARE(guide.term(), "nemon");
        emit page->anchorClicked(QUrl("term:eta"));
        QCOMPARE(guide.term(), "eta");
        emit page->anchorClicked(QUrl("guide:inputs"));
        QCOMPARE(guide.topic(), "inputs");
        QCOMPARE(guide.findChild<QTabBar*>()->currentIndex(), 0);
        // Links between pages name the topic alone.
        guide.openTopic("digits");
        emit page->anchorClicked(QUrl("files"));
        QCOMPARE(guide.topic(), "files");
        const auto buttons = guide.findChildren<QToolButton*>();
        const auto named = [&](const char* name) {
            for (QToolButton* button : buttons)
                if (button->accessibleName() == name)
                    return button;
            return static_cast<QToolButton*>(nullptr);
        };
        named("Back")->click();
        QCOMPARE(guide.topic(), "digits");
        named("Back")->click();
        QCOMPARE(guide.topic(), "inputs");
        named("Back")->click();
        QCOMPARE(guide.term(), "eta");
        named("Forward")->click();
        QCOMPARE(guide.topic(), "inputs");
        named("Forward")->click();
        QCOMPARE(guide.topic(), "digits");
        QVERIFY(named("Forward")->isEnabled());
    }

    void searchFindsSymbolsAndWords() {
        Guide guide;
        guide.openTerm({});
        auto* search = guide.findChild<QLineEdit*>("guide.search");
        auto* list = guide.findChild<QListWidget*>("guide.list");
        const auto found = [&](const QString& needle) {
            search->setText(needle);
            QStringList names;
            for (int row = 0; row < list->count(); ++row)
                names << list->item(row)->text();
            return names.join('|');
        };
        QVERIFY(list->count() > 100);
        QVERIFY(found("α*").contains("Largest safe step"));
        QVERIFY(found("MM-C").contains("Relative classifier"));
        QVERIFY(found("krasnosel").contains("Average iteration"));
        QVERIFY(found("ρ(|A|)").contains("Spectral radius"));
        QVERIFY(found("no such thing").isEmpty());
    }

    void pagesFollowTheTheme() {
        Guide guide;
        guide.openTerm("mu-eta");
        guide.resize(900, 640);
        const auto darkest = [&] {
            const QImage image = guide.findChild<FormulaView*>("guide.page")->viewport()->grab().toImage();
            int dark = 255;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    dark = std::min(dark, qGray(image.pixel(x, y)));
            return dark;
        };
        QVERIFY(darkest() < 60);
        applyTheme(ThemeChoice::Dark);
        const QImage image = guide.findChild<FormulaView*>("guide.page")->viewport()->grab().toImage();
        int brightest = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                brightest = std::max(brightest, qGray(image.pixel(x, y)));
        QVERIFY(brightest > 200);
        applyTheme(ThemeChoice::Light);
    }
};

QTEST_MAIN(TestGlossary)
#include "tst_glossary.moc"
