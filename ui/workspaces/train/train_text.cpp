#include "ui/workspaces/train/train_text.h"

#include "ui/text/number_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace kamke::ui {

namespace {

QString trainWords(const char* text) {
    return QCoreApplication::translate("TrainText", text);
}

Statement words(const QString& subject, const QString& text) {
    return {Statement::Tone::Neutral, subject, text};
}

/// "97.3 % of the 2,000 validation samples are read correctly, 98.9 % of those trained on."
QString accuracyWords(const TrainProgress& p, const TrainJob& job) {
    QString text;
    if (std::isfinite(p.validation) && job.validation)
        text =
            trainWords("%1 of the %2 validation samples are read correctly, %3 of those trained on")
                .arg(percentText(p.validation), wholeNumber(job.validation->size()), percentText(p.accuracy));
    else
        text = trainWords("%1 of the samples trained on are read correctly").arg(percentText(p.accuracy));
    if (std::isfinite(p.certified))
        text += trainWords("; %1 of these are certified within ε = %2")
                    .arg(percentText(p.certified), formatNumber(p.eps));
    return text + u'.';
}

TrainSentence running(const TrainRunner& runner) {
    const int epochs = runner.job().options.epochs;
    const TrainProgress* p = runner.latest();
    if (runner.isStopping())
        return {words(trainWords("Stopping."), trainWords("The network of the last step is kept.")), {}};
    if (!p)
        return {words(trainWords("Starting."), trainWords("The first numbers come in a moment.")), {}};
    const int runs = runner.job().options.runs;
    const QString subject =
        runs > 1 ? trainWords("Run %1 of %2, epoch %3 of %4.").arg(p->run).arg(runs).arg(p->epoch).arg(epochs)
                 : trainWords("Epoch %1 of %2.").arg(p->epoch).arg(epochs);
    QString text =
        trainWords("So far %1 of this epoch's samples are read correctly, loss %2")
            .arg(percentText(p->accuracy), formatNumber(QString::number(p->loss, 'g', 3).toDouble()));
    if (std::isfinite(p->certified) && p->eps > 0)
        text += trainWords("; %1 are certified within ε = %2")
                    .arg(percentText(p->certified), formatNumber(QString::number(p->eps, 'g', 3).toDouble()));
    return {words(subject, text + u'.'), {}};
}

} // namespace

TrainSentence trainSentence(const TrainRunner& runner) {
    if (runner.isBusy())
        return running(runner);
    const auto outcome = runner.outcome();
    if (!outcome)
        return {
            words(
                {}, trainWords("Choose settings and press Train: the curves below follow while it learns.")),
            {}};
    const TrainProgress* p = outcome->epochs.empty() ? nullptr : &outcome->epochs.back();
    switch (outcome->status) {
    case Status::Ok:
        return {
            words(
                trainWords("Trained."), (p ? accuracyWords(*p, runner.job()) + u' ' : QString()) +
                                            trainWords("It took %1.").arg(durationText(runner.seconds()))),
            QStringLiteral("good")};
    case Status::Cancelled:
        return {// The reason says where it was stopped.
                words(
                    asSentence(outcome->reason),
                    p ? trainWords("After the last whole epoch: ") + accuracyWords(*p, runner.job())
                      : trainWords("The network of the last step is kept.")),
                QStringLiteral("warning")};
    case Status::Diverged:
        return {words(trainWords("Broken off."), asSentence(outcome->reason)), QStringLiteral("bad")};
    case Status::NotApplicable:
    case Status::NotConverged:
        break;
    }
    return {words(trainWords("Not started."), asSentence(outcome->reason)), QStringLiteral("bad")};
}

} // namespace kamke::ui
