// What the network reads in a picture that is still being drawn.
#pragma once

#include "core/certify/certifier.h"
#include "ui/jobs/job_runner.h"

#include <optional>

namespace kamke::ui {

struct ReadingJob {
    std::shared_ptr<const Network> network;
    Vector raw; ///< r
};

struct Reading {
    quint64 generation = 0;
    int prediction = -1; ///< −1: no fixed point was found
};

class ReadingWork {
public:
    void
    run(const ReadingJob& job, quint64 generation, const std::stop_token& stop,
        const Publish<Reading>& publish);

private:
    std::shared_ptr<const Certifier> certifier_; ///< held for the next job
};

class DigitReading : public JobRunner<ReadingJob, Reading, ReadingWork> {
    Q_OBJECT
public:
    explicit DigitReading(std::shared_ptr<const Network> network, QObject* parent = nullptr);

    /// `raw` has r entries. The answer before is no longer one.
    void read(const Vector& raw);
    /// There is no picture.
    void clear();
    /// −1: no fixed point was found; nothing while it is being read, or without a picture.
    std::optional<int> prediction() const { return prediction_; }

private:
    void take(std::shared_ptr<const Reading> reading) override;

    std::shared_ptr<const Network> network_;
    bool wanted_ = false; ///< there is a picture
    std::optional<int> prediction_;
};

} // namespace kamke::ui
