#include "sweep/sweep_presets.h"

#include "jobs/sweep_names.h"
#include "shell/documents.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace kamke::ui {

namespace {

QString presetWords(const char* words) {
    return QCoreApplication::translate("SweepPresets", words);
}

QString gallery(const char* file) {
    return galleryPrefix + QLatin1String(file);
}

void begin(SweepState& s) {
    s.dataset = presetDataset();
    s.samples = 10000;
    s.clip = s.margins = s.float32 = s.logEps = s.alone = false;
    s.resultsFile.clear();
    s.network = 0;
    s.tab = QStringLiteral("curves");
}

const SweepPreset presets[] = {
    {"figure3", "certified", [] { return presetWords("Figure 3 of the mixed-monotone paper"); },
     [] {
         return presetWords(
             "Certified accuracy of a NEMON network against ε by five methods, with the accuracy that "
             "PGD and FGSM leave above it, on 10,000 digits (mixed-monotone-contractive, 5.2).");
     },
     [](SweepState& s) {
         begin(s);
         s.networks = {gallery("nemon_mnist.h5")};
         s.eps = QStringLiteral("0.002; 0.004 … 0.06");
         s.certificates = SweepState().certificates;
         s.attacks = {{QStringLiteral("pgd")}, {QStringLiteral("fgsm")}};
         s.method = QStringLiteral("mmc");
         s.against.clear();
     }},
    {"figure2", "lipschitz-constant", [] { return presetWords("Figure 2 of NEMON (image inversion)"); },
     [] {
         return presetWords(
             "Accuracy under continuous image inversion against its amplitude, for networks whose "
             "training held the Lipschitz constant down more or less, on 10,000 digits (nemon, "
             "Figure 2).");
     },
     [](SweepState& s) {
         begin(s);
         s.networks = {
             gallery("nemon_gamma_095.h5"), gallery("nemon_lipschitz_1e-5.h5"),
             gallery("nemon_lipschitz_1e-4.h5")};
         s.eps = QStringLiteral("0.02; 0.04 … 0.6");
         s.certificates.clear();
         s.attacks = {{QStringLiteral("inversion"), 40, 5, 0}};
     }}};

} // namespace

std::span<const SweepPreset> sweepPresets() {
    return presets;
}

const SweepPreset* findSweepPreset(const QString& id) {
    for (const SweepPreset& preset : presets)
        if (id == QLatin1String(preset.id))
            return &preset;
    return nullptr;
}

QString presetDataset() {
    for (const QString& file : Documents::recentDatasets())
        if (file.contains(QStringLiteral("t10k-images")) &&
            !file.contains(QStringLiteral("fashion"), Qt::CaseInsensitive) && QFileInfo::exists(file))
            return file;
    return {};
}

} // namespace kamke::ui
