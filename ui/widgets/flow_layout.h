// Widgets in lines, like words: as many side by side as fit.
#pragma once

#include <QLayout>
#include <QList>

namespace kamke::ui {

/// Items keep their size hints; lines are as tall as their tallest item.
class FlowLayout : public QLayout {
    Q_OBJECT
public:
    explicit FlowLayout(int horizontalGap, int verticalGap, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { items_ << item; }
    int count() const override { return static_cast<int>(items_.size()); }
    QLayoutItem* itemAt(int index) const override { return items_.value(index); }
    QLayoutItem* takeAt(int index) override {
        return index >= 0 && index < count() ? items_.takeAt(index) : nullptr;
    }
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place(QRect(0, 0, width, 0), false); }
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    /// Height of the lines in a rectangle of this width; moves the items there when `move`.
    int place(const QRect& rect, bool move) const;

    QList<QLayoutItem*> items_;
    int horizontalGap_, verticalGap_;
};

} // namespace kamke::ui
