#include "folder.h"

#include "core/io/files/network_hash.h"
#include "core/model/parallel.h"

#include <array>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace kamke::check {

namespace {

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream content;
    if (!std::filesystem::is_regular_file(file) || !in || !(content << in.rdbuf()))
        throw Refused{"it cannot be read"};
    return content.str();
}

// The fewest digits that tell it from every other number.
std::string words(double value) {
    std::array<char, 40> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

std::string hashOf(const Numbers& values) {
    return sha256(Eigen::Map<const Vector>(values.data(), static_cast<Index>(values.size())));
}

Claim claimOf(const nlohmann::json& line, const std::string& network) {
    Claim claim;
    claim.network = network;
    claim.sample = line.at("centre").get<std::string>();
    claim.eps = words(exactNumber(line.at("eps").get<std::string>(), "\"eps\""));
    claim.norm = line.at("norm").get<std::string>();
    claim.clip = line.at("clip").get<bool>() ? "true" : "false";
    claim.label = std::to_string(line.at("label").get<int>());
    claim.verdict = line.at("verdict").get<std::string>();
    return claim;
}

FileVerdict
checkFile(const CheckedNetwork& network, const std::filesystem::path& file, const Claim* expected) {
    FileVerdict verdict;
    try {
        verdict = checkText(network, contentOf(file), expected);
    } catch (const Refused& refused) {
        verdict.fails = refused.sentence;
    }
    verdict.file = file;
    return verdict;
}

} // namespace

Claim::Claim(const Proof& proof)
    : network(proof.network)
    , sample(hashOf(proof.centre))
    , eps(words(proof.eps))
    , norm(proof.ball ? "l2" : "linf")
    , clip(proof.clip ? "true" : "false")
    , label(std::to_string(proof.label))
    , verdict(proof.robust ? "robust" : "broken") {}

std::optional<std::string> Claim::difference(const Claim& index) const {
    using Member = std::string Claim::*;
    const std::pair<const char*, Member> members[] = {
        {"network", &Claim::network}, {"sample", &Claim::sample}, {"eps", &Claim::eps},
        {"norm", &Claim::norm},       {"clip", &Claim::clip},     {"label", &Claim::label},
        {"verdict", &Claim::verdict}};
    for (const auto& [name, member] : members)
        if (this->*member != index.*member)
            return "its " + std::string(name) + " is " + this->*member + ", and the index says " +
                   index.*member;
    return std::nullopt;
}

FileVerdict checkText(const CheckedNetwork& network, const std::string& text, const Claim* expected) {
    FileVerdict verdict;
    try {
        const Proof proof = readProof(text);
        const Claim claim(proof);
        if (expected)
            if (const auto why = claim.difference(*expected))
                throw Refused{*why};
        check(network, proof);
        verdict.robust = proof.robust;
        verdict.sampleHash = claim.sample;
        const std::string set = "within " + claim.eps + " (" + claim.norm + (proof.clip ? ", clipped" : "") +
                                ") of the sample " + claim.sample.substr(0, 12) + "…";
        verdict.holds = proof.robust ? "every input " + set + " is read as class " + claim.label
                                     : "an input " + set + " is read as class " +
                                           std::to_string(proof.readAs) + " instead of " + claim.label;
    } catch (const Refused& refused) {
        verdict.fails = refused.sentence;
    }
    return verdict;
}

FileVerdict checkFile(const CheckedNetwork& network, const std::filesystem::path& file) {
    return checkFile(network, file, nullptr);
}

FolderVerdict checkFolder(const CheckedNetwork& network, const std::filesystem::path& folder, int threads) {
    FolderVerdict all;
    std::vector<std::pair<std::filesystem::path, Claim>> lines;
    try {
        const nlohmann::json index = nlohmann::json::parse(contentOf(folder / "index.json"));
        if (index.at("format") != "kamke-proofs" || index.at("version") != 1)
            throw Refused{"it is no index of proofs: expected \"format\": \"kamke-proofs\", \"version\": 1"};
        const auto of = index.at("network").get<std::string>();
        if (of != network.hash)
            throw Refused{
                "it is about another network: its SHA-256 is " + of.substr(0, 64) + ", that of this one " +
                network.hash};
        for (const auto& line : index.at("proofs")) {
            const std::filesystem::path name = line.at("file").get<std::string>();
            if (name != name.filename())
                throw Refused{"it names " + name.string() + ", expected a file of the same folder"};
            lines.emplace_back(folder / name, claimOf(line, of));
        }
        all.without = index.at("without_proof").size();
    } catch (const Refused& refused) {
        all.fails = "index.json: " + refused.sentence;
    } catch (const nlohmann::json::exception&) {
        all.fails = "index.json: it is damaged, or no index of proofs";
    }
    if (all.fails)
        return all;
    std::vector<FileVerdict> verdicts(lines.size());
    parallelFor(static_cast<Index>(lines.size()), threads, [&](Index k) {
        const auto at = static_cast<std::size_t>(k);
        verdicts[at] = checkFile(network, lines[at].first, &lines[at].second);
    });
    for (FileVerdict& one : verdicts) {
        if (one.fails)
            all.failed.push_back(std::move(one));
        else
            ++(one.robust ? all.robust : all.broken);
    }
    return all;
}

} // namespace kamke::check
