// Text for standard output.
#pragma once

class QString;

/// Prints all of the text. The exit status: 0, or 1 after a sentence on standard error when it could not be
/// written.
int print(const QString& text);
