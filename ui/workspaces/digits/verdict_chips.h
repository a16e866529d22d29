// One chip per verdict: how many samples have it, and a click shows only these.
#pragma once

#include "ui/jobs/digits_scan.h"

#include <QWidget>
#include <array>

class QLabel;
class QPushButton;

namespace kamke::ui {

class VerdictChips : public QWidget {
    Q_OBJECT
public:
    VerdictChips(ExplorerStore* store, const DigitsScan* scan, QWidget* parent = nullptr);

    void showCounts();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showFilter();
    /// The marks of the thumbnails, so that the chips are their legend.
    void drawMarks();

    ExplorerStore* store_;
    const DigitsScan* scan_;
    std::array<QPushButton*, 5> chips_{}; ///< in the order of DigitFilter
    QLabel* notYet_;                      ///< how many are still to be looked at
};

/// The verdict that a filter lets through; NotYet for all.
Known verdictOf(DigitFilter filter);

} // namespace kamke::ui
