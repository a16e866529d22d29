// The tooltip of a symbol or method: formula, one sentence, source, and the way into the glossary.
#pragma once

#include <QFrame>
#include <QPointer>
#include <QString>

class QTimer;

namespace kamke::ui {

class FormulaView;

/// Stays while the pointer is over it or over what it belongs to; Escape, a click elsewhere or scrolling
/// hides it.
class TermPopup : public QFrame {
    Q_OBJECT
public:
    explicit TermPopup(QWidget* parent = nullptr);

    /// Shows the term below `globalPosition`. `local` is what the tooltip says of this very place (HTML or
    /// plain text), may be empty. It stays while the pointer is in `area` of `owner`.
    void showTerm(
        const QString& id, const QString& local, const QPoint& globalPosition, QWidget* owner,
        const QRect& area);
    /// The id of the term shown; empty while hidden.
    QString shownTerm() const { return isVisible() ? id_ : QString(); }
    FormulaView* view() { return view_; }

signals:
    void termRequested(const QString& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fit();
    void look();

    FormulaView* view_;
    QTimer* watch_;
    QString id_;
    QPointer<QWidget> owner_; ///< may go while it is shown
    QRect area_;              ///< global
    int away_ = 0;
};

} // namespace kamke::ui
