// The card "Which guarantees hold": conditions, what follows, and the constants of the network.
#pragma once

#include "ui/jobs/reach_runner.h"
#include "ui/widgets/card.h"

namespace kamke::ui {

class ConditionsModel;
class ConstantsModel;
class CopyableTable;
class VerdictLabel;

class ConditionsPanel : public Card {
    Q_OBJECT
public:
    explicit ConditionsPanel(ReachRunner* runner, QWidget* parent = nullptr);

    /// Numbers of a superseded result are drawn faint.
    void setStale(bool stale);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void arrange();

    ReachRunner* runner_;
    ConditionsModel* conditions_;
    ConstantsModel* constants_;
    CopyableTable *conditionsTable_, *constantsTable_;
    VerdictLabel* verdict_;
};

} // namespace kamke::ui
