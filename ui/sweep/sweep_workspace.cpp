#include "sweep/sweep_workspace.h"

#include "glossary/term.h"
#include "jobs/sweep_names.h"
#include "jobs/sweep_plan.h"
#include "jobs/sweep_runner.h"
#include "models/verdict_text.h"
#include "shell/documents.h"
#include "shell/resource_files.h"
#include "sweep/sweep_curves_page.h"
#include "sweep/sweep_form.h"
#include "sweep/sweep_link.h"
#include "sweep/sweep_opener.h"
#include "sweep/sweep_presets.h"
#include "sweep/sweep_run_card.h"
#include "sweep/sweep_sources.h"
#include "sweep/sweep_tabs.h"
#include "sweep/sweep_views.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"

#include <QFileInfo>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QThread>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

SweepWorkspace::SweepWorkspace(ExplorerStore* store, Documents* documents, QWidget* parent)
    : QWidget(parent)
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
    connect(runner_, &SweepRunner::busyChanged, this, [this](bool busy) {
        form_->setReadOnly(busy);
        if (busy) {
            emit store_->message(tr("The sweep runs in the background; the other workspaces stay alive."));
        } else if (store_->state().workspace == QStringLiteral("sweep")) {
            emit store_->message(run_->sentence());
        }
        emit busyChanged();
    });
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
    connect(exporter, &SweepExportButton::done, documents_, &Documents::done);
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

void SweepWorkspace::openResults(const QString& file) {
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

bool SweepWorkspace::isBusy() const {
    return runner_->isBusy();
}

void SweepWorkspace::cancel() {
    runner_->stop();
}

void SweepWorkspace::checkReady() {
    run_->setReady(form_->whyNot());
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

} // namespace kamke::ui
