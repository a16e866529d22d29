// Computes what the Digits workspace shows of the picked sample, in the background; the newest request wins.
#pragma once

#include "ui/jobs/digit_job.h"
#include "ui/jobs/live_runner.h"
#include "ui/jobs/verdict_keeper.h"

namespace kamke::ui {

/// Works while the Digits workspace is shown. The report is there within 50 ms for n = 100, and then the
/// result is current; attack and curves follow, then the certificates that take seconds and their curves.
class DigitRunner : public LiveRunner<DigitJob, DigitResult, DigitWork> {
    Q_OBJECT
public:
    explicit DigitRunner(ExplorerStore* store, QObject* parent = nullptr);

    /// The data set that the samples of the state come from; set by the workspace when it has read it.
    void setDataset(std::shared_ptr<const Dataset> data);
    std::shared_ptr<const Dataset> dataset() const { return data_; }
    /// Who is given what is found out about samples of the data set, and knows more of them; null: nobody.
    void setKeeper(VerdictKeeper* keeper) { keeper_ = keeper; }
    VerdictKeeper* keeper() const { return keeper_; }
    /// What is known of the shown sample, by whomever: of one of the data set what the keeper knows, of an
    /// own digit what the result says. Nothing without a result.
    SampleKnowledge known() const;
    /// A Lipschitz table may have become known: computes what had to do without.
    void lookForTable();

private:
    tl::expected<DigitJob, QString> wanted(const ExplorerState& state) const override;

    void tellKeeper();

    std::shared_ptr<const Dataset> data_;
    VerdictKeeper* keeper_ = nullptr;
};

} // namespace kamke::ui
