#include "ui/jobs/proof_runner.h"

#include "core/io/files/network_hash.h"
#include "core/io/files/proof_file.h"

#include <QCoreApplication>
#include <algorithm>

namespace kamke::ui {

namespace {

QString proofWords(const char* text) {
    return QCoreApplication::translate("ProofRunner", text);
}

/// Every class is decided by what a proof file can say: bounds of the root, or a tree of splits.
bool hasEvidence(const CascadeResult& result) {
    return std::all_of(
        result.competitors.begin(), result.competitors.end(), [](const CompetitorCascade& one) {
            return one.decidedBy == CascadeStage::Relational || (one.tree && one.certified);
        });
}

Result<SampleProof> proofOf(const CascadeView& view, const Limits& limits) {
    const CascadeJob& job = view.job;
    const SampleClaim claim{job.raw, job.eps, job.norm, job.clip, job.label};
    SampleDecision decision;
    if (const auto& witness = view.known.witness) {
        decision.decision = Decision::Broken;
        decision.stage = DecisionStage::Search;
        decision.witness = *witness->input;
        decision.readAs = witness->readAs;
        return sampleProof(*job.certifier, claim, decision, nullptr, limits);
    }
    if (hasEvidence(view.result)) {
        decision.decision = Decision::Robust;
        decision.stage = DecisionStage::Search;
        const DecisionEvidence evidence{*view.system, view.result};
        return sampleProof(*job.certifier, claim, decision, &evidence, limits);
    }
    // What Lipschitz constants or semidefinite programs have decided is no content of a proof file: the
    // search decides it again.
    Result<SampleProof> proof = tl::unexpected(Error{"the search alone did not decide it"});
    DecideOptions options;
    options.norm = job.norm;
    options.clip = job.clip;
    options.limits = limits;
    options.decided = [&](Index, const SampleDecision& decided, const DecisionEvidence* evidence) {
        proof = sampleProof(*job.certifier, claim, decided, evidence, limits);
    };
    decide(*job.certifier, job.raw, std::span(&job.label, 1), job.eps, options);
    return proof;
}

} // namespace

QString whyNoProof(const CascadeView* view) {
    if (!view || view->result.competitors.empty())
        return proofWords("Nothing is decided yet: press Solve first.");
    if (view->job.certifier->network().activation.kind() != Activation::Kind::Relu)
        return proofWords("Proof files are of relu networks, and this network's activation is another.");
    if (!view->known.witness && !view->result.certified())
        return view->finished
                   ? proofWords("Nothing is decided, so there is nothing to prove: some class is still open.")
                   : proofWords("Nothing is decided yet: some class is still open.");
    return {};
}

void ProofWork::run(
    const ProofJob& job, quint64, const std::stop_token& stop, const Publish<WrittenProof>& publish) const {
    Limits limits;
    limits.stop = stop;
    auto written = std::make_shared<WrittenProof>();
    written->job = job;
    const Result<SampleProof> proof = proofOf(*job.view, limits);
    if (stop.stop_requested())
        return;
    if (proof)
        written->text = kamke::proofText(*proof, networkHash(job.view->job.certifier->network()));
    else
        written->why = QString::fromStdString(proof.error().message);
    publish(std::move(written));
}

ProofRunner::ProofRunner(QObject* parent)
    : JobRunner(parent) {}

void ProofRunner::start(ProofJob job) {
    jobs_.start(std::move(job), false);
}

void ProofRunner::take(std::shared_ptr<const WrittenProof> proof) {
    emit finished(std::move(proof));
}

} // namespace kamke::ui
