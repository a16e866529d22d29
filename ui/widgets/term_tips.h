// All tooltips: the popup of the glossary wherever a widget names a term, else the widget's own words in the
// same dress.
#pragma once

#include <QObject>
#include <QString>

class QHelpEvent;
class QWidget;

namespace kamke::ui {

class TermPopup;

class TermTips : public QObject {
    Q_OBJECT
public:
    /// Watches all widgets of the application while it lives; the popup belongs to `window`.
    explicit TermTips(QWidget* window);

    TermPopup* popup() { return popup_; }
    /// What F1 opens: the term of the popup that is shown, else of the widget that has the focus; may be
    /// empty.
    QString currentTerm() const;

signals:
    void termRequested(const QString& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool tip(QWidget* widget, const QHelpEvent& event);

    QWidget* window_;
    TermPopup* popup_;
};

/// The term of what is at `position` of a widget: of a cell, a header, a drawn thing or the widget itself;
/// empty: none. `local` receives what the plain tooltip would say, `area` where it says so (in the widget).
QString termAt(QWidget* widget, const QPoint& position, QString* local = nullptr, QRect* area = nullptr);

} // namespace kamke::ui
