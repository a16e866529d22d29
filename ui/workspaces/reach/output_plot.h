// The plot of the output plane.
#pragma once

#include "ui/plot/plot.h"
#include "ui/workspaces/reach/output_scene.h"

namespace kamke::ui {

class OutputPlot : public Plot {
    Q_OBJECT
public:
    explicit OutputPlot(QWidget* parent = nullptr);

    /// Draws `result` (may be null: nothing yet) as `state` and `look` say; fits the view unless the state
    /// has one.
    void
    setContent(const ExplorerState& state, std::shared_ptr<const ReachResult> result, const OutputLook& look);
    const OutputScene& scene() const { return scene_; }
    const Labels& labels() const { return *labels_; }
    /// Fits again and may shrink now: nothing has moved for a moment.
    void settle();
    /// The method whose outline or exact set lies under the pointer (pixels), of the selected box; empty:
    /// none.
    QString methodAt(const QPointF& pixel) const;

    void restyle(const Theme& theme) override;
    QString csv() const override;

protected:
    void fitView() override;

private:
    void rebuild();
    void fit(bool mayShrink);

    Marks* marks_;
    Labels* labels_;
    std::shared_ptr<const ReachResult> result_;
    PlaneAxes axes_;
    OutputLook look_;
    std::optional<QRectF> chosenView_;
    OutputScene scene_;
    QRectF fitted_; ///< invalid: none yet
};

} // namespace kamke::ui
