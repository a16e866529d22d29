#include "ui/jobs/digit_runner.h"

#include "core/verdicts/evidence.h"
#include "ui/text/utf8.h"

#include <algorithm>

namespace kamke::ui {
namespace {

DigitJob jobFor(const ExplorerState& state, const Dataset* data) {
    const DigitsState& digits = state.digits;
    DigitJob job;
    job.network = state.network;
    job.networkPath = state.networkPath;
    if (digits.own) {
        job.raw = digits.own->raw;
        job.label = digits.own->label;
    } else {
        job.raw = data->input(digits.sample);
        job.label = data->labels[static_cast<std::size_t>(digits.sample)];
    }
    job.eps = digits.eps;
    job.norm = digits.norm;
    job.clip = digits.clips();
    for (const Certificate& certificate : certificates())
        if (shows(digits, certificate))
            job.certificates.push_back(&certificate);
    job.certificate = digits.certificate;
    job.competitor = digits.competitor;
    job.seed = state.seed;
    return job;
}

/// Why the state asks for nothing that could be computed.
QString whyNot(const ExplorerState& state, const Dataset* data) {
    const Network& network = *state.network;
    if (const auto& own = state.digits.own) {
        if (own->raw.size() != network.r())
            return DigitRunner::tr("The network takes %1 inputs, but the picture has %2 pixels.")
                .arg(network.r())
                .arg(own->raw.size());
        if (own->label < 0 || own->label >= network.q())
            return DigitRunner::tr("The network has %1 outputs, so nothing can be meant as class %2.")
                .arg(network.q())
                .arg(own->label);
        return {};
    }
    if (!data)
        return DigitRunner::tr("There is no data set yet: open one, or draw a digit.");
    if (const auto reason = kamke::whyUnfit(network, *data))
        return DigitRunner::tr("The data set “%1” %2.")
            .arg(QString::fromStdString(data->name), QString::fromStdString(*reason));
    if (state.digits.sample < 0 || state.digits.sample >= data->size())
        return DigitRunner::tr("The data set has %1 samples, numbered from 0, but none is number %2.")
            .arg(data->size())
            .arg(state.digits.sample);
    return {};
}

} // namespace

DigitRunner::DigitRunner(ExplorerStore* store, QObject* parent)
    : LiveRunner(
          store, QStringLiteral("digits"), StatePart::Network | StatePart::Digit | StatePart::Samples,
          OtherNetwork::Drop, parent) {
    connect(this, &Runner::resultChanged, this, &DigitRunner::tellKeeper);
    follow(StatePart::All);
}

void DigitRunner::setDataset(std::shared_ptr<const Dataset> data) {
    if (data_ == data)
        return;
    data_ = std::move(data);
    follow(StatePart::Digit);
}

SampleKnowledge DigitRunner::known() const {
    const auto shown = result();
    if (!shown)
        return {};
    const SampleReport& report = shown->report;
    if (keeper_ && keeper_->isOf(shown->network(), shown->norm, report.clip))
        if (const auto sample = keeper_->sampleOf(report.raw, report.label))
            return keeper_->verdicts().sample(*sample);
    VerdictStore own({report.label});
    own.take(0, reportKnowledge(report, shown->attack ? &*shown->attack : nullptr, shown->attackKind().id));
    return own.sample(0);
}

void DigitRunner::tellKeeper() {
    const auto shown = result();
    if (!shown || !keeper_ || !keeper_->isOf(shown->network(), shown->norm, shown->report.clip))
        return;
    const SampleReport& report = shown->report;
    if (const auto sample = keeper_->sampleOf(report.raw, report.label))
        keeper_->take(
            *sample,
            reportKnowledge(report, shown->attack ? &*shown->attack : nullptr, shown->attackKind().id));
}

void DigitRunner::lookForTable() {
    const auto shown = result();
    if (isCurrent() && shown->missingTable && shown->certifier->knownLipschitzTable(*shown->missingTable))
        repeat();
}

tl::expected<DigitJob, QString> DigitRunner::wanted(const ExplorerState& state) const {
    if (QString why = whyNot(state, data_.get()); !why.isEmpty())
        return tl::unexpected(std::move(why));
    return jobFor(state, data_.get());
}

} // namespace kamke::ui
