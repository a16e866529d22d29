// The well-posedness conditions of a network as a table.
#pragma once

#include "core/model/analysis.h"
#include "ui/widgets/column_table.h"

#include <memory>

namespace kamke::ui {

/// Rows of NetworkAnalysis::conditions.
class ConditionsModel : public ColumnTable<Condition> {
    Q_OBJECT
public:
    enum { Name, Quantity, Value, Needs, Holds };

    explicit ConditionsModel(QObject* parent = nullptr);

    /// Null: no rows.
    void show(const std::shared_ptr<const NetworkAnalysis>& analysis);

private:
    QString tip(const Condition& condition) const;

    std::string own_; ///< what is said of the condition that the network's kind promises
};

} // namespace kamke::ui
