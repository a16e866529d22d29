#include "ui/documents/export_dialog.h"
#include "ui/glossary/term.h"
#include "ui/text/utf8.h"
#include "ui/widgets/axis_chooser.h"
#include "ui/widgets/caption.h"
#include "ui/widgets/elided_combo.h"
#include "ui/workspaces/convergence/convergence_cards.h"
#include "ui/workspaces/convergence/nested_boxes.h"
#include "ui/workspaces/convergence/residual_plot.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

void connectExport(Plot* plot, QWidget* owner) {
    QObject::connect(
        plot, &Plot::exportRequested, owner, [plot, owner] { ExportDialog::open(plot, owner->window()); });
}

ResidualCard::ResidualCard(ConvergenceLink* link, QWidget* parent)
    : Card(tr("Residual"), QStringLiteral("convergence-residual"), parent) {
    setObjectName(QStringLiteral("convergence.residuals"));
    setSubtitle(tr("thin dashes: the slope that theory promises"));
    auto* plot = new ResidualPlot(link);
    body()->addWidget(plot, 1);
    connectExport(plot, this);
}

BoxCard::BoxCard(ConvergenceLink* link, QWidget* parent)
    : Card(tr("Boxes"), QStringLiteral("convergence-boxes"), parent)
    , link_(link)
    , plane_(new ElidedCombo)
    , start_(new ElidedCombo)
    , states_(new AxisChooser(QStringLiteral("x"), tr("state"), this))
    , outputs_(new AxisChooser(QStringLiteral("y"), tr("output"), this))
    , mm_(new QPushButton(QStringLiteral("MM")))
    , ibp_(new QPushButton(QStringLiteral("IBP")))
    , note_(new Caption) {
    setObjectName(QStringLiteral("convergence.boxes"));
    plane_->setObjectName(QStringLiteral("convergence.plane"));
    plane_->setAccessibleName(tr("What the plane shows"));
    plane_->addItems({tr("states"), tr("outputs")});
    addTool(plane_);
    addTool(states_);
    addTool(outputs_);
    auto* plot = new NestedBoxes(link);
    body()->addWidget(plot, 1);
    connectExport(plot, this);
    auto* foot = new QHBoxLayout;
    note_->setProperty("role", QStringLiteral("note"));
    for (QPushButton* chip : {mm_, ibp_}) {
        chip->setProperty("chip", true);
        chip->setCheckable(true);
        const QString id = chip->text().toLower();
        chip->setObjectName(QStringLiteral("convergence.method.") + id);
        chip->setToolTip(tr("Show or hide the boxes of %1, here and in Reach").arg(chip->text()));
        setTerm(chip, id);
        connect(chip, &QPushButton::clicked, this, [this, id] { toggleMethod(id); });
        foot->addWidget(chip);
    }
    foot->addWidget(note_, 1);
    start_->setObjectName(QStringLiteral("convergence.start"));
    start_->setAccessibleName(tr("Where the boxes start"));
    start_->addItems({tr("start at x*"), tr("start wide")});
    start_->setToolTip(
        tr("At the state x* of the box's centre, from which boxes grow, or at a wide box, from which "
           "they shrink: then every ordered iterate encloses all states already"));
    setTerm(start_, QStringLiteral("southeast-order"));
    foot->addWidget(start_);
    body()->addLayout(foot);
    connect(start_, &QComboBox::activated, this, [this](int index) {
        link_->change(tr("Choose where the boxes start"), [index](ConvergenceState& s) {
            s.start = index == 0 ? ConvergenceStart::Point : ConvergenceStart::Box;
        });
    });

    connect(plane_, &QComboBox::activated, this, [this](int index) {
        link_->change(tr("Choose the plane of the boxes"), [index](ConvergenceState& s) {
            s.plane = index == 0 ? ConvergencePlane::States : ConvergencePlane::Outputs;
            s.planeX = 0;
            s.planeY = 1;
        });
    });
    for (AxisChooser* axes : {states_, outputs_})
        connect(axes, &AxisChooser::chosen, this, [this](int x, int y) {
            link_->change(tr("Choose the plane of the boxes"), [x, y](ConvergenceState& s) {
                s.planeX = x;
                s.planeY = y;
            });
        });
    connect(link, &ConvergenceLink::changed, this, &BoxCard::refresh);
    refresh();
}

void BoxCard::toggleMethod(const QString& id) {
    ExplorerState next = link_->store()->state();
    QStringList shown;
    for (const Method& method : methods())
        if (next.methods.contains(idOf(method)) != (idOf(method) == id))
            shown << idOf(method);
    next.methods = shown;
    link_->store()->apply(tr("Show or hide a method"), next);
}

void BoxCard::refresh() {
    const ExplorerState& state = link_->store()->state();
    const ConvergenceState& convergence = state.convergence;
    const bool states = convergence.plane == ConvergencePlane::States;
    const Index count = states ? state.network->n() : state.network->q();
    plane_->setCurrentIndex(states ? 0 : 1);
    start_->setCurrentIndex(convergence.start == ConvergenceStart::Point ? 0 : 1);
    const auto last = static_cast<int>(count) - 1;
    PlaneAxes axes{std::min(convergence.planeX, last), count == 1 ? -1 : std::min(convergence.planeY, last)};
    if (axes.x == axes.y)
        axes.x = axes.y == 0 ? 1 : 0;
    // A chooser hides itself where there is nothing to choose; the other space's one is hidden here.
    AxisChooser* shown = states ? states_ : outputs_;
    shown->setAxes(count, axes);
    (states ? outputs_ : states_)->hide();
    mm_->setChecked(state.methods.contains(QStringLiteral("mm")));
    ibp_->setChecked(state.methods.contains(QStringLiteral("ibp")));
    note_->setText(states ? tr("dots: x* for inputs of the box") : tr("dots: outputs for inputs of the box"));
    const FixedPointIteration* solver = findIteration(convergence.solver.toStdString());
    setSubtitle(solver ? toQString(solver->label) : QString());
}

} // namespace kamke::ui
