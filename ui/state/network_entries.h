// Lists of networks in session files: those that a sweep is of, and those that are compared.
#pragma once

#include "ui/state/value_forms.h"

#include <QDir>
#include <QStringList>

namespace kamke::ui {

/// What an entry of such a list that is in the gallery starts with.
inline const QString galleryPrefix = QStringLiteral("gallery:");

/// Files are written as seen from the session's folder, `base`; names of the gallery and "" as they are.
QString writtenPath(const QString& file, const QDir& base);
QString readPath(const QString& text, const QDir& base);

/// At most `most` networks, each once; `mayBeOpen`: one may be "", the open network.
ValueForm<QStringList> networkList(int most, bool mayBeOpen);

} // namespace kamke::ui
