// The Convergence workspace's place in the window: its page and its actions.
#include "ui/documents/documents.h"
#include "ui/workspaces/convergence/convergence_workspace.h"
#include "ui/workspaces/workspace.h"

namespace kamke::ui {

namespace {

QString convergenceWords(const char* text) {
    return ConvergenceWorkspace::tr(text);
}

QList<WorkspaceAction> convergenceActions() {
    return {
        {.id = QStringLiteral("convergence.best-eta"),
         .text = convergenceWords("Take the best &weights η"),
         .shortcut = QKeySequence(convergenceWords("Ctrl+Shift+E")),
         .run =
             [](ExplorerStore& store) {
                 ExplorerState next = store.state();
                 next.convergence.eta = {};
                 store.apply(convergenceWords("Take the best weights η"), next);
             }},
        {.id = QStringLiteral("convergence.best-alpha"),
         .text = convergenceWords("Take &α* everywhere"),
         .shortcut = QKeySequence(convergenceWords("Ctrl+Shift+A")),
         .run =
             [](ExplorerStore& store) {
                 ExplorerState next = store.state();
                 next.convergence.alpha.clear();
                 store.apply(convergenceWords("Take α*"), next);
             }},
        {.id = QStringLiteral("convergence.lose-order"),
         .text = convergenceWords("Show boxes that &lose their order"),
         .shortcut = QKeySequence(convergenceWords("Ctrl+Shift+B")),
         .run = [](ExplorerStore& store) { ConvergenceWorkspace::showOrderLost(&store); }}};
}

} // namespace

Workspace convergenceWorkspace() {
    return {
        .title = convergenceWords("Con&vergence"),
        .icon = QStringLiteral("convergence"),
        .open =
            [](const WindowParts& window) {
                return new ConvergenceWorkspace(window.store, window.documents->datasets());
            },
        .actions = convergenceActions(),
        .menus = {
            {WindowMenu::Run,
             {QStringLiteral("convergence.best-alpha"), QStringLiteral("convergence.best-eta"),
              QStringLiteral("convergence.lose-order")}}}};
}

} // namespace kamke::ui
