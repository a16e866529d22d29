// The Reach workspace's place in the window: its page and its actions.
#include "core/certify/methods.h"
#include "ui/state/box_edits.h"
#include "ui/text/utf8.h"
#include "ui/widgets/action_registry.h"
#include "ui/workspaces/reach/box_text.h"
#include "ui/workspaces/reach/reach_workspace.h"
#include "ui/workspaces/workspace.h"

#include <QLocale>

namespace kamke::ui {

namespace {

constexpr int sampleCountChoices[] = {100, 1000, 10000};

QString reachWords(const char* text) {
    return ReachWorkspace::tr(text);
}

QKeySequence reachKey(const char* key) {
    return QKeySequence(reachWords(key));
}

QString methodActionId(const Method& method) {
    return QStringLiteral("view.method-") + toQString(method.id);
}

QString sampleCountId(int count) {
    return QStringLiteral("run.samples-%1").arg(count);
}

bool hasSelection(const ExplorerState& state) {
    return state.selected();
}

bool hasBoxes(const ExplorerState& state) {
    return !state.boxes.empty();
}

QList<WorkspaceAction> boxActions() {
    const auto step = [](int by) {
        return [by](ExplorerStore& store) {
            store.apply(reachWords("Select box"), withNextBoxSelected(store.state(), by));
        };
    };
    return {
        {.id = QStringLiteral("edit.new-box"),
         .text = reachWords("&New box"),
         .shortcut = reachKey("Ctrl+N"),
         .run = [](ExplorerStore& store) { store.apply(reachWords("New box"), withNewBox(store.state())); }},
        {.id = QStringLiteral("edit.duplicate-box"),
         .text = reachWords("&Duplicate box"),
         .shortcut = reachKey("Ctrl+D"),
         .run =
             [](ExplorerStore& store) {
                 store.apply(reachWords("Duplicate box"), withDuplicatedBox(store.state()));
             },
         .isEnabled = hasSelection},
        // In a table of weights the Delete key must not reach for a box.
        {.id = QStringLiteral("edit.delete-box"),
         .text = reachWords("De&lete box"),
         .shortcut = QKeySequence::Delete,
         .run =
             [](ExplorerStore& store) {
                 store.apply(reachWords("Delete box"), withoutSelectedBox(store.state()));
             },
         .isEnabled = hasSelection,
         .isOfWidgets = true},
        {.id = QStringLiteral("edit.next-box"),
         .text = reachWords("Select ne&xt box"),
         .shortcut = reachKey("Ctrl+."),
         .run = step(1),
         .isEnabled = hasBoxes},
        {.id = QStringLiteral("edit.previous-box"),
         .text = reachWords("Select &previous box"),
         .shortcut = reachKey("Ctrl+,"),
         .run = step(-1),
         .isEnabled = hasBoxes}};
}

/// Switches a method on or off; those shown are kept in the order of the list, whatever was switched when.
ExplorerState withMethodSwitched(ExplorerState state, const QString& id) {
    QStringList shown;
    for (const Method& method : methods())
        if (const QString each = toQString(method.id); state.methods.contains(each) != (each == id))
            shown << each;
    state.methods = shown;
    return state;
}

QList<WorkspaceAction> viewActions() {
    QList<WorkspaceAction> actions{
        {.id = QStringLiteral("view.fit"),
         .text = reachWords("&Fit both planes"),
         .shortcut = reachKey("Ctrl+0"),
         .run = [](ExplorerStore& store) {
             ExplorerState next = store.state();
             next.inputView.reset();
             next.outputView.reset();
             store.apply(reachWords("Fit both planes"), next);
         }}};
    for (const Method& method : methods()) {
        const QString id = toQString(method.id);
        actions.append(
            {.id = methodActionId(method),
             .text = reachWords("Show %1").arg(toQString(method.name)),
             .shortcut = method.key > 0 ? QKeySequence(reachWords("Alt+%1").arg(method.key)) : QKeySequence(),
             .run =
                 [id](ExplorerStore& store) {
                     store.apply(reachWords("Show or hide a method"), withMethodSwitched(store.state(), id));
                 },
             .isChecked = [id](const ExplorerState& state) { return state.methods.contains(id); }});
    }
    actions.append(
        {.id = QStringLiteral("view.samples"),
         .text = reachWords("Show &samples"),
         .shortcut = reachKey("Ctrl+P"),
         .run =
             [](ExplorerStore& store) {
                 ExplorerState next = store.state();
                 next.showSamples = !next.showSamples;
                 store.apply(
                     next.showSamples ? reachWords("Show samples") : reachWords("Hide samples"), next);
             },
         .isChecked = [](const ExplorerState& state) { return state.showSamples; }});
    return actions;
}

QList<WorkspaceAction> sampleActions() {
    QList<WorkspaceAction> actions{
        {.id = QStringLiteral("run.new-samples"),
         .text = reachWords("Draw &other samples"),
         .shortcut = reachKey("Ctrl+R"),
         .run = [](ExplorerStore& store) {
             ExplorerState next = store.state();
             ++next.seed;
             store.apply(reachWords("Draw other samples"), next);
         }}};
    for (const int count : sampleCountChoices)
        actions.append(
            {.id = sampleCountId(count),
             .text = reachWords("%1 samples").arg(QLocale().toString(count)),
             .run =
                 [count](ExplorerStore& store) {
                     ExplorerState next = store.state();
                     next.sampleCount = count;
                     store.apply(reachWords("Change the number of samples"), next);
                 },
             .isChecked = [count](const ExplorerState& state) { return state.sampleCount == count; }});
    return actions;
}

QList<WorkspaceMenu> reachMenus() {
    QStringList boxes, view{QStringLiteral("view.fit"), {}}, counts;
    for (const WorkspaceAction& action : boxActions())
        boxes << action.id;
    for (const Method& method : methods())
        view << methodActionId(method);
    view << QStringLiteral("view.samples");
    for (const int count : sampleCountChoices)
        counts << sampleCountId(count);
    return {
        {WindowMenu::Edit, boxes},
        {WindowMenu::View, view},
        {WindowMenu::Run, {QStringLiteral("run.new-samples")}},
        {WindowMenu::Run, counts, reachWords("&Number of samples")}};
}

} // namespace

Workspace reachWorkspace() {
    return {
        .title = reachWords("&Reach"),
        .icon = QStringLiteral("reach"),
        .open =
            [](const WindowParts& window) {
                return new ReachWorkspace(
                    window.store, window.analysis, (*window.actions)[QStringLiteral("edit.delete-box")]);
            },
        .actions = boxActions() + viewActions() + sampleActions(),
        .menus = reachMenus(),
        .makeTool = [](ExplorerStore* store) { return new BoxText(store); }};
}

} // namespace kamke::ui
