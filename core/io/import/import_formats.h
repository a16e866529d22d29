// The list of formats of other programs: the only place that knows them all.
#pragma once

#include "core/io/import/import_options.h"
#include "core/io/import/imported_network.h"
#include "core/io/import/parsed_file.h"

#include <filesystem>
#include <span>
#include <string_view>

namespace kamke {

/// A format is a row: the command line, the file dialog, the guide and the tests are made from it.
struct ImportFormat {
    std::string_view id;     ///< mat
    std::string_view name;   ///< in full: MATLAB
    std::string_view suffix; ///< .mat
    std::string_view holds;  ///< "a MATLAB file (version 5 or 7.3)", for sentences
    /// Reads the file; runs in a process of its own, without threads. The error does not name the file.
    Result<ParsedFile> (*parse)(const std::filesystem::path&);
};

extern const ImportFormat matFormat, npzFormat, onnxFormat;

/// All of them.
std::span<const ImportFormat* const> importFormats();
/// The format of a file of this name, told by the suffix (upper or lower case), or null.
const ImportFormat* importFormatOf(const std::filesystem::path& path);
/// ".mat, .npz or .onnx", for messages.
std::string importSuffixes();

/// Reads a network of another program. The error is one sentence that names the file, what was found and what
/// was expected. Never throws, never crashes on any content.
ImportResult<ImportedNetwork>
importNetwork(const std::filesystem::path& path, const ImportOptions& options = {});

} // namespace kamke
