#include "ui/jobs/digit_reading.h"

#include "core/certify/sample.h"
#include "ui/jobs/network_cache.h"

namespace kamke::ui {

void ReadingWork::run(
    const ReadingJob& job, quint64 generation, const std::stop_token& stop, const Publish<Reading>& publish) {
    certifier_ = certifierOf(job.network);
    CertifyOptions options;
    options.limits.stop = stop;
    const SampleReport report = readSample(*certifier_, job.raw, 0, 0, options);
    if (!stop.stop_requested())
        publish(std::make_shared<const Reading>(Reading{generation, report.prediction}));
}

DigitReading::DigitReading(std::shared_ptr<const Network> network, QObject* parent)
    : JobRunner(parent)
    , network_(std::move(network)) {}

void DigitReading::read(const Vector& raw) {
    prediction_.reset();
    wanted_ = true;
    jobs_.start({network_, raw}, true);
}

void DigitReading::clear() {
    prediction_.reset();
    wanted_ = false;
    cancel();
    tellResult();
}

void DigitReading::take(std::shared_ptr<const Reading> reading) {
    if (reading->generation != jobs_.requested() || !wanted_)
        return;
    prediction_ = reading->prediction;
    tellResult();
}

} // namespace kamke::ui
