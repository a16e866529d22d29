#include "ui/widgets/number_field.h"

#include "ui/text/number_text.h"

#include <QKeyEvent>
#include <QStyleOptionFrame>

namespace kamke::ui {

NumberField::NumberField(QWidget* parent)
    : QLineEdit(parent) {
    setAlignment(Qt::AlignRight);
    setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("−0.333333")) + 12);
}

void NumberField::setValue(double value) {
    value_ = value;
    setToolTip(exactNumber(value));
    if (!(hasFocus() && isModified()))
        revert();
}

bool NumberField::event(QEvent* event) {
    // Esc takes back what is typed before it stops a computation.
    if (event->type() == QEvent::ShortcutOverride && isModified() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void NumberField::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        commit();
        selectAll();
        return;
    case Qt::Key_Escape:
        if (isModified()) {
            revert();
            return;
        }
        break;
    }
    QLineEdit::keyPressEvent(event);
}

void NumberField::focusOutEvent(QFocusEvent* event) {
    commit();
    QLineEdit::focusOutEvent(event);
}

void NumberField::commit() {
    if (!isModified())
        return;
    const QString typed = text().trimmed();
    // First, so that what the signals lead to finds a field that is not being typed in.
    revert();
    if (const auto number = parseNumber(typed))
        emit entered(*number, typed);
    else
        emit refused(whyNotANumber(typed));
}

void NumberField::revert() {
    // A number that is too long for the field would be cut on its left: fewer digits are still true.
    QStyleOptionFrame option;
    initStyleOption(&option);
    const int room = style()->subElementRect(QStyle::SE_LineEditContents, &option, this).width() - 4;
    QString text = formatNumber(value_);
    for (int digits = 5; digits >= 2 && isVisible() && fontMetrics().horizontalAdvance(text) > room; --digits)
        text = formatNumber(QString::number(value_, 'g', digits).toDouble());
    setText(text);
    setModified(false);
}

void NumberField::resizeEvent(QResizeEvent* event) {
    QLineEdit::resizeEvent(event);
    if (!isModified())
        revert();
}

void NumberField::showEvent(QShowEvent* event) {
    QLineEdit::showEvent(event);
    if (!isModified())
        revert();
}

} // namespace kamke::ui
