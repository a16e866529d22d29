#include "core/sweep/fingerprint.h"

#include "core/model/parallel.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace kamke {

namespace {

/// Samples that are hashed together. It is part of what the fingerprint means.
constexpr Index samplesPerHash = 128;

class Hash {
public:
    explicit Hash(std::string_view kind) {
        XXH3_128bits_reset(&state_);
        bytes(kind.data(), kind.size());
    }
    void bytes(const void* data, std::size_t size) { XXH3_128bits_update(&state_, data, size); }
    void number(std::int64_t value) { bytes(&value, sizeof value); }
    void number(double value) { bytes(&value, sizeof value); }
    template<class Derived>
    void numbers(const Eigen::PlainObjectBase<Derived>& m) {
        number(static_cast<std::int64_t>(m.rows()));
        number(static_cast<std::int64_t>(m.cols()));
        bytes(m.data(), static_cast<std::size_t>(m.size()) * sizeof(double));
    }
    void numbers(const std::optional<Vector>& v) {
        number(std::int64_t{v.has_value()});
        if (v)
            numbers(*v);
    }
    XXH128_hash_t value() const { return XXH3_128bits_digest(&state_); }

private:
    XXH3_state_t state_{};
};

std::string hexadecimal(const XXH128_hash_t& hash) {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, hash);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : canonical.digest) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

Result<XXH128_hash_t> hashOf(const SampleSource& source, Index first, Index count) {
    const Result<Matrix> raw = source.inputs(first, count);
    if (!raw)
        return tl::unexpected(raw.error());
    Hash hash("samples");
    hash.numbers(*raw);
    for (Index k = first; k < first + count; ++k) {
        hash.number(std::int64_t{source.label(k)});
        hash.number(static_cast<std::int64_t>(source.number(k)));
    }
    return hash.value();
}

} // namespace

std::string fingerprint(const Network& network) {
    Hash hash("kamke-network 1");
    for (const Matrix* m : {&network.A, &network.B, &network.C, &network.D})
        hash.numbers(*m);
    hash.numbers(network.b);
    hash.numbers(network.c);
    hash.number(static_cast<std::int64_t>(network.activation.kind()));
    const bool hasSlope = network.activation.kind() == Activation::Kind::LeakyRelu;
    hash.number(hasSlope ? network.activation.slope() : 0.0);
    hash.numbers(network.eta);
    hash.number(std::int64_t{network.input.has_value()});
    if (network.input) {
        hash.numbers(network.input->mean);
        hash.numbers(network.input->std);
        hash.numbers(network.input->lower);
        hash.numbers(network.input->upper);
    }
    return hexadecimal(hash.value());
}

Result<std::string> fingerprint(const SampleSource& source, int threads) {
    // Hashes of pieces, so that threads can share the work, and then one of them all.
    const Index pieces = (source.size() + samplesPerHash - 1) / samplesPerHash;
    std::vector<XXH128_hash_t> hashes(static_cast<std::size_t>(pieces));
    std::mutex mutex;
    std::optional<Error> error;
    parallelFor(pieces, threads, [&](Index piece) {
        const Index first = piece * samplesPerHash;
        const Result<XXH128_hash_t> hash =
            hashOf(source, first, std::min(samplesPerHash, source.size() - first));
        if (hash) {
            hashes[static_cast<std::size_t>(piece)] = *hash;
            return;
        }
        const std::lock_guard lock(mutex);
        error = hash.error();
    });
    if (error)
        return tl::unexpected(std::move(*error));
    Hash all("kamke-samples 1");
    all.number(static_cast<std::int64_t>(source.size()));
    all.number(static_cast<std::int64_t>(source.r()));
    all.bytes(hashes.data(), hashes.size() * sizeof(XXH128_hash_t));
    return hexadecimal(all.value());
}

} // namespace kamke
