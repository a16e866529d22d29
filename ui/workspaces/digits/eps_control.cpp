#include "ui/workspaces/digits/eps_control.h"

#include "core/model/domain.h"
#include "ui/glossary/term.h"
#include "ui/text/number_text.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/digits/eps_slider.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace kamke::ui {

namespace {

/// "[0, 1]" when all inputs have the same domain.
QString clipText(const Network& network) {
    if (network.input && network.input->lower && network.input->upper) {
        const Vector &lower = *network.input->lower, &upper = *network.input->upper;
        if (lower.size() > 0 && (lower.array() == lower(0)).all() && (upper.array() == upper(0)).all())
            return EpsControl::tr("clip to %1").arg(formatInterval(lower(0), upper(0)));
    }
    return EpsControl::tr("clip to the domain");
}

} // namespace

QString eightBitText(double eps) {
    return QLocale().toString(255 * eps, 'g', 3) + QStringLiteral("/255");
}

EpsControl::EpsControl(ExplorerStore* store, QWidget* parent)
    : QWidget(parent)
    , store_(store)
    , symbol_(new QLabel(tr("ε")))
    , slider_(new EpsSlider)
    , field_(new NumberField)
    , bits_(new QLabel)
    , norm_(new QComboBox)
    , clip_(new QCheckBox)
    , edit_(store) {
    setObjectName(QStringLiteral("epsControl"));
    for (QWidget* widget :
         {static_cast<QWidget*>(symbol_), static_cast<QWidget*>(slider_), static_cast<QWidget*>(field_),
          static_cast<QWidget*>(norm_)})
        setTerm(widget, QStringLiteral("eps"));
    setTerm(bits_, QStringLiteral("raw-units"));
    setTerm(clip_, QStringLiteral("domain"));
    symbol_->setBuddy(field_);
    field_->setAccessibleName(tr("ε in raw units"));
    field_->setToolTip(tr("ε in raw units; 8/255 can be typed, too"));
    field_->setFixedWidth(86);
    bits_->setProperty("role", QStringLiteral("faint"));
    bits_->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0.0255/255 ")));
    bits_->setToolTip(tr("ε in steps of 8-bit pixels"));
    norm_->setObjectName(QStringLiteral("epsNorm"));
    norm_->setAccessibleName(tr("Norm that ε bounds"));
    norm_->addItem(QStringLiteral("l∞"), static_cast<int>(BallNorm::Linf));
    norm_->addItem(QStringLiteral("l₂"), static_cast<int>(BallNorm::L2));
    norm_->setToolTip(
        tr("Norm of the change that ε bounds. l∞: every pixel by itself, so the inputs are a box. l₂: all "
           "pixels together, so they are a ball; certificates that know no ball take the box around it."));
    clip_->setObjectName(QStringLiteral("epsClip"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(symbol_);
    row->addWidget(slider_, 1);
    row->addWidget(field_);
    row->addWidget(bits_);
    row->addWidget(norm_);
    row->addWidget(clip_);

    connect(slider_, &QSlider::sliderPressed, this, [this] { edit_.beginDrag(); });
    connect(slider_, &QSlider::sliderReleased, this, [this] {
        edit_.endDrag();
        follow(); // to the step that it has snapped to
    });
    connect(slider_, &QSlider::valueChanged, this, [this] { edit_.move(slider_->eps()); });
    connect(field_, &NumberField::entered, this, [this](double value, const QString& text) {
        if (!(value >= 0)) {
            emit store_->message(tr("ε is %1, expected a number from 0.").arg(text));
            field_->setValue(store_->state().digits.eps);
            return;
        }
        edit_.type(value);
    });
    connect(field_, &NumberField::refused, store_, &ExplorerStore::message);
    connect(norm_, &QComboBox::activated, this, [this] {
        ExplorerState next = store_->state();
        next.digits.norm = static_cast<BallNorm>(norm_->currentData().toInt());
        store_->apply(next.digits.norm == BallNorm::L2 ? tr("ε bounds l₂") : tr("ε bounds l∞"), next);
    });
    connect(clip_, &QCheckBox::clicked, this, [this](bool on) {
        ExplorerState next = store_->state();
        next.digits.clip = on;
        store_->apply(on ? tr("Clip to the domain") : tr("Do not clip"), next);
    });
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Digit | StatePart::Network))
            follow();
    });
    follow();
}

void EpsControl::follow() {
    const ExplorerState& state = store_->state();
    const bool ball = state.digits.norm == BallNorm::L2;
    symbol_->setToolTip(
        ball ? tr("The changes of all pixels together may have at most the length ε: the root of the sum of "
                  "their squares, in raw units. The marks below the slider are powers of ten.")
             : tr("Every pixel may change by at most ε, in raw units. The marks below the slider are whole "
                  "steps of 8-bit pixels: 1, 2, 4, … 128 of 255; ε snaps to these."));
    slider_->setToolTip(symbol_->toolTip());
    norm_->setCurrentIndex(norm_->findData(static_cast<int>(state.digits.norm)));
    // While the handle is held it stays under the mouse.
    if (!slider_->isSliderDown())
        slider_->showEps(state.digits.eps, state.digits.norm);
    slider_->setAccessibleDescription(formatNumber(state.digits.eps));
    field_->setValue(state.digits.eps);
    bits_->setText(eightBitText(state.digits.eps));
    bits_->setVisible(!ball);
    clip_->setText(clipText(*state.network));
    const bool domain = hasDomain(*state.network);
    clip_->setChecked(domain && state.digits.clips());
    clip_->setEnabled(domain && !ball);
    clip_->setToolTip(
        !domain ? tr("The network's file gives no domain of its inputs, so there is nothing to clip to.")
        : ball  ? tr("A ball is not clipped: what holds in all of it holds in the part that pictures can be.")
               : tr("Leave out inputs that no picture can be: the ε-box is cut to the domain of the inputs. "
                    "The papers' figures are without."));
}

} // namespace kamke::ui
