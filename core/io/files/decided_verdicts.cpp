#include "core/io/files/decided_verdicts.h"

#include "core/io/files/sweep_file.h"
#include "core/io/text/plain_text.h"
#include "core/model/try.h"
#include "core/sweep/decision_table.h"
#include "core/sweep/fingerprint.h"
#include "core/verdicts/evidence.h"

#include <numeric>

namespace kamke {

Result<bool> holdsDecisions(const std::filesystem::path& path) {
    KAMKE_TRY(const auto reader, SweepReader::open(path));
    return reader.plan().decisions.has_value();
}

Result<VerdictStore> readDecisions(
    const std::filesystem::path& path, const Network& network, const std::shared_ptr<const Dataset>& data,
    BallNorm norm, bool clip) {
    KAMKE_TRY(const auto reader, SweepReader::open(path));
    const std::string name = fileName(path);
    const SweepHeader& header = reader.header();
    if (!reader.plan().decisions)
        return fail(name + ": holds a sweep of certificates, expected decisions");
    if (header.network != fingerprint(network))
        return fail(name + ": holds decisions of another network, expected those of the open one");
    if (header.euclidean != (norm == BallNorm::L2) || header.clip != clip)
        return fail(
            name + ": holds decisions of other inputs (" + (header.euclidean ? "l2" : "linf") +
            (header.clip ? ", clipped" : ", not clipped") + "), expected " +
            (norm == BallNorm::L2 ? "l2" : "linf") + (clip ? ", clipped" : ", not clipped"));
    std::vector<Index> numbers(static_cast<std::size_t>(reader.samples()));
    std::iota(numbers.begin(), numbers.end(), Index{0});
    if (reader.samples() > data->size() ||
        fingerprint(DatasetSource(data, numbers)).value_or("") != header.data)
        return fail(name + ": holds decisions of other samples, expected the first ones of the data set");
    DecisionTable table(reader.plan(), reader.samples());
    KAMKE_CHECK(reader.replay(table));
    VerdictStore store(data->labels);
    if (auto taken = takeDecisions(store, table.decisions, reader.plan().eps, table.predictions, numbers);
        !taken)
        return fail(name + ": " + taken.error().message);
    return store;
}

} // namespace kamke
