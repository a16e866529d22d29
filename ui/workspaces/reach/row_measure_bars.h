// The rows of μ_η(A) as bars against the threshold 1.
#pragma once

#include "core/model/types.h"

#include <QWidget>

namespace kamke::ui {

/// One bar a row: a_ii + Σ_{j≠i} |a_ij| η_j/η_i. The row that sets the measure is marked and the threshold is
/// a line. Hovering a bar announces its unit. Its height is that of all rows: put it into a scroll area.
class RowMeasureBars : public QWidget {
    Q_OBJECT
public:
    explicit RowMeasureBars(QWidget* parent = nullptr);

    /// Row measures (n) and the name of their maximum, such as "μ∞".
    void setMeasures(const Vector& rows, const QString& maximumName);
    void setHoveredRow(int row);
    /// Values of a superseded analysis are drawn faint.
    void setStale(bool stale);
    int rowHeight() const;
    /// The row with the largest measure, −1 when there is none.
    int largestRow() const { return largest_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void rowHovered(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    int rowAt(int y) const;

    Vector rows_;
    QString maximumName_;
    int largest_ = -1;
    int hovered_ = -1;
    bool stale_ = false;
};

} // namespace kamke::ui
