#include "ui/workspaces/contraction/planar_figure.h"

#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/contraction/planar_field.h"

#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

PlanarFigure::PlanarFigure(ExplorerStore* store, const QString& name, QWidget* parent)
    : Figure(parent)
    , store_(store)
    , plane_(new FigurePlot(name, {}))
    , curves_(new LogCurves) {
    plane_->setAxisNames(QStringLiteral("x₁"), QStringLiteral("x₂"));
    setAxisTerms(plane_, QStringLiteral("state"), QStringLiteral("state"));
    plane_->setStore(store);
    plane_->setSquare(true);
    plane_->setSlack(1.3);
    plane_->setPaint(
        [this](QCPPainter& painter) {
            PlotPainter paint(painter, *plane_);
            if (system_)
                drawGround(paint);
        },
        {});
    plane_->setMoving([this](QCPPainter& painter) {
        PlotPainter paint(painter, *plane_);
        if (system_)
            drawMoving(paint);
    });
    plane_->setCsv([this] { return QStringLiteral("curve,t,x1,x2\n") + (system_ ? data() : QString()); });
    curves_->setObjectName(name + QStringLiteral(".curves"));
    auto* rows = new QSplitter(Qt::Vertical);
    rows->setObjectName(name + QStringLiteral(".rows"));
    rows->setHandleWidth(8);
    rows->setChildrenCollapsible(false);
    rows->addWidget(plane_);
    rows->addWidget(curves_);
    rows->setStretchFactor(0, 3);
    rows->setStretchFactor(1, 1);
    rows->setSizes({440, 170});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(rows);
    connect(plane_, &FigurePlot::handleMoved, this, &PlanarFigure::drag);
}

QString PlanarFigure::row(QLatin1String curve, double t, const QPointF& x) {
    return QStringLiteral("%1,%2,%3,%4\n").arg(curve, exactNumber(t), exactNumber(x.x()), exactNumber(x.y()));
}

bool PlanarFigure::takeSystem() {
    PlanarSystem next = planarSystem(store_->state());
    if (system_ && same(system_->A, next.A) && system_->w == next.w && system_->activation == next.activation)
        return false;
    system_ = std::move(next);
    problem_ = system_->problem();
    equilibrium_ = equilibriumOf(problem_);
    return true;
}

void PlanarFigure::follow(StateParts parts) {
    constexpr auto computedFrom = StatePart::Network | StatePart::Boxes | StatePart::Selection |
                                  StatePart::Axes | StatePart::Contraction | StatePart::Theme;
    if (parts & computedFrom) {
        const bool isOther = takeSystem() || parts & StatePart::Theme;
        compute();
        if (plane_->setContent(content(), 0.1) || isOther)
            plane_->redraw();
        else
            plane_->redrawMoving();
    } else {
        plane_->redrawMoving();
    }
    curves_->setCursor(position() * timeStep());
    plane_->setSummary(sentence());
}

void PlanarFigure::drag(int handle, const QPointF& to) {
    ExplorerState next = store_->state();
    (handle == 0 ? next.contraction.first : next.contraction.second) = to;
    store_->apply(tr("Move an initial point"), next, plane_->mergeId());
}

int PlanarFigure::position() const {
    const double at = std::round(settings().time / timeStep());
    return static_cast<int>(std::clamp(at, 0.0, static_cast<double>(lastPosition())));
}

double PlanarFigure::time() const {
    return position() * timeStep();
}

} // namespace kamke::ui
