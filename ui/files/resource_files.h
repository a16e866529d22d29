// Where the installed or the source tree's networks are.
#pragma once

#include "core/model/network.h"

#include <QString>
#include <QStringList>
#include <memory>

namespace kamke::ui {

/// <prefix>/share/kamke/<name> beside the running program, else the same folder of the source tree; empty if
/// neither exists.
QString resourceFolder(const QString& name);

/// Network files of the gallery, the paper's example first, the others by name.
QStringList galleryFiles();

/// What the window opens on: the paper's example (mixed-monotone-contractive, section 5.1, with the
/// misprinted matrices put right). It is known here, too, so that the window opens even where the gallery is
/// missing; then `path` is empty.
std::shared_ptr<const Network> paperExample(QString* path);

} // namespace kamke::ui
