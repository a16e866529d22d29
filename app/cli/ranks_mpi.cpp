#include "ranks.h"

#ifndef KAMKE_MPI

namespace kamke::cli {

std::unique_ptr<Ranks> startRanks() {
    return nullptr;
}

} // namespace kamke::cli

#else

#include "core/io/files/byte_coder.h"
#include "core/sweep/decided.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

#define OMPI_SKIP_MPICXX 1
#include <mpi.h>

namespace kamke {

template<>
struct Members<SweepDecisions> {
    static auto of(auto& all) {
        return std::tie(all.decided, all.bound, all.nodes, all.seconds, all.stage, all.limit, all.reasons);
    }
};
template<>
struct Members<SweepBlock> {
    static auto of(auto& block) {
        return std::tie(
            block.first, block.labels, block.predictions, block.certified, block.margins, block.attacked,
            block.seconds, block.attackSeconds, block.decisions);
    }
};

namespace cli {

/// The block that a rank is to compute, with what is known of it.
struct Assigned {
    Index block = 0;
    std::optional<SweepBlock> known;
};

} // namespace cli

template<>
struct Members<cli::Assigned> {
    static auto of(auto& assigned) { return std::tie(assigned.block, assigned.known); }
};

} // namespace kamke

namespace kamke::cli {

namespace {

enum Tag { Report, Verdict, Request, Assignment, Answer, Bye };

/// How often rank 0 looks for messages: its processor is needed for blocks.
constexpr std::chrono::microseconds pause(100);
constexpr Index noBlock = -1;

void send(const std::string& bytes, int to, Tag tag) {
    MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_CHAR, to, tag, MPI_COMM_WORLD);
}

/// The message that a probe has found.
std::string receive(const MPI_Status& found) {
    int size = 0;
    MPI_Get_count(&found, MPI_CHAR, &size);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    MPI_Recv(
        bytes.data(), size, MPI_CHAR, found.MPI_SOURCE, found.MPI_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return bytes;
}

std::string receive(int from, Tag tag) {
    MPI_Status status;
    MPI_Probe(from, tag, MPI_COMM_WORLD, &status);
    return receive(status);
}

Result<SweepBlock> blockFrom(const std::string& bytes, int rank) {
    auto block = fromBytes<SweepBlock>(bytes);
    if (!block)
        return fail("rank " + std::to_string(rank) + " sent no block, expected the same program everywhere");
    return std::move(*block);
}

/// What rank 0 knows of the sweep; its threads share it.
class Lead {
public:
    Lead(const SweepEngine& engine, const SampleSource& source, SweepSink& sink, const SweepRun& run)
        : plan_(engine.plan())
        , all_(plan_, source.size())
        , sink_(sink)
        , run_(run) {
        for (Index block = 0; block < all_.count(); ++block)
            if (!run.wanted || run.wanted(block)) {
                blocks_.push_back(block);
                total_ += all_.size(block);
            }
    }

    Assigned next() {
        const std::lock_guard lock(mutex_);
        if (error_ || next_ == blocks_.size() || run_.limits.reached())
            return {noBlock, {}};
        const Index block = blocks_[next_++];
        if (!run_.known)
            return {block, {}};
        Result<std::optional<SweepBlock>> known = run_.known(block);
        if (known)
            return {block, std::move(*known)};
        error_ = known.error();
        return {noBlock, {}};
    }
    void take(const Result<SweepBlock>& block) {
        const std::lock_guard lock(mutex_);
        if (error_)
            return;
        const Result<void> taken = block ? sink_.take(*block) : tl::unexpected(block.error());
        if (!taken) {
            error_ = taken.error();
            return;
        }
        if (!isOpen(*block, plan_))
            done_ += block->count();
        if (run_.progress)
            run_.progress(done_, total_);
    }
    Result<SweepEnd> end() {
        if (error_)
            return tl::unexpected(*error_);
        return done_ == total_ ? SweepEnd::Complete : SweepEnd::Stopped;
    }

private:
    const SweepPlan& plan_;
    SweepBlocks all_;
    SweepSink& sink_;
    const SweepRun& run_;
    std::mutex mutex_;
    std::vector<Index> blocks_;
    std::size_t next_ = 0;
    Index done_ = 0, total_ = 0;
    std::optional<Error> error_;
};

class MpiRanks : public Ranks {
public:
    MpiRanks() {
        int provided = 0;
        MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided);
        MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
        MPI_Comm_size(MPI_COMM_WORLD, &count_);
    }
    MpiRanks(const MpiRanks&) = delete;
    MpiRanks& operator=(const MpiRanks&) = delete;
    ~MpiRanks() override { MPI_Finalize(); }

    std::string agree(const std::string& error, const std::string& work) override {
        if (rank_ > 0) {
            send(error.empty() ? "=" + work : "!" + error, 0, Report);
            return receive(0, Verdict);
        }
        std::string verdict = error;
        for (int rank = 1; rank < count_; ++rank) {
            const std::string report = receive(rank, Report);
            if (verdict.empty() && report.front() == '!')
                verdict = report.substr(1) + " (rank " + std::to_string(rank) + ")";
            else if (verdict.empty() && report.substr(1) != work)
                verdict =
                    "rank " + std::to_string(rank) +
                    " has read another network or other samples, expected the same files on all machines";
        }
        for (int rank = 1; rank < count_; ++rank)
            send(verdict, rank, Verdict);
        return verdict;
    }

    Result<SweepEnd> lead(
        const SweepEngine& engine, const SampleSource& source, SweepSink& sink,
        const SweepRun& run) override {
        Lead shared(engine, source, sink, run);
        std::vector<std::jthread> threads;
        threads.reserve(static_cast<std::size_t>(run.threads));
        for (int k = 0; k < run.threads; ++k)
            threads.emplace_back([&] {
                for (Assigned one = shared.next(); one.block != noBlock; one = shared.next()) {
                    auto answer = computeBlock(engine, source, one.block, one.known, run.limits);
                    if (!answer)
                        shared.take(tl::unexpected(answer.error()));
                    else if (*answer)
                        shared.take(std::move(**answer));
                }
            });
        for (int working = count_ - 1; working > 0;)
            working -= serve(shared);
        threads.clear();
        return shared.end();
    }

    void follow(
        const SweepEngine& engine, const SampleSource& source, int threads, const Limits& limits) override {
        std::mutex mutex; // one thread at a time in MPI
        std::string error;
        std::atomic<bool> stopped = false;
        const auto ask = [&]() -> Assigned {
            const std::lock_guard lock(mutex);
            if (!error.empty() || stopped)
                return {noBlock, {}};
            send({}, 0, Request);
            auto assigned = fromBytes<Assigned>(receive(0, Assignment));
            if (!assigned)
                error = "rank 0 sent no block, expected the same program everywhere";
            return assigned ? std::move(*assigned) : Assigned{noBlock, {}};
        };
        std::vector<std::jthread> pool;
        pool.reserve(static_cast<std::size_t>(threads));
        for (int k = 0; k < threads; ++k)
            pool.emplace_back([&] {
                for (Assigned one = ask(); one.block != noBlock; one = ask()) {
                    const auto answer = computeBlock(engine, source, one.block, one.known, limits);
                    const std::lock_guard lock(mutex);
                    if (!answer)
                        error = answer.error().message;
                    else if (*answer)
                        send(toBytes(**answer), 0, Answer);
                    else
                        stopped = true;
                }
            });
        pool.clear();
        send(error, 0, Bye);
    }

private:
    /// Answers one message, if there is one; 1 when a rank has said goodbye.
    static int serve(Lead& shared) {
        int there = 0;
        MPI_Status status;
        MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &status);
        if (there == 0) {
            std::this_thread::sleep_for(pause);
            return 0;
        }
        const std::string bytes = receive(status);
        if (status.MPI_TAG == Request)
            send(toBytes(shared.next()), status.MPI_SOURCE, Assignment);
        else if (status.MPI_TAG == Answer)
            shared.take(blockFrom(bytes, status.MPI_SOURCE));
        else if (status.MPI_TAG == Bye && !bytes.empty())
            shared.take(fail(bytes + " (rank " + std::to_string(status.MPI_SOURCE) + ")"));
        return status.MPI_TAG == Bye ? 1 : 0;
    }

    int rank_ = 0, count_ = 1;
};

} // namespace

std::unique_ptr<Ranks> startRanks() {
    if (rankPlace().count == 1)
        return nullptr;
    return std::make_unique<MpiRanks>();
}

} // namespace kamke::cli

#endif
