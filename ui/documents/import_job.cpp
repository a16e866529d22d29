#include "ui/documents/import_job.h"

#include "core/certify/margins.h"
#include "core/solve/batch.h"

#include <QCoreApplication>
#include <algorithm>

namespace kamke::ui {

namespace {

constexpr Index shownSamples = 5;

QString importText(const char* text) {
    return QCoreApplication::translate("Import", text);
}

QString classText(const Network& network, const Dataset& data, int label) {
    const auto k = static_cast<std::size_t>(label);
    for (const auto* names : {&network.labels, &data.labelNames})
        if (label >= 0 && k < names->size())
            return QString::fromStdString((*names)[k]);
    return QString::number(label);
}

void classify(const Dataset& data, ImportOutcome& outcome) {
    const Network& network = *outcome.network;
    if (const auto why = whyUnfit(network, data)) {
        outcome.samplesNote = importText("No samples are shown: %1 %2.")
                                  .arg(QString::fromStdString(data.name), QString::fromStdString(*why));
        return;
    }
    const Index count = std::min(shownSamples, data.size());
    const Matrix inputs = data.inputs(0, count);
    const BatchResult answers = forwardBatch(NetworkAnalysis(outcome.network), inputs);
    if (answers.status != Status::Ok) {
        outcome.samplesNote = importText("No states were found for the samples: %1.")
                                  .arg(QString::fromStdString(answers.reason));
        return;
    }
    int right = 0;
    for (Index k = 0; k < count; ++k) {
        const int label = data.labels[static_cast<std::size_t>(k)];
        const int predicted = predictedClass(answers.y.col(k));
        right += predicted == label;
        outcome.samples.push_back(
            {inputs.col(k), classText(network, data, label), classText(network, data, predicted),
             predicted == label});
    }
    outcome.shape = data.shape;
    outcome.samplesNote = importText("%1 of the first %2 samples of %3 are read rightly.")
                              .arg(right)
                              .arg(count)
                              .arg(QString::fromStdString(data.name));
}

} // namespace

ImportOutcome importOutcome(const ImportJob& job) {
    ImportOutcome outcome;
    outcome.options = job.options;
    auto imported = importNetwork(job.path.toStdString(), job.options);
    if (!imported) {
        outcome.error = QString::fromStdString(imported.error().message);
        outcome.asksForM = job.options.monotonicity || imported.error().needsMonotonicity;
        return outcome;
    }
    outcome.network = std::make_shared<const Network>(std::move(imported->network));
    outcome.summary = std::move(imported->summary);
    outcome.asksForM = outcome.network->training.contains("m");
    if (job.data)
        classify(*job.data, outcome);
    return outcome;
}

} // namespace kamke::ui
