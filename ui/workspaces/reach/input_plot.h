// The plot of the input plane: shows the scene and hands the pointer to the box tool.
#pragma once

#include "ui/plot/plot.h"
#include "ui/workspaces/reach/box_editor.h"
#include "ui/workspaces/reach/box_tool.h"
#include "ui/workspaces/reach/input_scene.h"

#include <QPointer>

namespace kamke::ui {

class InputPlot : public Plot {
    Q_OBJECT
public:
    /// Without a store it only shows: for files.
    explicit InputPlot(ExplorerStore* store, QWidget* parent = nullptr);

    /// Takes `state` and what `result` (may be null) says about it; fits the view unless the state has one.
    /// The caller asks for the replot.
    void setContent(
        const ExplorerState& state, std::shared_ptr<const ReachResult> result,
        std::shared_ptr<const DecisionGrid> regions);
    const InputScene& scene() const { return scene_; }

    void restyle(const Theme& theme) override;
    QString csv() const override;
    BoxEditor* editor() const { return editor_; }

signals:
    void dragEnded();

protected:
    bool event(QEvent* event) override;
    int gripAt(const QPointF& pixel) const override;
    void takeHold(int grip, const QPointF& pixel) override;
    void dragTo(int grip, const QPointF& pixel) override;
    void letGo(int grip) override;
    void hoverAt(const QPointF& pixel) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void fitView() override;
    void extendMenu(QMenu& menu, const QPoint& pixel) override;

private:
    void rebuild();
    void fit();
    void edit(int box);

    ExplorerStore* store_;
    std::optional<BoxTool> tool_;
    Marks *ground_, *marks_;
    Labels* labels_;
    std::optional<ExplorerState> state_;
    std::shared_ptr<const ReachResult> result_;
    std::shared_ptr<const DecisionGrid> regions_;
    InputScene scene_;
    QRectF fitted_; ///< the view that was fitted last; invalid: none yet
    QPointer<BoxEditor> editor_;
};

} // namespace kamke::ui
