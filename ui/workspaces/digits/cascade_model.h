// The cascade as a table: one row a competitor, one column a stage.
#pragma once

#include "ui/jobs/cascade_runner.h"

#include <QAbstractTableModel>

namespace kamke::ui {

/// Rows are competitors, the hardest first where bounds are known. A number of a stage is a lower bound of
/// y_label − y_competitor (attack: the least value that was found); the stage that decided is bold.
class CascadeModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Competitor, Attack, Lipschitz, Relational, Semidefinite, Decided, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `stale`: it is not of what is shown elsewhere, or something newer is being computed.
    void show(std::shared_ptr<const CascadeView> view, bool stale);
    bool isStale() const { return stale_; }
    std::shared_ptr<const CascadeView> view() const { return view_; }
    int competitorAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const CompetitorCascade& row, int column) const;

    std::shared_ptr<const CascadeView> view_;
    bool stale_ = false;
};

} // namespace kamke::ui
