// Draws one sample of the gallery: its picture, and below it what the verdict is.
#pragma once

#include "core/verdicts/knowledge.h"
#include "ui/style/theme.h"

#include <QStyledItemDelegate>

namespace kamke::ui {

class DigitDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    static QColor verdictColour(Known verdict, const Theme& theme);
    /// The second cue beside the colour: one bar for proved, dashes for unknown, a cross for broken,
    /// dots for misread; nothing while there is no verdict.
    static void drawVerdict(QPainter* painter, const QRectF& bar, Known verdict, const Theme& theme);
};

} // namespace kamke::ui
