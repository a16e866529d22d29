#include "ui/workspaces/contraction/embedding_figure.h"

#include "ui/plot/figure_plot.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/contraction/fixed_boxes.h"
#include "ui/workspaces/contraction/scalar_system.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr int sampleCount = 48;

Vector stacked(const Vector& lower, const Vector& upper) {
    Vector both(lower.size() + upper.size());
    both << lower, upper;
    return both;
}

} // namespace

EmbeddingFigure::EmbeddingFigure(ExplorerStore* store)
    : store_(store)
    , units_(new QComboBox)
    , note_(new QLabel) {
    setObjectName(QStringLiteral("contraction.embeddingFigure"));
    auto* planes = new QHBoxLayout;
    for (int unit = 0; unit < 2; ++unit) {
        auto* plane = new FigurePlot(
            unit == 0 ? QStringLiteral("contraction.embedding")
                      : QStringLiteral("contraction.embedding.second"),
            tr("Embedding of unit %1").arg(unit + 1));
        plane->setStore(store);
        plane->setSquare(true);
        plane->setPaint(
            [this, unit](QCPPainter& p) { paintGround(unit, p); },
            [this, unit](QCPPainter& p) { paintUnit(unit, p); });
        setAxisTerms(plane, QStringLiteral("embedded-flow"), QStringLiteral("embedded-flow"));
        plane->setCsv([this, unit] { return csv(unit); });
        connect(plane, &FigurePlot::handleMoved, this, [this, unit](int handle, const QPointF& to) {
            moveStart(unit, handle, to);
        });
        planes_[static_cast<std::size_t>(unit)] = plane;
        planes->addWidget(plane, 1);
    }
    planes_[1]->hide();
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(makeTools());
    all->addLayout(planes, 1);
}

QWidget* EmbeddingFigure::makeTools() {
    units_->setObjectName(QStringLiteral("contraction.embedding.units"));
    units_->setAccessibleName(tr("Units of the network"));
    units_->addItem(tr("one unit"));
    units_->addItem(tr("two units"));
    connect(units_, &QComboBox::activated, this, [this](int index) {
        ExplorerState next = store_->state();
        next.contraction.units = index + 1;
        store_->apply(tr("Choose the size of the embedding"), next);
    });
    weights_ = new QWidget;
    auto* row = new QHBoxLayout(weights_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(5);
    const auto add = [&](std::size_t k, const char* id, const QString& symbol, const QString& what,
                         double ScalarWeights::*weight) {
        fields_[k] =
            makeField(QStringLiteral("contraction.embedding.") + QString::fromLatin1(id), what, weight);
        auto* name = new QLabel(symbol + QStringLiteral(" ="));
        name->setBuddy(fields_[k]);
        row->addWidget(name);
        row->addWidget(fields_[k]);
    };
    add(0, "a", QStringLiteral("a"), tr("feedback of the unit on itself"), &ScalarWeights::a);
    add(1, "lower", QStringLiteral("w̲"), tr("lower end of the input w"), &ScalarWeights::lower);
    add(2, "upper", QStringLiteral("w̄"), tr("upper end of the input w"), &ScalarWeights::upper);
    note_->setProperty("role", QStringLiteral("note"));
    note_->setMinimumHeight(units_->sizeHint().height());
    auto* tools = new QWidget;
    auto* flow = new FlowLayout(12, 6, tools);
    flow->addWidget(units_);
    flow->addWidget(weights_);
    flow->addWidget(note_);
    return tools;
}

NumberField*
EmbeddingFigure::makeField(const QString& name, const QString& what, double ScalarWeights::*weight) {
    auto* field = new NumberField;
    field->setObjectName(name);
    field->setAccessibleName(what);
    field->setToolTip(what);
    setTerm(field, weight == &ScalarWeights::a ? QStringLiteral("self-loop") : QStringLiteral("drive"));
    field->setFixedWidth(field->fontMetrics().averageCharWidth() * 11);
    connect(field, &NumberField::entered, this, [this, weight](double value) { enterWeight(weight, value); });
    connect(field, &NumberField::refused, store_, &ExplorerStore::message);
    return field;
}

void EmbeddingFigure::enterWeight(double ScalarWeights::*weight, double value) {
    ExplorerState next = store_->state();
    if (weight == &ScalarWeights::a) {
        setScalarFeedback(next, value);
    } else {
        next.contraction.scalar.*weight = value;
        if (next.contraction.scalar.lower > next.contraction.scalar.upper) {
            emit store_->message(tr("w̲ = %1 is above w̄ = %2; a box needs w̲ ≤ w̄.")
                                     .arg(
                                         editableNumber(next.contraction.scalar.lower),
                                         editableNumber(next.contraction.scalar.upper)));
            follow(StatePart::Contraction);
            return;
        }
    }
    store_->apply(tr("Change the unit"), next);
}

void EmbeddingFigure::follow(StateParts parts) {
    const ExplorerState& state = store_->state();
    if (parts & (StatePart::Contraction | StatePart::Network | StatePart::Boxes | StatePart::Selection |
                 StatePart::Axes | StatePart::Theme)) {
        n_ = std::clamp(state.contraction.units, 1, 2);
        system_ = n_ == 1 ? scalarSystem(state) : planarSystem(state);
        {
            const QSignalBlocker quiet(units_);
            units_->setCurrentIndex(n_ - 1);
        }
        weights_->setVisible(n_ == 1);
        if (n_ == 1) {
            const std::array<double, 3> shown{system_.A(0, 0), system_.w.lower(0), system_.w.upper(0)};
            for (std::size_t k = 0; k < fields_.size(); ++k) {
                fields_[k]->setValue(shown[k]);
                fields_[k]->setEnabled(k == 0 || !system_.linked);
            }
        }
        note_->setText(
            system_.linked ? tr("the network shown in Reach, over its selected box")
            : n_ == 1      ? QStringLiteral("x = φ(ax + w)")
                           : tr("the figures' own network"));
        const auto name = [this](const char* symbol, int unit) {
            return n_ == 1 ? QString::fromUtf8(symbol) : subscripted(QString::fromUtf8(symbol), unit + 1);
        };
        for (int unit = 0; unit < 2; ++unit)
            planes_[static_cast<std::size_t>(unit)]->setAxisNames(name("x", unit), name("x̂", unit));
        compute();
        planes_[1]->setVisible(n_ == 2); // it paints at once
    } else if (!(parts & StatePart::Cursor)) {
        return;
    }
    placeHandles();
}

void EmbeddingFigure::compute() {
    const ContractionState& state = store_->state().contraction;
    const Vector first{{state.first.x(), state.first.y()}}, second{{state.second.x(), state.second.y()}};
    embedded_ = system_.embedded(Splitting::Metzler);
    const double end = lastPosition() * timeStep();
    trajectories_.clear();
    trajectories_.push_back(integrate(embedded_, n_ == 1 ? first : stacked(first, second), end, 1e-8));
    trajectories_.push_back(integrate(embedded_, n_ == 1 ? second : stacked(second, first), end, 1e-8));
    const auto lastOf = [](const IterationRun& run) {
        return run.status == Status::Ok ? run.last() : Vector();
    };
    limit_ = lastOf(growBox(system_, Splitting::Metzler));
    ibp_ = lastOf(growBox(system_, Splitting::Sign, 600));
    points_ = fixedPoints(system_, sampleCount);
    for (int unit = 0; unit < n_; ++unit) {
        std::vector<QPolygonF>& paths = paths_[static_cast<std::size_t>(unit)];
        paths.assign(trajectories_.size(), {});
        for (std::size_t k = 0; k < trajectories_.size(); ++k)
            for (int position = 0; position <= lastPosition(); ++position) {
                const double t = std::min(position * timeStep(), trajectories_[k].end());
                paths[k] << inPlane(trajectories_[k].at(t), unit);
            }
    }
}

Vector EmbeddingFigure::stateAt(const Trajectory& trajectory) const {
    return trajectory.at(std::clamp(store_->state().contraction.time, 0.0, trajectory.end()));
}

QPointF EmbeddingFigure::inPlane(const Vector& stackedState, int unit) const {
    return {stackedState(unit), stackedState(n_ + unit)};
}

void EmbeddingFigure::placeHandles() {
    for (int unit = 0; unit < n_; ++unit) {
        FigurePlot* plane = planes_[static_cast<std::size_t>(unit)];
        const QPointF a = inPlane(trajectories_[0].states().front(), unit),
                      b = inPlane(trajectories_[1].states().front(), unit);
        plane->setHandles(
            {{a, QStringLiteral("A")}, {b, n_ == 1 ? QStringLiteral("B") : QStringLiteral("A′")}});
        // The diagonal and the origin are landmarks.
        QRectF content(QPointF(-0.3, -0.3), QPointF(0.3, 0.3));
        const auto include = [&content](const QPointF& p) {
            if (std::abs(p.x()) < 1e3 && std::abs(p.y()) < 1e3)
                content = content.united(QRectF(p - QPointF(0.05, 0.05), QSizeF(0.1, 0.1)));
        };
        for (const Trajectory& trajectory : trajectories_)
            for (const Vector& state : trajectory.states())
                include(inPlane(state, unit));
        if (limit_.size() > 0)
            include(inPlane(limit_, unit));
        plane->fit(content, 0.12);
        plane->setSummary(sentence());
    }
}

void EmbeddingFigure::moveStart(int unit, int handle, const QPointF& to) {
    ExplorerState next = store_->state();
    ContractionState& c = next.contraction;
    if (n_ == 1) {
        (handle == 0 ? c.first : c.second) = to;
    } else {
        // x is the first point and x̂ the second; the mirror image has them exchanged.
        const QPointF start = handle == 0 ? to : QPointF(to.y(), to.x());
        (unit == 0 ? c.first.rx() : c.first.ry()) = start.x();
        (unit == 0 ? c.second.rx() : c.second.ry()) = start.y();
    }
    store_->apply(tr("Move a start"), next, planes_[static_cast<std::size_t>(unit)]->mergeId());
}

QString EmbeddingFigure::positionText(int position) const {
    return tr("t = %1").arg(formatNumber(position * timeStep()));
}

QList<FigureNumber> EmbeddingFigure::numbers() const {
    QList<FigureNumber> list{{QStringLiteral("t"), store_->state().contraction.time, QStringLiteral("flow")}};
    const Vector now = stateAt(trajectories_[0]);
    for (int unit = 0; unit < n_; ++unit) {
        const auto name = [&](const char* symbol, const QString& mark) {
            return (n_ == 1 ? QString::fromUtf8(symbol) : subscripted(QString::fromUtf8(symbol), unit + 1)) +
                   mark;
        };
        const auto of = [&](const Vector& v, int half) {
            return v.size() > 0 ? v(half * n_ + unit) : std::nan("");
        };
        list.append({name("x", tr(" of A at t")), of(now, 0), QStringLiteral("embedded-flow")});
        list.append({name("x̂", tr(" of A at t")), of(now, 1), QStringLiteral("embedded-flow")});
        list.append({name("x̲", QStringLiteral("*")), of(limit_, 0), QStringLiteral("mm")});
        list.append({name("x̄", QStringLiteral("*")), of(limit_, 1), QStringLiteral("mm")});
        list.append({name("x̲", tr("* of IBP")), of(ibp_, 0), QStringLiteral("ibp")});
        list.append({name("x̄", tr("* of IBP")), of(ibp_, 1), QStringLiteral("ibp")});
    }
    list.append(
        {tr("rate c"), contractionRate(embedded_, embedded_.norm()), QStringLiteral("contraction-rate")});
    return list;
}

QString EmbeddingFigure::sentence() const {
    const double measure = embedded_.measure();
    if (limit_.size() == 0 && measure >= 1)
        return tr("The embedded flow has no fixed point that every start sinks to: μ_η(A) = %1 ≥ 1 for the "
                  "best "
                  "weights.")
            .arg(formatNumber(measure));
    if (limit_.size() == 0)
        return tr("The embedded flow sinks so slowly that its fixed point is not known yet: μ_η(A) = %1.")
            .arg(formatNumber(measure));
    QStringList intervals;
    for (int unit = 0; unit < n_; ++unit)
        intervals << formatEnclosure(limit_(unit), limit_(n_ + unit));
    const double far = embedded_.norm()(stateAt(trajectories_[0]) - limit_);
    if (measure >= 1)
        return tr("There is a fixed point with the box %1, but μ_η(A) = %2 ≥ 1: nothing says that every "
                  "start "
                  "sinks to it.")
            .arg(intervals.join(QStringLiteral(" × ")), formatNumber(measure));
    return tr("Every start sinks to one point (x̲*, x̄*), the box %1; A is still %2 away from it.")
        .arg(intervals.join(QStringLiteral(" × ")), formatNumber(withoutNoise(far, 1)));
}

QList<Plot*> EmbeddingFigure::plots() const {
    if (n_ == 1)
        return {planes_[0]};
    return {planes_[0], planes_[1]};
}

QString EmbeddingFigure::csv(int unit) const {
    QString text = QStringLiteral("start,t,x,x_hat\n");
    for (std::size_t k = 0; k < trajectories_.size(); ++k)
        for (int position = 0; position <= lastPosition(); ++position) {
            const double t = position * timeStep();
            if (t > trajectories_[k].end())
                break;
            const QPointF p = inPlane(trajectories_[k].at(t), unit);
            text += QStringLiteral("%1,%2,%3,%4\n")
                        .arg(
                            k == 0 ? QStringLiteral("A") : QStringLiteral("B"), exactNumber(t),
                            exactNumber(p.x()), exactNumber(p.y()));
        }
    return text;
}

} // namespace kamke::ui
