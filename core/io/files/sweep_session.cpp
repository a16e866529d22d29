#include "core/io/files/sweep_session.h"

#include "core/model/try.h"
#include "core/sweep/fingerprint.h"

#include <utility>

namespace kamke {

namespace {

/// Hands a block on once the file has it.
class KeepingSink : public SweepSink {
public:
    KeepingSink(SweepFile& file, SweepSink& next)
        : file_(file)
        , next_(next) {}
    Result<void> take(const SweepBlock& block) override {
        return file_.take(block).and_then([&] { return next_.take(block); });
    }

private:
    SweepFile& file_;
    SweepSink& next_;
};

} // namespace

SweepSession::SweepSession(SweepEngine engine, std::shared_ptr<const SampleSource> source)
    : engine_(std::move(engine))
    , source_(std::move(source)) {}

Result<std::string> SweepSession::fingerprints(int threads) {
    if (data_.empty()) {
        KAMKE_TRY(data_, fingerprint(*source_, threads));
        network_ = fingerprint(engine_.certifier().network());
    }
    return network_ + data_;
}

Result<void> SweepSession::open(const std::filesystem::path& path, int threads) {
    KAMKE_CHECK(fingerprints(threads));
    KAMKE_TRY(auto file, SweepFile::open(path, engine_.plan(), source_, network_, data_));
    file_.emplace(std::move(file));
    return {};
}

Result<void> SweepSession::replay(SweepSink& sink) const {
    return file_ ? file_->replay(sink) : Result<void>();
}

Result<void> SweepSession::keep(const SweepBlock& block) {
    return file_ ? file_->take(block) : Result<void>();
}

Result<void> SweepSession::flush() {
    return file_ ? file_->flush() : Result<void>();
}

Result<SweepEnd> SweepSession::run(SweepSink& sink, SweepRun run, const Compute& compute) {
    if (!file_)
        return compute(engine_, *source_, sink, run);
    run.wanted = [&file = *file_, wanted = std::move(run.wanted)](Index block) {
        return !file.has(block) && (!wanted || wanted(block));
    };
    run.known = [&file = *file_](Index block) { return file.known(block); };
    KeepingSink keeping(*file_, sink);
    auto end = compute(engine_, *source_, keeping, run);
    if (auto flushed = flush(); !flushed && end)
        return tl::unexpected(flushed.error());
    return end;
}

} // namespace kamke
