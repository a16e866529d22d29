#include "ui/workspaces/sweep/sweep_presets.h"

#include "ui/documents/documents.h"
#include "ui/jobs/sweep_names.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace kamke::ui {

namespace {

QString presetWords(const char* words) {
    return QCoreApplication::translate("SweepPresets", words);
}

void begin(SweepState& s, const QStringList& networks) {
    s.networks = networks;
    s.dataset = presetDataset();
    s.samples = 10000;
    s.norm = BallNorm::Linf;
    s.sampleSeconds = 0;
    s.clip = s.margins = s.float32 = s.logEps = s.alone = false;
    s.resultsFile.clear();
    s.network = 0;
    s.tab = QStringLiteral("curves");
}

const SweepPreset presets[] = {
    {"figure3",
     "certified",
     [] { return presetWords("Figure 3 of the mixed-monotone paper"); },
     [] {
         return presetWords(
             "Certified accuracy of a NEMON network against ε by five methods, with the accuracy that "
             "PGD and FGSM leave above it, on 10,000 digits (mixed-monotone-contractive, 5.2).");
     },
     {QStringLiteral("nemon_mnist.h5")},
     [](SweepState& s, const QStringList& networks) {
         begin(s, networks);
         s.eps = QStringLiteral("0.002; 0.004 … 0.06");
         s.certificates = SweepState().certificates;
         s.attacks = {{QStringLiteral("pgd")}, {QStringLiteral("fgsm")}};
         s.method = QStringLiteral("mmc");
         s.against.clear();
     }},
    {"figure1",
     "epoch",
     [] { return presetWords("Figure 1 of NEMON (training)"); },
     [] {
         return presetWords(
             "Accuracy and loss against epoch for NEMON, implicit deep learning and MON: means over the "
             "runs that their files keep, in envelopes of one standard deviation (nemon, Figure 1).");
     },
     {QStringLiteral("nemon_figure1.h5"), QStringLiteral("implicit_deep_learning.h5"),
      QStringLiteral("mon_gamma_095.h5")},
     [](SweepState& s, const QStringList& networks) {
         begin(s, networks);
         // The histories are in the files; a short attack says how the networks read digits.
         s.samples = 1000;
         s.eps = QStringLiteral("0.01; 0.02 … 0.1");
         s.certificates.clear();
         s.attacks = {{QStringLiteral("fgsm"), 40, 5, 1000}};
         s.tab = QStringLiteral("training");
     }},
    {"figure2-left",
     "lipschitz-constant",
     [] { return presetWords("Figure 2 of NEMON (Lipschitz constant)"); },
     [] {
         return presetWords(
             "Test error, one minus the accuracy, against the l_∞ Lipschitz constant, for networks whose "
             "training held the constant down more or less, on 10,000 digits (nemon, Figure 2, left).");
     },
     {QStringLiteral("nemon_gamma_095.h5"), QStringLiteral("nemon_lipschitz_1e-5.h5"),
      QStringLiteral("nemon_lipschitz_1e-4.h5"), QStringLiteral("implicit_deep_learning.h5")},
     [](SweepState& s, const QStringList& networks) {
         begin(s, networks);
         s.eps = QStringLiteral("0.002; 0.004 … 0.06");
         s.certificates = {QStringLiteral("lipschitz")};
         s.attacks.clear();
         s.method = QStringLiteral("lipschitz");
         s.against.clear();
         s.tab = QStringLiteral("error");
     }},
    {"figure2",
     "lipschitz-constant",
     [] { return presetWords("Figure 2 of NEMON (image inversion)"); },
     [] {
         return presetWords(
             "Accuracy under continuous image inversion against its amplitude, for NEMON networks whose "
             "training held the Lipschitz constant down more or less, implicit deep learning and MON, on "
             "10,000 digits (nemon, Figure 2, right).");
     },
     {QStringLiteral("nemon_gamma_095.h5"), QStringLiteral("nemon_lipschitz_1e-5.h5"),
      QStringLiteral("nemon_lipschitz_1e-4.h5"), QStringLiteral("implicit_deep_learning.h5"),
      QStringLiteral("mon_gamma_095.h5")},
     [](SweepState& s, const QStringList& networks) {
         begin(s, networks);
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

QStringList SweepPreset::networks() const {
    QStringList entries;
    for (const QString& file : files)
        if (const QString entry = galleryPrefix + file; QFileInfo::exists(sweepNetworkFile(entry)))
            entries << entry;
    return entries;
}

QString SweepPreset::leftOut() const {
    QStringList absent;
    for (const QString& file : files)
        if (!QFileInfo::exists(sweepNetworkFile(galleryPrefix + file)))
            absent << file;
    return absent.isEmpty()
               ? QString()
               : presetWords("The gallery lacks %1, left out here.").arg(absent.join(QStringLiteral(", ")));
}

QString presetDataset() {
    for (const QString& file : Documents::recentDatasets())
        if (file.contains(QStringLiteral("t10k-images")) &&
            !file.contains(QStringLiteral("fashion"), Qt::CaseInsensitive) && QFileInfo::exists(file))
            return file;
    return {};
}

} // namespace kamke::ui
