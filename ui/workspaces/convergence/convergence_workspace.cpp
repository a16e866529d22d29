#include "ui/workspaces/convergence/convergence_workspace.h"

#include "core/model/dataset.h"
#include "ui/jobs/datasets.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/transport.h"
#include "ui/workspaces/convergence/convergence_cards.h"
#include "ui/workspaces/convergence/convergence_preset.h"
#include "ui/workspaces/convergence/convergence_text.h"

#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace kamke::ui {
namespace {

constexpr double usualRate = 4; ///< iterations a second at speed 1

QSplitter* splitter(Qt::Orientation orientation, const char* name) {
    auto* result = new QSplitter(orientation);
    result->setObjectName(QLatin1String(name));
    result->setHandleWidth(8);
    result->setChildrenCollapsible(false);
    return result;
}

} // namespace

ConvergenceWorkspace::ConvergenceWorkspace(ExplorerStore* store, Datasets* datasets, QWidget* parent)
    : WorkspacePage(parent)
    , store_(store)
    , datasets_(datasets)
    , runner_(new ConvergenceRunner(store, this))
    , link_(new ConvergenceLink(store, runner_, this))
    , pages_(new QStackedWidget)
    , empty_(new EmptyState(tr("Nothing to iterate on"), {})) {
    setFocusPolicy(Qt::StrongFocus);
    useBox_ = empty_->addButton(tr("Use the box that is selected in Reach"));
    useBox_->setObjectName(QStringLiteral("convergence.useBox"));
    toReach_ = empty_->addButton(tr("Draw a box in Reach"));
    toReach_->setObjectName(QStringLiteral("convergence.toReach"));
    connect(useBox_, &QPushButton::clicked, this, [this] {
        link_->change(
            tr("Iterate on the selected box"), [](ConvergenceState& s) { s.input = ConvergenceInput::Box; });
    });
    connect(toReach_, &QPushButton::clicked, this, [this] { store_->setWorkspace(QStringLiteral("reach")); });
    layOut();
    connect(
        datasets, &Datasets::loaded, this,
        [this](const QString& path, const std::shared_ptr<const Dataset>& samples) {
            if (path == store_->state().digits.dataset)
                runner_->setDataset(samples);
        });
    connect(datasets, &Datasets::failed, this, [this](const QString& path) {
        if (path == store_->state().digits.dataset)
            runner_->setDataset(nullptr);
    });
    attach(runner_);
    connect(runner_, &Runner::resultChanged, this, &ConvergenceWorkspace::statusChanged);
    connect(link_, &ConvergenceLink::changed, this, &ConvergenceWorkspace::follow);
    connect(link_, &ConvergenceLink::cursorMoved, this, &ConvergenceWorkspace::showTransport);
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Gallery | StatePart::Convergence | StatePart::Workspace))
            load();
    });
    load();
    follow();
}

ConvergenceWorkspace::~ConvergenceWorkspace() {
    // The views first: they look at what computes for them.
    store_->disconnect(this);
    delete pages_;
    delete link_;
    delete runner_;
}

void ConvergenceWorkspace::layOut() {
    transport_ = new Transport(this);
    transport_->setObjectName(QStringLiteral("convergence.transport"));
    connect(transport_, &Transport::moved, link_, &ConvergenceLink::moveCursor);
    connect(transport_, &Transport::speedChosen, this, [this](double factor) {
        link_->change(
            tr("Change the speed"), [factor](ConvergenceState& s) { s.speed = usualRate * factor; });
    });

    auto* top = splitter(Qt::Horizontal, "convergenceTop");
    top->addWidget(new ResidualCard(link_));
    top->addWidget(new BoxCard(link_));
    top->setSizes({440, 440});
    auto* rows = splitter(Qt::Vertical, "convergenceRows");
    rows->addWidget(top);
    rows->addWidget(new FigureCard(link_));
    rows->setStretchFactor(0, 3);
    rows->setStretchFactor(1, 2);
    rows->setSizes({370, 250});
    auto* bar = new Card({});
    bar->setObjectName(QStringLiteral("convergence.transportCard"));
    bar->setHeader(transport_);
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(rows, 1);
    column->addWidget(bar);

    auto* solvers = new SolverCard(link_);
    solvers->setMinimumWidth(310);
    connect(solvers, &SolverCard::presetRequested, this, [this] { showOrderLost(store_); });
    auto* columns = splitter(Qt::Horizontal, "convergenceColumns");
    columns->addWidget(left);
    columns->addWidget(solvers);
    columns->setStretchFactor(0, 1);
    columns->setStretchFactor(1, 0);
    columns->setSizes({880, 330});
    auto* page = new QWidget;
    auto* margins = new QVBoxLayout(page);
    margins->setContentsMargins(8, 8, 8, 8);
    margins->addWidget(columns);
    pages_->addWidget(page);
    pages_->addWidget(empty_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(pages_);
}

void ConvergenceWorkspace::load() {
    const ExplorerState& state = store_->state();
    if (state.workspace != QStringLiteral("convergence") ||
        state.convergence.input != ConvergenceInput::Digit || state.digits.own)
        return;
    if (!asked_.isNull() && asked_ == state.digits.dataset)
        return;
    // The bundled digits have an empty path, which is no null string.
    asked_ = state.digits.dataset.isNull() ? QString(QLatin1String("")) : state.digits.dataset;
    datasets_->load(state.digits.dataset);
}

void ConvergenceWorkspace::follow() {
    const QString why = runner_->unfit();
    empty_->setSentence(why);
    const ExplorerState& state = store_->state();
    useBox_->setVisible(state.convergence.input == ConvergenceInput::Digit);
    toReach_->setVisible(!state.selected());
    pages_->setCurrentIndex(why.isEmpty() ? 0 : 1);
    showTransport();
    emit statusChanged();
}

void ConvergenceWorkspace::showTransport() {
    const auto result = link_->result();
    transport_->setLast(result ? result->lastIteration() : 0);
    transport_->setPosition(link_->cursor());
    transport_->setRate(usualRate, link_->state().speed / usualRate);
    transport_->setCaption(tr("iteration %1 of %2").arg(link_->cursor()).arg(transport_->last()));
}

QString ConvergenceWorkspace::status() const {
    if (QString why = runner_->unfit(); !why.isEmpty())
        return why;
    const auto result = runner_->result();
    if (result && runner_->isCurrent())
        return convergenceStatus(*result);
    return runner_->isBusy() ? tr("Iterating …")
                             : tr("Cancelled; what is shown is the last finished result.");
}

void ConvergenceWorkspace::showOrderLost(ExplorerStore* store) {
    const OrderPreset preset = withOrderLost(store->state());
    store->apply(tr("Show boxes that lose their order"), preset.state);
    store->moveCursor(preset.lostAt);
}

} // namespace kamke::ui
