#include "ui/workspaces/train/train_fields.h"

#include "core/train/train.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/verdict_text.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {

namespace {

QString fieldWords(const char* text) {
    return QCoreApplication::translate("TrainFields", text);
}

using S = TrainSettings;

template<int S::*member>
TrainField wholeField(const char* id, const QString& label, const QString& title, const QString& meaning) {
    return {
        QString::fromLatin1(id),
        label,
        title,
        meaning,
        true,
        [](const S& s) -> double { return s.*member; },
        [](S& s, double value) { s.*member = static_cast<int>(value); }};
}

template<double S::*member>
TrainField realField(const char* id, const QString& label, const QString& title, const QString& meaning) {
    return {
        QString::fromLatin1(id),
        label,
        title,
        meaning,
        false,
        [](const S& s) { return s.*member; },
        [](S& s, double value) { s.*member = value; }};
}

TrainField onlyWhere(bool (*isTaken)(const ModelKind&), TrainField field) {
    field.isTaken = isTaken;
    return field;
}

std::vector<TrainField> makeFields() {
    return {
        wholeField<&S::first>(
            "first", fieldWords("from"), fieldWords("First sample"),
            fieldWords("Sample of the data set that training starts with.")),
        wholeField<&S::last>(
            "last", fieldWords("to"), fieldWords("Last sample"),
            fieldWords("And the one that it ends with.")),
        wholeField<&S::hidden>(
            "hidden", fieldWords("units n"), fieldWords("Hidden units"),
            fieldWords(
                "Number n of entries of the state x: A is n×n. A step costs about n² times the number of "
                "iterations.")),
        onlyWhere(
            [](const ModelKind& kind) { return kind.usesGamma(); },
            realField<&S::gamma>(
                "gamma", fieldWords("bound γ"), fieldWords("Bound of the condition"),
                fieldWords(
                    "Holds below 1 whatever the weights. A larger γ allows more, and makes certificates "
                    "looser."))),
        onlyWhere(
            [](const ModelKind& kind) { return kind.takesLayers; },
            wholeField<&S::layers>(
                "layers", fieldWords("layers"), fieldWords("Hidden layers"),
                fieldWords("Of n units each, one below the other in the state x."))),
        realField<&S::mean>(
            "mean", fieldWords("mean"), fieldWords("Mean of the inputs"),
            fieldWords(
                "The network sees u = (raw − mean)/std. Boxes and ε stay in raw units. 0.1307 is usual "
                "for MNIST.")),
        realField<&S::std>(
            "std", fieldWords("deviation"), fieldWords("Standard deviation of the inputs"),
            fieldWords("The network sees u = (raw − mean)/std. 0.3081 is usual for MNIST.")),
        onlyWhere(
            [](const ModelKind& kind) { return kind.takesLipschitzWeight; },
            realField<&S::lipschitzWeight>(
                "lipschitz", fieldWords("weight λ"), fieldWords("Weight of the Lipschitz constant"),
                fieldWords(
                    "λ times the Lipschitz bound of the network is added to the loss (nemon (18)); 0 adds "
                    "nothing, 1e-5 to 1e-4 are usual."))),
        onlyWhere(
            [](const ModelKind& kind) { return kind.takesCertifiedEps; },
            realField<&S::certifiedEps>(
                "eps", fieldWords("certified ε"), fieldWords("Certified training"),
                fieldWords("Above 0 the loss is the cross-entropy of the worst-case logits of the relative "
                           "classifier over all inputs within ε, in raw units; ε grows from 0 over the first "
                           "part of the epochs. The boxes are those of interval bounds for IBP-MonDEQ, mixed "
                           "monotone ones for the others."))),
        wholeField<&S::epochs>(
            "epochs", fieldWords("epochs"), fieldWords("Epochs"),
            fieldWords("How often every sample is seen.")),
        wholeField<&S::batch>(
            "batch", fieldWords("batch"), fieldWords("Batch"),
            fieldWords("Samples whose mean gradient makes one step.")),
        realField<&S::rate>("rate", fieldWords("rate"), fieldWords("Rate"), fieldWords("Step size of Adam.")),
        realField<&S::finalRate>(
            "final-rate", fieldWords("last rate"), fieldWords("Last rate"),
            fieldWords(
                "The rate falls to this one over the second half of the epochs; 0: it stays as it is.")),
        wholeField<&S::seed>(
            "seed", fieldWords("seed"), fieldWords("Seed"),
            fieldWords(
                "Of the starting weights and of the order of the samples. The same seed and the same number "
                "of "
                "threads give the same network, bit for bit.")),
        wholeField<&S::runs>(
            "runs", fieldWords("runs"), fieldWords("Runs"),
            fieldWords("Trainings with as many seeds, one after the other. The network is that of the first, "
                       "and keeps mean and spread of all their curves.")),
        wholeField<&S::threads>(
            "threads", fieldWords("threads"), fieldWords("Threads"),
            fieldWords("Processor cores that train.")),
    };
}

/// Stands in until the data are there, so that the other fields can be checked.
const Dataset& anyData() {
    static const Dataset data = [] {
        Dataset d;
        d.values = Dataset::Bytes(Dataset::Bytes::Zero(1, 2));
        d.labels = {0, 1};
        return d;
    }();
    return data;
}

} // namespace

QString trainTerm(const QString& id) {
    static const QHash<QString, QString> terms{
        {QStringLiteral("hidden"), QStringLiteral("state")},
        {QStringLiteral("gamma"), QStringLiteral("gamma")},
        {QStringLiteral("lipschitz"), QStringLiteral("lipschitz-penalty")},
        {QStringLiteral("eps"), QStringLiteral("certified-training")},
        {QStringLiteral("epochs"), QStringLiteral("epoch")},
        {QStringLiteral("batch"), QStringLiteral("epoch")},
        {QStringLiteral("rate"), QStringLiteral("adam")},
        {QStringLiteral("final-rate"), QStringLiteral("adam")},
        {QStringLiteral("layers"), QStringLiteral("feed-forward-parametrisation")},
        {QStringLiteral("mean"), QStringLiteral("raw-units")},
        {QStringLiteral("std"), QStringLiteral("raw-units")},
        {QStringLiteral("runs"), QStringLiteral("epoch")},
        {QStringLiteral("seed"), QStringLiteral("epoch")}};
    return terms.value(id);
}

const std::vector<TrainField>& trainFields() {
    static const std::vector<TrainField> fields = makeFields();
    return fields;
}

const TrainField& trainField(const QString& id) {
    const auto& fields = trainFields();
    const auto at =
        std::find_if(fields.begin(), fields.end(), [&](const TrainField& f) { return f.id == id; });
    Q_ASSERT(at != fields.end());
    return *at;
}

QString meaningOf(const TrainField& field, const TrainSettings& settings) {
    if (field.id != QStringLiteral("gamma"))
        return field.meaning;
    const ModelKind& kind = *findModelKind(settings.kind.toStdString());
    const auto words = [](std::string_view s) { return toQString(s); };
    return QStringLiteral("%1: %2 (%3). %4")
        .arg(words(kind.gammaMeaning), words(kind.parametrisation), words(kind.citation), field.meaning);
}

QString whatIsWrong(const TrainField& field, const TrainSettings& settings, const Dataset* data) {
    const Dataset& samples = data ? *data : anyData();
    const bool aboutData = field.id == QStringLiteral("first") || field.id == QStringLiteral("last");
    if (aboutData && !data)
        return {};
    if (field.id == QStringLiteral("last")) {
        // The core counts samples; the form has their ends.
        const Index size = samples.size();
        if (settings.last >= 0 && (settings.last >= size || settings.last < settings.first) &&
            settings.first < size)
            return fieldWords("The last sample is %1, expected %2 to %3.")
                .arg(
                    wholeNumber(settings.last), wholeNumber(std::max(0, settings.first)),
                    wholeNumber(size - 1));
        return {};
    }
    // Everything else as it is good, so that what the core finds is about this field.
    TrainSettings probe = withKind({}, settings.kind);
    probe.first = 0;
    probe.last = -1;
    if (field.id == QStringLiteral("final-rate") && settings.rate > 0)
        probe.rate = settings.rate;
    field.set(probe, field.get(settings));
    if (field.id == QStringLiteral("rate"))
        probe.finalRate = 0;
    const auto wrong = validationError(optionsOf(probe), samples);
    return wrong ? asSentence(*wrong) : QString();
}

QString whyNoSetting(const TrainField& field, double value) {
    if (!field.whole)
        return {};
    constexpr int largest = std::numeric_limits<int>::max();
    if (value != std::floor(value))
        return fieldWords("%1 is %2, expected a whole number.").arg(field.title, formatNumber(value));
    if (value < 0 || value > largest)
        return fieldWords("%1 is %2, expected 0 to %3.")
            .arg(field.title, formatNumber(value), wholeNumber(largest));
    return {};
}

} // namespace kamke::ui
