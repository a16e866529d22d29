// A plot of a contraction figure: it paints itself, and its points can be dragged.
#pragma once

#include "ui/plot/plot.h"

#include <QElapsedTimer>
#include <QRectF>
#include <QString>
#include <functional>
#include <vector>

namespace kamke::ui {

class ExplorerStore;

/// A point that the user moves, with the pointer or with the arrow keys (Shift: ten times as far; Tab: the
/// next one).
struct Handle {
    QPointF at;   ///< plot coordinates
    QString name; ///< stands beside it; may be empty
    Qt::Orientations directions = Qt::Horizontal | Qt::Vertical;
};

class FigurePlot : public Plot {
    Q_OBJECT
public:
    using Paint = std::function<void(QCPPainter&)>;

    /// `objectName` is what lessons and tests find it by, `name` what a screen reader says.
    FigurePlot(const QString& objectName, const QString& name, QWidget* parent = nullptr);

    /// What is painted below the grid and above it, in every replot and export.
    void setPaint(Paint below, Paint above);
    void setCsv(std::function<QString()> csv) { csv_ = std::move(csv); }
    /// One unit is as long on both axes.
    void setSquare(bool square) { square_ = square; }
    /// Shows `content`, unless the user has chosen a view. While one of its points is dragged the view holds
    /// still; while one of a plot beside it is, it only grows.
    void fit(const QRectF& content, double margin = 0.06);
    void setHandles(std::vector<Handle> handles);
    const std::vector<Handle>& handles() const { return handles_; }
    bool isDragging() const { return dragged_ >= 0; }
    /// The id under which edits of the gesture under way merge into one step of undo.
    int mergeId() const { return mergeId_; }
    void setStore(ExplorerStore* store) { store_ = store; }

    /// Room right of the axes, in pixels, for names at the ends of curves.
    void setRightRoom(int pixels);

    QRectF area() const { return axisRect()->rect(); }
    QString csv() const override { return csv_ ? csv_() : Plot::csv(); }
    void restyle(const Theme& theme) override;
    QSize sizeHint() const override { return {320, 320}; }

signals:
    /// Handle `index` was dragged or nudged to `to` (plot coordinates); edits go under mergeId().
    void handleMoved(int index, const QPointF& to);

protected:
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void resetView() override;

private:
    int handleAt(const QPointF& pixel) const;
    void move(int handle, QPointF to);
    void paintHandles(QCPPainter& painter);
    bool isBesideDrag() const;
    void keepSquare();

    ExplorerStore* store_ = nullptr;
    Paint below_, above_;
    std::function<QString()> csv_;
    std::vector<Handle> handles_;
    QRectF content_; ///< what a fitted view shows
    QRectF wanted_;  ///< the view, fitted or chosen, before one axis grows to make units equal
    QPointF grip_;   ///< from the pointer to the handle, pixels
    QElapsedTimer nudged_;
    double margin_ = 0.06;
    int dragged_ = -1, current_ = 0, mergeId_ = -1, room_ = 0;
    bool square_ = false, chosen_ = false;
};

} // namespace kamke::ui
