// The card "Digits": all samples as thumbnails, filtered by what the scan found.
#pragma once

#include "ui/jobs/digits_scan.h"
#include "ui/widgets/card.h"

#include <QTimer>

class QLabel;
class QListView;
class QProgressBar;
class QToolButton;

namespace kamke::ui {

class DecideRunner;
class DigitListModel;
class GalleryFilters;
class VerdictChips;

class DigitGallery : public Card {
    Q_OBJECT
public:
    DigitGallery(ExplorerStore* store, DigitsScan* scan, DecideRunner* decider, QWidget* parent = nullptr);

    /// Null: nothing to show.
    void setDataset(std::shared_ptr<const Dataset> samples);
    DigitListModel* model() const { return model_; }
    QListView* list() const { return list_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeScanTools();
    void makeList();
    void follow(StateParts parts);
    /// After the scan or the state has changed.
    void refresh();
    void showScan();
    void showEmpty();
    void selectSample();
    void pick(int sample, int mergeId);
    void jumpTo(int sample);

    ExplorerStore* store_;
    DigitsScan* scan_;
    DecideRunner* decider_;
    DigitListModel* model_;
    VerdictChips* chips_;
    GalleryFilters* filters_;
    QListView* list_;
    QLabel* empty_;
    QProgressBar* progress_;
    QToolButton* cancel_;
    QToolButton* resume_;
    QTimer refresh_; ///< filters again not more often than the eye follows
    double shownEps_ = -1;
    int burst_ = -1;         ///< merge id of a walk with the arrow keys
    bool selecting_ = false; ///< the selection follows the state, not the user
};

} // namespace kamke::ui
