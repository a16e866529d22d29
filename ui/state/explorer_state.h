// The one state of the explorer: everything that undo, sessions and command-line rendering restore.
#pragma once

#include "core/model/network.h"
#include "ui/state/compare_state.h"
#include "ui/state/contraction_state.h"
#include "ui/state/convergence_state.h"
#include "ui/state/digits_state.h"
#include "ui/state/learn_state.h"
#include "ui/state/state_part.h"
#include "ui/state/sweep_state.h"
#include "ui/state/train_settings.h"
#include "ui/state/workspace_ids.h"
#include "ui/style/theme_choice.h"

#include <QRectF>
#include <QString>
#include <QStringList>
#include <memory>
#include <optional>
#include <vector>

namespace kamke::ui {

/// An input box with its letter: A, B, …
struct InputBox {
    QString letter;
    Box box; ///< raw units, r entries
    friend bool operator==(const InputBox&, const InputBox&) = default;
};

/// A value type: copy it, change the copy, hand it to ExplorerStore::apply.
struct ExplorerState {
    // Network
    std::shared_ptr<const Network> network; ///< never null in a store
    QString networkPath;                    ///< file it came from; empty when it came from nowhere
    bool networkEdited = false;             ///< weights differ from that file

    // Input boxes
    std::vector<InputBox> boxes;
    int selectedBox = -1; ///< index in boxes, −1: none
    Vector held;          ///< r raw values: where the inputs that are not on the axes are held

    // What is shown
    QStringList methods; ///< ids of reach methods, in list order
    bool showSamples = true;
    int sampleCount = 1000;
    quint64 seed = 0;
    int inputX = 0, inputY = 1;   ///< inputs on the axes of the input plane; inputY = −1 when r = 1
    int outputX = 0, outputY = 1; ///< outputs on the axes of the output plane; outputY = −1 when q = 1
    std::optional<QRectF> inputView,
        outputView; ///< axis ranges chosen by the user; none: fitted to what is shown

    ConvergenceState convergence;
    ContractionState contraction;
    DigitsState digits;
    SweepState sweep;
    CompareState compare;
    TrainSettings train;
    LearnState learn; ///< undo leaves it alone

    // Looks
    ThemeChoice theme = ThemeChoice::System;
    QString workspace = QStringLiteral("reach"); ///< one of workspaceIds(); undo leaves it alone

    const InputBox* selected() const {
        return selectedBox >= 0 && selectedBox < static_cast<int>(boxes.size())
                   ? &boxes[static_cast<std::size_t>(selectedBox)]
                   : nullptr;
    }
    /// Free letter for a new box: A … Z, then A2 …
    QString nextLetter() const;
};
bool operator==(const ExplorerState& a, const ExplorerState& b);

/// Which parts of the state differ, so that a view redraws only what it shows.
StateParts difference(const ExplorerState& a, const ExplorerState& b);

/// The state that opens a network: one box (the paper's [0, 1/3]×[1, 2] for its example, else a box that fits
/// the input domain), all methods, samples shown; theme, workspace, what the Digits workspace looks at,
/// the networks to compare and the settings of sweeps and of training as in `before`.
ExplorerState stateForNetwork(
    std::shared_ptr<const Network> network, const QString& path, const ExplorerState& before = {});

} // namespace kamke::ui
