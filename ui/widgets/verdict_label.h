// A verdict in words on its coloured ground.
#pragma once

#include "ui/widgets/verdict_text.h"

#include <QWidget>

class QLabel;

namespace kamke::ui {

/// Its look comes from the style sheet (QLabel with role "verdict", kind "", good, warning or bad). The text
/// can be selected and copied. The column around it is laid out anew only when other words need another
/// height, not for every number that changes while something is dragged.
class VerdictLabel : public QWidget {
    Q_OBJECT
public:
    explicit VerdictLabel(QWidget* parent = nullptr);

    /// `kind` is "", "good", "warning" or "bad".
    void setVerdict(const Statement& verdict, const QString& kind);
    const Statement& verdict() const { return verdict_; }
    QString kind() const;
    /// The words as HTML.
    QString text() const;
    /// Words of a superseded result are drawn faint.
    void setStale(bool stale);
    /// Keeps room for this many lines, so that what is below does not jump when the words change.
    void setMinimumLines(int lines);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void write();
    void tellLayout();

    QLabel* words_;
    Statement verdict_;
    bool stale_ = false;
    int height_ = 0;        ///< that the words need in this width
    bool isUntold_ = false; ///< the words have changed since the layout asked for their height
};

} // namespace kamke::ui
