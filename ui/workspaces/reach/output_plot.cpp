#include "ui/workspaces/reach/output_plot.h"

#include "ui/plot/fitted_view.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/reach/export_data.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {
namespace {

constexpr QSizeF margin(0.08, 0.08);
constexpr double nearEdge = 6; // px

/// Distance from a point to the outline of a rectangle.
double outlineDistance(const QRectF& r, const QPointF& p) {
    if (r.contains(p)) {
        return std::min({p.x() - r.left(), r.right() - p.x(), p.y() - r.top(), r.bottom() - p.y()});
    }
    const double dx = std::max({r.left() - p.x(), 0.0, p.x() - r.right()});
    const double dy = std::max({r.top() - p.y(), 0.0, p.y() - r.bottom()});
    return std::hypot(dx, dy);
}

/// Distance from a point to the nearest side of a polygon.
double borderDistance(const QPolygonF& polygon, const QPointF& p) {
    double least = std::numeric_limits<double>::infinity();
    for (qsizetype k = 0; k < polygon.size(); ++k) {
        const QPointF from = polygon[k], side = polygon[(k + 1) % polygon.size()] - from;
        const double squared = QPointF::dotProduct(side, side);
        const double t =
            squared > 0 ? std::clamp(QPointF::dotProduct(p - from, side) / squared, 0.0, 1.0) : 0;
        const QPointF away = p - (from + t * side);
        least = std::min(least, std::hypot(away.x(), away.y()));
    }
    return least;
}

bool isFilled(const QString& method) {
    const Method* row = findMethod(method.toStdString());
    return row && row->line.filled;
}

} // namespace

OutputPlot::OutputPlot(QWidget* parent)
    : Plot(parent)
    , marks_(new Marks(this, QStringLiteral("main")))
    , labels_(new Labels(this)) {
    setAccessibleName(tr("Output plane"));
}

void OutputPlot::setContent(
    const ExplorerState& state, std::shared_ptr<const ReachResult> result, const OutputLook& look) {
    const PlaneAxes axes = outputAxes(state);
    // Editing a weight keeps the name and the sizes; another network has another scale.
    const auto otherNetwork = [](const Network& a, const Network& b) {
        return a.name != b.name || a.n() != b.n() || a.r() != b.r() || a.q() != b.q();
    };
    if (!result_ || !result || axes != axes_ ||
        otherNetwork(result_->analysis->network(), result->analysis->network())) {
        fitted_ = {};
    }
    axes_ = axes;
    result_ = std::move(result);
    look_ = look;
    chosenView_ = state.outputView;
    setAxisTerms(this, QStringLiteral("output"), QStringLiteral("output"));
    setAxisNames(
        subscripted(QStringLiteral("y"), axes.x + 1),
        axes.isLine() ? QString() : subscripted(QStringLiteral("y"), axes.y + 1));
    setSummary(result_ ? describeOutputs(*result_, look.selected) : tr("Nothing is computed yet."));
    rebuild();
    fit(false);
    replot(rpQueuedReplot);
}

void OutputPlot::restyle(const Theme& theme) {
    Plot::restyle(theme);
    rebuild();
}

void OutputPlot::rebuild() {
    // The base's constructor styles before there is anything to draw.
    scene_ = result_ ? outputScene(*result_, axes_, look_, theme()) : OutputScene();
    if (result_ && scene_.marks.empty()) {
        scene_.labels.push_back(
            {result_->frame.boxes.empty() ? tr("Draw a box in the inputs to see its outputs")
                                          : tr("No method has a box here"),
             QStringLiteral("empty"), view(), theme().faintText, false, Label::Place::Centred});
    }
    marks_->set(scene_.marks);
    labels_->set(scene_.labels, scene_.outlines, scene_.avoid, smallFont());
}

void OutputPlot::fit(bool mayShrink) {
    if (isNumberLine()) {
        setVerticalRange(0, scene_.height);
    }
    if (chosenView_) {
        setView(*chosenView_);
    } else if (result_ && !scene_.marks.empty()) {
        fitted_ = fittedView(fitted_, scene_.content, margin, 1.15, mayShrink);
        setView(fitted_);
    }
}

void OutputPlot::settle() {
    fit(true);
    replot(rpQueuedReplot);
}

void OutputPlot::fitView() {
    fitted_ = {};
    if (!chosenView_)
        fit(true);
}

QString OutputPlot::methodAt(const QPointF& pixel) const {
    QString nearest;
    double least = nearEdge;
    const QPointF at = toPlot(pixel);
    for (const Mark& mark : scene_.marks) {
        if (!result_ || !result_->methods.contains(mark.id) ||
            result_->letters.value(mark.box) != look_.selected) {
            continue;
        }
        double d = nearEdge;
        if (mark.kind == Mark::Kind::Polygon && isFilled(mark.id)) {
            // Inside the exact set counts, but any line nearby counts more.
            if (nearest.isEmpty() && mark.points.containsPoint(at, Qt::OddEvenFill)) {
                nearest = mark.id;
            }
        } else if (mark.kind == Mark::Kind::Polygon) {
            QPolygonF border;
            for (const QPointF& p : mark.points) {
                border << toPixel(p);
            }
            d = borderDistance(border, pixel);
        } else if (mark.kind == Mark::Kind::Rectangle) {
            const QRectF r = mark.rectangle();
            d = outlineDistance(QRectF(toPixel(r.topLeft()), toPixel(r.bottomRight())).normalized(), pixel);
        }
        if (d < least) {
            least = d;
            nearest = mark.id;
        }
    }
    return nearest;
}

QString OutputPlot::csv() const {
    return result_ ? dataCsv(*result_) : QString();
}

} // namespace kamke::ui
