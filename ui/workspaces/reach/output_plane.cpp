#include "ui/workspaces/reach/output_plane.h"

#include "ui/formula/math_text.h"
#include "ui/text/number_text.h"
#include "ui/widgets/axis_chooser.h"
#include "ui/workspaces/reach/output_plot.h"
#include "ui/workspaces/reach/planes_export.h"

#include <QLabel>

namespace kamke::ui {

OutputPlane::OutputPlane(ExplorerStore* store, ReachRunner* runner, QWidget* parent)
    : Card(tr("Outputs"), QStringLiteral("outputs"), parent)
    , store_(store)
    , runner_(runner)
    , axes_(new AxisChooser(QStringLiteral("y"), tr("output"), this))
    , plot_(new OutputPlot)
    , notes_(new QLabel) {
    addTool(axes_);
    body()->addWidget(plot_, 1);
    notes_->setProperty("role", QStringLiteral("note"));
    notes_->setTextFormat(Qt::RichText);
    notes_->setWordWrap(true);
    notes_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(notes_);

    settle_.setSingleShot(true);
    settle_.setInterval(400);
    connect(&settle_, &QTimer::timeout, plot_, &OutputPlot::settle);

    connect(store, &ExplorerStore::changed, this, &OutputPlane::refresh);
    setObjectName(QStringLiteral("reach.outputs"));
    connect(runner, &Runner::resultChanged, this, [this] {
        settle_.start();
        refresh();
    });
    connect(runner, &Runner::staleChanged, this, &OutputPlane::refresh);
    connect(store, &ExplorerStore::hoveredMethodChanged, this, &OutputPlane::refresh);
    connect(plot_, &Plot::cursorMoved, this, &OutputPlane::hover);
    connect(plot_, &Plot::cursorLeft, this, [this] { store_->setHoveredMethod(QString()); });
    connect(axes_, &AxisChooser::chosen, this, [this](int x, int y) {
        ExplorerState next = store_->state();
        next.outputX = x;
        next.outputY = y;
        next.outputView.reset();
        store_->apply(
            tr("Show %1 × %2")
                .arg(subscripted(QStringLiteral("y"), x + 1), subscripted(QStringLiteral("y"), y + 1)),
            next);
    });
    connect(plot_, &Plot::viewChosen, this, &OutputPlane::takeView);
    connect(plot_, &Plot::viewReset, this, [this] {
        ExplorerState next = store_->state();
        next.outputView.reset();
        store_->apply(tr("Reset the view of the outputs"), next);
    });
    connect(plot_, &Plot::exportRequested, this, [this] {
        ExportDialog::open(plot_, planesTogether(store_->state(), runner_->result()), window());
    });
    refresh();
}

void OutputPlane::refresh() {
    const ExplorerState& state = store_->state();
    OutputLook look;
    look.selected = state.selected() ? state.selected()->letter : QString();
    look.hovered = store_->hoveredMethod();
    look.stale = runner_->isStale();
    look.showSamples = state.showSamples;
    Shown next{state.network, runner_->result(), look, outputAxes(state), state.outputView};
    if (shown_ == next)
        return;
    shown_ = std::move(next);
    axes_->setAxes(state.network->q(), outputAxes(state));
    plot_->setContent(state, runner_->result(), look);
    if (!state.selected()) {
        setSubtitle(tr("what each method says about the outputs"));
    } else if (state.network->q() > 2) {
        setSubtitle(tr("every y(u) with u in %1").arg(look.selected));
    } else {
        setSubtitle(tr("every y(u) with u in %1, and what each method says").arg(look.selected));
    }
    // Nine reasons would push the plane away; the table has them all.
    constexpr qsizetype most = 2;
    QStringList said = plot_->scene().notes;
    if (const qsizetype more = said.size() - most; more > 1) {
        notes_->setToolTip(said.join(QLatin1Char('\n')));
        said = said.first(most);
        said << tr("%1 more methods have no box here; the table says why.").arg(more);
    } else {
        notes_->setToolTip(QString());
    }
    const QString notes =
        mathHtml(said.join(QLatin1Char('\n'))).replace(QLatin1Char('\n'), QLatin1String("<br>"));
    if (notes_->text() != notes) {
        notes_->setText(notes);
    }
    notes_->setVisible(!notes.isEmpty());
}

void OutputPlane::hover(const QPointF& pixel) {
    store_->setHoveredMethod(plot_->methodAt(pixel));
}

void OutputPlane::takeView(const QRectF& view, int gesture) {
    if (gesture != gesture_) {
        gesture_ = gesture;
        mergeId_ = store_->newMergeId();
    }
    ExplorerState next = store_->state();
    next.outputView = view;
    store_->apply(tr("Zoom the outputs"), next, mergeId_);
}

} // namespace kamke::ui
