// The search of one competitor: its tree, its bound over time, and what was found.
#pragma once

#include "ui/jobs/cascade_runner.h"
#include "ui/workspaces/digits/digit_link.h"

#include <QWidget>

class QLabel;
class QSplitter;

namespace kamke::ui {

class Caption;
class CascadePlot;
class SearchTreePlot;

/// Who decided the competitor and at what cost, in a sentence; below it the tree of the search beside the
/// course of its bound, or the course of the semidefinite program where no search has run.
class SearchPanel : public QWidget {
    Q_OBJECT
public:
    explicit SearchPanel(DigitLink* link, QWidget* parent = nullptr);

    /// `stale`: the view is not of the sample and ε that are shown, or something newer is being computed.
    void show(std::shared_ptr<const CascadeView> view, bool stale);
    /// The competitor that is shown: the chosen one, else the one that is searched or solved now, else the
    /// one of the largest search or the last program, else the worst.
    int competitor() const;
    /// Height below which it is not readable.
    int leastHeight() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    QString decidedSentence(const CompetitorCascade& one) const;
    QString progressSentence(const SearchRecord& record) const;

    DigitLink* link_;
    std::shared_ptr<const CascadeView> view_;
    bool stale_ = false;
    QLabel *decided_, *progress_;
    SearchTreePlot* tree_;
    CascadePlot* course_;
    QSplitter* plots_;
    Caption* reading_;
    QString chosen_; ///< what is said of the node that is chosen
};

} // namespace kamke::ui
