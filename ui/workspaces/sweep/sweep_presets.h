// Experiments of the papers that one click fills in.
#pragma once

#include "ui/state/sweep_state.h"

#include <QString>
#include <QStringList>
#include <span>

namespace kamke::ui {

struct SweepPreset {
    const char* id;   ///< of widgets: figure3
    const char* term; ///< of the glossary: what the figure is about
    QString (*title)();
    QString (*explanation)(); ///< one sentence or two, for a tooltip
    QStringList files;        ///< of the gallery that the figure compares
    /// Sets what is swept; how it is looked at stays, but the tab that shows the figure. Files that the
    /// gallery has not are left out.
    void (*apply)(SweepState&, const QStringList& networks);

    /// Entries of SweepState::networks for the files that are there.
    QStringList networks() const;
    /// One sentence that names the files that are left out; empty when all are there.
    QString leftOut() const;
    void applyTo(SweepState& state) const { apply(state, networks()); }
};

std::span<const SweepPreset> sweepPresets();
const SweepPreset* findSweepPreset(const QString& id);

/// The official test set of MNIST where the user has opened it before, else empty: the bundled digits.
QString presetDataset();

} // namespace kamke::ui
