#include "ui/jobs/convergence_runner.h"

#include "core/certify/certifier.h"
#include "core/model/dataset.h"
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

std::shared_ptr<const Network> networkOf(const ConvergenceResult& result) {
    return result.job.network;
}

ConvergenceRunner::ConvergenceRunner(ExplorerStore* store, QObject* parent)
    : LiveRunner(
          store, QStringLiteral("convergence"),
          StatePart::Network | StatePart::Boxes | StatePart::Selection | StatePart::Methods |
              StatePart::Samples | StatePart::Digit | StatePart::Convergence,
          OtherNetwork::Drop, parent) {
    follow(StatePart::All);
}

void ConvergenceRunner::setDataset(std::shared_ptr<const Dataset> data) {
    if (data_ == data)
        return;
    data_ = std::move(data);
    follow(StatePart::Digit);
}

tl::expected<ConvergenceJob, QString> ConvergenceRunner::wanted(const ExplorerState& state) const {
    return convergenceJobFor(state, data_.get());
}

} // namespace kamke::ui
