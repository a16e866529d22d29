// The step sizes, contraction factors and Lipschitz constants of a network as a table.
#pragma once

#include "core/model/analysis.h"
#include "ui/widgets/column_table.h"

namespace kamke::ui {

struct NetworkConstant {
    QString name, meaning;
    double value;
    const char* term;              ///< of the glossary
    Rounded rounded = Rounded::Up; ///< all but α* are upper bounds
};

/// Two columns: what it is, and its value ("–" where the condition it needs does not hold).
class ConstantsModel : public ColumnTable<NetworkConstant> {
    Q_OBJECT
public:
    enum { Name, Value };

    explicit ConstantsModel(QObject* parent = nullptr);

    /// Null: no rows.
    void show(const NetworkAnalysis* analysis);
};

} // namespace kamke::ui
