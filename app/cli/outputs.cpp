#include "outputs.h"

#include "command.h"

#include "core/io/files/dataset_file.h"
#include "core/io/files/same_file.h"
#include "core/io/text/plain_text.h"

namespace kamke::cli {

namespace {

void checkDifferent(const NamedFile& output, const NamedFile& other) {
    if (!isSameFile(output.path, other.path))
        return;
    const std::string both = output.path == other.path ? "" : " (" + kamke::fileName(other.path) + ")";
    throw InputError{
        kamke::fileName(output.path) + ": " + output.name + " is the same file as " + other.name + both +
        ", expected another one; nothing was written"};
}

} // namespace

std::string whyNoFileName(const std::string& path) {
    return path.empty() ? "the name is empty, expected that of a file to write" : "";
}

std::vector<NamedFile>
filesOfData(const std::string& name, const std::string& path, const std::string& labels) {
    std::vector<NamedFile> files;
    if (path.empty())
        return files;
    for (const auto& file : filesOfDataset(path, labels))
        files.push_back({files.empty() ? name : "the labels of " + name, file.string()});
    return files;
}

void checkOutputs(const std::vector<OutputFile>& outputs, const std::vector<NamedFile>& inputs) {
    for (auto output = outputs.begin(); output != outputs.end(); ++output) {
        if (output->path.empty())
            continue;
        for (const NamedFile& input : inputs)
            checkDifferent(*output, input);
        for (auto other = outputs.begin(); other != output; ++other)
            checkDifferent(*output, *other);
        if (const auto why = whyNotWritable(output->path, output->mode))
            throw InputError{kamke::fileName(output->path) + ": " + *why};
    }
}

} // namespace kamke::cli
