// A verdict in words on its coloured ground.
#pragma once

#include "models/verdict_text.h"

#include <QLabel>

namespace kamke::ui {

/// Its look comes from the style sheet (role "verdict", kind "", good, warning or bad). The text can be
/// selected and copied.
class VerdictLabel : public QLabel {
    Q_OBJECT
public:
    explicit VerdictLabel(QWidget* parent = nullptr);

    /// `kind` is "", "good", "warning" or "bad".
    void setVerdict(const Verdict& verdict, const QString& kind);
    const Verdict& verdict() const { return verdict_; }
    /// Words of a superseded result are drawn faint.
    void setStale(bool stale);
    /// Keeps room for this many lines, so that what is below does not jump when the words change.
    void setMinimumLines(int lines);

protected:
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void write();

    Verdict verdict_;
    bool stale_ = false;
};

} // namespace kamke::ui
