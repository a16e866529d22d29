// The glossary and the tooltips that lead there.
#include "scenes.h"
#include "ui/shell/guide.h"
#include "ui/shell/workspaces.h"
#include "ui/workspaces/workspace_page.h"

#include <QApplication>
#include <QCursor>
#include <QHelpEvent>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;

namespace {

Scene term(const char* name, const char* id) {
    return {QString::fromLatin1(name), [id = QString::fromLatin1(id)](MainWindow& w) {
                w.openGlossary(id);
                w.guide()->move(w.pos() + QPoint(60, 50));
            }};
}

/// The tooltip of the widget of this object name.
Scene tip(const char* name, const char* workspace, const char* object) {
    return {
        QString::fromLatin1(name),
        [workspace = QString::fromLatin1(workspace), object = QString::fromLatin1(object)](MainWindow& w) {
            w.store()->setWorkspace(workspace);
            QTest::qWait(1000);
            auto* widget = w.workspaces()->page(workspace)->findChild<QWidget*>(object);
            if (!widget) {
                qWarning("there is no %s", qPrintable(object));
                return;
            }
            const QPoint at = widget->rect().center();
            QCursor::setPos(widget->mapToGlobal(at)); // the popup goes when the pointer is elsewhere
            QHelpEvent event(QEvent::ToolTip, at, widget->mapToGlobal(at));
            QApplication::sendEvent(widget, &event);
        }};
}

} // namespace

std::vector<Scene> glossaryScenes() {
    return {
        term("glossary", "alpha-star"),
        term("glossary-long", "kamke-conditions"),
        tip("tooltip-solver", "convergence", "convergence.solver.average"),
        tip("tooltip-condition", "contraction", "contraction.norm"),
    };
}
