#include "ui/workspaces/digits/digit_delegate.h"

#include "ui/workspaces/digits/digit_list_model.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <algorithm>

namespace kamke::ui {

namespace {

constexpr int cellWidth = 66, cellHeight = 72, cellGap = 3, padding = 5, barHeight = 5;

/// Ink on paper in the colours of the theme.
QImage inked(QImage grey, const Theme& theme) {
    grey.reinterpretAsFormat(QImage::Format_Indexed8);
    QList<QRgb> colours(256);
    const auto mix = [](int paper, int ink, int value) { return paper + (ink - paper) * value / 255; };
    for (int value = 0; value < 256; ++value)
        colours[value] = qRgb(
            mix(theme.card.red(), theme.text.red(), value),
            mix(theme.card.green(), theme.text.green(), value),
            mix(theme.card.blue(), theme.text.blue(), value));
    grey.setColorTable(colours);
    return grey;
}

/// In the corner: what the network reads where it is wrong.
void drawReading(QPainter* painter, const QRectF& cell, QFont font, const QString& reading) {
    font.setPointSizeF(0.85 * font.pointSizeF());
    font.setBold(true);
    const QRectF corner = cell.adjusted(padding, 2, -padding, 0);
    painter->setFont(font);
    painter->setPen(DigitDelegate::verdictColour(Known::Misread, currentTheme()));
    painter->drawText(
        corner, Qt::AlignTop | Qt::AlignRight,
        QFontMetricsF(font).elidedText(reading, Qt::ElideRight, corner.width()));
}

} // namespace

QColor DigitDelegate::verdictColour(Known verdict, const Theme& theme) {
    switch (verdict) {
    case Known::Proved:
        return theme.good;
    case Known::Unknown:
        return theme.samples;
    case Known::Broken:
        return theme.bad;
    case Known::Misread:
        return theme.attack;
    case Known::NotYet:
        break;
    }
    return theme.cardBorder;
}

void DigitDelegate::drawVerdict(QPainter* painter, const QRectF& bar, Known verdict, const Theme& theme) {
    const QColor colour = verdictColour(verdict, theme);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    const auto pieces = [&](int count, double share) {
        const double step = bar.width() / (count - 1 + share);
        for (int i = 0; i < count; ++i)
            painter->drawRoundedRect(
                QRectF(bar.left() + i * step, bar.top(), share * step, bar.height()), 1.5, 1.5);
    };
    switch (verdict) {
    case Known::Proved:
        painter->drawRoundedRect(bar, 2, 2);
        break;
    case Known::Unknown:
        pieces(3, 0.75);
        break;
    case Known::Misread:
        pieces(7, 0.55);
        break;
    case Known::Broken: {
        const double cross = bar.height() * 1.6, middle = bar.center().x();
        painter->drawRoundedRect(bar.adjusted(0, 0, -(bar.width() + 1.7 * cross) / 2, 0), 2, 2);
        painter->drawRoundedRect(bar.adjusted((bar.width() + 1.7 * cross) / 2, 0, 0, 0), 2, 2);
        painter->setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap));
        const QRectF box(middle - cross / 2, bar.center().y() - cross / 2, cross, cross);
        painter->drawLine(box.topLeft(), box.bottomRight());
        painter->drawLine(box.topRight(), box.bottomLeft());
        break;
    }
    case Known::NotYet:
        painter->drawRoundedRect(bar.adjusted(0, bar.height() / 2 - 0.5, 0, -bar.height() / 2 + 0.5), 1, 1);
        break;
    }
}

void DigitDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = currentTheme();
    const bool selected = option.state & QStyle::State_Selected,
               hovered = option.state & QStyle::State_MouseOver;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    const QRectF cell =
        QRectF(option.rect).adjusted(cellGap + 0.5, cellGap + 0.5, -cellGap - 0.5, -cellGap - 0.5);
    painter->setPen(selected ? QPen(theme.accent, 2.5) : QPen(hovered ? theme.axis : theme.cardBorder, 1));
    painter->setBrush(theme.card);
    painter->drawRoundedRect(cell, 5, 5);

    const QRectF bar(
        cell.left() + padding, cell.bottom() - padding - barHeight + 1, cell.width() - 2 * padding,
        barHeight);
    const double side = std::min(cell.width() - 2 * padding, bar.top() - cell.top() - 1.4 * padding);
    const QRectF square(cell.center().x() - side / 2, cell.top() + 0.8 * padding, side, side);
    const auto picture = index.data(Qt::DecorationRole).value<QImage>();
    if (picture.isNull()) {
        painter->setPen(theme.text);
        painter->drawText(square, Qt::AlignCenter, index.data(DigitListModel::LabelRole).toString());
    } else {
        const QSizeF size = QSizeF(picture.size()).scaled(square.size(), Qt::KeepAspectRatio);
        painter->drawImage(
            QRectF(
                square.center().x() - size.width() / 2, square.center().y() - size.height() / 2, size.width(),
                size.height()),
            inked(picture, theme));
    }
    const auto verdict = static_cast<Known>(index.data(DigitListModel::VerdictRole).toInt());
    if (verdict == Known::Misread)
        drawReading(painter, cell, option.font, index.data(DigitListModel::PredictionRole).toString());
    drawVerdict(painter, bar, verdict, theme);
    painter->restore();
}

QSize DigitDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {cellWidth, cellHeight};
}

} // namespace kamke::ui
