// A field for one number.
#pragma once

#include <QLineEdit>

namespace kamke::ui {

/// Shows six digits, fewer where there is no room for them; takes what parseNumber takes when Enter is
/// pressed or the field is left. What cannot be used is refused with a sentence and the old number comes
/// back; Escape gives it back too.
class NumberField : public QLineEdit {
    Q_OBJECT
public:
    explicit NumberField(QWidget* parent = nullptr);

    double value() const { return value_; }
    /// Shows `value`; a text that is being typed stays.
    void setValue(double value);

signals:
    /// A number was typed; `text` is what was typed.
    void entered(double value, const QString& text);
    void refused(const QString& sentence);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void commit();
    void revert();

    double value_ = 0;
};

} // namespace kamke::ui
