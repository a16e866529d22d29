// The real window against the glossary: what names a term names one that exists, and what speaks of a symbol
// or a method in its tooltip leads to its term.
#include "core/certify/certificates.h"
#include "core/certify/methods.h"
#include "core/solve/iterations.h"
#include "settle_events.h"
#include "ui/files/resource_files.h"
#include "ui/formula/formula.h"
#include "ui/glossary/glossary.h"
#include "ui/glossary/term.h"
#include "ui/shell/workspaces.h"
#include "ui/widgets/term_tips.h"
#include "ui/workspaces/contraction/figure.h"
#include "ui/workspaces/workspace_page.h"
#include "window_fixture.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QLabel>
#include <QRegularExpression>
#include <QTabBar>

using namespace kamke;
using namespace kamke::ui;

namespace {

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

/// What a tooltip says when it speaks of a term: symbols with a Greek letter or an accent, and the labels of
/// methods, certificates and iterations.
QRegularExpression wordsOfTheGlossary() {
    QStringList words;
    const auto isSymbol = [](const QString& word) {
        return word.size() <= 8 && !word.contains(u' ') &&
               std::any_of(word.begin(), word.end(), [](QChar c) { return c.unicode() >= 0x370; });
    };
    for (const Term& term : Glossary::instance().terms())
        for (const QString& word : term.also + QStringList(plainFormula(term.symbol)))
            if (isSymbol(word))
                words << word;
    for (const Method& method : methods())
        words << text(method.label);
    for (const Certificate& certificate : certificates())
        words << text(certificate.label);
    for (const FixedPointIteration& iteration : iterations())
        words << text(iteration.label);
    words.removeDuplicates();
    // The longest first, whole words only.
    std::sort(words.begin(), words.end(), [](const QString& a, const QString& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    for (QString& word : words)
        word = QRegularExpression::escape(word);
    return QRegularExpression(
        QStringLiteral("(?<![\\p{L}\\p{N}_-])(%1)(?![\\p{L}\\p{N}_-])").arg(words.join(u'|')),
        QRegularExpression::UseUnicodePropertiesOption);
}

/// Where it is, for a failure.
QString pathOf(const QObject* object) {
    QStringList names;
    for (; object && names.size() < 4; object = object->parent())
        names.prepend(QLatin1String(object->metaObject()->className()) + u' ' + object->objectName());
    return names.join(QStringLiteral(" > "));
}

class Walk {
public:
    /// All that hangs below a page of the window.
    void visit(QWidget* root) {
        QList<QObject*> all = root->findChildren<QObject*>();
        all.prepend(root);
        for (QObject* each : all) {
            note(termOf(each), each);
            if (auto* view = qobject_cast<QAbstractItemView*>(each))
                visitModel(view);
            if (auto* widget = qobject_cast<QWidget*>(each))
                checkTooltip(widget);
        }
    }
    QSet<QString> terms;
    QStringList unknown, silent;

private:
    void note(const QString& id, const QObject* where) {
        if (id.isEmpty())
            return;
        terms.insert(id);
        if (!Glossary::instance().find(id))
            unknown << id + QStringLiteral(" of ") + pathOf(where);
    }
    void visitModel(QAbstractItemView* view) {
        const QAbstractItemModel* model = view->model();
        // Pictures of digits are many, and all alike.
        const int rows = model ? std::min(model->rowCount(), 60) : 0;
        for (int row = 0; row < rows; ++row) {
            QStringList tooltips;
            bool any = false;
            for (int column = 0; column < model->columnCount(); ++column) {
                const QModelIndex index = model->index(row, column);
                const QString term = index.data(TermRole).toString();
                note(term, view);
                any = any || !term.isEmpty();
                tooltips << index.data(Qt::ToolTipRole).toString();
            }
            // The numbers of a row whose name leads to the glossary need not do so, too.
            if (!any)
                hear(tooltips.join(u' '), view);
        }
        if (const auto* header = qobject_cast<QHeaderView*>(view))
            for (int section = 0; section < std::min(header->count(), 60); ++section) {
                const auto data = [&](int role) {
                    return model->headerData(section, header->orientation(), role).toString();
                };
                note(data(TermRole), view);
                if (data(TermRole).isEmpty())
                    hear(data(Qt::ToolTipRole), view);
            }
    }
    void checkTooltip(QWidget* widget) {
        // What is too long for its label is no explanation.
        const auto* label = qobject_cast<QLabel*>(widget);
        if (label &&
            (label->objectName() == QStringLiteral("cardSubtitle") || label->text() == label->toolTip()))
            return;
        if (!widget->toolTip().isEmpty() && termAt(widget, widget->rect().center()).isEmpty())
            hear(widget->toolTip(), widget);
    }
    void hear(const QString& tooltip, const QObject* where) {
        if (const auto match = words_.match(tooltip); match.hasMatch())
            silent << QStringLiteral("%1 in \"%2\" of %3").arg(match.captured(), tooltip, pathOf(where));
    }

    QRegularExpression words_ = wordsOfTheGlossary();
};

} // namespace

class TestWindowTerms : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { prepareTests(); }

    void theWordsAreFound() {
        const QRegularExpression words = wordsOfTheGlossary();
        QVERIFY(words.isValid());
        QCOMPARE(words.match("the step α* of it").captured(), "α*");
        QCOMPARE(words.match("boxes of MM-C, too").captured(), "MM-C");
        QVERIFY(!words.match("the hammMM of it").hasMatch());
    }

    void everyTermOfTheWindowIsInTheGlossary() {
        WindowFixture f;
        QVERIFY(f.settle());
        Walk walk;
        MainWindow& w = f.window;
        const auto edit = [&](const std::function<void(ExplorerState&)>& change) {
            ExplorerState next = w.store()->state();
            change(next);
            w.store()->apply("Prepare", next);
            settleEvents();
        };
        for (const QString& id : workspaceIds()) {
            if (id == "digits")
                for (const QString& file : galleryFiles())
                    if (file.endsWith("/nemon_mnist.h5"))
                        w.openAtStart(file);
            w.store()->setWorkspace(id);
            QTest::qWait(id == "digits" ? 1500 : 300);
            QWidget* page = w.workspaces()->page(id);
            QVERIFY2(page && page->isVisible(), qPrintable(id));
            walk.visit(page);
            if (id == "contraction")
                for (const FigureRow& row : figureRows()) {
                    edit([&](ExplorerState& s) { s.contraction.figure = QLatin1String(row.id); });
                    walk.visit(page);
                }
            if (id == "convergence")
                for (const char* figure : {"widths", "alpha", "eta"}) {
                    edit([&](ExplorerState& s) { s.convergence.figure = QLatin1String(figure); });
                    walk.visit(page);
                }
        }
        walk.visit(&w);
        QVERIFY2(walk.unknown.isEmpty(), qPrintable(walk.unknown.join('\n')));
        walk.silent.removeDuplicates();
        for (const QString& line : walk.silent)
            qWarning().noquote() << line;
        QVERIFY2(walk.silent.isEmpty(), qPrintable(walk.silent.join('\n')));

        // What the workspaces that teach are about is connected.
        QStringList expected{"alpha",         "alpha-star",         "eta",
                             "mu-eta",        "residual",           "embedding",
                             "balls",         "contraction-factor", "flow",
                             "euler-step",    "equilibrium",        "matrix-measure",
                             "embedded-flow", "southeast-order",    "order-preserving",
                             "self-loop",     "iterations-needed",  "contraction-rate"};
        for (const FixedPointIteration& iteration : iterations())
            expected << text(iteration.id);
        for (const QString& id : expected)
            QVERIFY2(walk.terms.contains(id), qPrintable(id));
    }
};

QTEST_MAIN(TestWindowTerms)
#include "tst_window_terms.moc"
