#include "proof_files.h"

#include "core/io/files/network_hash.h"
#include "core/io/files/new_file.h"
#include "core/io/files/proof_file.h"
#include "core/sweep/plan.h"

#include <algorithm>

namespace kamke::cli {

ProofFolder::ProofFolder(std::filesystem::path folder, const Network& network)
    : folder_(std::move(folder))
    , network_(networkHash(network)) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error || !std::filesystem::is_directory(folder_))
        throw InputError{folder_.string() + ": is no folder, and none could be made there"};
    if (const auto why = whyNotWritable(folder_ / "index.json"))
        throw InputError{(folder_ / "index.json").string() + ": " + *why};
}

void ProofFolder::add(
    const Certifier& certifier, Index sample, SampleClaim claim, const SampleDecision& decision,
    const DecisionEvidence* evidence, const Limits& limits) {
    const double eps = claim.eps;
    const std::string verdict = decision.decision == Decision::Robust ? "robust" : "broken";
    Json line{{"sample", sample},           {"eps", hexadecimal(eps)},
              {"norm", normId(claim.norm)}, {"clip", claim.clip && claim.norm == BallNorm::Linf},
              {"label", claim.label},       {"centre", sha256(claim.centre)},
              {"verdict", verdict}};
    const Result<SampleProof> proof = sampleProof(certifier, std::move(claim), decision, evidence, limits);
    std::string failed;
    if (proof) {
        const std::string name = proofFileName("sample-" + std::to_string(sample), proof->claim);
        line["file"] = name;
        if (const auto done = replaceFile(folder_ / name, proofText(*proof, network_)); !done)
            failed = done.error().message;
    } else
        line["reason"] = proof.error().message;
    const std::lock_guard lock(mutex_);
    if (error_.empty())
        error_ = failed;
    (proof ? proofs_ : without_).push_back({eps, sample, std::move(line)});
}

Json ProofFolder::lines(std::vector<Line> some) {
    std::sort(some.begin(), some.end());
    Json all = Json::array();
    for (Line& one : some)
        all.push_back(std::move(one.json));
    return all;
}

void ProofFolder::finish() {
    if (!error_.empty())
        throw InputError{error_};
    const Json index{
        {"format", "kamke-proofs"},
        {"version", 1},
        {"network", network_},
        {"proofs", lines(proofs_)},
        {"without_proof", lines(without_)}};
    if (const auto done = replaceFile(folder_ / "index.json", index.dump(1) + "\n"); !done)
        throw InputError{done.error().message};
}

std::string ProofFolder::missing() const {
    if (without_.empty())
        return {};
    const Line& first = *std::min_element(without_.begin(), without_.end());
    return std::to_string(without_.size()) + (without_.size() == 1 ? " verdict has" : " verdicts have") +
           " no proof, the first is sample " + std::to_string(first.sample) + ": " +
           first.json.at("reason").get<std::string>();
}

} // namespace kamke::cli
