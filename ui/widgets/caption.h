// A sentence below a view, whole at every width.
#pragma once

#include <QLabel>

namespace kamke::ui {

/// Plain text that wraps. It keeps the height of the longest sentence so far, so that what is above stays
/// where it is while the words follow the pointer.
class Caption : public QLabel {
    Q_OBJECT
public:
    explicit Caption(const QString& text = {}, QWidget* parent = nullptr);

    void setText(const QString& text);
    /// Other sentences come now: the height is theirs.
    void forgetHeight();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();
};

} // namespace kamke::ui
