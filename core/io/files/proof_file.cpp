#include "core/io/files/proof_file.h"

#include "core/model/outward.h"
#include "core/sweep/plan.h"

#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace kamke {

namespace {

using Json = nlohmann::ordered_json;

std::string hexadecimals(const Vector& values) {
    std::string text;
    for (const double one : values)
        text += (text.empty() ? "" : " ") + hexadecimal(one);
    return text;
}

Json nodeJson(const SampleProof::Node& node) {
    Json json = Json::object();
    if (!node.refresh.empty()) {
        json["refresh"] = node.refresh;
        if ((node.upper.array() != 0).any())
            json["upper"] = hexadecimals(node.upper);
        if ((node.lower.array() != 0).any())
            json["lower"] = hexadecimals(node.lower);
    }
    if (node.split >= 0)
        json["split"] = node.split;
    if (node.nu.size() > 0)
        json["nu"] = hexadecimals(node.nu);
    return json;
}

} // namespace

std::string hexadecimal(double value) {
    if (value == 0)
        return "0";
    std::array<char, 40> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), std::abs(value), std::chars_format::hex)
            .ptr;
    return (value < 0 ? "-0x" : "0x") + std::string(digits.data(), end);
}

std::string proofFileName(const std::string& of, const SampleClaim& claim) {
    return of + "-eps-" + shortest(claim.eps) + (claim.norm == BallNorm::L2 ? "-l2" : "") + ".kproof.json";
}

std::string proofText(const SampleProof& proof, const std::string& networkHash) {
    const SampleClaim& claim = proof.claim;
    Json json{
        {"format", "kamke-proof"},
        {"version", 1},
        {"network", networkHash},
        {"inputs",
         {{"centre", hexadecimals(claim.centre)},
          {"eps", hexadecimal(claim.eps)},
          {"norm", normId(claim.norm)},
          {"clip", claim.clip}}},
        {"label", claim.label},
        {"verdict", proof.robust ? "robust" : "broken"},
        {"state", hexadecimals(proof.state)}};
    if (proof.eta.size() > 0)
        json["unique"] = {{"eta", hexadecimals(proof.eta)}};
    else
        json["unique"] = {{"lambda", hexadecimals(proof.lambda)}};
    if (!proof.robust) {
        json["witness"] = hexadecimals(proof.witness);
        json["read_as"] = proof.readAs;
        return json.dump() + "\n";
    }
    json["start"] = {{"lower", hexadecimals(proof.start.lower)}, {"upper", hexadecimals(proof.start.upper)}};
    json["rounds"] = proof.rounds;
    json["open"] = proof.open;
    Json classes = Json::array();
    for (const SampleProof::Competitor& one : proof.competitors) {
        Json nodes = Json::array();
        for (const SampleProof::Node& node : one.nodes)
            nodes.push_back(nodeJson(node));
        classes.push_back({{"class", one.index}, {"nodes", std::move(nodes)}});
    }
    json["classes"] = std::move(classes);
    return json.dump() + "\n";
}

} // namespace kamke
