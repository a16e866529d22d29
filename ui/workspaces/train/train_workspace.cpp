#include "ui/workspaces/train/train_workspace.h"

#include "ui/documents/documents.h"
#include "ui/jobs/train_runner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copyable_table.h"
#include "ui/workspaces/train/epoch_model.h"
#include "ui/workspaces/train/run_card.h"
#include "ui/workspaces/train/train_curves.h"
#include "ui/workspaces/train/train_data.h"
#include "ui/workspaces/train/train_form.h"
#include "ui/workspaces/train/train_text.h"
#include "ui/workspaces/workspace.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace kamke::ui {

TrainWorkspace::TrainWorkspace(ExplorerStore* store, Documents* documents, QWidget* parent)
    : WorkspacePage(parent)
    , store_(store)
    , documents_(documents)
    , data_(new TrainData(store, this))
    , runner_(new TrainRunner(this))
    , form_(new TrainForm(store, data_, documents))
    , run_(new RunCard(runner_))
    , epochs_(new EpochModel(this))
    , table_(new CopyableTable) {
    layOut();
    connect(run_, &RunCard::startRequested, this, &TrainWorkspace::start);
    connect(run_, &RunCard::openRequested, this, &TrainWorkspace::openResult);
    connect(run_, &RunCard::saveRequested, this, &TrainWorkspace::saveResult);
    connect(runner_, &TrainRunner::progressed, this, &TrainWorkspace::showEpochs);
    connect(runner_, &TrainRunner::finished, this, &TrainWorkspace::finish);
    connect(runner_, &TrainRunner::busyChanged, form_, &QWidget::setDisabled);
    attach(runner_);
    connect(runner_, &TrainRunner::progressed, this, &TrainWorkspace::statusChanged);
    connect(data_, &TrainData::changed, this, &TrainWorkspace::checkReady);
    checkReady();
}

void TrainWorkspace::layOut() {
    auto* settings = new Card(tr("Settings"), QStringLiteral("training"));
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(form_);
    scroll->viewport()->setAutoFillBackground(false);
    form_->setAutoFillBackground(false);
    settings->body()->addWidget(scroll);
    settings->setMinimumWidth(340);

    auto* epochs = new Card(tr("Epochs"), QStringLiteral("training"));
    table_->setObjectName(QStringLiteral("epochTable"));
    table_->setAccessibleName(tr("Finished epochs"));
    table_->setModel(epochs_);
    table_->spreadColumns();
    connect(epochs_, &QAbstractItemModel::modelReset, table_, &CopyableTable::spreadColumns);
    connect(epochs_, &QAbstractItemModel::rowsInserted, table_, &CopyableTable::spreadForRows);
    epochs->body()->addWidget(table_);

    auto* curves = new TrainCurves(runner_);
    auto* rows = new QSplitter(Qt::Vertical);
    rows->setObjectName(QStringLiteral("trainRows"));
    rows->setHandleWidth(8);
    rows->setChildrenCollapsible(false);
    rows->addWidget(curves);
    rows->addWidget(epochs);
    rows->setStretchFactor(0, 3);
    rows->setStretchFactor(1, 2);
    rows->setSizes({300, 230});
    auto* right = new QWidget;
    auto* rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(8);
    rightColumn->addWidget(run_);
    rightColumn->addWidget(rows, 1);

    auto* columns = new QSplitter(Qt::Horizontal);
    columns->setObjectName(QStringLiteral("trainColumns"));
    columns->setHandleWidth(8);
    columns->setChildrenCollapsible(false);
    columns->addWidget(settings);
    columns->addWidget(right);
    columns->setStretchFactor(0, 0);
    columns->setStretchFactor(1, 1);
    columns->setSizes({360, 900});
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->addWidget(columns);
}

void TrainWorkspace::checkReady() {
    const bool reading = data_->isReading();
    const bool wrong = form_->isWrong();
    run_->setReady(
        !reading && !wrong && data_->data(),
        reading ? tr("Reading the data…")
        : wrong ? tr("What is marked in the settings has to be put right first.")
                : QString());
}

void TrainWorkspace::start() {
    if (!data_->data() || runner_->isBusy())
        return;
    // What took seconds is tried again and again; what took longer is not lost for it unasked.
    if (runner_->seconds() > worthAsking && !documents_->mayDropResult())
        return;
    trained_ = store_->state().train;
    result_.reset();
    file_.clear();
    documents_->setUnsavedResult(nullptr);
    runner_->start({data_->data(), data_->validationData(), optionsOf(trained_)});
    showEpochs();
}

void TrainWorkspace::showEpochs() {
    const TrainJob& job = runner_->job();
    const QScrollBar* bar = table_->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    const int before = epochs_->rowCount();
    epochs_->show(runner_->points(), job.validation != nullptr, job.options.certifiedEps > 0);
    // Whoever has scrolled back reads there.
    if (atEnd && epochs_->rowCount() != before)
        table_->scrollToBottom();
}

void TrainWorkspace::finish() {
    showEpochs();
    const auto outcome = runner_->outcome();
    if (outcome->network) {
        result_ = std::make_shared<const Network>(*outcome->network);
        // Nothing is lost with a network that has learnt nothing.
        if (outcome->status != Status::Diverged || !outcome->epochs.empty())
            documents_->setUnsavedResult(result_);
    }
    // Whoever has gone elsewhere hears of the end.
    if (store_->state().workspace != QStringLiteral("train"))
        emit store_->message(tr("Training: %1").arg(status()));
    emit statusChanged();
}

QString TrainWorkspace::status() const {
    return trainSentence(*runner_).verdict.plain();
}

RunningWork TrainWorkspace::runningWork() const {
    if (!runner_->isBusy())
        return {};
    return {tr("A training is running; what it has learnt is in no file."), tr("Stop and save the network…")};
}

bool TrainWorkspace::stopAndKeep() {
    if (runner_->isBusy()) {
        runner_->cancel();
        QEventLoop wait;
        connect(runner_, &TrainRunner::finished, &wait, &QEventLoop::quit);
        wait.exec(QEventLoop::ExcludeUserInputEvents);
    }
    return !result_ || saveResult();
}

void TrainWorkspace::openResult() {
    if (!result_)
        return;
    const bool images = runner_->job().data->shape.size() == 2;
    documents_->openNew(result_, [&](ExplorerState& next) {
        next.networkPath = file_;
        next.networkEdited = file_.isEmpty();
        next.workspace = images ? QStringLiteral("digits") : QStringLiteral("reach");
        if (images) {
            // Samples that it has not been trained on, where there are some.
            next.digits.dataset =
                trained_.validate == ValidationChoice::File ? trained_.validation : trained_.dataset;
            next.digits.sample = trained_.validate == ValidationChoice::Rest && trained_.last >= 0 &&
                                         trained_.last + 1 < runner_->job().data->size()
                                     ? trained_.last + 1
                                     : 0;
        }
    });
    documents_->setUnsavedResult(nullptr);
    run_->setKept(tr("Opened; it is the network at the top."));
}

bool TrainWorkspace::saveResult() {
    if (!result_)
        return false;
    const QString file = documents_->saveNetwork(*result_, QString::fromStdString(result_->name));
    if (file.isEmpty())
        return false;
    file_ = file;
    documents_->setUnsavedResult(nullptr);
    run_->setKept(tr("Saved as %1.").arg(QFileInfo(file).fileName()));
    return true;
}

Workspace trainWorkspace() {
    return {
        .title = TrainWorkspace::tr("&Train"),
        .icon = QStringLiteral("train"),
        .open = [](const WindowParts& window) { return new TrainWorkspace(window.store, window.documents); }};
}

} // namespace kamke::ui
