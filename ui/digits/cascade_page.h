// The cascade of one sample: what to solve, the table, and the course of the solver.
#pragma once

#include "digits/digit_link.h"
#include "jobs/cascade_runner.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableView;

namespace kamke::ui {

class CascadeModel;
class CascadePlot;

/// Runs when the button is pressed; stops on the same button, on another sample and on another ε. What is
/// proved by then stays, and is shown as such.
class CascadePage : public QWidget {
    Q_OBJECT
public:
    explicit CascadePage(DigitLink* link, QWidget* parent = nullptr);
    ~CascadePage() override;

    CascadeRunner* runner() const { return runner_; }
    /// What is known of the sample and ε that are shown; null otherwise.
    std::shared_ptr<const CascadeView> current() const;

signals:
    /// Another view, or the one that was there is of another sample now.
    void changed();

private:
    void press();
    void follow();
    void refresh();
    QString sentence(const CascadeView* view) const;

    DigitLink* link_;
    CascadeRunner* runner_;
    CascadeModel* model_;
    CascadePlot* plot_;
    QTableView* table_;
    QPushButton* button_;
    QCheckBox *margins_, *lipschitz_;
    QLabel* note_;
};

} // namespace kamke::ui
