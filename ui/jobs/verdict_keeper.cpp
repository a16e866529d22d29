#include "ui/jobs/verdict_keeper.h"

#include "core/io/files/decided_verdicts.h"
#include "core/io/files/network_hash.h"
#include "core/io/files/verdict_file.h"
#include "core/sweep/fingerprint.h"
#include "ui/files/write_file.h"
#include "ui/text/utf8.h"

#include <QDir>
#include <QFileInfo>

namespace kamke::ui {

namespace {

/// What a killed program loses at most.
constexpr int saveEveryMs = 30'000;

QString fileOf(const QString& folder, const VerdictProblem& problem) {
    const std::string all = problem.network + problem.data + (problem.norm == BallNorm::L2 ? "l2" : "linf") +
                            (problem.clip ? "clip" : "");
    return folder + u'/' + QString::fromStdString(sha256(all).substr(0, 32)) + QStringLiteral(".h5");
}

} // namespace

VerdictKeeper::VerdictKeeper(ExplorerStore* store, QString folder, QObject* parent)
    : QObject(parent)
    , store_(store)
    , folder_(std::move(folder)) {
    pool_.setMaxThreadCount(1);
    saveTimer_.setSingleShot(true);
    saveTimer_.setInterval(saveEveryMs);
    connect(&saveTimer_, &QTimer::timeout, this, &VerdictKeeper::save);
    connect(store, &ExplorerStore::changed, this, &VerdictKeeper::follow);
}

VerdictKeeper::~VerdictKeeper() {
    flush();
    ++generation_;
    pool_.clear();
    pool_.waitForDone();
}

void VerdictKeeper::setDataset(std::shared_ptr<const Dataset> data) {
    if (data == data_)
        return;
    save();
    data_ = std::move(data);
    open();
}

bool VerdictKeeper::isOf(const Network& network, BallNorm norm, bool clip) const {
    return data_ && network_.get() == &network && norm_ == norm && clip_ == clip;
}

std::optional<Index> VerdictKeeper::sampleOf(const Vector& raw, int label) const {
    const DigitsState& digits = store_->state().digits;
    if (!data_ || digits.own || digits.sample < 0 || digits.sample >= data_->size())
        return std::nullopt;
    const bool is = data_->labels[static_cast<std::size_t>(digits.sample)] == label &&
                    same(data_->input(digits.sample), raw);
    return is ? std::optional<Index>(digits.sample) : std::nullopt;
}

void VerdictKeeper::follow(StateParts parts) {
    if (!(parts & (StatePart::Network | StatePart::Digit)))
        return;
    const ExplorerState& state = store_->state();
    if (state.network == network_ && state.digits.norm == norm_ && state.digits.clips() == clip_)
        return;
    save();
    open();
}

void VerdictKeeper::open() {
    const ExplorerState& state = store_->state();
    network_ = state.network;
    norm_ = state.digits.norm;
    clip_ = state.digits.clips();
    verdicts_ = VerdictStore(data_ ? data_->labels : std::vector<int>());
    file_.clear();
    unsaved_ = false;
    ready_ = !data_ || folder_.isEmpty();
    const quint64 generation = ++generation_;
    if (!ready_)
        pool_.start([this, generation, network = network_, data = data_, norm = norm_, clip = clip_] {
            if (generation != generation_)
                return;
            VerdictProblem problem{fingerprint(*network), {}, norm, clip};
            if (fingerprinted_.lock() != data) {
                const auto found = fingerprint(DatasetSource(data, allSamples(*data)));
                dataFingerprint_ = found.value_or("");
                fingerprinted_ = data;
            }
            problem.data = dataFingerprint_;
            const QString file = fileOf(folder_, problem);
            Result<VerdictStore> read(VerdictStore(data->labels));
            if (QFileInfo::exists(file))
                read = readVerdicts(nativePath(file), problem, data->labels);
            QMetaObject::invokeMethod(
                this, [this, generation, file, problem, read] { loaded(generation, file, problem, read); },
                Qt::QueuedConnection);
        });
    emit opened();
    emit changed();
    if (ready_)
        emit ready();
}

void VerdictKeeper::loaded(
    quint64 generation, const QString& file, VerdictProblem problem, const Result<VerdictStore>& read) {
    if (generation != generation_)
        return;
    ready_ = true;
    problem_ = std::move(problem);
    const auto joined = read ? verdicts_.join(*read) : tl::unexpected(read.error());
    if (joined)
        file_ = file;
    else
        // What is not understood is not written over, either.
        emit told(tr("The verdicts of earlier sessions are not used, and new ones not kept: %1.")
                      .arg(toQString(joined.error().message)));
    emit changed();
    emit ready();
}

void VerdictKeeper::put(Index sample, const SampleKnowledge& known) {
    news_ = verdicts_.take(sample, known) || news_;
}

void VerdictKeeper::take(quint64 generation, const std::vector<SampleFinding>& findings) {
    if (generation != generation_)
        return;
    for (const SampleFinding& each : findings)
        put(each.sample, each.known);
    if (!std::exchange(news_, false))
        return;
    unsaved_ = true;
    if (!saveTimer_.isActive() && !folder_.isEmpty())
        saveTimer_.start();
    emit changed();
}

void VerdictKeeper::take(Index sample, const SampleKnowledge& known) {
    take(generation_, {{sample, known}});
}

void VerdictKeeper::takeFile(const QString& path) {
    if (!data_)
        return;
    pool_.start([this, path, generation = quint64(generation_), network = network_, data = data_,
                 norm = norm_, clip = clip_] {
        if (!holdsDecisions(nativePath(path)).value_or(false))
            return;
        const auto read = readDecisions(nativePath(path), *network, data, norm, clip);
        QMetaObject::invokeMethod(
            this,
            [this, path, generation, read] {
                if (generation != generation_)
                    return;
                const auto joined = read ? verdicts_.join(*read) : tl::unexpected(read.error());
                if (!joined) {
                    emit told(toQString(joined.error().message));
                    return;
                }
                unsaved_ = unsaved_ || *joined;
                save();
                emit changed();
                emit told(tr("The verdicts of %1 are taken in.").arg(QFileInfo(path).fileName()));
            },
            Qt::QueuedConnection);
    });
}

void VerdictKeeper::save() {
    saveTimer_.stop();
    if (!unsaved_ || file_.isEmpty())
        return;
    unsaved_ = false;
    pool_.start(
        [this, generation = quint64(generation_), file = file_, problem = problem_, verdicts = verdicts_] {
            QDir().mkpath(folder_);
            const auto written = addVerdicts(nativePath(file), problem, verdicts);
            if (written)
                return;
            QMetaObject::invokeMethod(
                this,
                [this, generation, sentence = toQString(written.error().message)] {
                    if (generation == generation_)
                        file_.clear();
                    emit told(tr("What was found out is not kept: %1.").arg(sentence));
                },
                Qt::QueuedConnection);
        });
}

void VerdictKeeper::flush() {
    save();
    pool_.waitForDone();
}

} // namespace kamke::ui
