// A combo box whose words give way in their middle.
#pragma once

#include <QComboBox>
#include <QStyleOptionComboBox>
#include <QStylePainter>

namespace kamke::ui {

/// Qt cuts what has no room, mid-letter. What is elided stands in full in the open list.
class ElidedCombo : public QComboBox {
public:
    explicit ElidedCombo(QWidget* parent = nullptr)
        : QComboBox(parent) {}

    /// What is to be seen of the current text.
    QString shownText() const {
        QStyleOptionComboBox option;
        initStyleOption(&option);
        return elided(option);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        option.currentText = elided(option);
        painter.setPen(palette().color(QPalette::Text));
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }

private:
    QString elided(const QStyleOptionComboBox& option) const {
        int room =
            style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width();
        room -= option.currentIcon.isNull() ? 4 : iconSize().width() + 8;
        return option.fontMetrics.elidedText(option.currentText, Qt::ElideMiddle, room);
    }
};

} // namespace kamke::ui
