// Where file dialogs start, and where the program keeps what it has found out.
#pragma once

#include <QString>

namespace kamke::ui {

/// Where the user has opened or saved last, else their documents; never among the files that come with the
/// program, where nothing of theirs belongs.
QString startFolder();
/// Remembers the folder of a file that the user has chosen.
void rememberFolder(const QString& file);

/// Where what was found out about samples is kept from one session to the next.
QString verdictFolder();

} // namespace kamke::ui
