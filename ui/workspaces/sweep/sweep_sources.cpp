#include "ui/workspaces/sweep/sweep_sources.h"

#include "core/io/files/network_file.h"
#include "ui/files/resource_files.h"
#include "ui/jobs/datasets.h"
#include "ui/jobs/sweep_names.h"

#include <QFileInfo>

namespace kamke::ui {

SweepSources::SweepSources(ExplorerStore* store, QObject* parent)
    : QObject(parent)
    , store_(store)
    , slot_(new DatasetSlot(this)) {
    // One file at a time, beside what the window does.
    pool_.setMaxThreadCount(1);
    for (const QString& file : galleryFiles())
        gallery_ << galleryPrefix + QFileInfo(file).fileName();
    connect(slot_, &DatasetSlot::changed, this, &SweepSources::changed);
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Sweep | StatePart::Network))
            follow();
    });
    follow();
    for (const QString& entry : std::as_const(gallery_))
        read(entry);
}

SweepSources::~SweepSources() {
    pool_.clear();
    pool_.waitForDone();
}

QString SweepSources::dataProblem() const {
    if (store_->state().sweep.dataset.isEmpty() && Datasets::bundledFile().isEmpty())
        return tr("No digits came with this installation; choose a data set of your own.");
    return slot_->error();
}

QStringList SweepSources::chosen() const {
    const QStringList& networks = store_->state().sweep.networks;
    return networks.isEmpty() ? QStringList{QString()} : networks;
}

void SweepSources::follow() {
    const SweepState& settings = store_->state().sweep;
    slot_->setPath(settings.dataset.isEmpty() ? Datasets::bundledFile() : settings.dataset);
    for (const QString& entry : settings.networks)
        read(entry);
    emit changed();
}

void SweepSources::read(const QString& entry) {
    if (entry.isEmpty() || asked_.contains(entry))
        return;
    asked_ << entry;
    pool_.start([this, entry] {
        Known known;
        if (auto network = readNetwork(sweepNetworkFile(entry).toStdString()))
            known.network = std::make_shared<const Network>(std::move(*network));
        else
            known.problem = QString::fromStdString(network.error().message);
        QMetaObject::invokeMethod(
            this,
            [this, entry, known] {
                known_.insert(entry, known);
                emit changed();
            },
            Qt::QueuedConnection);
    });
}

QString SweepSources::problemOf(const Network& network) const {
    const auto samples = data();
    const auto why = samples ? whyUnfit(network, *samples) : std::nullopt;
    return why ? tr("the data set %1").arg(QString::fromStdString(*why)) : QString();
}

QList<SweepCandidate> SweepSources::candidates() const {
    const QStringList taken = chosen();
    QList<SweepCandidate> list;
    const Network& open = *store_->state().network;
    list.append(
        {QString(), QString::fromStdString(open.name).simplified(),
         QString::fromStdString(open.description).simplified(), problemOf(open), true});
    QStringList entries = gallery_;
    for (const QString& entry : taken)
        if (!entry.isEmpty() && !entries.contains(entry))
            entries << entry;
    for (const QString& entry : std::as_const(entries)) {
        const Known known = known_.value(entry);
        SweepCandidate candidate{entry, baseName(sweepNetworkFile(entry)), {}, known.problem, false};
        if (known.network) {
            if (!known.network->name.empty())
                candidate.name = QString::fromStdString(known.network->name).simplified();
            candidate.description = QString::fromStdString(known.network->description).simplified();
            candidate.problem = problemOf(*known.network);
        }
        candidate.read = known.network || !known.problem.isEmpty();
        if (taken.contains(entry) || (candidate.read && candidate.problem.isEmpty() && data()))
            list.append(candidate);
    }
    return list;
}

} // namespace kamke::ui
