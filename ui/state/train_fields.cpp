#include "ui/state/state_fields.h"

#include <limits>

namespace kamke::ui {

namespace {

constexpr int largest = std::numeric_limits<int>::max();

} // namespace

// What cannot be trained with is kept: the fields say why.
template<>
const Fields<TrainSettings>& fieldsOf() {
    const auto integer = whole(-largest, largest);
    const auto real = number(anyNumber);
    const auto file = path("the path of a data set, or \"\"");
    static const auto fields = concerning<TrainSettings>(
        StatePart::Training, {field("dataset", &TrainSettings::dataset, file),
                              field("first", &TrainSettings::first, integer),
                              field("last", &TrainSettings::last, integer),
                              field(
                                  "validate", &TrainSettings::validate,
                                  named<ValidationChoice>(
                                      {{ValidationChoice::Rest, "rest"},
                                       {ValidationChoice::File, "file"},
                                       {ValidationChoice::None, "none"}})),
                              field("validation", &TrainSettings::validation, file),
                              field("kind", &TrainSettings::kind, idOf(modelKindList)),
                              field("hidden", &TrainSettings::hidden, integer),
                              field("layers", &TrainSettings::layers, integer).sinceLater(),
                              field("mean", &TrainSettings::mean, real).sinceLater(),
                              field("std", &TrainSettings::std, real).sinceLater(),
                              field("runs", &TrainSettings::runs, integer).sinceLater(),
                              field("gamma", &TrainSettings::gamma, real),
                              field("learnWeights", &TrainSettings::learnWeights, flag()),
                              field("lipschitzWeight", &TrainSettings::lipschitzWeight, real),
                              field("certifiedEps", &TrainSettings::certifiedEps, real),
                              field("epochs", &TrainSettings::epochs, integer),
                              field("batch", &TrainSettings::batch, integer),
                              field("rate", &TrainSettings::rate, real),
                              field("finalRate", &TrainSettings::finalRate, real),
                              field("seed", &TrainSettings::seed, integer),
                              field("threads", &TrainSettings::threads, integer)});
    return fields;
}

bool operator==(const TrainSettings& a, const TrainSettings& b) {
    return sameFields(a, b);
}

} // namespace kamke::ui
