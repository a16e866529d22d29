// Files that a subcommand writes, looked at before it begins.
#pragma once

#include "core/io/files/new_file.h"

#include <string>
#include <vector>

namespace kamke::cli {

/// A file of the command line: "--witness" and its path. Without a path it was not asked for.
struct NamedFile {
    std::string name, path;
};

struct OutputFile : NamedFile {
    WriteMode mode = WriteMode::Replace;
};

/// A check of options that name an output: an empty name, of a shell's variable that is not set, is no way of
/// not asking for it.
std::string whyNoFileName(const std::string& path);

/// DATA with the file of its labels.
std::vector<NamedFile>
filesOfData(const std::string& name, const std::string& path, const std::string& labels = {});

/// Throws InputError, before any work is lost or any file destroyed, when an output cannot be written or is
/// one of the inputs or another output, under whatever name.
void checkOutputs(const std::vector<OutputFile>& outputs, const std::vector<NamedFile>& inputs);

} // namespace kamke::cli
