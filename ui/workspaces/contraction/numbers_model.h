// What a figure reads off, as a table.
#pragma once

#include "ui/widgets/column_table.h"
#include "ui/workspaces/contraction/figure_number.h"

#include <QList>

namespace kamke::ui {

/// Two columns: the name with its unit, and the value (six digits on screen, all of them in copies).
class NumbersModel : public ColumnTable<FigureNumber> {
    Q_OBJECT
public:
    enum { Name, Value };

    explicit NumbersModel(QObject* parent = nullptr);

    /// The view keeps its selection while the names stay the same.
    void show(const QList<FigureNumber>& numbers);
};

} // namespace kamke::ui
