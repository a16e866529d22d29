// The base of every plot: theme, zoom and pan, what the mouse takes hold of, crosshair, context menu,
// accessible words.
#pragma once

#include "ui/plot/tick_room.h"
#include "ui/style/theme.h"

#include <QElapsedTimer>
#include <QRectF>
#include <functional>
#include <limits>
#include <qcustomplot.h>

namespace kamke::ui {

class Crosshair;

/// Wheel zooms at the pointer (over an axis: that axis alone); in a column that can be scrolled it scrolls
/// the column, until the plot is clicked. Right or middle drag pans, double click resets; + and − zoom,
/// arrows pan, 0 resets. A right click without a drag opens the menu. Follows the theme by itself.
class Plot : public QCustomPlot {
    Q_OBJECT
public:
    explicit Plot(QWidget* parent = nullptr);

    /// Names of the axes, e.g. u₁ and u₂. Without a vertical name the plot is a number line: no vertical
    /// axis, and its vertical range is nobody's to change.
    void setAxisNames(const QString& horizontal, const QString& vertical);
    bool isNumberLine() const { return numberLine_; }

    /// The ranges of the axes: (left, lower) is the rectangle's origin, in plot coordinates.
    QRectF view() const;
    /// Ranges that are empty or not finite are widened to something that can be drawn.
    void setView(const QRectF& view);
    void setVerticalRange(double lower, double upper);
    /// Where the horizontal axis begins: there is no iteration, epoch or ε below 0 (an axis of logarithms has
    /// no such end). No zoom or pan of the user goes further than a margin beyond it, and the crosshair reads
    /// nothing below (default: no end).
    void setHorizontalStart(double start) { start_ = start; }
    double horizontalStart() const { return start_; }
    /// The user has chosen the view, and has not asked for the fitted one since.
    bool isViewChosen() const { return viewChosen_; }
    /// The left button holds something that gripAt() has named.
    bool isDragging() const { return held_ >= 0; }
    QRectF area() const { return axisRect()->rect(); }
    /// No frame, only the axes: a box around rows of bars is ink without information.
    void openFrame();

    const Theme& theme() const { return *theme_; }
    /// Colours everything by `theme`; the caller asks for the replot.
    virtual void restyle(const Theme& theme);

    /// The data behind the plot, for the clipboard: C locale, 17 digits. By default what setCsv() was given,
    /// else the points of the graphs.
    virtual QString csv() const;
    void setCsv(std::function<QString()> csv) { csv_ = std::move(csv); }
    /// Says in words what is drawn: the accessible description.
    void setSummary(const QString& text);

    QFont smallFont() const;
    QPointF toPlot(const QPointF& pixel) const;
    QPointF toPixel(const QPointF& plot) const;

    QSize minimumSizeHint() const override { return {120, 90}; }
    QSize sizeHint() const override { return {420, 420}; }

signals:
    /// The user changed the view. `gesture` is the same for all changes of one drag, one burst of wheel steps
    /// or keys.
    void viewChosen(const QRectF& view, int gesture);
    /// The user wants the fitted view back.
    void viewReset();
    void exportRequested();
    void cursorMoved(const QPointF& pixel);
    void cursorLeft();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

    /// Entries of the context menu above the common ones.
    virtual void extendMenu(QMenu&, const QPoint& /*pixel*/) {}
    /// Back to the fitted view.
    virtual void resetView();
    /// Makes all of it visible, or what matters of it. By default the points of the graphs.
    virtual void fitView();
    /// New data: fits the view, unless the user has chosen one.
    void fitUnlessChosen();
    /// What the user has zoomed into is gone: other data, other axes.
    void forgetChosenView() { viewChosen_ = false; }
    /// No zoom, no pan, no crosshair: wheel and keys belong to what is around the plot.
    void keepStill() { still_ = true; }
    bool isStill() const { return still_; }

    // What the left button and the pointer do; places are in pixels. A drag takes hold of what gripAt()
    // names, moves it, and lets it go.
    /// Number of what can be dragged from there; −1: nothing.
    virtual int gripAt(const QPointF& /*pixel*/) const { return -1; }
    virtual void takeHold(int /*grip*/, const QPointF& /*pixel*/) {}
    virtual void dragTo(int /*grip*/, const QPointF& /*pixel*/) {}
    virtual void letGo(int /*grip*/) {}
    /// Ends a drag without letGo().
    void abandonDrag() { held_ = -1; }
    /// The left button was pressed where nothing can be dragged.
    virtual void pressAt(const QPointF& /*pixel*/) {}
    /// The pointer is there, neither panning nor dragging.
    virtual void hoverAt(const QPointF& /*pixel*/) {}
    /// The pointer has left the plot.
    virtual void endHover() {}

private:
    QCPAxis* named(QCPAxis::AxisType side, QCPAxis* plain);
    void zoom(double factor, const QPointF& at, Qt::Orientations directions);
    void pan(double right, double up);
    void choose(const QRectF& view, bool newGesture);
    QRectF withinStart(const QRectF& view) const;
    /// The wheel belongs to what is around the plot.
    bool leavesWheel() const;
    void openMenu(const QPoint& pixel);
    void penFrame(const QPen& pen);
    void followScreen();
    /// Takes the look of the theme in force, where that has changed.
    void catchUp();

    const Theme* theme_;
    Crosshair* crosshair_;
    TickRoom tickRoom_;
    bool numberLine_ = false, open_ = false;
    bool stale_ = false; ///< palette or font have changed since it was styled
    std::function<QString()> csv_;
    bool still_ = false, viewChosen_ = false;
    int held_ = -1; ///< what is dragged
    QPointF panStart_;
    QRectF panView_;
    bool panPressed_ = false, panning_ = false;
    bool clicked_ = false; ///< and not left since
    double start_ = -std::numeric_limits<double>::infinity();
    int gesture_ = 0;
    QElapsedTimer lastGesture_;
};

} // namespace kamke::ui
