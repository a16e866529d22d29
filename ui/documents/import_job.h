// What the import of a file comes to: the network, what was understood, and what it says about some samples.
#pragma once

#include "core/io/import/import_formats.h"
#include "core/model/dataset.h"

#include <QString>
#include <memory>
#include <vector>

namespace kamke::ui {

struct ImportJob {
    QString path;
    ImportOptions options;
    std::shared_ptr<const Dataset> data; ///< null: no samples
};

/// A sample and the class that the imported network sees in it.
struct ImportedSample {
    Vector raw;
    QString label, predicted; ///< names of classes, or their numbers
    bool right = false;
};

struct ImportOutcome {
    ImportOptions options;                  ///< that the file was read with
    std::shared_ptr<const Network> network; ///< null: `error` says why
    ImportSummary summary;
    QString error;
    bool asksForM = false;               ///< the file holds a monotone operator network
    std::vector<ImportedSample> samples; ///< the first five
    std::vector<int> shape;              ///< of their pictures; empty when they are none
    QString samplesNote;                 ///< why there are no samples, or how many are right
};

/// Reads the file and classifies samples. Runs on a worker thread.
ImportOutcome importOutcome(const ImportJob& job);

} // namespace kamke::ui
