// The cascade of one sample: what to solve, the table, the search and the proof of what it has decided.
#pragma once

#include "ui/jobs/cascade_runner.h"
#include "ui/workspaces/digits/digit_link.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSplitter;

namespace kamke::ui {

class Caption;
class CopyableTable;
class CascadeModel;
class ProofRow;
class SearchPanel;

/// Runs when the button is pressed; stops on the same button, on another sample and on another ε. What is
/// proved by then stays, and is shown as such; greyed where it is of another sample or ε, until the next
/// results take its place.
class CascadePage : public QWidget {
    Q_OBJECT
public:
    explicit CascadePage(DigitLink* link, QWidget* parent = nullptr);
    ~CascadePage() override;

    CascadeRunner* runner() const { return runner_; }
    /// What is known of the sample and ε that are shown; null otherwise. The last results stay while the next
    /// ones are computed.
    std::shared_ptr<const CascadeView> current() const;
    ProofRow* proofs() const { return proofs_; }
    /// Height below which it is not readable.
    int leastHeight() const;

signals:
    /// Another view, or the one that was there is of another sample now.
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void press();
    void follow();
    void tellKeeper();
    void refresh();
    QString sentence(const CascadeView* view) const;
    /// Of what results are that are not of the sample and ε shown.
    QString foreignSentence(const CascadeJob& job) const;
    void showColumns(const CascadeView* view);
    void showProgress();

    DigitLink* link_;
    CascadeRunner* runner_;
    CascadeModel* model_;
    SearchPanel* search_;
    ProofRow* proofs_;
    CopyableTable* table_;
    QSplitter* splitter_; ///< table above search
    QPushButton* button_;
    QProgressBar* progress_;
    QLabel* step_; ///< beside the progress
    QCheckBox *margins_, *semidefinite_, *lipschitz_;
    Caption* note_;
    std::shared_ptr<const CascadeView> last_; ///< the newest with numbers
};

} // namespace kamke::ui
