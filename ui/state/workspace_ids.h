// The one list of workspaces.
#pragma once

#include <QStringList>

/// ROW(id) of every workspace, in the order of the rail. Sessions and lessons name a workspace by its id; the
/// window gets what else there is to it from the function idWorkspace() of its folder
/// (ui/workspaces/workspace.h). A new workspace is a folder and a line here.
// clang-format off
#define KAMKE_WORKSPACES(ROW) \
    ROW(reach) \
    ROW(convergence) \
    ROW(contraction) \
    ROW(digits) \
    ROW(sweep) \
    ROW(network) \
    ROW(train) \
    ROW(learn)
// clang-format on

namespace kamke::ui {

/// Their ids, in this order.
const QStringList& workspaceIds();

} // namespace kamke::ui
