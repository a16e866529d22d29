#include "ui/shell/handout_pdf.h"

#include "ui/formula/formula_document.h"
#include "ui/glossary/formula_view.h"
#include "ui/style/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QGuiApplication>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextTable>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr int resolution = 600; ///< dots per inch: the grid on which words are placed
constexpr double marginMm = 20, footMm = 10, halfLineMm = 1.3;

double dots(double mm) {
    return mm / 25.4 * resolution;
}

/// The page that the middle of a block's first line is on: its top may lie a rounding error before the page.
double pageOf(const QTextDocument& document, const QTextBlock& block, const QSizeF& page) {
    const QTextLayout* layout = block.layout();
    const QTextLine line = layout->lineCount() > 0 ? layout->lineAt(0) : QTextLine();
    const double middle = line.isValid() ? line.y() + line.height() / 2 : 0;
    return std::floor((document.documentLayout()->blockBoundingRect(block).top() + middle) / page.height());
}

void layOut(QTextDocument& document, const QSizeF& page) {
    document.setPageSize(QSizeF()); // else it keeps page breaks of what was there before
    document.setPageSize(page);
    document.documentLayout()->documentSize(); // lays out all of it
}

/// Headings at the foot of a page, and heads of tables there, go to the next one, where what they head is.
void keepHeadings(QTextDocument& document, const QSizeF& page) {
    const auto isHeading = [](const QTextBlock& block) { return block.blockFormat().headingLevel() > 0; };
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextTable* table = QTextCursor(block).currentTable();
        if (table && table->firstPosition() == block.position() && table->rows() > 1) {
            const QTextBlock second = table->cellAt(1, 0).firstCursorPosition().block();
            if (pageOf(document, block, page) != pageOf(document, second, page)) {
                QTextTableFormat format = table->format();
                format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
                table->setFormat(format);
                layOut(document, page);
            }
            continue;
        }
        if (!isHeading(block) || isHeading(block.previous()))
            continue;
        QTextBlock next = block.next();
        while (next.isValid() && isHeading(next))
            next = next.next();
        if (!next.isValid() || pageOf(document, block, page) == pageOf(document, next, page))
            continue;
        QTextBlockFormat format = block.blockFormat();
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        QTextCursor(block).setBlockFormat(format);
        layOut(document, page);
    }
}

} // namespace

void writeHandoutPdf(QIODevice* device) {
    QPdfWriter writer(device);
    writer.setResolution(resolution);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(QCoreApplication::translate("Handout", "Kamke: guide and glossary"));
    writer.setCreator(QCoreApplication::applicationName());
    const QSizeF paper(writer.width(), writer.height());
    const QSizeF page(paper.width() - 2 * dots(marginMm), paper.height() - 2 * dots(marginMm) - dots(footMm));

    const Theme& theme = Theme::light();
    QTextDocument document;
    document.setUndoRedoEnabled(false);
    document.setDocumentMargin(0);
    QFont font = QGuiApplication::font();
    font.setPointSizeF(9.5);
    document.setDefaultFont(font);
    document.documentLayout()->setPaintDevice(&writer);
    document.setDefaultStyleSheet(
        pageStyle(theme) +
        QStringLiteral("h1 { font-size: 20pt; } h2 { font-size: 13pt; margin-top: 26px; } "
                       "h3 { font-size: 10.5pt; margin-top: 16px; } code, pre { font-size: 8pt; }"));
    auto* formulas = new FormulaObject(&document);
    formulas->setColour(theme.text);
    FormulaHtml html;
    html.html =
        handoutBody([&html](const QString& source, bool displayed) { return html.add(source, displayed); });
    formulas->setHtml(html);
    layOut(document, page);
    keepHeadings(document, page);

    QPainter painter(&writer);
    const int pages = document.pageCount();
    for (int k = 0; k < pages; ++k) {
        if (k > 0)
            writer.newPage();
        painter.save();
        painter.translate(dots(marginMm), dots(marginMm) - k * page.height());
        QAbstractTextDocumentLayout::PaintContext context;
        const QRectF shown(0, k * page.height(), page.width(), page.height());
        // Lines that reach in by less than half their height belong to the neighbours of this page.
        context.clip = shown.adjusted(0, dots(halfLineMm), 0, -dots(halfLineMm));
        context.palette = theme.palette();
        painter.setClipRect(shown);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        QFont small = font;
        small.setPointSizeF(8);
        painter.setFont(small);
        painter.setPen(theme.faintText);
        painter.drawText(
            QRectF(dots(marginMm), paper.height() - dots(marginMm), page.width(), dots(footMm)),
            Qt::AlignHCenter | Qt::AlignTop, QString::number(k + 1));
    }
}

} // namespace kamke::ui
