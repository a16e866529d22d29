#include "train/presets.h"

#include <QCoreApplication>

namespace kamke::ui {

namespace {

QString presetWords(const char* text) {
    return QCoreApplication::translate("TrainPresets", text);
}

} // namespace

const std::vector<TrainPreset>& trainPresets() {
    static const std::vector<TrainPreset> presets{
        {QStringLiteral("nemon"), presetWords("NEMON, paper"), presetWords("γ = 0, 15 epochs"),
         presetWords(
             "100 units, γ = 0, η = 1, batches of 100, rate 1e-3, 15 epochs: the model of nemon, section 6."),
         QStringLiteral("nemon-parametrisation"), [](TrainSettings&) {}},
        {QStringLiteral("gamma"), presetWords("γ = 0.95"), presetWords("looser, more expressive"),
         presetWords(
             "The same with μ_η(A) ≤ 0.95: closer to the edge of well-posedness, where certificates differ "
             "most."),
         QStringLiteral("gamma"), [](TrainSettings& s) { s.gamma = 0.95; }},
        {QStringLiteral("lipschitz"), presetWords("Lipschitz-regularised"), presetWords("λ = 1e-4"),
         presetWords("The Lipschitz bound is kept small along with the loss (nemon (18)): more samples are "
                     "certified, "
                     "at a little accuracy."),
         QStringLiteral("lipschitz-penalty"), [](TrainSettings& s) { s.lipschitzWeight = 1e-4; }},
        {QStringLiteral("certified"), presetWords("Certified at ε = 0.1"),
         presetWords("60 epochs, falling rate"),
         presetWords("The loss is that of the worst-case logits (MM-C) within ε = 0.1: slower by some times, "
                     "and most "
                     "samples come out certified."),
         QStringLiteral("certified-training"),
         [](TrainSettings& s) {
             s.certifiedEps = 0.1;
             s.epochs = 60;
             s.rate = 1e-3;
             s.finalRate = 1e-5;
         }},
    };
    return presets;
}

TrainSettings withPreset(const TrainSettings& settings, const TrainPreset& preset) {
    TrainSettings next;
    next.dataset = settings.dataset;
    next.first = settings.first;
    next.last = settings.last;
    next.validate = settings.validate;
    next.validation = settings.validation;
    next.seed = settings.seed;
    next.threads = settings.threads;
    preset.apply(next);
    return next;
}

} // namespace kamke::ui
