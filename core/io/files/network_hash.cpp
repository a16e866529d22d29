#include "core/io/files/network_hash.h"

#include <array>
#include <bit>
#include <cstdint>
#include <openssl/sha.h>

namespace kamke {

namespace {

// Numbers in an order of bytes that does not depend on the machine.
class HashedBytes {
public:
    void number(std::uint64_t bits) {
        for (int shift = 0; shift < 64; shift += 8)
            bytes_ += static_cast<char>((bits >> shift) & 0xFFU);
    }
    void numbers(const Matrix& m) {
        number(static_cast<std::uint64_t>(m.rows()));
        number(static_cast<std::uint64_t>(m.cols()));
        for (Index j = 0; j < m.cols(); ++j)
            for (Index i = 0; i < m.rows(); ++i)
                number(std::bit_cast<std::uint64_t>(m(i, j)));
    }
    void numbers(const std::optional<Vector>& v) {
        number(std::uint64_t{v.has_value()});
        if (v)
            numbers(Matrix(*v));
    }
    const std::string& text() const { return bytes_; }

private:
    std::string bytes_;
};

} // namespace

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : digest) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

std::string sha256(const Vector& numbers) {
    HashedBytes bytes;
    for (const double one : numbers)
        bytes.number(std::bit_cast<std::uint64_t>(one));
    return sha256(bytes.text());
}

std::string networkHash(const Network& network) {
    HashedBytes bytes;
    for (const Matrix* m : {&network.A, &network.B, &network.C, &network.D})
        bytes.numbers(*m);
    bytes.numbers(Matrix(network.b));
    bytes.numbers(Matrix(network.c));
    bytes.number(static_cast<std::uint64_t>(network.activation.kind()));
    const bool sloped = network.activation.kind() == Activation::Kind::LeakyRelu;
    bytes.number(std::bit_cast<std::uint64_t>(sloped ? network.activation.slope() : 0.0));
    bytes.number(std::uint64_t{network.input.has_value()});
    if (network.input) {
        bytes.numbers(Matrix(network.input->mean));
        bytes.numbers(Matrix(network.input->std));
        bytes.numbers(network.input->lower);
        bytes.numbers(network.input->upper);
    }
    return sha256("kamke-network 1\n" + bytes.text());
}

} // namespace kamke
