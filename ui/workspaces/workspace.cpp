#include "ui/workspaces/workspace.h"

namespace kamke::ui {

namespace {

Workspace withId(Workspace made, const QString& id) {
    made.id = id;
    return made;
}

} // namespace

const QList<Workspace>& workspaces() {
#define KAMKE_MAKE(id) withId(id##Workspace(), QStringLiteral(#id)),
    static const QList<Workspace> list{KAMKE_WORKSPACES(KAMKE_MAKE)};
#undef KAMKE_MAKE
    return list;
}

} // namespace kamke::ui
