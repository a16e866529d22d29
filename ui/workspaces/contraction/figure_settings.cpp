#include "ui/workspaces/contraction/figure_settings.h"

#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/text/number_text.h"
#include "ui/widgets/elided_combo.h"
#include "ui/widgets/gesture_slider.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/contraction/planar_norms.h"
#include "ui/workspaces/contraction/planar_presets.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr double alphaStep = 0.01, largestAlpha = 2;

QString entries(const Vector& row) {
    QStringList words;
    for (const double value : row)
        words << formatNumber(QString::number(value, 'g', 3).toDouble());
    return words.join(QStringLiteral("  "));
}

/// "A = (−0.25 −0.25; 0.75 −0.25), w = …" as it stands below the chooser.
QString weightsText(const PlanarSystem& system) {
    return FigureSettings::tr("A = [%1 ; %2]\nw = [%3], %4")
        .arg(
            entries(system.A.row(0)), entries(system.A.row(1)), entries(system.w.centre()),
            QString::fromUtf8(
                system.activation.name().data(), static_cast<qsizetype>(system.activation.name().size())));
}

QLabel* faintLabel() {
    auto* label = new QLabel;
    label->setProperty("role", QStringLiteral("note"));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

FigureSettings::FigureSettings(ExplorerStore* store, QWidget* parent)
    : QWidget(parent)
    , store_(store)
    , network_(new ElidedCombo)
    , norm_(new ElidedCombo)
    , weights_(faintLabel())
    , lesson_(faintLabel())
    , alpha_(new GestureSlider(Qt::Horizontal))
    , alphaField_(new NumberField)
    , alphaStar_(new QToolButton) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    makeNetwork();
    makeNorm();
    makeAlpha();
}

QWidget* FigureSettings::addRow(const QString& name, const QString& term, QWidget* field, QWidget* below) {
    auto* row = new QWidget;
    auto* label = new QLabel(name);
    label->setBuddy(field);
    setTerm(label, term);
    auto* column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(label);
    column->addWidget(field);
    if (below)
        column->addWidget(below);
    layout()->addWidget(row);
    return row;
}

void FigureSettings::makeNetwork() {
    network_->setObjectName(QStringLiteral("contraction.network"));
    network_->setAccessibleName(tr("Network of the figures"));
    network_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    network_->addItem(tr("the open network"));
    for (const PlanarPreset& preset : planarPresets())
        network_->addItem(Figure::tr(preset.title));
    network_->addItem(tr("own weights"));
    connect(network_, &QComboBox::activated, this, &FigureSettings::chooseNetwork);
    auto* below = new QWidget;
    auto* column = new QVBoxLayout(below);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(weights_);
    column->addWidget(lesson_);
    networkRow_ = addRow(tr("Network of two units"), QStringLiteral("implicit-network"), network_, below);
}

void FigureSettings::makeNorm() {
    norm_->setObjectName(QStringLiteral("contraction.norm"));
    norm_->setAccessibleName(tr("Norm"));
    for (const PlanarNorm& norm : planarNorms())
        norm_->addItem(normText(norm));
    norm_->setToolTip(mathHtml(tr("The best weights η give the least μ_η(A): the Perron vector of |A|ᴹ.")));
    setTerm(norm_, QStringLiteral("balls"));
    connect(norm_, &QComboBox::activated, this, &FigureSettings::chooseNorm);
    normRow_ = addRow(tr("Norm"), QStringLiteral("balls"), norm_);
}

void FigureSettings::makeAlpha() {
    alpha_->setObjectName(QStringLiteral("contraction.alpha"));
    alpha_->setAccessibleName(tr("Step α"));
    alpha_->setRange(1, static_cast<int>(std::lround(largestAlpha / alphaStep)));
    alphaField_->setObjectName(QStringLiteral("contraction.alphaField"));
    alphaField_->setAccessibleName(tr("Step α as a number"));
    alphaField_->setFixedWidth(
        alphaField_->fontMetrics().horizontalAdvance(QStringLiteral("0.0994883")) + 16);
    alphaStar_->setObjectName(QStringLiteral("contraction.alphaStar"));
    alphaStar_->setText(tr("α*"));
    alphaStar_->setCheckable(true);
    alphaStar_->setToolTip(tr("α* = 1/(1 − min_i [a_ii]⁻), the largest step that is sure to contract"));
    setTerm(alpha_, QStringLiteral("alpha"));
    setTerm(alphaField_, QStringLiteral("alpha"));
    setTerm(alphaStar_, QStringLiteral("alpha-star"));
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(alpha_, 1);
    row->addWidget(alphaField_);
    row->addWidget(alphaStar_);
    alphaRow_ = addRow(tr("Step α"), QStringLiteral("alpha"), line);
    connect(alpha_, &GestureSlider::gestureStarted, this, [this] { drag_ = store_->newMergeId(); });
    connect(alpha_, &QSlider::valueChanged, this, [this](int value) { setAlpha(alphaStep * value, drag_); });
    connect(alphaField_, &NumberField::entered, this, [this](double value, const QString& text) {
        if (value > 0 && value <= largestAlpha) {
            setAlpha(value, -1);
            return;
        }
        emit store_->message(
            tr("α is %1, expected a number above 0, at most %2.").arg(text, formatNumber(largestAlpha)));
        follow();
    });
    connect(alphaField_, &NumberField::refused, store_, &ExplorerStore::message);
    connect(alphaStar_, &QToolButton::clicked, this, [this] {
        setAlpha(-1, -1);
        follow(); // a checkable button unchecks itself when it leads where one is
    });
}

void FigureSettings::setControls(FigureControls controls) {
    networkRow_->setVisible(controls & FigureControl::Network);
    normRow_->setVisible(controls & FigureControl::Norm);
    alphaRow_->setVisible(controls & FigureControl::Alpha);
}

void FigureSettings::follow() {
    const ExplorerState& state = store_->state();
    const ContractionState& mine = state.contraction;
    const PlanarSystem system = planarSystem(state);
    const auto presets = planarPresets();
    const int last = network_->count() - 1;
    int current = last;
    if (system.linked)
        current = 0;
    else
        for (std::size_t k = 0; k < presets.size(); ++k)
            if (presets[k].weights == mine.planar)
                current = static_cast<int>(k) + 1;
    network_->setCurrentIndex(current);
    // What cannot be chosen is greyed: networks of other sizes, and weights that nobody has made.
    auto* items = qobject_cast<QStandardItemModel*>(network_->model());
    items->item(0)->setEnabled(state.network->n() == 2);
    items->item(0)->setToolTip(
        state.network->n() == 2 ? QString::fromStdString(state.network->name)
                                : tr("It has %1 units; these figures show two.").arg(state.network->n()));
    items->item(last)->setEnabled(current == last);
    weights_->setText(weightsText(system));
    const bool isPreset = current > 0 && current < last;
    lesson_->setText(
        isPreset        ? mathHtml(Figure::tr(presets[static_cast<std::size_t>(current - 1)].lesson))
        : system.linked ? tr("At the centre of the selected box of Reach.")
                        : QString());
    lesson_->setVisible(!lesson_->text().isEmpty());

    norm_->setCurrentIndex(chosenNorm(mine));
    const double alpha = chosenAlpha(mine, system.problem());
    if (!alpha_->isSliderDown()) {
        const QSignalBlocker quiet(alpha_);
        alpha_->setValue(static_cast<int>(std::lround(alpha / alphaStep)));
    }
    alpha_->setAccessibleDescription(formatNumber(alpha));
    alphaField_->setValue(alpha);
    alphaStar_->setChecked(!(mine.alpha > 0));
}

void FigureSettings::chooseNetwork(int index) {
    ExplorerState next = store_->state();
    const auto presets = planarPresets();
    next.contraction.linked = index == 0;
    if (index > 0 && static_cast<std::size_t>(index) <= presets.size()) {
        const PlanarPreset& preset = presets[static_cast<std::size_t>(index - 1)];
        next.contraction.planar = preset.weights;
        next.contraction.first = preset.first;
        next.contraction.second = preset.second;
    }
    store_->apply(tr("Choose the figures' network"), next);
    follow();
}

void FigureSettings::chooseNorm(int index) {
    ExplorerState next = store_->state();
    const PlanarNorm& norm = planarNorms()[static_cast<std::size_t>(index)];
    next.contraction.norm = norm.kind;
    next.contraction.weighted = norm.weighted;
    store_->apply(tr("Choose a norm"), next);
}

void FigureSettings::setAlpha(double alpha, int mergeId) {
    ExplorerState next = store_->state();
    next.contraction.alpha = alpha;
    store_->apply(tr("Change α"), next, mergeId);
}

} // namespace kamke::ui
