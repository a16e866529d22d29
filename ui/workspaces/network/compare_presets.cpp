#include "ui/workspaces/network/compare_presets.h"

#include "ui/state/network_entries.h"

#include <QCoreApplication>

namespace kamke::ui {

namespace {

QString comparePresetWords(const char* words) {
    return QCoreApplication::translate("ComparePresets", words);
}

QStringList fromGallery(std::initializer_list<const char*> files) {
    QStringList entries;
    for (const char* file : files)
        entries << galleryPrefix + QLatin1String(file);
    return entries;
}

const ComparePreset presets[] = {
    {"models", [] { return comparePresetWords("The models of the papers"); },
     [] {
         return comparePresetWords(
             "NEMON, implicit deep learning, MON, IBP-MonDEQ and a feed-forward network, trained on the same "
             "digits: which guarantee each one has, and which it has not.");
     },
     [](CompareState& s) {
         s.networks = fromGallery(
             {"nemon_figure1.h5", "implicit_deep_learning.h5", "mon_gamma_095.h5", "ibp_mondeq_01.h5",
              "feed_forward_digits.h5"});
         s.tab = QStringLiteral("numbers");
     }},
    {"nemon-figure1", [] { return comparePresetWords("Figure 1 of NEMON (training curves)"); },
     [] {
         return comparePresetWords(
             "Accuracy and loss against the epoch of NEMON, implicit deep learning and MON, the mean of five "
             "seeds in an envelope of one standard deviation (nemon, Figure 1).");
     },
     [](CompareState& s) {
         s.networks = fromGallery({"nemon_figure1.h5", "implicit_deep_learning.h5", "mon_gamma_095.h5"});
         s.tab = QStringLiteral("curves");
     }}};

} // namespace

std::span<const ComparePreset> comparePresets() {
    return presets;
}

} // namespace kamke::ui
