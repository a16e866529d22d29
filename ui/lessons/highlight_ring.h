// A ring around the widget that a lesson points at.
#pragma once

#include <QPointer>
#include <QStringList>
#include <QTimer>
#include <QWidget>

namespace kamke::ui {

/// Lies over the window, lets the mouse through and follows its target as that moves, scrolls, hides or is
/// made only later.
class HighlightRing : public QWidget {
    Q_OBJECT
public:
    explicit HighlightRing(QWidget* window);

    /// Rings the first widget of these object names that is in sight; none: no ring.
    void point(const QStringList& names);
    QWidget* target() const { return target_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void seek();
    void follow();
    void watch(QWidget* target);
    void reveal();

    QWidget* window_;
    QStringList names_;
    QPointer<QWidget> target_;
    QList<QPointer<QWidget>> watched_; ///< the target and what it is in
    QTimer seek_;
    int reveals_ = 0; ///< times that the target has still to be scrolled into view while layouts settle
};

} // namespace kamke::ui
