// A sweep with the file that it goes on with: what the command line and the window both run.
#pragma once

#include "core/io/files/sweep_file.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace kamke {

/// The blocks of one sweep are computed once, by this or an earlier session: run() leaves out the blocks that
/// the file has, and replay() hands those over. Without a file everything is computed.
class SweepSession {
public:
    SweepSession(SweepEngine engine, std::shared_ptr<const SampleSource> source);

    const SweepEngine& engine() const { return engine_; }
    const SampleSource& source() const { return *source_; }

    /// The fingerprints of network and samples, one behind the other. Reads all samples once, on `threads`
    /// threads.
    Result<std::string> fingerprints(int threads);
    /// Goes on with this file or makes it, see SweepFile::open(). Reads all samples for the fingerprints,
    /// unless they are known.
    Result<void> open(const std::filesystem::path& path, int threads);
    /// What the user should know about how the file was found; empty as a rule.
    std::string note() const { return file_ ? file_->note() : std::string(); }

    /// Hands every block that the file has to `sink`.
    Result<void> replay(SweepSink& sink) const;
    /// Writes a block that was computed elsewhere.
    Result<void> keep(const SweepBlock& block);
    /// Waits until everything is on disk.
    Result<void> flush();

    /// How blocks are computed: runSweep(), or the same with the help of other processes.
    using Compute =
        std::function<Result<SweepEnd>(const SweepEngine&, const SampleSource&, SweepSink&, const SweepRun&)>;
    /// Computes the wanted blocks that the file lacks. Each is in the file before `sink` gets it, and all are
    /// on disk in the end, also after an error.
    Result<SweepEnd> run(SweepSink& sink, SweepRun run, const Compute& compute = runSweep);

private:
    SweepEngine engine_;
    std::shared_ptr<const SampleSource> source_;
    std::string network_, data_; ///< fingerprints, once anybody has asked for them
    std::optional<SweepFile> file_;
};

} // namespace kamke
