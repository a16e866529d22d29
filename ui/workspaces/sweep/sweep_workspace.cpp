#include "ui/workspaces/sweep/sweep_workspace.h"

#include "ui/documents/documents.h"
#include "ui/files/resource_files.h"
#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/jobs/sweep_names.h"
#include "ui/jobs/sweep_plan.h"
#include "ui/jobs/sweep_runner.h"
#include "ui/text/number_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice.h"
#include "ui/workspaces/sweep/sweep_curves_page.h"
#include "ui/workspaces/sweep/sweep_export.h"
#include "ui/workspaces/sweep/sweep_form.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_opener.h"
#include "ui/workspaces/sweep/sweep_presets.h"
#include "ui/workspaces/sweep/sweep_run_card.h"
#include "ui/workspaces/sweep/sweep_sources.h"
#include "ui/workspaces/sweep/sweep_tabs.h"
#include "ui/workspaces/sweep/sweep_views.h"
#include "ui/workspaces/workspace.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QThread>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

SweepWorkspace::SweepWorkspace(ExplorerStore* store, Documents* documents, QWidget* parent)
    : WorkspacePage(parent)
    , store_(store)
    , documents_(documents)
    , runner_(new SweepRunner(this))
    , link_(new SweepLink(store, runner_, this))
    , sources_(new SweepSources(store, this))
    , form_(new SweepForm(link_, sources_, documents))
    , run_(new SweepRunCard(link_))
    , tabs_(new SweepTabs(link_))
    , opener_(new SweepOpener(this)) {
    layOut();
    connect(form_, &SweepForm::presetRequested, this, &SweepWorkspace::fillIn);
    connect(run_, &SweepRunCard::startRequested, this, &SweepWorkspace::start);
    attach(runner_);
    connect(runner_, &Runner::busyChanged, this, [this](bool busy) {
        form_->setReadOnly(busy);
        // Whoever has gone elsewhere hears of the end.
        if (!busy && store_->state().workspace != QStringLiteral("sweep"))
            emit store_->message(tr("Sweep: %1").arg(run_->sentence()));
        emit statusChanged();
    });
    connect(link_, &SweepLink::changed, this, &SweepWorkspace::statusChanged);
    connect(form_, &SweepForm::checked, this, &SweepWorkspace::checkReady);
    connect(opener_, &SweepOpener::failed, documents_, &Documents::failed);
    connect(
        opener_, &SweepOpener::opened, this,
        [this](const QString& file, const std::shared_ptr<const SweepResults>& results) {
            if (runner_->isBusy()) {
                emit documents_->failed(tr("A sweep is running; stop it before other results are shown."));
                return;
            }
            runner_->show(results);
            emit documents_->done(tr("Opened %1").arg(QFileInfo(file).fileName()));
        });
    checkReady();
}

void SweepWorkspace::layOut() {
    auto* settings = new Card(tr("Sweep"), QStringLiteral("sweep-settings"));
    settings->setObjectName(QStringLiteral("sweep.settings"));
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(form_);
    scroll->viewport()->setAutoFillBackground(false);
    form_->setAutoFillBackground(false);
    settings->body()->addWidget(scroll);
    settings->setMinimumWidth(330);

    tabs_->addPage(
        QStringLiteral("curves"), tr("Against ε"), QStringLiteral("sweep-curves"),
        new SweepCurvesPage(link_));
    const SweepExportButton* exporter =
        addSweepViews(tabs_, link_, [this](const QString& title, const QString& name, const QString& filter) {
            return documents_->askWhereToSave(title, name, filter);
        });
    connect(exporter, &SweepExportButton::failed, documents_, &Documents::failed);
    connect(exporter, &SweepExportButton::written, this, [this](const QString& file) {
        kept_ = runner_->results();
        sayWritten(this, file);
    });
    for (const SweepPreset& preset : sweepPresets()) {
        QPushButton* button = tabs_->emptyState()->addButton(preset.title());
        button->setObjectName(QStringLiteral("sweep.empty.") + QLatin1String(preset.id));
        button->setToolTip(
            QStringLiteral("<p>%1</p>")
                .arg(mathHtml(QString(preset.explanation() + u' ' + preset.leftOut()).trimmed())));
        button->setEnabled(!preset.networks().isEmpty());
        setTerm(button, QString::fromLatin1(preset.term));
        connect(button, &QPushButton::clicked, this, [this, &preset] { fillIn(QLatin1String(preset.id)); });
    }

    auto* right = new QWidget;
    auto* rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(8);
    rightColumn->addWidget(run_);
    rightColumn->addWidget(tabs_, 1);

    auto* columns = new QSplitter(Qt::Horizontal);
    columns->setObjectName(QStringLiteral("sweepColumns"));
    columns->setHandleWidth(8);
    columns->setChildrenCollapsible(false);
    columns->addWidget(settings);
    columns->addWidget(right);
    columns->setStretchFactor(0, 0);
    columns->setStretchFactor(1, 1);
    columns->setSizes({350, 910});
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->addWidget(columns);
}

void SweepWorkspace::openFile(const QString& file) {
    const ExplorerState& state = store_->state();
    SweepOrigins origins;
    origins.open = state.network;
    origins.openPath = state.networkEdited ? QString() : state.networkPath;
    origins.networks = Documents::recentFiles();
    for (const SweepCandidate& candidate : sources_->candidates())
        if (!candidate.entry.isEmpty())
            origins.networks << sweepNetworkFile(candidate.entry);
    origins.networks += galleryFiles();
    origins.networks.removeDuplicates();
    origins.datasets = {state.sweep.dataset, state.digits.dataset, QString()};
    origins.datasets += Documents::recentDatasets();
    origins.datasets.removeDuplicates();
    opener_->open(file, origins);
}

QString SweepWorkspace::status() const {
    return run_->sentence();
}

std::shared_ptr<const SweepResults> SweepWorkspace::unkept() const {
    auto results = runner_->results();
    // Results without a job come from a file; a job with a results file has written them there.
    if (!results || results == kept_ || !runner_->job() || !runner_->job()->settings.resultsFile.isEmpty())
        return nullptr;
    double seconds = 0;
    for (const SweepNetwork& network : results->networks)
        seconds += network.seconds;
    return runner_->isBusy() || seconds > worthAsking ? results : nullptr;
}

RunningWork SweepWorkspace::runningWork() const {
    const bool busy = runner_->isBusy();
    if (const auto results = unkept())
        return {// How many are done would be another number by the time that it is read.
                busy ? tr("A sweep of %1 samples is running, and what is done is in no file.")
                           .arg(wholeNumber(results->total()))
                     : tr("The results of the sweep are in no file."),
                busy ? tr("Stop and save the results…") : tr("Save the results…")};
    if (!busy)
        return {};
    const QString file = runner_->job() ? runner_->job()->settings.resultsFile : QString();
    return {
        file.isEmpty() ? tr("A sweep is running.")
                       : tr("A sweep is running. What is done is in %1, from where it can be continued.")
                             .arg(QFileInfo(file).fileName()),
        {}};
}

bool SweepWorkspace::stopAndKeep() {
    if (runner_->isBusy()) {
        runner_->cancel();
        QEventLoop wait;
        connect(runner_, &SweepRunner::finished, &wait, &QEventLoop::quit);
        wait.exec(QEventLoop::ExcludeUserInputEvents);
    }
    const auto results = unkept() ? unkept() : runner_->results();
    return !results || saveResults(*results);
}

bool SweepWorkspace::saveResults(const SweepResults& results) {
    const QString file = documents_->askWhereToSave(
        tr("Save the results"), QStringLiteral("sweep.h5"), tr("Results of sweeps (*.h5)"));
    if (file.isEmpty())
        return false;
    for (std::size_t k = 0; k < results.networks.size(); ++k) {
        if (!results.networks[k].table)
            continue; // nothing has been done of it
        const QString each = resultsFileOf(file, results.networks[k], results.networks.size());
        if (const auto written = exportSweepFile(results, static_cast<int>(k), each); !written) {
            emit documents_->failed(QString::fromStdString(written.error().message));
            return false;
        }
    }
    kept_ = runner_->results();
    return true;
}

void SweepWorkspace::checkReady() {
    run_->setReady(form_->whyNot());
    emit statusChanged();
}

void SweepWorkspace::fillIn(const QString& id) {
    const SweepPreset* preset = findSweepPreset(id);
    if (!preset || runner_->isBusy())
        return;
    const QString leftOut = preset->leftOut();
    if (preset->networks().isEmpty()) {
        emit store_->message(leftOut);
        return;
    }
    link_->change(preset->title(), [&](SweepState& settings) { preset->applyTo(settings); });
    emit store_->message(
        QString(tr("%1 is filled in; Run begins.").arg(preset->title()) + u' ' + leftOut).trimmed());
}

void SweepWorkspace::start() {
    SweepState settings = store_->state().sweep;
    auto plan = sweepPlan(settings);
    if (!plan || runner_->isBusy())
        return;
    plan->clip = plan->clip && canClip(settings, *store_->state().network);
    runner_->start(
        {std::move(settings), std::move(*plan), store_->state().network, sources_->data(),
         std::max(1, QThread::idealThreadCount())});
}

Workspace sweepWorkspace() {
    return {
        .title = SweepWorkspace::tr("&Sweep"),
        .icon = QStringLiteral("sweep"),
        .open = [](const WindowParts& window) { return new SweepWorkspace(window.store, window.documents); },
        .opens = FileKind::Results};
}

} // namespace kamke::ui
