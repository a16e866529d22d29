// Proves what a cascade has decided once more, as a proof file has it, in the background.
#pragma once

#include "ui/jobs/cascade_runner.h"

namespace kamke::ui {

/// A cascade that has decided its sample, and the file that the proof is for.
struct ProofJob {
    std::shared_ptr<const CascadeView> view;
    QString path;
};

struct WrittenProof {
    ProofJob job;
    std::string text; ///< of the file; empty where there is none
    QString why;      ///< there is none, in one sentence part
};

struct ProofWork {
    void
    run(const ProofJob& job, quint64 generation, const std::stop_token& stop,
        const Publish<WrittenProof>& publish) const;
};

/// Why no proof can be written of a view; empty when one can.
QString whyNoProof(const CascadeView* view);

/// The text is computed here, as `kamke-cli decide --proofs` does for its samples; who listens writes it.
class ProofRunner : public JobRunner<ProofJob, WrittenProof, ProofWork> {
    Q_OBJECT
public:
    explicit ProofRunner(QObject* parent = nullptr);

    void start(ProofJob job);

signals:
    void finished(std::shared_ptr<const kamke::ui::WrittenProof> proof);

private:
    void take(std::shared_ptr<const WrittenProof> proof) override;
};

} // namespace kamke::ui
