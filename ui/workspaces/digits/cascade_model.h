// The cascade as a table: one row a competitor, one column a stage.
#pragma once

#include "ui/jobs/cascade_runner.h"
#include "ui/widgets/column_table.h"

namespace kamke::ui {

/// Rows are competitors, the hardest first where bounds are known. A number of a stage is a lower bound of
/// y_label − y_competitor (attack: the least value that was found); the stage that decided is bold.
class CascadeModel : public ColumnTable<CompetitorCascade> {
    Q_OBJECT
public:
    enum { Competitor, Attack, Lipschitz, Relational, Semidefinite, Search, Decided };

    explicit CascadeModel(QObject* parent = nullptr);

    /// `stale`: it is not of what is shown elsewhere, or something newer is being computed.
    void show(std::shared_ptr<const CascadeView> view, bool stale);
    std::shared_ptr<const CascadeView> view() const { return view_; }
    int competitorAt(int row) const;

private:
    QString decided(const CompetitorCascade& row) const;
    QString effort(const CompetitorCascade& row) const;

    std::shared_ptr<const CascadeView> view_;
};

} // namespace kamke::ui
