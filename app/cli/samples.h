// What the subcommands that read a data set share: their options, the samples they choose and their progress.
#pragma once

#include "command.h"
#include "outputs.h"

#include "core/certify/certificates.h"
#include "core/model/dataset.h"
#include "core/model/domain.h"
#include "core/solve/timing.h"

#include <chrono>
#include <optional>

namespace kamke::cli {

/// Options of the same name and meaning in several subcommands.
struct SampleOptions {
    std::string network, data, labels;
    std::string indices;
    Index first = -1; ///< −1: all
    int threads = 1;
    double timeLimit = 0;
    std::string norm = "linf";
    double secondsPerSample = 0; ///< 0: no limit
    double marginAccuracy = sixDigits;
    bool clip = false, json = false;

    /// Registers NETWORK, DATA, --labels, --clip, --threads, --time-limit and --json.
    void addCommon(CLI::App& command);
    /// Registers --first and --indices.
    void addChoice(CLI::App& command);
    void addNorm(CLI::App& command); ///< registers --norm
    /// Registers --norm and --sample-seconds.
    void addBall(CLI::App& command);
    /// NETWORK and DATA, the labels with it.
    std::vector<NamedFile> inputFiles() const;
    /// Registers --margin-accuracy.
    void addAccuracy(CLI::App& command);
    BallNorm ballNorm() const { return norm == "l2" ? BallNorm::L2 : BallNorm::Linf; }
    CertifyOptions certifyOptions() const;
};

/// A network and those samples of a data set that were asked for.
struct Problem {
    std::shared_ptr<const NetworkAnalysis> analysis;
    Dataset data;
    std::vector<Index> samples;
    Index outside = 0; ///< of the samples, outside of the network's input domain

    std::vector<int> labels() const;        ///< of the samples
    std::string className(int label) const; ///< of the network, the data set, or the number
};

/// The samples that --indices and --first ask for, of a data set that has so many; throws InputError or
/// UsageError.
std::vector<Index> chooseSamples(const SampleOptions& options, Index size);

/// Gives the certifier the Lipschitz table of this norm that lies beside the network, if a chosen certificate
/// uses one and it proves something of the network.
void keepLipschitzFile(
    const Certifier& certifier, const std::string& network, BallNorm norm,
    std::span<const Certificate* const> chosen);

/// Refuses --clip for a network without an input domain.
void checkClip(const SampleOptions& options, const Network& network);
/// What is outside of the domain, and what follows, on standard error; nothing when nothing is.
void tellOutside(const SampleOptions& options, const OutsideSamples& outside);

/// Reads both files and checks that they fit; throws InputError or UsageError.
Problem openProblem(const SampleOptions& options);
/// The same with a single sample.
Problem openProblem(const SampleOptions& options, Index index);

/// "0.01,0.05" as numbers ≥ 0 in increasing order of the text; throws UsageError.
Vector parseEps(const std::string& text);
/// "mmc,ibp" or "all"; throws UsageError that lists the known ones.
std::vector<const Certificate*> chooseCertificates(const std::string& text);

/// Prints "title: done of total, 1:30 min left" on standard error where that is a terminal, at most ten times
/// a second, and wipes the line at the end.
class Progress {
public:
    explicit Progress(std::string title);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void operator()(Index done, Index total);

private:
    std::string timeLeft(Index done, Index total) const;

    std::string title_;
    bool terminal_;
    bool shown_ = false;
    Clock::time_point begin_ = Clock::now(), next_;
};

/// "12.3 %" of a share, "–" of NaN.
std::string percent(double share);

} // namespace kamke::cli
