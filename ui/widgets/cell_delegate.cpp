#include "widgets/cell_delegate.h"

#include "models/verdict_text.h"
#include "widgets/tabular_text.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QLineEdit>
#include <QPainter>
#include <QTextDocument>
#include <cmath>

namespace kamke::ui {

namespace {

/// The sentence wraps when the cell is tall enough for two lines, else it is elided.
void layOut(QTextDocument& document, const QString& text, const QFont& font, const QRectF& rect) {
    const QFontMetricsF metrics(font);
    document.setDocumentMargin(0);
    document.setDefaultFont(font);
    if (rect.height() >= 1.8 * metrics.height()) {
        document.setHtml(mathHtml(text));
        document.setTextWidth(rect.width());
        return;
    }
    document.setHtml(mathHtml(text));
    if (document.idealWidth() > rect.width() + 0.5)
        document.setHtml(mathHtml(metrics.elidedText(text, Qt::ElideRight, rect.width())));
}

} // namespace

void CellDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    const QRectF rect = style->subElementRect(QStyle::SE_ItemViewItemText, &cell, cell.widget);
    const QString text = std::exchange(cell.text, QString());
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    if (text.isEmpty())
        return;

    const QVariant ink = index.data(Qt::ForegroundRole);
    const QColor colour = ink.isValid() ? ink.value<QColor>() : cell.palette.color(QPalette::Text);
    const qreal margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, cell.widget) + 1;
    const QRectF inner = rect.adjusted(margin, 0, -margin, 0);
    painter->save();
    painter->setFont(cell.font);
    painter->setPen(colour);
    if (cell.displayAlignment & Qt::AlignRight) {
        drawTabular(*painter, inner, text);
    } else {
        QTextDocument document;
        layOut(document, text, cell.font, inner);
        const qreal slack =
            cell.displayAlignment & Qt::AlignHCenter ? (inner.width() - document.idealWidth()) / 2 : 0;
        painter->setClipRect(rect);
        painter->translate(inner.left() + slack, inner.center().y() - document.size().height() / 2);
        QAbstractTextDocumentLayout::PaintContext context;
        context.palette.setColor(QPalette::Text, colour);
        document.documentLayout()->draw(painter, context);
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (cell.displayAlignment & Qt::AlignRight) {
        const QFontMetricsF metrics(cell.font);
        const qreal more = tabularWidth(metrics, cell.text) - metrics.horizontalAdvance(cell.text);
        size.rwidth() += static_cast<int>(std::ceil(std::max(0.0, more))) + 2;
    }
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
