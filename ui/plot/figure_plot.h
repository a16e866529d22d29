// A plot of a contraction figure: it paints itself, and its points can be dragged.
#pragma once

#include "ui/plot/painted_plot.h"

#include <QElapsedTimer>
#include <QRectF>
#include <QString>
#include <vector>

namespace kamke::ui {

class ExplorerStore;

/// A point that the user moves, with the pointer or with the arrow keys (Shift: ten times as far; Tab: the
/// next one). A press beside all of them lets go of the keys, too.
struct Handle {
    QPointF at;     ///< plot coordinates
    QString name{}; ///< stands beside it; may be empty
    Qt::Orientations directions = Qt::Horizontal | Qt::Vertical;
    int series = -1; ///< a disc in the colour of this series; −1: a ring in the colour of text
};

class FigurePlot : public PaintedPlot {
    Q_OBJECT
public:
    using Paint = std::function<void(QCPPainter&)>;

    /// `objectName` is what lessons and tests find it by, `name` what a screen reader says.
    FigurePlot(const QString& objectName, const QString& name, QWidget* parent = nullptr);

    /// What is painted below the grid and above it, in every replot and export.
    void setPaint(Paint below, Paint above);
    /// What moves is painted on a layer of its own, and the handles with it.
    void setMoving(Paint moving);
    /// One unit is as long on both axes.
    void setSquare(bool square) { square_ = square; }
    /// Shows `content`, unless the user has chosen a view. While one of its points is dragged the view holds
    /// still; while one of a plot beside it is, it only grows.
    void fit(const QRectF& content, double margin = 0.06);
    /// The same; the caller asks for the replot. True when the view becomes another one.
    bool setContent(const QRectF& content, double margin = 0.06);
    /// A fitted view so many times too large is fitted anew.
    void setSlack(double slack) { slack_ = slack; }
    void setHandles(std::vector<Handle> handles);
    const std::vector<Handle>& handles() const { return handles_; }
    /// The id under which edits of the gesture under way merge into one step of undo.
    int mergeId() const { return mergeId_; }
    void setStore(ExplorerStore* store) { store_ = store; }

    /// Room right of the axes, in pixels, for names at the ends of curves.
    void setRightRoom(int pixels);

    QSize sizeHint() const override { return {320, 320}; }

signals:
    /// Handle `index` was dragged or nudged to `to` (plot coordinates); edits go under mergeId().
    void handleMoved(int index, const QPointF& to);

protected:
    bool event(QEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void fitView() override;
    QMargins room() const override { return {0, 0, room_, 0}; }
    void paintGround(QCPPainter& painter) override;
    void paint(QCPPainter& painter) override;
    void paintMoving(QCPPainter& painter) override;
    int gripAt(const QPointF& pixel) const override;
    void takeHold(int grip, const QPointF& pixel) override;
    void dragTo(int grip, const QPointF& pixel) override;
    void letGo(int grip) override;
    void pressAt(const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;

private:
    void move(int handle, QPointF to);
    void paintHandles(QCPPainter& painter);
    bool isBesideDrag() const;
    void keepSquare();

    ExplorerStore* store_ = nullptr;
    Paint below_, above_, moving_;
    std::vector<Handle> handles_;
    QRectF content_; ///< what a fitted view shows
    QRectF wanted_;  ///< the view, fitted or chosen, before one axis grows to make units equal
    QPointF grip_;   ///< from the pointer to the handle, pixels
    QElapsedTimer nudged_;
    double margin_ = 0.06, slack_ = 2.2;
    int current_ = 0; ///< the handle that arrows move; −1: none, arrows are the window's
    int mergeId_ = -1, room_ = 0;
    bool square_ = false;
};

} // namespace kamke::ui
