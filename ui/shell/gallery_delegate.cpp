#include "ui/shell/gallery_delegate.h"

#include "ui/formula/math_text.h"
#include "ui/shell/gallery_model.h"
#include "ui/style/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextDocument>

namespace kamke::ui {

namespace {

constexpr int padding = 10, sentenceLines = 6;

/// A sentence in lines of this width, with μ_η typeset; the last one ends with … where something is left
/// over.
void drawSentence(
    QPainter* painter, const QRect& rect, const QString& text, const QFont& font, const QColor& colour) {
    const QFontMetrics metrics(font, painter->device());
    QTextDocument document;
    document.setDocumentMargin(0);
    document.setDefaultFont(font);
    document.documentLayout()->setPaintDevice(painter->device());
    document.setHtml(mathHtml(text));
    document.setTextWidth(rect.width());
    QString shorter = text;
    while (document.size().height() > (sentenceLines + 0.5) * metrics.lineSpacing() &&
           shorter.contains(QLatin1Char(' '))) {
        shorter = shorter.first(shorter.lastIndexOf(QLatin1Char(' ')));
        document.setHtml(mathHtml(shorter + QStringLiteral(" …")));
    }
    painter->translate(rect.topLeft());
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, colour);
    document.documentLayout()->draw(painter, context);
}

} // namespace

void GalleryDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = currentTheme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(option.rect).adjusted(4.5, 4.5, -4.5, -4.5);
    const bool selected = option.state & QStyle::State_Selected,
               hovered = option.state & QStyle::State_MouseOver;
    painter->setPen(QPen(selected ? theme.accent : theme.cardBorder, selected ? 2 : 1));
    painter->setBrush(hovered && !selected ? theme.hover : theme.card);
    painter->drawRoundedRect(card, 6, 6);

    QRect inner = card.toRect().adjusted(padding, padding, -padding, -padding);
    const QRect picture(inner.topLeft(), QSize(inner.width(), pictureSize().height()));
    const auto image = index.data(Qt::DecorationRole).value<QImage>();
    if (image.isNull()) {
        painter->fillRect(picture, theme.plotGround);
        painter->setPen(theme.faintText);
        painter->drawText(picture, Qt::AlignCenter, tr("drawing…"));
    } else {
        painter->drawImage(picture, image);
    }
    inner.setTop(picture.bottom() + padding);
    QFont bold = option.font;
    bold.setBold(true);
    painter->setFont(bold);
    painter->setPen(theme.text);
    const QFontMetrics metrics(bold, painter->device());
    const QString name =
        metrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, inner.width());
    painter->drawText(inner.left(), inner.top() + metrics.ascent(), name);
    inner.setTop(inner.top() + metrics.lineSpacing());
    painter->setFont(option.font);
    painter->setPen(theme.faintText);
    painter->drawText(
        inner.left(), inner.top() + metrics.ascent(), index.data(GalleryModel::ShapeRole).toString());
    inner.setTop(inner.top() + metrics.lineSpacing() + 2);
    drawSentence(
        painter, inner, index.data(GalleryModel::DescriptionRole).toString(), option.font, theme.text);
    painter->restore();
}

QSize GalleryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    const QFontMetrics metrics(option.font);
    return {
        pictureSize().width() + 2 * padding + 10,
        pictureSize().height() + 3 * padding + 14 + (2 + sentenceLines) * metrics.lineSpacing()};
}

} // namespace kamke::ui
