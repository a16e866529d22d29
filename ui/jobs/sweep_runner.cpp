#include "ui/jobs/sweep_runner.h"

#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "core/io/files/sweep_session.h"
#include "core/model/domain.h"
#include "ui/jobs/datasets.h"
#include "ui/jobs/network_cache.h"
#include "ui/jobs/sweep_clock.h"
#include "ui/jobs/sweep_names.h"
#include "ui/jobs/sweep_plan.h"

#include <QCoreApplication>
#include <algorithm>
#include <mutex>
#include <numeric>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace kamke::ui {

namespace {

/// As often as anybody sees.
constexpr std::chrono::milliseconds publishEvery{33};

QString runnerWords(const char* sentence) {
    return QCoreApplication::translate("SweepRunner", sentence);
}

} // namespace

struct SweepRunner::Worker {
    explicit Worker(SweepRunner* owner)
        : runner(owner) {}

    void begin() {
        stop = std::stop_source();
        busy = true;
        // The one before has delivered its last results: joining it takes no time.
        thread = std::jthread([this, token = stop.get_token()] { run(token); });
        runner->tellBusy(true);
    }

    // On the sweep's thread

    void run(const std::stop_token& token) {
        publish(true);
        if (readData())
            for (std::size_t k = 0; k < work.networks.size() && !token.stop_requested(); ++k)
                if (work.problem.isEmpty() && !work.networks[k].complete &&
                    work.networks[k].problem.isEmpty())
                    sweep(k, token);
        for (std::size_t k = 0; k < tables.size(); ++k)
            if (tables[k] && tables[k]->counts.done > 0)
                work.networks[k].table = tables[k];
        publish(true);
        QMetaObject::invokeMethod(
            runner, [this] { end(); }, Qt::QueuedConnection);
    }

    bool readData() {
        if (work.data)
            return true;
        if (job->data) {
            take(job->data);
            return true;
        }
        const QString file = work.dataset.isEmpty() ? Datasets::bundledFile() : work.dataset;
        if (file.isEmpty()) {
            work.problem =
                runnerWords("No digits came with this installation; choose a data set of your own.");
            return false;
        }
        auto read = readDataset(file.toStdString());
        if (!read) {
            work.problem = QString::fromStdString(read.error().message);
            return false;
        }
        take(std::make_shared<const Dataset>(std::move(*read)));
        return true;
    }

    void take(std::shared_ptr<const Dataset> data) {
        const auto wanted = static_cast<Index>(job->settings.samples);
        work.samples = wanted > 0 ? std::min(wanted, data->size()) : data->size();
        for (PlannedAttack& attack : work.plan.attacks)
            attack.first = attack.first == everySample ? work.samples : attack.first;
        work.data = std::move(data);
        publish(true);
    }

    /// Reads and analyses the network; false when it cannot be swept.
    bool open(std::size_t k) {
        SweepNetwork& network = work.networks[k];
        std::shared_ptr<const Network> read = network.certifier
                                                  ? network.certifier->analysis().sharedNetwork()
                                              : network.path.isEmpty() ? job->open
                                                                       : nullptr;
        if (!read) {
            auto file = readNetwork(network.path.toStdString());
            if (!file) {
                network.problem = QString::fromStdString(file.error().message);
                return false;
            }
            read = std::make_shared<const Network>(std::move(*file));
        }
        network.name = uniqueName(*read, network.path, work.networks, k);
        if (const auto why = whyUnfit(*read, *work.data)) {
            network.problem = runnerWords("the data set %1").arg(QString::fromStdString(*why));
            return false;
        }
        if (work.plan.clip && !hasDomain(*read)) {
            network.problem = runnerWords("it has no input domain to keep inputs in");
            return false;
        }
        if (network.certifier)
            return true;
        publish(true);
        network.certifier = certifierOf(read);
        publish(true);
        return true;
    }

    /// Puts every block into the table and tells of it.
    struct Sink : SweepSink {
        Result<void> take(const SweepBlock& block) override {
            Result<void> taken = table->take(block);
            if (taken)
                told();
            return taken;
        }
        SweepTable* table = nullptr;
        std::function<void()> told;
    };

    /// Fills the table with what the results file has, where one is chosen; false when it is refused.
    bool openFile(SweepNetwork& network, SweepSession& session, SweepTable& table) {
        if (job->settings.resultsFile.isEmpty())
            return true;
        const QString path = resultsFileOf(job->settings.resultsFile, network, work.networks.size());
        const auto opened = session.open(path.toStdString(), job->threads).and_then([&] {
            network.note = QString::fromStdString(session.note());
            // The file may know more than the last run has seen, and never less.
            table = SweepTable(work.plan, work.samples);
            return session.replay(table);
        });
        if (opened)
            return true;
        network.problem = QString::fromStdString(opened.error().message);
        publish(true);
        return false;
    }

    /// Says which samples are outside of the network's input domain.
    void noteOutside(SweepNetwork& network, const DatasetSource& source) {
        const Network& read = network.certifier->network();
        if (!hasDomain(read))
            return;
        OutsideSamples outside(read);
        constexpr Index some = 500;
        for (Index first = 0; first < source.size(); first += some) {
            const Index count = std::min(some, source.size() - first);
            std::vector<Index> numbers(static_cast<std::size_t>(count));
            std::iota(numbers.begin(), numbers.end(), first);
            if (const auto raw = source.inputs(first, count))
                outside.look(*raw, numbers);
        }
        if (outside.count() == 0)
            return;
        const QString sentence = QString::fromStdString(outside.sentence());
        network.note = (network.note.isEmpty() ? QString() : network.note + QStringLiteral(" · ")) +
                       (work.plan.clip ? runnerWords("%1; these are not certified").arg(sentence) : sentence);
    }

    void sweep(std::size_t k, const std::stop_token& token) {
        if (!open(k))
            return;
        SweepNetwork& network = work.networks[k];
        std::shared_ptr<SweepTable>& table = tables[k];
        if (!table)
            table = std::make_shared<SweepTable>(work.plan, work.samples);
        else
            // What was found until the last stop stays as it was for those who look at it.
            table = std::make_shared<SweepTable>(*table);
        network.table.reset();
        std::vector<Index> numbers(static_cast<std::size_t>(work.samples));
        std::iota(numbers.begin(), numbers.end(), Index{0});
        const auto source = std::make_shared<const DatasetSource>(work.data, std::move(numbers));
        SweepSession session({network.certifier, work.plan}, source);
        if (!openFile(network, session, *table))
            return;
        noteOutside(network, *source);
        const SweepClock clock(work.plan, work.samples, network.seconds);
        Sink sink;
        sink.table = table.get();
        sink.told = [&] {
            if (SweepClock::Time::clock::now() - told < publishEvery)
                return;
            network.counts = std::make_shared<const SweepCounts>(table->counts);
            network.seconds = clock.seconds();
            network.secondsLeft = clock.secondsLeft(*network.counts);
            publish(false);
        };
        SweepRun options;
        options.threads = job->threads;
        options.limits.stop = token;
        options.wanted = [&](Index block) {
            return table->done[static_cast<std::size_t>(block * SweepEngine::blockSamples)] == 0;
        };
        const Result<SweepEnd> ended = session.run(sink, options);
        network.seconds = clock.seconds();
        network.counts = std::make_shared<const SweepCounts>(table->counts);
        network.secondsLeft = clock.secondsLeft(*network.counts);
        if (!ended) {
            network.problem = QString::fromStdString(ended.error().message);
        } else if (*ended == SweepEnd::Complete) {
            network.complete = true;
            network.secondsLeft = 0;
            network.table = table;
        }
        publish(true);
    }

    /// Makes a snapshot of `work` the newest results; the GUI thread hears of it soon.
    void publish(bool always) {
        const auto now = SweepClock::Time::clock::now();
        if (!always && now - told < publishEvery)
            return;
        told = now;
        bool tell = false;
        {
            const std::lock_guard lock(mutex);
            tell = !waiting;
            waiting = std::make_shared<const SweepResults>(work);
        }
        if (tell)
            QMetaObject::invokeMethod(
                runner, [this] { deliver(); }, Qt::QueuedConnection);
    }

    // On the GUI thread

    void deliver() {
        {
            const std::lock_guard lock(mutex);
            if (!waiting)
                return;
            results = std::exchange(waiting, nullptr);
        }
        runner->tellResult();
    }

    void end() {
        deliver();
        busy = false;
        runner->tellBusy(false);
        emit runner->finished();
    }

    SweepRunner* runner;
    // GUI thread only, but while a sweep runs nobody writes the job
    std::optional<SweepJob> job;
    std::stop_source stop{std::nostopstate};
    std::shared_ptr<const SweepResults> results;
    bool busy = false;
    // The sweep's thread while it runs, the GUI thread otherwise
    SweepResults work;
    std::vector<std::shared_ptr<SweepTable>> tables; ///< one per network, null before it is swept
    SweepClock::Time told;
    // Guarded by the mutex
    std::mutex mutex;
    std::shared_ptr<const SweepResults> waiting;
    // Last: it ends before the rest goes.
    std::jthread thread;
};

SweepRunner::SweepRunner(QObject* parent)
    : Runner(parent)
    , worker_(std::make_unique<Worker>(this)) {}

SweepRunner::~SweepRunner() {
    worker_->stop.request_stop();
}

void SweepRunner::start(SweepJob job) {
    if (isBusy())
        return;
    Worker& w = *worker_;
    const QStringList paths =
        job.settings.networks.isEmpty() ? QStringList{QString()} : job.settings.networks;
    SweepResults next;
    next.plan = job.plan;
    next.dataset = job.settings.dataset;
    for (const QString& path : paths) {
        SweepNetwork network;
        network.path = sweepNetworkFile(path);
        network.name = path.isEmpty() && job.open ? QString::fromStdString(job.open->name).simplified()
                                                  : baseName(network.path);
        // The open network is not analysed again for the next sweep.
        if (path.isEmpty() && w.results)
            for (const SweepNetwork& before : w.results->networks)
                if (before.certifier && before.certifier->analysis().sharedNetwork() == job.open)
                    network.certifier = before.certifier;
        next.networks.push_back(std::move(network));
    }
    w.job = std::move(job);
    w.work = std::move(next);
    w.tables.assign(w.work.networks.size(), {});
    w.begin();
}

void SweepRunner::cancel() {
    if (!isBusy() || isStopping())
        return;
    worker_->stop.request_stop();
    tellResult();
}

void SweepRunner::resume() {
    if (isBusy() || !isUnfinished())
        return;
    worker_->work.problem.clear();
    worker_->begin();
}

void SweepRunner::show(std::shared_ptr<const SweepResults> results) {
    if (isBusy())
        return;
    worker_->job.reset();
    worker_->results = std::move(results);
    tellResult();
    emit finished();
}

bool SweepRunner::isBusy() const {
    return worker_->busy;
}

bool SweepRunner::isStopping() const {
    return worker_->busy && worker_->stop.stop_requested();
}

bool SweepRunner::isUnfinished() const {
    return !worker_->busy && worker_->job && worker_->results && !worker_->results->complete();
}

const std::optional<SweepJob>& SweepRunner::job() const {
    return worker_->job;
}

std::shared_ptr<const SweepResults> SweepRunner::results() const {
    return worker_->results;
}

} // namespace kamke::ui
