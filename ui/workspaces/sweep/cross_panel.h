// Which samples are behind the counts: a row for each set, with a button that shows them.
#pragma once

#include "core/sweep/sample_sets.h"

#include <QWidget>
#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;

namespace kamke::ui {

class SweepLink;

/// Sets two certificates against each other at one ε of the shown network, and says how many samples are
/// broken, undecided and misread.
class CrossPanel : public QWidget {
    Q_OBJECT
public:
    explicit CrossPanel(SweepLink* link, QWidget* parent = nullptr);

    struct Row {
        SampleQuestion question;
        Index count = 0;
    };
    /// Empty while it is not known which samples they are.
    const std::vector<Row>& rows() const { return rows_; }

private:
    void refresh();
    void collect();

    SweepLink* link_;
    QLabel* note_;
    QGridLayout* grid_;
    struct Line {
        QLabel *words, *count;
        QPushButton* show;
    };
    std::vector<Line> lines_;
    std::vector<Row> rows_;
    const SweepTable* collected_ = nullptr; ///< that the rows are of, with the choice below
    int certificate_ = -1, against_ = -1, eps_ = -1;
};

} // namespace kamke::ui
