#include "ui/workspaces/contraction/map_figure.h"

#include "core/model/matrix_measure.h"
#include "ui/formula/math_text.h"
#include "ui/plot/figure_plot.h"
#include "ui/plot/plot_painter.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/workspaces/contraction/level_set.h"
#include "ui/workspaces/contraction/well_posed_regions.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

namespace kamke::ui {

namespace {

constexpr int cells = 280;
constexpr double half = 2.6; ///< of the view that opens

QString words(const char* text) {
    return QCoreApplication::translate("Contraction", text);
}

/// a₁₁, a₁₂, a₂₁ and a₂₂ of A, row by row.
double& entry(Matrix& A, int k) {
    return A(k / 2, k % 2);
}

/// Points along a closed loop, `step` apart on its long sides.
QPolygonF dense(const QPolygonF& loop, double step) {
    QPolygonF points;
    for (qsizetype k = 0; k < loop.size(); ++k) {
        const QPointF from = loop[k], way = loop[(k + 1) % loop.size()] - from;
        const int parts = std::max(1, static_cast<int>(std::hypot(way.x(), way.y()) / step));
        for (int part = 0; part < parts; ++part)
            points << from + way * (static_cast<double>(part) / parts);
    }
    return points;
}

/// Where a name of a boundary goes: on the loop, as far as can be from the names that are there already, and
/// inside `area`.
QPointF spotOn(const std::vector<QPolygonF>& loops, const QRectF& area, const std::vector<QPointF>& taken) {
    QPointF best(NAN, NAN);
    double most = -1;
    for (const QPolygonF& loop : loops)
        for (const QPointF& p : dense(loop, area.width() / 60)) {
            if (!area.contains(p))
                continue;
            double nearest = std::hypot(area.width(), area.height());
            for (const QPointF& other : taken)
                nearest = std::min(nearest, std::hypot((p.x() - other.x()) / 2.2, p.y() - other.y()));
            if (nearest > most) {
                most = nearest;
                best = p;
            }
        }
    return best;
}

} // namespace

MapFigure::MapFigure(ExplorerStore* store)
    : store_(store)
    , plot_(new FigurePlot(QStringLiteral("contraction.map"), tr("Well-posedness map")))
    , horizontal_(new QComboBox)
    , vertical_(new QComboBox)
    , A_(Matrix::Zero(2, 2)) {
    plot_->setStore(store);
    plot_->setSquare(true);
    plot_->setPaint([this](QCPPainter& p) { paintRegions(p); }, [this](QCPPainter& p) { paintNames(p); });
    plot_->setCsv([this] { return csv(); });
    connect(plot_, &FigurePlot::handleMoved, this, [this](int, const QPointF& to) { movePoint(to); });

    auto* tools = new QWidget;
    auto* flow = new FlowLayout(8, 6, tools);
    auto* slice = new QWidget;
    auto* row = new QHBoxLayout(slice);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (QComboBox* box : {horizontal_, vertical_}) {
        for (int k = 0; k < 4; ++k)
            box->addItem(entryName(k));
        connect(box, &QComboBox::activated, this, &MapFigure::chooseEntries);
    }
    setAxisTerms(plot_, QStringLiteral("matrix-a"), QStringLiteral("matrix-a"));
    for (QComboBox* box : {horizontal_, vertical_})
        setTerm(box, QStringLiteral("matrix-a"));
    horizontal_->setObjectName(QStringLiteral("contraction.map.horizontal"));
    horizontal_->setAccessibleName(tr("Entry of A on the horizontal axis"));
    vertical_->setObjectName(QStringLiteral("contraction.map.vertical"));
    vertical_->setAccessibleName(tr("Entry of A on the vertical axis"));
    row->addWidget(horizontal_);
    row->addWidget(new QLabel(QStringLiteral("×")));
    row->addWidget(vertical_);
    flow->addWidget(slice);
    for (std::size_t k = 0; k < chips_.size(); ++k) {
        const WellPosedRegion& region = wellPosedRegions()[k];
        chips_[k] = new QLabel;
        chips_[k]->setObjectName(QStringLiteral("contraction.map.") + QString::fromLatin1(region.id));
        chips_[k]->setTextFormat(Qt::RichText);
        chips_[k]->setToolTip(
            QStringLiteral("<p>%1</p>")
                .arg(mathHtml(words(region.name) + QStringLiteral(": ") + words(region.statement))));
        setTerm(chips_[k], QString::fromLatin1(region.id));
        chips_[k]->installEventFilter(this);
        flow->addWidget(chips_[k]);
    }
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(tools);
    all->addWidget(plot_, 1);
    setObjectName(QStringLiteral("contraction.mapFigure"));
}

QString MapFigure::entryName(int entry) const {
    return subscripted(QStringLiteral("a"), 10 * (entry / 2 + 1) + entry % 2 + 1);
}

std::array<double, 5> MapFigure::values() const {
    std::array<double, 5> values{};
    for (std::size_t k = 0; k < values.size(); ++k)
        values[k] = wellPosedRegions()[k].value(A_);
    return values;
}

QPointF MapFigure::point() const {
    return {A_(x_ / 2, x_ % 2), A_(y_ / 2, y_ % 2)};
}

void MapFigure::follow(StateParts parts) {
    if (!(parts & (StatePart::Contraction | StatePart::Network | StatePart::Boxes | StatePart::Selection |
                   StatePart::Axes | StatePart::Theme)))
        return;
    const ContractionState& state = store_->state().contraction;
    const Matrix A = planarSystem(store_->state()).A;
    // The boundaries depend on the entries that do not vary, and on nothing else.
    bool same = x_ == state.sliceX && y_ == state.sliceY;
    for (int k = 0; k < 4; ++k)
        same = same && (k == x_ || k == y_ || A(k / 2, k % 2) == A_(k / 2, k % 2));
    if (!same)
        covered_ = {};
    A_ = A;
    x_ = state.sliceX;
    y_ = state.sliceY;
    {
        const QSignalBlocker quietX(horizontal_), quietY(vertical_);
        horizontal_->setCurrentIndex(x_);
        vertical_->setCurrentIndex(y_);
    }
    plot_->setAxisNames(entryName(x_), entryName(y_));
    plot_->setHandles({{point(), QStringLiteral("A")}});
    plot_->fit(
        QRectF(-half, -half, 2 * half, 2 * half)
            .united(QRectF(point() - QPointF(0.3, 0.3), QSizeF(0.6, 0.6))),
        0);
    computeRegions();
    showValues();
    plot_->setSummary(sentence());
}

void MapFigure::computeRegions() {
    const QRectF view = plot_->view();
    if (covered_.contains(view) && covered_.width() < 4 * view.width())
        return;
    // With room around, so that small moves of the view find everything there.
    covered_ =
        view.adjusted(-0.4 * view.width(), -0.4 * view.height(), 0.4 * view.width(), 0.4 * view.height());
    ++computations_;
    Matrix A = A_;
    for (std::size_t k = 0; k < loops_.size(); ++k) {
        const WellPosedRegion& region = wellPosedRegions()[k];
        loops_[k] = levelLoops(
            [&](double x, double y) {
                entry(A, x_) = x;
                entry(A, y_) = y;
                return region.planar(A(0, 0), A(0, 1), A(1, 0), A(1, 1));
            },
            1, covered_, cells);
    }
}

void MapFigure::chooseEntries() {
    ExplorerState next = store_->state();
    int x = horizontal_->currentIndex(), y = vertical_->currentIndex();
    if (x == y) // the other axis gives way
        (x == x_ ? x : y) = x == x_ ? y_ : x_;
    next.contraction.sliceX = x;
    next.contraction.sliceY = y;
    store_->apply(tr("Choose the entries of the map"), next);
    follow(StatePart::Contraction);
}

void MapFigure::movePoint(const QPointF& to) {
    ExplorerState next = store_->state();
    Matrix A = A_;
    entry(A, x_) = to.x();
    entry(A, y_) = to.y();
    setPlanarMatrix(next, A);
    store_->apply(tr("Move A on the map"), next, plot_->mergeId());
}

void MapFigure::showValues() {
    const std::array<double, 5> now = values();
    for (std::size_t k = 0; k < chips_.size(); ++k) {
        const bool holds = now[k] < 1;
        QLabel* chip = chips_[k];
        chip->setText(mathHtml(tr("%1 = %2 %3", "condition, value, mark")
                                   .arg(
                                       QString::fromUtf8(wellPosedRegions()[k].symbol),
                                       formatNumber(withoutNoise(now[k], normInf(A_))),
                                       holds ? QStringLiteral("✓") : QStringLiteral("✗"))));
        const QString kind = holds ? QStringLiteral("good") : QStringLiteral("bad");
        if (chip->property("kind") != kind) {
            chip->setProperty("kind", kind);
            chip->style()->unpolish(chip);
            chip->style()->polish(chip);
        }
        // Chips do not jump while their numbers change.
        chip->setMinimumWidth(std::max(chip->minimumWidth(), chip->sizeHint().width()));
    }
}

bool MapFigure::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave) {
        const auto chip = std::find(chips_.begin(), chips_.end(), watched);
        hovered_ = event->type() == QEvent::Enter && chip != chips_.end()
                       ? static_cast<int>(chip - chips_.begin())
                       : -1;
        plot_->replot(QCustomPlot::rpQueuedReplot);
    }
    return Figure::eventFilter(watched, event);
}

void MapFigure::paintRegions(QCPPainter& painter) {
    computeRegions(); // another view or size may show more than is known
    PlotPainter paint(painter, *plot_);
    for (std::size_t k = loops_.size(); k-- > 0;) {
        const bool on = hovered_ == static_cast<int>(k), off = hovered_ >= 0 && !on;
        paint.fill(
            loops_[k], faded(
                           plot_->theme().classColour(static_cast<int>(k)), on    ? 0.3
                                                                            : off ? 0.03
                                                                                  : 0.1));
    }
}

void MapFigure::paintNames(QCPPainter& painter) {
    PlotPainter paint(painter, *plot_);
    const Theme& theme = plot_->theme();
    for (std::size_t k = loops_.size(); k-- > 0;) {
        const int which = static_cast<int>(k);
        const bool off = hovered_ >= 0 && hovered_ != which;
        const QColor colour = faded(theme.classColour(which), off ? 0.3 : 1);
        for (const QPolygonF& loop : loops_[k]) {
            paint.fringe(loop, QPen(faded(colour, off ? 0.15 : 0.55), 1), 18.0 * (which - 2));
            QPolygonF closed = loop;
            closed << loop.front();
            paint.curve(closed, distinctPen(colour, which, hovered_ == which ? 3 : 2));
        }
    }
    const QRectF shown = plot_->view();
    const QRectF inside = shown.adjusted(
        0.1 * shown.width(), 0.05 * shown.height(), -0.1 * shown.width(), -0.05 * shown.height());
    std::vector<QPointF> taken{point()};
    for (std::size_t k = 0; k < loops_.size(); ++k)
        if (const QPointF at = spotOn(loops_[k], inside, taken); std::isfinite(at.x())) {
            taken.push_back(at);
            paint.words(
                at, tr("%1 = 1").arg(QString::fromUtf8(wellPosedRegions()[k].symbol)),
                theme.classText(static_cast<int>(k)), {0, 0}, hovered_ == static_cast<int>(k));
        }
}

QList<FigureNumber> MapFigure::numbers() const {
    QList<FigureNumber> list{
        {entryName(x_), point().x(), QStringLiteral("matrix-a")},
        {entryName(y_), point().y(), QStringLiteral("matrix-a")}};
    const std::array<double, 5> now = values();
    for (std::size_t k = 0; k < now.size(); ++k)
        list.append(
            {QString::fromUtf8(wellPosedRegions()[k].symbol), now[k],
             QString::fromLatin1(wellPosedRegions()[k].id), normInf(A_)});
    return list;
}

QString MapFigure::sentence() const {
    QStringList holding, failing;
    const std::array<double, 5> now = values();
    for (std::size_t k = 0; k < now.size(); ++k)
        (now[k] < 1 ? holding : failing)
            << tr("%1 = %2").arg(QString::fromUtf8(wellPosedRegions()[k].symbol), formatNumber(now[k]));
    const QString between = QStringLiteral(", ");
    if (failing.isEmpty())
        return tr("All five conditions hold at this A: x is unique for every input, and every method has a "
                  "box.");
    if (holding.isEmpty())
        return tr("No condition holds at this A: nothing here guarantees that x = Φ(Ax + w) has one "
                  "solution.");
    return tr("Well-posed by %1 < 1; not by %2 ≥ 1.").arg(holding.join(between), failing.join(between));
}

QList<Plot*> MapFigure::plots() const {
    return {plot_};
}

QString MapFigure::csv() const {
    QString text =
        QStringLiteral("curve,x,y\n\"A\",%1,%2\n").arg(exactNumber(point().x()), exactNumber(point().y()));
    for (std::size_t k = 0; k < loops_.size(); ++k)
        for (const QPolygonF& loop : loops_[k])
            for (const QPointF& p : loop)
                if (covered_.contains(p))
                    text += QStringLiteral("\"%1\",%2,%3\n")
                                .arg(
                                    QString::fromLatin1(wellPosedRegions()[k].id), exactNumber(p.x()),
                                    exactNumber(p.y()));
    return text;
}

} // namespace kamke::ui
