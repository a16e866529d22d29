// A tool button that gives way.
#pragma once

#include <QStyleOptionToolButton>
#include <QToolButton>

namespace kamke::ui {

/// Its text is elided on the right when there is not enough room.
class ElidedButton : public QToolButton {
public:
    using QToolButton::QToolButton;

    QSize minimumSizeHint() const override {
        return {
            fontMetrics().horizontalAdvance(QStringLiteral("MMMM")), QToolButton::minimumSizeHint().height()};
    }

protected:
    void initStyleOption(QStyleOptionToolButton* option) const override {
        QToolButton::initStyleOption(option);
        if (measuring_)
            return;
        measuring_ = true; // the size hint asks for the option, too
        const int frame = sizeHint().width() - fontMetrics().size(Qt::TextShowMnemonic, text()).width();
        measuring_ = false;
        option->text = fontMetrics().elidedText(text(), Qt::ElideRight, width() - frame);
    }

private:
    mutable bool measuring_ = false;
};

} // namespace kamke::ui
