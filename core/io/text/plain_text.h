// Text from files and arguments as it may be shown to anybody.
#pragma once

#include <filesystem>
#include <string>

namespace kamke {

/// The text as UTF-8 without anything that a terminal obeys instead of showing it: any content fits into one
/// line and changes nothing around it.
std::string plain(const std::string& text);
/// The same with the ends of lines kept.
std::string plainLines(const std::string& text);
/// How a sentence names a file: its name without the folder, on one line.
std::string fileName(const std::filesystem::path& path);
/// The text with everything that is not UTF-8 replaced by U+FFFD.
std::string validUtf8(const std::string& text);
/// Shortest text that reads back as this number, "NaN" or "infinity".
std::string numberText(double value);

} // namespace kamke
