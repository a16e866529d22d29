// The typesetter: what it reads, where it puts things, what it paints.
#include "ui/formula/formula.h"
#include "ui/formula/formula_document.h"
#include "ui/formula/math_font.h"
#include "ui/formula/math_text.h"
#include "ui/formula/parser.h"
#include "ui/glossary/glossary.h"

#include <QImage>
#include <QPainter>
#include <QTest>
#include <QTextDocument>
#include <functional>

using namespace kamke::ui;
using formula::Box;
using formula::Role;

namespace {

Formula formulaOf(const char* source, Formula::Placement placement = Formula::Placement::Display) {
    const auto read = Formula::read(QString::fromUtf8(source), placement);
    if (!read)
        qFatal("%s", qPrintable(read.error()));
    return *read;
}

using Visitor = std::function<void(const Box& box, const QPointF& origin)>;
void visit(const Box& box, const QPointF& origin, const Visitor& visitor) {
    visitor(box, origin);
    for (const Box& child : box.children)
        visit(child, origin + child.at, visitor);
}

/// The first box of this role, with its origin.
std::optional<std::pair<Box, QPointF>> firstOf(const Formula& f, Role role) {
    std::optional<std::pair<Box, QPointF>> found;
    visit(f.box(), {}, [&](const Box& box, const QPointF& at) {
        if (!found && box.role == role)
            found.emplace(box, at);
    });
    return found;
}

/// Bounds of the ink of a box and everything in it, in its own coordinates.
QRectF inkOf(const Box& box) {
    QRectF ink = box.ink.boundingRect();
    for (const Box& child : box.children)
        if (const QRectF inside = inkOf(child); !inside.isEmpty())
            ink = ink.united(inside.translated(child.at));
    return ink;
}

/// All outlines of a box, in its holder's coordinates.
QPainterPath outlineOf(const Box& box) {
    QPainterPath path = box.ink;
    for (const Box& child : box.children)
        path.addPath(outlineOf(child));
    return path.translated(box.at);
}

QString overlapIn(const Box& box) {
    constexpr double touching = 0.09; // letters that lean reach into their neighbours' room
    for (std::size_t i = 0; i < box.children.size(); ++i)
        for (std::size_t j = i + 1; j < box.children.size(); ++j) {
            const Box &a = box.children[i], &b = box.children[j];
            // The sign of a root is around what stands under it.
            if (a.role == Role::RadicalSign || b.role == Role::RadicalSign)
                continue;
            const QRectF both = inkOf(a).translated(a.at) & inkOf(b).translated(b.at);
            // A subscript may be tucked in below a letter that leans.
            if (both.width() > touching && both.height() > touching && outlineOf(a).intersects(outlineOf(b)))
                return QStringLiteral("children %1 and %2 share %3 x %4 em")
                    .arg(i)
                    .arg(j)
                    .arg(both.width())
                    .arg(both.height());
        }
    for (const Box& child : box.children)
        if (const QString inside = overlapIn(child); !inside.isEmpty())
            return inside;
    return {};
}

QStringList glossaryFormulas() {
    QStringList all;
    for (const Term& term : Glossary::instance().terms())
        all += term.formulas + (term.symbol.isEmpty() ? QStringList() : QStringList(term.symbol));
    return all;
}

} // namespace

class TestFormula : public QObject {
    Q_OBJECT
private slots:
    void everyFormulaOfTheGlossaryKeepsItsPartsApart() {
        const QStringList all = glossaryFormulas();
        QVERIFY(all.size() > 100);
        for (const QString& source : all)
            for (const auto placement : {Formula::Placement::Inline, Formula::Placement::Display}) {
                const auto f = Formula::read(source, placement);
                QVERIFY2(f, f ? "" : qPrintable(f.error()));
                QVERIFY2(f->width() > 0 && f->ascent() > 0, qPrintable(source));
                const QString overlap = overlapIn(f->box());
                QVERIFY2(overlap.isEmpty(), qPrintable(source + QStringLiteral(": ") + overlap));
                // Its room holds its ink.
                const QRectF ink = f->path().boundingRect();
                QVERIFY2(
                    QRectF(0, -f->ascent(), f->width(), f->ascent() + f->descent())
                        .adjusted(-0.15, -0.08, 0.15, 0.08)
                        .contains(ink),
                    qPrintable(source));
            }
    }

    void fractionsStandAroundTheirBar() {
        const Formula f = formulaOf(R"(y + \frac{a_{ij} + x}{1 - g_{ii}})");
        const auto bar = firstOf(f, Role::FractionBar), over = firstOf(f, Role::Numerator),
                   under = firstOf(f, Role::Denominator);
        QVERIFY(bar && over && under);
        const QRectF line = inkOf(bar->first).translated(bar->second);
        const QRectF above = inkOf(over->first).translated(over->second),
                     below = inkOf(under->first).translated(under->second);
        QVERIFY(above.bottom() < line.top() - 0.03);
        QVERIFY(below.top() > line.bottom() + 0.03);
        QVERIFY(line.left() <= std::min(above.left(), below.left()));
        QVERIFY(line.right() >= std::max(above.right(), below.right()));
        // On the axis, where the plus has its bar, and each part in its middle.
        QVERIFY(std::abs(-line.center().y() - formula::MathFont::instance().axis()) < 1e-6);
        QVERIFY(std::abs(above.center().x() - line.center().x()) < 0.1);
        QVERIFY(std::abs(below.center().x() - line.center().x()) < 0.1);
    }

    void scriptsShrinkAndLeaveTheBaselineAlone() {
        const Formula f = formulaOf("x_{i_j}^{a^b}");
        const auto sub = firstOf(f, Role::Subscript), sup = firstOf(f, Role::Superscript),
                   base = firstOf(f, Role::Base);
        QVERIFY(sub && sup && base);
        QCOMPARE(base->second.y(), 0.0);
        QVERIFY(sub->second.y() > 0.1);
        QVERIFY(sup->second.y() < -0.2);
        QVERIFY(sub->first.size < 0.8 * base->first.size);
        double smallest = 1;
        visit(f.box(), {}, [&](const Box& box, const QPointF&) { smallest = std::min(smallest, box.size); });
        QVERIFY(smallest < sub->first.size);
        QVERIFY(smallest > 0.5); // still legible
    }

    void limitsGoBelowOnlyWhereThereIsRoom() {
        const Formula displayed = formulaOf(R"(\max_{i} x_i)");
        const auto below = firstOf(displayed, Role::Below);
        QVERIFY(below);
        const auto base = firstOf(displayed, Role::Base);
        QVERIFY(
            std::abs(below->second.x() + below->first.width / 2 - base->second.x() - base->first.width / 2) <
            1e-9);
        const Formula low = formulaOf(R"(\max_{i} x_i)", Formula::Placement::Inline);
        QVERIFY(!firstOf(low, Role::Below));
        QVERIFY(firstOf(low, Role::Subscript));
        QVERIFY(low.ascent() + low.descent() < displayed.ascent() + displayed.descent());
    }

    void bracketsStretch_data() {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        for (const auto& [l, r] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"(", ")"},
                 {"[", "]"},
                 {"\\{", "\\}"},
                 {"\\lceil", "\\rceil"},
                 {"\\lfloor", "\\rfloor"},
                 {"\\langle", "\\rangle"},
                 {"|", "|"},
                 {"\\|", "\\|"}})
            QTest::newRow(l) << QString(l) << QString(r);
    }
    void bracketsStretch() {
        QFETCH(QString, left);
        QFETCH(QString, right);
        const Formula tall = formulaOf(qPrintable(
            QStringLiteral("\\left%1 \\frac{\\frac{a}{b}}{\\frac{c}{d}} \\right%2").arg(left, right)));
        QList<QRectF> brackets;
        visit(tall.box(), {}, [&](const Box& box, const QPointF& at) {
            if (box.role == Role::Delimiter)
                brackets << inkOf(box).translated(at);
        });
        QCOMPARE(brackets.size(), 2);
        const double body = tall.ascent() + tall.descent();
        for (const QRectF& one : brackets)
            QVERIFY2(one.height() > 0.8 * body, qPrintable(QString::number(one.height())));
        // One mirrors the other.
        QVERIFY(std::abs(brackets[0].width() - brackets[1].width()) < 0.02);
        QVERIFY(brackets[0].right() < brackets[1].left());
    }

    void linesOverAndUnderDoNotTouchTheirLetter() {
        for (const char* source :
             {R"(\overline{x})", R"(\underline{x})", R"(\overline{y})", R"(\underline{y})", R"(\hat{x})",
              R"(\dot{x})", R"(\tilde{x})"}) {
            const Formula f = formulaOf(source);
            const auto mark = firstOf(f, Role::Accent), base = firstOf(f, Role::Base);
            QVERIFY(mark && base);
            const QRectF line = inkOf(mark->first).translated(mark->second),
                         letter = inkOf(base->first).translated(base->second);
            const double gap = std::max(letter.top() - line.bottom(), line.top() - letter.bottom());
            QVERIFY2(gap > 0.04 && gap < 0.2, source);
        }
    }

    void matricesHaveRowsAndColumns() {
        const Formula f = formulaOf(R"(\begin{pmatrix} a & -\frac{1}{4} \\ \frac{3}{4} & d \end{pmatrix})");
        QList<QPointF> centres;
        visit(f.box(), {}, [&](const Box& box, const QPointF& at) {
            if (box.role == Role::Cell)
                centres << at + QPointF(box.width / 2, 0);
        });
        QCOMPARE(centres.size(), 4);
        QCOMPARE(centres[0].y(), centres[1].y());
        QVERIFY(centres[2].y() > centres[0].y() + 0.9);
        QVERIFY(std::abs(centres[0].x() - centres[2].x()) < 1e-9);
        QVERIFY(centres[1].x() > centres[0].x() + 1);
    }

    void wrongFormulasSayWhatIsWrong_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown") << R"(a + \gloria)"
                                 << R"(\gloria is not known)";
        QTest::newRow("where") << R"(a + \gloria)"
                               << "character 5";
        QTest::newRow("open brace") << R"(\frac{a}{b)"
                                    << "missing";
        QTest::newRow("close brace") << "a}"
                                     << "without its beginning";
        QTest::newRow("no denominator") << R"(\frac{a})"
                                        << "denominator";
        QTest::newRow("two subscripts") << "a_b_c"
                                        << "two subscripts";
        QTest::newRow("nothing below") << "a_"
                                       << "subscript";
        QTest::newRow("no right") << R"(\left( a)"
                                  << R"(\right)";
        QTest::newRow("no delimiter") << R"(\left a b \right))"
                                      << "no delimiter";
        QTest::newRow("matrix without end") << R"(\begin{pmatrix} a)"
                                            << "pmatrix";
        QTest::newRow("unknown environment") << R"(\begin{tikz} a \end{tikz})"
                                             << "tikz";
        QTest::newRow("backslash") << "a\\"
                                   << "backslash";
        QTest::newRow("too deep") << QString(500, '{') << "deeply";
    }
    void wrongFormulasSayWhatIsWrong() {
        QFETCH(QString, source);
        QFETCH(QString, says);
        const auto f = Formula::read(source, Formula::Placement::Inline);
        QVERIFY(!f);
        QVERIFY2(f.error().contains(says), qPrintable(f.error()));
        QVERIFY(!f.error().contains('\n') && f.error().endsWith('.'));
    }

    void everyBeginningIsReadOrRefused() {
        int read = 0, refused = 0;
        for (const QString& source : glossaryFormulas())
            for (qsizetype length = 0; length < source.size(); ++length)
                (formula::parse(source.left(length)) ? read : refused) += 1;
        QVERIFY(read > 1000);
        QVERIFY(refused > 1000);
    }

    void saysItselfInPlainCharacters() {
        QCOMPARE(plainFormula(R"(\mu_\eta(A) < 1)"), QStringLiteral("μ_η(A) < 1"));
        QCOMPARE(plainFormula(R"(\frac{1}{1 - a_{ii}})"), QStringLiteral("1/(1 − a_{ii})"));
        QCOMPARE(plainFormula(R"(\lceil A \rceil \ge 0)"), QStringLiteral("⌈A⌉ ≥ 0"));
    }

    void isPaintedInTheColourAskedFor() {
        const Formula f = formulaOf(R"(\mathbf{M})");
        QImage image(200, 200, QImage::Format_RGB32);
        image.fill(Qt::black);
        QPainter painter(&image);
        f.paint(painter, {20, 160}, 150, QColor(250, 200, 10));
        painter.end();
        int inked = 0;
        for (int y = 0; y < 200; ++y)
            for (int x = 0; x < 200; ++x)
                inked += image.pixel(x, y) == qRgb(250, 200, 10);
        QVERIFY(inked > 1500);
        const QString svg = f.svg("M & words");
        QVERIFY(svg.contains("currentColor") && svg.contains("aria-label=\"M &amp; words\""));
    }

    /// Labels of plots: scripts are small, a subscript hangs below the baseline, a superscript stands above.
    void labelsHaveScripts() {
        const QFont font("DejaVu Sans", 20);
        const auto box = [&](const char* text) {
            return mathPath(QString::fromUtf8(text), font).boundingRect();
        };
        const QRectF x = box("x"), sub = box("x_x"), super = box("x^x");
        QVERIFY(sub.bottom() > x.bottom() + 1 && std::abs(sub.top() - x.top()) < 1);
        QVERIFY(super.top() < x.top() - 1 && std::abs(super.bottom() - x.bottom()) < 1);
        double width = 0;
        mathPath(QString::fromUtf8("‖I + hA‖_η"), font, &width);
        QCOMPARE(width, mathWidth(QString::fromUtf8("‖I + hA‖_η"), font));
        QVERIFY(width < QFontMetricsF(font).horizontalAdvance(QString::fromUtf8("‖I + hA‖η")));
        QCOMPARE(
            withoutScriptMarks(QString::fromUtf8("μ_η(A) of leaky_relu")),
            QString::fromUtf8("μη(A) of leaky_relu"));
        QCOMPARE(mathRuns(QStringLiteral("plain")).size(), 1);
    }

    /// The letters of a formula stand on the line of the words beside it, at every scale.
    void sitsOnTheBaselineOfTheWords() {
        for (const double points : {9.0, 14.0, 40.0}) {
            QTextDocument document;
            QFont font("DejaVu Sans");
            font.setPointSizeF(points);
            document.setDefaultFont(font);
            auto* object = new FormulaObject(&document);
            FormulaHtml page;
            page.html = QStringLiteral("<p>H&nbsp;&nbsp;%1</p>").arg(page.add("\\text{H}_{\\;}", false));
            object->setHtml(page);
            document.setTextWidth(1000);
            QImage image(1000, 200, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            document.drawContents(&painter);
            painter.end();
            // Columns with ink fall into two letters; each has its own lowest dark row.
            QList<int> lowest;
            bool inside = false;
            for (int x = 0; x < image.width(); ++x) {
                int low = -1;
                for (int y = 0; y < image.height(); ++y)
                    if (qGray(image.pixel(x, y)) < 110)
                        low = y;
                if (low >= 0 && !inside)
                    lowest << low;
                else if (low >= 0)
                    lowest.back() = std::max(lowest.back(), low);
                inside = low >= 0;
            }
            QVERIFY2(lowest.size() >= 2, qPrintable(QString::number(points)));
            QVERIFY2(
                std::abs(lowest.front() - lowest.back()) <= 1,
                qPrintable(
                    QStringLiteral("%1 pt: %2 and %3").arg(points).arg(lowest.front()).arg(lowest.back())));
            QVERIFY(object->plainText().contains('H'));
        }
    }
};

QTEST_MAIN(TestFormula)
#include "tst_formula.moc"
