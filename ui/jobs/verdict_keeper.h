// What is known of the samples of the open network and data set, from one session to the next.
#pragma once

#include "core/model/dataset.h"
#include "core/verdicts/verdict_store.h"
#include "ui/state/explorer_store.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace kamke::ui {

/// What somebody has found out about a sample of the data set.
struct SampleFinding {
    Index sample = 0;
    SampleKnowledge known;
};

/// Owns the verdicts of one problem: the state's network, norm and clipping, and a data set. Everything that
/// computes verdicts gives what it finds to take(), and everything that shows one asks verdicts(). Another
/// problem has another store; each has a file of its own, which is read and written in the background.
class VerdictKeeper : public QObject {
    Q_OBJECT
public:
    /// `folder`: of the files; empty: nothing is kept on disk.
    VerdictKeeper(ExplorerStore* store, QString folder, QObject* parent = nullptr);
    /// Waits until everything is on disk.
    ~VerdictKeeper() override;

    /// Null: there are no samples (no data set, or the network does not fit it).
    void setDataset(std::shared_ptr<const Dataset> data);
    const std::shared_ptr<const Dataset>& dataset() const { return data_; }

    const VerdictStore& verdicts() const { return verdicts_; }
    KnownVerdict at(Index sample, double eps) const { return verdicts_.at(sample, eps); }
    /// What the file knows is there.
    bool isReady() const { return ready_; }
    /// Another one for each problem.
    quint64 generation() const { return generation_; }
    /// The problem is that of this network, norm and clipping.
    bool isOf(const Network& network, BallNorm norm, bool clip) const;
    /// The sample of the data set that a picked input is; nothing for any other input.
    std::optional<Index> sampleOf(const Vector& raw, int label) const;

    /// Findings of the problem of that generation; those of another one are left out.
    void take(quint64 generation, const std::vector<SampleFinding>& findings);
    void take(Index sample, const SampleKnowledge& known);
    /// Takes in what was decided elsewhere, a results file of `kamke-cli decide`, and tells what came of it.
    /// Other sweeps are none of its business.
    void takeFile(const QString& path);
    /// Writes what is new in the background.
    void save();
    /// The same, and waits for it.
    void flush();

signals:
    /// There is another problem, of which nothing is known yet.
    void opened();
    /// More is known, or there is another problem.
    void changed();
    /// isReady() has become true.
    void ready();
    /// What the user should know about a file, in one sentence.
    void told(const QString& sentence);

private:
    void follow(StateParts parts);
    void open();
    void
    loaded(quint64 generation, const QString& file, VerdictProblem problem, const Result<VerdictStore>& read);
    void put(Index sample, const SampleKnowledge& known);

    ExplorerStore* store_;
    QString folder_;
    std::shared_ptr<const Dataset> data_;
    std::shared_ptr<const Network> network_;
    BallNorm norm_ = BallNorm::Linf;
    bool clip_ = false;
    VerdictStore verdicts_;
    VerdictProblem problem_; ///< once its file has been read
    QString file_;           ///< empty: nothing is kept, or it could not be read
    bool ready_ = true;
    bool unsaved_ = false, news_ = false;
    std::atomic<quint64> generation_ = 0;
    QTimer saveTimer_;
    QThreadPool pool_; ///< one thread: files are read after what was written before
    // On that thread
    std::weak_ptr<const Dataset> fingerprinted_;
    std::string dataFingerprint_;
};

} // namespace kamke::ui
