#include "ui/jobs/convergence_runner.h"

#include "core/certify/certifier.h"
#include "core/model/dataset.h"
#include "ui/jobs/newest_wins.h"
#include "ui/text/number_text.h"
#include "ui/widgets/verdict_text.h"

#include <vector>

namespace kamke::ui {
namespace {

/// The ε-box of the Digits workspace's digit.
tl::expected<Box, QString> digitBox(const ExplorerState& state, const Dataset* data) {
    const Network& network = *state.network;
    const DigitsState& digits = state.digits;
    Vector raw;
    if (digits.own) {
        raw = digits.own->raw;
    } else if (!data) {
        return tl::unexpected(QString(ConvergenceRunner::tr("There is no data set to take a digit from.")));
    } else if (const auto reason = kamke::whyUnfit(network, *data)) {
        return tl::unexpected(
            QString(ConvergenceRunner::tr("The data set “%1” %2.")
                        .arg(QString::fromStdString(data->name), QString::fromStdString(*reason))));
    } else if (digits.sample < 0 || digits.sample >= data->size()) {
        return tl::unexpected(QString(
            ConvergenceRunner::tr("The data set has %1 samples, numbered from 0, but none is number %2.")
                .arg(data->size())
                .arg(digits.sample)));
    } else {
        raw = data->input(digits.sample);
    }
    if (raw.size() != network.r())
        return tl::unexpected(
            QString(ConvergenceRunner::tr("The network takes %1 inputs, but the picture has %2 pixels.")
                        .arg(network.r())
                        .arg(raw.size())));
    const std::vector<int> label{0};
    const InputColumns columns =
        epsilonBoxes(network, raw, label, Vector::Constant(1, digits.eps), digits.clips());
    if (!columns.outside.empty())
        return tl::unexpected(capitalised(QString::fromStdString(columns.outside.front())) + u'.');
    return Box{columns.lower.col(0), columns.upper.col(0)};
}

} // namespace

tl::expected<ConvergenceJob, QString> convergenceJobFor(const ExplorerState& state, const Dataset* data) {
    const ConvergenceState& convergence = state.convergence;
    ConvergenceJob job;
    job.network = state.network;
    if (convergence.input == ConvergenceInput::Digit) {
        const auto box = digitBox(state, data);
        if (!box)
            return tl::unexpected(box.error());
        job.box = *box;
        const QString eps = formatNumber(state.digits.eps);
        job.input = state.digits.own
                        ? ConvergenceRunner::tr("your own digit within ε = %1").arg(eps)
                        : ConvergenceRunner::tr("digit %1 within ε = %2").arg(state.digits.sample).arg(eps);
    } else if (const InputBox* box = state.selected()) {
        job.box = box->box;
        job.input = ConvergenceRunner::tr("box %1").arg(box->letter);
    } else {
        return tl::unexpected(QString(ConvergenceRunner::tr(
            "No input box is selected. Iterations run for the box that is selected in Reach.")));
    }
    job.eta = convergence.eta;
    job.solvers = convergence.solvers;
    job.solver = convergence.solver;
    job.alpha = convergence.alpha;
    for (const char* id : {"mm", "ibp"})
        if (state.methods.contains(QLatin1String(id)))
            job.methods.push_back(findMethod(id));
    job.wideStart = convergence.start == ConvergenceStart::Box;
    job.seed = state.seed;
    return job;
}

struct ConvergenceRunner::Worker {
    using Jobs = NewestWins<ConvergenceJob, ConvergenceResult>;

    explicit Worker(ConvergenceRunner* runner)
        : jobs(
              runner, {[this](
                           const ConvergenceJob& job, quint64 generation, const std::stop_token& stop,
                           const Jobs::Publish& publish) { work.run(job, generation, stop, publish); },
                       [runner](std::shared_ptr<const ConvergenceResult> done) {
                           runner->result_ = std::move(done);
                           emit runner->resultChanged();
                       },
                       [runner](bool busy) { emit runner->busyChanged(busy); }}) {}

    ConvergenceWork work;                 ///< worker thread only
    std::optional<ConvergenceJob> newest; ///< GUI thread only; none: nothing can be computed
    Jobs jobs;                            ///< last: its thread uses the rest
};

ConvergenceRunner::ConvergenceRunner(ExplorerStore* store, QObject* parent)
    : QObject(parent)
    , worker_(std::make_unique<Worker>(this))
    , store_(store) {
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Network | StatePart::Boxes | StatePart::Selection | StatePart::Methods |
                     StatePart::Samples | StatePart::Digit | StatePart::Convergence | StatePart::Workspace))
            request();
    });
    request();
}

ConvergenceRunner::~ConvergenceRunner() = default;

void ConvergenceRunner::setDataset(std::shared_ptr<const Dataset> data) {
    if (data_ == data)
        return;
    data_ = std::move(data);
    request();
}

bool ConvergenceRunner::isCurrent() const {
    return result_ && result_->generation == worker_->jobs.requested();
}

bool ConvergenceRunner::isBusy() const {
    return worker_->jobs.isBusy();
}

void ConvergenceRunner::cancel() {
    worker_->jobs.cancel();
}

void ConvergenceRunner::request() {
    const ExplorerState& state = store_->state();
    if (state.workspace != QStringLiteral("convergence")) {
        // Nobody sees it; what is known is kept for the return.
        if (isBusy()) {
            worker_->jobs.cancel();
            worker_->newest.reset();
        }
        return;
    }
    auto job = convergenceJobFor(state, data_.get());
    const QString before = unfit_;
    unfit_ = job ? QString() : job.error();
    if (!job) {
        worker_->jobs.cancel();
        worker_->newest.reset();
        if (result_ || unfit_ != before) {
            result_.reset();
            emit resultChanged();
        }
        return;
    }
    if (!before.isEmpty())
        emit resultChanged(); // there is no result yet, but no reason against one any more
    if (worker_->newest && *worker_->newest == *job)
        return;
    const bool related = result_ && result_->job.network == job->network;
    worker_->newest = *job;
    worker_->jobs.start(std::move(*job), related);
    if (!related && result_) {
        // What was computed for another network has other units.
        result_.reset();
        emit resultChanged();
    }
}

} // namespace kamke::ui
