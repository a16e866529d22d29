#include "ui/jobs/compare_runner.h"

#include "ui/jobs/dataset_slot.h"
#include "ui/jobs/datasets.h"
#include "ui/jobs/sweep_names.h"

#include <QDateTime>
#include <QFileInfo>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

/// A file that has changed is another network.
QString keyOf(const QString& entry) {
    if (entry.isEmpty())
        return {};
    const QFileInfo file(sweepNetworkFile(entry));
    return file.absoluteFilePath() + u'|' + QString::number(file.lastModified().toMSecsSinceEpoch());
}

} // namespace

void CompareWork::run(
    const CompareJob& job, quint64 generation, const std::stop_token& stop,
    const Publish<CompareUpdate>& publish) const {
    runCompare(job, stop, [&](CompareUpdate update) {
        update.generation = generation;
        publish(std::make_shared<const CompareUpdate>(std::move(update)));
    });
}

CompareRunner::CompareRunner(ExplorerStore* store, QObject* parent)
    : JobRunner(parent)
    , store_(store)
    , slot_(new DatasetSlot(this)) {
    connect(slot_, &DatasetSlot::changed, this, [this] {
        due_ = true;
        start();
    });
    connect(store, &ExplorerStore::changed, this, &CompareRunner::follow);
    follow(StatePart::All);
}

bool CompareRunner::isCurrent() const {
    return !due_ && !cancelled_ && !isBusy() && !slot_->isReading();
}

double CompareRunner::secondsLeft() const {
    constexpr qint64 worthSaying = 500;
    if (!isBusy() || !since_.isValid() || since_.elapsed() < worthSaying || !(progress_.share > 0.02))
        return nan;
    return 1e-3 * static_cast<double>(since_.elapsed()) * (1 - progress_.share) / progress_.share;
}

std::shared_ptr<const Dataset> CompareRunner::data() const {
    return slot_->data();
}

void CompareRunner::cancel() {
    cancelled_ = cancelled_ || isBusy();
    jobs_.cancel();
    tellResult();
}

void CompareRunner::resume() {
    cancelled_ = false;
    due_ = true;
    start();
}

void CompareRunner::follow(StateParts parts) {
    if (parts & (StatePart::Network | StatePart::Compare))
        makeColumns();
    if (parts & (StatePart::Network | StatePart::Compare | StatePart::Gallery)) {
        due_ = true;
        cancelled_ = false;
    }
    if (parts & (StatePart::Network | StatePart::Compare | StatePart::Gallery | StatePart::Workspace))
        start();
}

void CompareRunner::makeColumns() {
    const ExplorerState& state = store_->state();
    if (open_ && open_->network != state.network)
        open_.reset();
    columns_.assign(1, {QString(), QString(), open_});
    for (const QString& entry : state.compare.networks)
        columns_.push_back({entry, QString(), known_.value(keyOf(entry))});
    nameColumns();
    tellResult();
}

void CompareRunner::nameColumns() {
    QStringList taken;
    for (CompareColumn& column : columns_) {
        const Network* network = column.entry.isEmpty() ? store_->state().network.get()
                                 : column.figures       ? column.figures->network.get()
                                                        : nullptr;
        QString name = network ? QString::fromStdString(network->name).simplified() : QString();
        if (name.isEmpty() || taken.contains(name))
            name = column.entry.isEmpty() ? tr("open network") : baseName(sweepNetworkFile(column.entry));
        const QString first = name;
        for (int number = 2; taken.contains(name); ++number)
            name = QStringLiteral("%1 (%2)").arg(first).arg(number);
        taken << name;
        column.name = name;
    }
}

void CompareRunner::start() {
    const ExplorerState& state = store_->state();
    if (state.workspace != QStringLiteral("network") || !due_ || cancelled_)
        return;
    slot_->setPath(state.digits.dataset.isEmpty() ? Datasets::bundledFile() : state.digits.dataset);
    if (slot_->isReading())
        return; // it says when it is there
    due_ = false;
    CompareJob job;
    job.data = slot_->data();
    job.samples = state.compare.samples;
    job.eps.assign(state.compare.eps.begin(), state.compare.eps.end());
    std::sort(job.eps.begin(), job.eps.end());
    job.eps.erase(std::unique(job.eps.begin(), job.eps.end()), job.eps.end());
    if (!job.data)
        job.whyNoData =
            slot_->error().isEmpty()
                ? "No digits came with this installation; open a data set in the Digits workspace."
                : slot_->error().toStdString();
    running_.clear();
    for (const CompareColumn& column : columns_) {
        running_.push_back(keyOf(column.entry));
        job.entries.push_back(
            {sweepNetworkFile(column.entry).toStdString(),
             column.entry.isEmpty() ? state.network : std::shared_ptr<const Network>(), column.figures});
    }
    progress_ = {};
    since_.start();
    jobs_.start(std::move(job), false);
}

void CompareRunner::take(std::shared_ptr<const CompareUpdate> done) {
    const CompareUpdate& update = *done;
    if (update.generation != jobs_.requested())
        return;
    progress_ = update.progress;
    if (update.figures && update.entry < columns_.size() && update.entry < running_.size()) {
        columns_[update.entry].figures = update.figures;
        if (update.entry == 0)
            open_ = update.figures;
        else
            known_.insert(running_[update.entry], update.figures);
        nameColumns();
        tellResult();
    }
    emit progressed();
}

} // namespace kamke::ui
