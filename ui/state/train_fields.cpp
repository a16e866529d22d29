#include "ui/state/state_fields.h"

#include <limits>

namespace kamke::ui {

namespace {

using S = TrainSettings;

constexpr int largest = std::numeric_limits<int>::max();

} // namespace

// What cannot be trained with is kept: the fields say why.
template<>
const Fields<TrainSettings>& fieldsOf() {
    const auto integer = whole(-largest, largest);
    const auto real = number(anyNumber);
    const auto file = path("the path of a data set, or \"\"");
    static const auto fields = concerning<S>(
        StatePart::Training, {field("dataset", &S::dataset, file),
                              field("first", &S::first, integer),
                              field("last", &S::last, integer),
                              field(
                                  "validate", &S::validate,
                                  named<ValidationChoice>(
                                      {{ValidationChoice::Rest, "rest"},
                                       {ValidationChoice::File, "file"},
                                       {ValidationChoice::None, "none"}})),
                              field("validation", &S::validation, file),
                              field("kind", &S::kind, idOf(modelKindList)),
                              field("hidden", &S::hidden, integer),
                              field("layers", &S::layers, integer).sinceLater(),
                              field("mean", &S::mean, real).sinceLater(),
                              field("std", &S::std, real).sinceLater(),
                              field("runs", &S::runs, integer).sinceLater(),
                              field("gamma", &S::gamma, real),
                              field("learnWeights", &S::learnWeights, flag()),
                              field("lipschitzWeight", &S::lipschitzWeight, real),
                              field("certifiedEps", &S::certifiedEps, real),
                              field("epochs", &S::epochs, integer),
                              field("batch", &S::batch, integer),
                              field("rate", &S::rate, real),
                              field("finalRate", &S::finalRate, real),
                              field("seed", &S::seed, integer),
                              field("threads", &S::threads, integer)});
    return fields;
}

bool operator==(const TrainSettings& a, const TrainSettings& b) {
    return sameFields(a, b);
}

} // namespace kamke::ui
