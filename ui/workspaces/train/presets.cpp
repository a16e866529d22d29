#include "ui/workspaces/train/presets.h"

#include <QCoreApplication>

namespace kamke::ui {

namespace {

QString presetWords(const char* text) {
    return QCoreApplication::translate("TrainPresets", text);
}

/// Batches, rate and bound of nemon, Figure 1.
void likeFigure1(TrainSettings& settings, const char* kind) {
    settings = withKind(settings, QLatin1String(kind));
    settings.gamma = 0.95;
    settings.batch = 300;
    settings.epochs = 10;
    settings.rate = 1.5e-2;
    settings.finalRate = 1.5e-3;
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
        {QStringLiteral("mon"), presetWords("MON"), presetWords("m = 0.05, paper"),
         presetWords(
             "A monotone operator network with I − A ⪰ 0.05 I, batches of 300, rate 1.5e-2, 10 epochs: "
             "the MON of nemon, Figure 1."),
         QStringLiteral("mon-parametrisation"), [](TrainSettings& s) { likeFigure1(s, "mon"); }},
        {QStringLiteral("mon-m20"), presetWords("monDEQ"), presetWords("m = 20, 87 units"),
         presetWords("Strongly monotone, with normalised inputs: size and normalisation of the paper on "
                     "semialgebraic certificates."),
         QStringLiteral("mon-parametrisation"),
         [](TrainSettings& s) {
             s = withKind(s, QStringLiteral("mon"));
             s.hidden = 87;
             s.gamma = -19;
             s.mean = 0.1307;
             s.std = 0.3081;
             s.batch = 128;
             s.finalRate = 1e-4;
         }},
        {QStringLiteral("implicit-deep-learning"), presetWords("Implicit deep learning"),
         presetWords("‖A‖_∞ ≤ 0.95"),
         presetWords("Rows of A in an l_1 ball, batches of 300, rate 1.5e-2, 10 epochs: the implicit deep "
                     "learning model of nemon, Figure 1."),
         QStringLiteral("implicit-deep-learning-parametrisation"),
         [](TrainSettings& s) { likeFigure1(s, "implicit-deep-learning"); }},
        {QStringLiteral("ibp-mondeq"), presetWords("IBP-MonDEQ +Γ"), presetWords("ε = 0.1, 60 epochs"),
         presetWords(
             "Interval bounds with a fixed point by construction, trained at ε = 0.1 (ibp-mondeq, Thm "
             "3.3 and appendix B)."),
         QStringLiteral("ibp-mondeq-parametrisation"),
         [](TrainSettings& s) {
             s = withKind(s, QStringLiteral("ibp-mondeq"));
             s.learnWeights = true;
             s.certifiedEps = 0.1;
             s.batch = 128;
             s.epochs = 60;
             s.finalRate = 1e-5;
         }},
        {QStringLiteral("feed-forward"), presetWords("Feed-forward"), presetWords("784-100-100-10"),
         presetWords("An ordinary network of two hidden layers, the baseline of the papers."),
         QStringLiteral("feed-forward-parametrisation"),
         [](TrainSettings& s) {
             s = withKind(s, QStringLiteral("feed-forward"));
             s.finalRate = 1e-4;
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
