#include "ui/widgets/cell_delegate.h"

#include "ui/formula/math_text.h"
#include "ui/widgets/tabular_text.h"

#include <QAbstractItemView>
#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QLineEdit>
#include <QPainter>
#include <QTextDocument>
#include <cmath>

namespace kamke::ui {

namespace {

/// Whether the text has neither sub- nor superscripts nor anything else that takes a document to lay out.
/// Nearly all cells are of this kind, and a table that follows a drag has dozens of them in every frame.
bool isPlain(const QString& text) {
    return mathHtml(text) == text;
}

bool isTwoLines(const QFontMetricsF& metrics, const QRectF& rect) {
    return rect.height() >= 1.8 * metrics.height();
}

/// Lays the text out as one line, or as two where the cell is tall enough; what does not fit is elided. False
/// when something was.
bool layOut(QTextDocument& document, const QString& text, const QFont& font, const QRectF& rect) {
    const QFontMetricsF metrics(font);
    document.setDocumentMargin(0);
    document.setDefaultFont(font);
    document.setHtml(mathHtml(text));
    if (!isTwoLines(metrics, rect)) {
        const bool fits = document.idealWidth() <= rect.width() + 0.5;
        // Beginning and end tell names apart that share one of them.
        if (!fits)
            document.setHtml(mathHtml(metrics.elidedText(text, Qt::ElideMiddle, rect.width())));
        return fits;
    }
    document.setTextWidth(rect.width());
    QString shorter = text;
    while (document.size().height() > rect.height() + 1 && shorter.contains(QLatin1Char(' '))) {
        shorter = shorter.first(shorter.lastIndexOf(QLatin1Char(' ')));
        document.setHtml(mathHtml(shorter + QStringLiteral(" …")));
    }
    return shorter.size() == text.size();
}

bool fits(const QFontMetricsF& metrics, const QString& text, const QRectF& rect) {
    return metrics.horizontalAdvance(text) <= rect.width() + 0.5;
}

/// Where paint() puts the text.
QRectF textRect(const QStyle& style, const QStyleOptionViewItem& cell) {
    return QRectF(style.subElementRect(QStyle::SE_ItemViewItemText, &cell, cell.widget))
        .adjusted(1, 0, -1, 0);
}

} // namespace

void CellDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    const QRectF inner = textRect(*style, cell);
    const QString text = std::exchange(cell.text, QString());
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    if (text.isEmpty())
        return;

    const QVariant ink = index.data(Qt::ForegroundRole);
    const QColor colour = ink.isValid() ? ink.value<QColor>() : cell.palette.color(QPalette::Text);
    painter->save();
    painter->setFont(cell.font);
    painter->setPen(colour);
    const QFontMetricsF metrics(cell.font);
    if (cell.displayAlignment & Qt::AlignRight) {
        drawTabular(*painter, inner, text);
    } else if (!isTwoLines(metrics, inner) && isPlain(text)) {
        painter->drawText(
            inner,
            static_cast<int>(
                Qt::AlignVCenter | Qt::TextSingleLine | (cell.displayAlignment & Qt::AlignHCenter)),
            fits(metrics, text, inner) ? text : metrics.elidedText(text, Qt::ElideMiddle, inner.width()));
    } else {
        QTextDocument document;
        layOut(document, text, cell.font, inner);
        const qreal slack =
            cell.displayAlignment & Qt::AlignHCenter ? (inner.width() - document.idealWidth()) / 2 : 0;
        painter->setClipRect(inner.adjusted(-1, 0, 1, 0));
        painter->translate(inner.left() + slack, inner.center().y() - document.size().height() / 2);
        QAbstractTextDocumentLayout::PaintContext context;
        context.palette.setColor(QPalette::Text, colour);
        document.documentLayout()->draw(painter, context);
    }
    painter->restore();
}

bool CellDelegate::cuts(const QAbstractItemView& view, const QModelIndex& index) const {
    QStyleOptionViewItem cell;
    cell.initFrom(&view);
    cell.widget = &view;
    cell.rect = view.visualRect(index);
    initStyleOption(&cell, index);
    if (cell.text.isEmpty() || cell.rect.isEmpty())
        return false;
    const QRectF inner = textRect(*view.style(), cell);
    const QFontMetricsF metrics(cell.font);
    if (cell.displayAlignment & Qt::AlignRight)
        return tabularWidth(metrics, cell.text) > inner.width() + 0.5;
    if (!isTwoLines(metrics, inner) && isPlain(cell.text))
        return !fits(metrics, cell.text, inner);
    QTextDocument document;
    return !layOut(document, cell.text, cell.font, inner);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (const QVariant asked = index.data(Qt::SizeHintRole); asked.isValid())
        return asked.toSize();
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QFontMetricsF metrics(cell.font);
    qreal drawn = 0;
    if (cell.displayAlignment & Qt::AlignRight) {
        drawn = tabularWidth(metrics, cell.text);
    } else if (isPlain(cell.text)) {
        drawn = metrics.horizontalAdvance(cell.text);
    } else {
        QTextDocument document;
        document.setDocumentMargin(0);
        document.setDefaultFont(cell.font);
        document.setHtml(mathHtml(cell.text));
        drawn = document.idealWidth();
    }
    // What is around the text is that of any text; a short one is measured sooner.
    if (!cell.text.isEmpty())
        cell.text = QStringLiteral("0");
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    QSize size = style->sizeFromContents(QStyle::CT_ItemViewItem, &cell, QSize(), cell.widget);
    // The style measured the text with two focus margins, which are not drawn here.
    const int margins = 2 * style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, cell.widget);
    size.rwidth() += static_cast<int>(std::ceil(drawn - metrics.horizontalAdvance(cell.text))) - margins;
    return size;
}

QWidget*
CellDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const {
    auto* edit = new QLineEdit(parent);
    edit->setAlignment(Qt::AlignRight);
    edit->setFrame(false);
    edit->setAccessibleName(index.data(Qt::AccessibleTextRole).toString());
    return edit;
}

void CellDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const {
    // Leaving an editor that was only looked at must not touch the value.
    if (auto* edit = qobject_cast<QLineEdit*>(editor);
        edit && edit->text() != index.data(Qt::EditRole).toString())
        model->setData(index, edit->text());
}

} // namespace kamke::ui
