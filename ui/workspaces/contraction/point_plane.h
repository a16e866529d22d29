// A plane with points to drag, a still ground and what moves above it.
#pragma once

#include "ui/plot/plot.h"
#include "ui/workspaces/contraction/drawing.h"

#include <QRectF>
#include <functional>
#include <optional>
#include <vector>

namespace kamke::ui {

/// Equal scales on both axes, so that balls have their shape. The ground is painted when the view or the data
/// change; what moves is on a buffered layer of its own, so that an animation repaints nothing else.
class PointPlane : public Plot {
    Q_OBJECT
public:
    using Paint = std::function<void(Drawing&)>;
    /// A point to drag, with its name and the colour of series `series`.
    struct Handle {
        QString name;
        QPointF at;
        int series = 0;
    };

    explicit PointPlane(QWidget* parent = nullptr);

    void setGround(Paint paint) { ground_ = std::move(paint); }
    void setMoving(Paint paint) { moving_ = std::move(paint); }
    /// What csv() gives: header and rows, C locale, 17 digits.
    void setData(std::function<QString()> csv) { csv_ = std::move(csv); }
    QString csv() const override { return csv_ ? csv_() : Plot::csv(); }
    void setHandles(std::vector<Handle> handles) { handles_ = std::move(handles); }
    const std::vector<Handle>& handles() const { return handles_; }
    /// Fits the view to this, until the user has chosen one; while a point is dragged the view holds still.
    /// True when the view becomes another one.
    bool setContent(const QRectF& content);

    /// Repaints everything, or what moves, once control is back in the event loop.
    void redraw() { replot(rpQueuedReplot); }
    void redrawMoving();
    bool isDragging() const { return dragged_ >= 0; }

    QSize sizeHint() const override { return {480, 420}; }

signals:
    void dragStarted(int handle);
    void dragged(int handle, const QPointF& to);
    void dropped();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resetView() override;

private:
    int handleAt(const QPointF& pixel) const;
    void fit();
    void drawHandles(Drawing& drawing) const;

    Paint ground_, moving_;
    std::function<QString()> csv_;
    std::vector<Handle> handles_;
    QRectF content_, fitted_;
    bool chosen_ = false; ///< the user has chosen the view
    bool queued_ = false;
    int dragged_ = -1;
    QPointF grip_; ///< from the pointer to the point, pixels
};

} // namespace kamke::ui
