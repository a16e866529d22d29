// Computes the frame of the present state in the background; the newest request wins.
#pragma once

#include "core/reach/frame.h"
#include "ui/state/explorer_store.h"

#include <QObject>
#include <memory>

namespace kamke::ui {

/// What the views draw: a frame together with the network analysis and the request that it belongs to.
struct ReachResult {
    std::shared_ptr<const NetworkAnalysis> analysis;
    QStringList letters; ///< of the boxes, in the frame's order
    QStringList methods; ///< ids, in the order of every BoxResult::enclosures
    Frame frame;
    quint64 generation = 0;
};

/// Listens to the store and keeps `result()` up to date. While another workspace is shown only the analysis
/// of the network is kept up to date; the frame follows when Reach is shown again. Superseded work is
/// cancelled within 100 ms; the destructor cancels and waits. Signals arrive on the GUI thread.
class ReachRunner : public QObject {
    Q_OBJECT
public:
    explicit ReachRunner(ExplorerStore* store, QObject* parent = nullptr);
    ~ReachRunner() override;

    /// The newest finished result; null before the first.
    std::shared_ptr<const ReachResult> result() const { return result_; }
    /// The result belongs to the present state; while false, views show it greyed when it takes longer than a
    /// moment.
    bool isCurrent() const;
    bool isBusy() const;
    /// Stops what runs and keeps the last result (Esc, Run > Cancel).
    void cancel();

signals:
    void resultChanged();
    /// The result is of another network than the one before; comes first. What a drag leaves alone listens to
    /// this.
    void analysisChanged();
    void busyChanged(bool busy);

private:
    void request(bool related);
    void followWorkspace();

    struct Worker;
    std::unique_ptr<Worker> worker_;
    ExplorerStore* store_;
    std::shared_ptr<const ReachResult> result_;
    bool paused_ = false; ///< another workspace is shown
    bool missed_ = false; ///< the state has changed since
};

} // namespace kamke::ui
