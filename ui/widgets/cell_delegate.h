// How cells of tables are drawn: tabular figures, subscripts, wrapped sentences.
#pragma once

#include <QStyledItemDelegate>

class QAbstractItemView;

namespace kamke::ui {

/// Right-aligned cells are numbers in tabular figures; other cells are words, in which μ_η is set with a
/// subscript. Editors are line edits with a right-aligned text that is selected at first; Up and Down in one
/// step its number. Words that have no room are elided in the middle; cutText() has them whole.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Whether paint() has to leave out a part of the cell's text.
    bool cuts(const QAbstractItemView& view, const QModelIndex& index) const;
    QWidget* createEditor(
        QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
};

} // namespace kamke::ui
