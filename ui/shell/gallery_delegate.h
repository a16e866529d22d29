// Draws one network of the gallery: picture, name, shape, and its sentence in up to six lines.
#pragma once

#include <QStyledItemDelegate>

namespace kamke::ui {

class GalleryDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static QSize pictureSize() { return {216, 132}; }
    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace kamke::ui
