// The states of the window that are worth looking at.
#pragma once

#include "ui/shell/main_window.h"

#include <functional>
#include <vector>

struct Scene {
    QString name;
    /// Brings a window that shows the paper's example into the state.
    std::function<void(kamke::ui::MainWindow&)> prepare;
    bool underWay = false; ///< worth looking at before everything is computed
};

std::vector<Scene> scenes();
/// Those of the Convergence workspace.
std::vector<Scene> convergenceScenes();
/// Those of the Sweep workspace.
std::vector<Scene> sweepScenes();
/// Those of the Network workspace.
std::vector<Scene> networkScenes();
/// Those of the glossary and of its tooltips.
std::vector<Scene> glossaryScenes();
/// What stands beside the curves of a sweep.
std::vector<Scene> sweepViewScenes();
/// What is understood of another program's file.
std::vector<Scene> importScenes();
