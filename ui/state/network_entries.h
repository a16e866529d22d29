// Lists of networks in session files: those that a sweep is of, and those that are compared.
#pragma once

#include "ui/state/json_checks.h"

#include <QDir>
#include <QJsonValue>
#include <QStringList>

namespace kamke::ui {

/// What an entry of such a list that is in the gallery starts with.
inline const QString galleryPrefix = QStringLiteral("gallery:");

/// Files are written as seen from the session's folder, `base`; names of the gallery and "" as they are.
QString writtenPath(const QString& file, const QDir& base);
QString readPath(const QString& text, const QDir& base);

QJsonValue networksToJson(const QStringList& networks, const QDir& base);
/// Sets `networks`; says what is wrong unless it is an array of at most `most` entries, each once.
/// `mayBeOpen`: an entry may be "", the open network.
Wrong networksFromJson(
    const QJsonValue& v, QStringList& networks, const QDir& base, int most, bool mayBeOpen);

} // namespace kamke::ui
