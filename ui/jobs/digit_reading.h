// What the network reads in a picture that is still being drawn.
#pragma once

#include "core/model/network.h"
#include "core/model/types.h"

#include <QObject>
#include <memory>
#include <optional>

namespace kamke::ui {

/// Reads in the background; the newest picture wins. The destructor stops what runs and waits.
class DigitReading : public QObject {
    Q_OBJECT
public:
    explicit DigitReading(std::shared_ptr<const Network> network, QObject* parent = nullptr);
    ~DigitReading() override;

    /// `raw` has r entries. The answer before is no longer one.
    void read(const Vector& raw);
    /// There is no picture.
    void clear();
    /// −1: no fixed point was found; nothing while it is being read, or without a picture.
    std::optional<int> prediction() const { return prediction_; }

signals:
    void changed();

private:
    struct Worker;
    std::shared_ptr<const Network> network_;
    std::unique_ptr<Worker> worker_;
    std::optional<int> prediction_;
};

} // namespace kamke::ui
