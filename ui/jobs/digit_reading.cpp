#include "ui/jobs/digit_reading.h"

#include "core/certify/sample.h"
#include "ui/jobs/newest_wins.h"

namespace kamke::ui {

namespace {

struct Reading {
    quint64 generation = 0;
    int prediction = -1;
};

} // namespace

struct DigitReading::Worker {
    using Jobs = NewestWins<Vector, Reading>;

    explicit Worker(DigitReading* owner)
        : jobs(
              owner,
              {[this, network = owner->network_](
                   const Vector& raw, quint64 generation, const std::stop_token& stop,
                   const Jobs::Publish& publish) {
                   if (!certifier)
                       certifier = std::make_unique<const Certifier>(
                           std::make_shared<const NetworkAnalysis>(network));
                   CertifyOptions options;
                   options.limits.stop = stop;
                   const SampleReport report = readSample(*certifier, raw, 0, 0, options);
                   if (!stop.stop_requested())
                       publish(std::make_shared<const Reading>(Reading{generation, report.prediction}));
               },
               [this, owner](const std::shared_ptr<const Reading>& reading) {
                   if (reading->generation != jobs.requested() || !wanted)
                       return;
                   owner->prediction_ = reading->prediction;
                   emit owner->changed();
               },
               [](bool) {}}) {}

    std::unique_ptr<const Certifier> certifier; ///< worker thread only
    bool wanted = false;                        ///< GUI thread only
    Jobs jobs;                                  ///< last: its thread uses the rest
};

DigitReading::DigitReading(std::shared_ptr<const Network> network, QObject* parent)
    : QObject(parent)
    , network_(std::move(network))
    , worker_(std::make_unique<Worker>(this)) {}

DigitReading::~DigitReading() = default;

void DigitReading::read(const Vector& raw) {
    prediction_.reset();
    worker_->wanted = true;
    worker_->jobs.start(raw, true);
}

void DigitReading::clear() {
    prediction_.reset();
    worker_->wanted = false;
    worker_->jobs.cancel();
    emit changed();
}

} // namespace kamke::ui
