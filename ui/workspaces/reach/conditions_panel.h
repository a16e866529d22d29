// The card "Which guarantees hold": conditions, what follows, and the constants of the network.
#pragma once

#include "ui/jobs/analysis_runner.h"
#include "ui/widgets/card.h"

namespace kamke::ui {

class ConditionsModel;
class ConstantsModel;
class CopyableTable;
class VerdictLabel;

class ConditionsPanel : public Card {
    Q_OBJECT
public:
    explicit ConditionsPanel(AnalysisRunner* analysis, QWidget* parent = nullptr);

    /// Numbers of a superseded result are drawn faint.
    void setStale(bool stale);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void arrange();

    AnalysisRunner* analysis_;
    ConditionsModel* conditions_;
    ConstantsModel* constants_;
    CopyableTable *conditionsTable_, *constantsTable_;
    VerdictLabel* verdict_;
};

} // namespace kamke::ui
