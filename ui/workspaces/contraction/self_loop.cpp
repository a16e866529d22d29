#include "ui/workspaces/contraction/self_loop.h"

#include "ui/plot/figure_plot.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/widgets/gesture_slider.h"
#include "ui/workspaces/contraction/fixed_boxes.h"
#include "ui/workspaces/contraction/scalar_system.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {

namespace {

constexpr double least = -3, most = 0.9;
constexpr int steps = 390; ///< of the slider: hundredths

} // namespace

SelfLoop::SelfLoop(ExplorerStore* store, QWidget* parent)
    : QWidget(parent)
    , store_(store)
    , slider_(new GestureSlider(Qt::Horizontal))
    , value_(new QLabel)
    , cells_(new FigurePlot(
          QStringLiteral("contraction.race.cells"), tr("A unit with feedback in both embeddings")))
    , widths_(new FigurePlot(
          QStringLiteral("contraction.race.feedback"), tr("Width of the box against the feedback a"))) {
    for (QCPAxis* axis : cells_->axisRect()->axes())
        axis->setVisible(false);
    cells_->axisRect()->setAutoMargins(QCP::msNone);
    cells_->axisRect()->setMargins(QMargins(0, 0, 0, 0));
    cells_->setPaint({}, [this](QCPPainter& p) { paintCells(p); });
    cells_->setCsv([this] {
        QString text = QStringLiteral("quantity,value\n");
        for (const auto& [name, value, term, size] : numbers())
            text += QStringLiteral("\"%1\",%2\n").arg(name, exactNumber(value));
        return text;
    });
    widths_->setStore(store);
    widths_->setAxisNames(QStringLiteral("a"), tr("width"));
    setAxisTerms(widths_, QStringLiteral("self-loop"), QStringLiteral("width"));
    widths_->setPaint({}, [this](QCPPainter& p) { paintWidths(p); });
    widths_->setCsv([this] {
        const double input = system_.w.width()(0);
        QString text = QStringLiteral("a,mm,ibp\n");
        for (int k = 0; k <= steps; ++k) {
            const double a = least + (most - least) * k / steps;
            text += exactNumber(a);
            for (const Splitting splitting : {Splitting::Metzler, Splitting::Sign}) {
                const double width = input * linearWidth(a, splitting);
                text += QLatin1Char(',') + (std::isfinite(width) ? exactNumber(width) : QString());
            }
            text += QLatin1Char('\n');
        }
        return text;
    });
    connect(widths_, &FigurePlot::handleMoved, this, [this](int, const QPointF& to) {
        move(to.x(), widths_->mergeId());
    });

    slider_->setObjectName(QStringLiteral("contraction.race.a"));
    slider_->setAccessibleName(tr("Feedback a of the unit on itself"));
    setTerm(slider_, QStringLiteral("self-loop"));
    slider_->setRange(0, steps);
    slider_->setPageStep(10);
    connect(slider_, &GestureSlider::gestureStarted, this, [this] { sliderMerge_ = store_->newMergeId(); });
    connect(slider_, &QSlider::valueChanged, this, [this](int value) {
        move(least + (most - least) * value / steps, sliderMerge_);
    });
    value_->setObjectName(QStringLiteral("contraction.race.value"));
    value_->setMinimumWidth(value_->fontMetrics().horizontalAdvance(QStringLiteral("a = −0.000000")));

    auto* title = new QLabel(tr("One unit with feedback, x = φ(ax + w)"));
    title->setProperty("role", QStringLiteral("title"));
    auto* control = new QHBoxLayout;
    control->addWidget(title);
    control->addSpacing(12);
    control->addWidget(value_);
    control->addWidget(slider_, 1);
    auto* plots = new QHBoxLayout;
    plots->addWidget(cells_, 1);
    plots->addWidget(widths_, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addLayout(control);
    all->addLayout(plots, 1);
}

double SelfLoop::linearWidth(double a, Splitting splitting) {
    const double feedback = splitting == Splitting::Metzler ? a : std::abs(a);
    return feedback < 1 ? 1 / (1 - feedback) : std::numeric_limits<double>::infinity();
}

double SelfLoop::activeWidth(double a, Splitting splitting) const {
    PlanarSystem other = system_;
    other.A(0, 0) = a;
    const IterationRun run = growBox(other, splitting, 400);
    if (run.status == Status::Diverged || !(std::abs(a) < 1 || run.status == Status::Ok))
        return std::numeric_limits<double>::infinity();
    return run.last()(1) - run.last()(0);
}

void SelfLoop::follow() {
    PlanarSystem next = scalarSystem(store_->state());
    const bool sameInput =
        system_.A.size() > 0 && next.w == system_.w && next.activation == system_.activation;
    system_ = std::move(next);
    if (!sameInput) {
        cut_.clear();
        for (int k = 0; k <= 78; ++k) {
            const double a = least + (most - least) * k / 78;
            cut_ << QPointF(a, activeWidth(a, Splitting::Sign));
        }
    }
    const double a = system_.A(0, 0), input = system_.w.width()(0);
    {
        const QSignalBlocker quiet(slider_);
        slider_->setValue(
            static_cast<int>(std::lround((std::clamp(a, least, most) - least) / (most - least) * steps)));
    }
    value_->setText(tr("a = %1").arg(formatNumber(a)));
    widths_->setHandles(
        {{QPointF(a, std::min(input * linearWidth(a, Splitting::Metzler), 1e6)), {}, Qt::Horizontal}});
    const double top = 3.4 * (input > 0 ? input : 1);
    widths_->fit(QRectF(least, 0, most - least, top), 0.01);
    cells_->fit(QRectF(0, 0, 2, 1), 0);
    QStringList words;
    for (const auto& [name, value, term, size] : numbers())
        words << name + QStringLiteral(" = ") + formatNumber(value);
    cells_->setSummary(words.join(QStringLiteral("; ")));
    widths_->setSummary(cells_->accessibleDescription());
}

void SelfLoop::move(double a, int mergeId) {
    ExplorerState next = store_->state();
    setScalarFeedback(next, std::clamp(a, least, most));
    store_->apply(tr("Change the feedback a"), next, mergeId);
}

QList<FigureNumber> SelfLoop::numbers() const {
    const double a = system_.A(0, 0), input = system_.w.width()(0);
    const QString name = QString::fromUtf8(
        system_.activation.name().data(), static_cast<qsizetype>(system_.activation.name().size()));
    return {
        {QStringLiteral("a"), a, QStringLiteral("self-loop")},
        {tr("MM width, slope 1"), input * linearWidth(a, Splitting::Metzler), QStringLiteral("mm")},
        {tr("IBP width, slope 1"), input * linearWidth(a, Splitting::Sign), QStringLiteral("ibp")},
        {tr("MM width, %1").arg(name), activeWidth(a, Splitting::Metzler), QStringLiteral("mm")},
        {tr("IBP width, %1").arg(name), activeWidth(a, Splitting::Sign), QStringLiteral("ibp")}};
}

QList<Plot*> SelfLoop::plots() const {
    return {widths_, cells_};
}

} // namespace kamke::ui
