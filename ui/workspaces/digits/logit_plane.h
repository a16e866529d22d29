// The plane of two logits: the competitor against the label.
#pragma once

#include "ui/jobs/cascade_runner.h"
#include "ui/plot/labels.h"
#include "ui/plot/marks.h"
#include "ui/workspaces/digits/digit_plot.h"

namespace kamke::ui {

/// Boxes of all certificates, the ellipse of the ellipsoid, samples within ε, the attack as a cross and the
/// line y_label = y_competitor; the side on which the label wins is shaded. A relative certificate also draws
/// the line that it proves.
class LogitPlane : public DigitPlot {
    Q_OBJECT
public:
    explicit LogitPlane(DigitLink* link, QWidget* parent = nullptr);
    QString csv() const override;
    void restyle(const Theme& theme) override;
    /// The cascade of the sample that is shown, or null: its ellipsoid and the bound of the semidefinite
    /// program.
    void setCascade(std::shared_ptr<const CascadeView> cascade);
    const std::vector<Mark>& marks() const { return marks_->list(); }
    const Labels& labels() const { return *labels_; }

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    void pressAt(const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override { link()->hover({}); }

private:
    void rebuild();
    /// The projection of the ellipsoid that is known of this sample; empty without one.
    QPolygonF ellipseIn(const SampleReport& report) const;
    QString boxAt(const QPointF& pixel) const;

    std::shared_ptr<const CascadeView> cascade_;
    Marks* marks_;
    Labels* labels_;
    QRectF content_;  ///< what has to be in view
    int across_ = -1; ///< competitor that the view is of
};

} // namespace kamke::ui
