// As many tick labels as an axis has room for.
#pragma once

#include <QHash>
#include <qcustomplot.h>

namespace kamke::ui {

/// Labels of a narrow or low plot would lie over each other.
class TickRoom {
public:
    /// Called before every replot. The count that a ticker has when it is first seen is its largest.
    void fit(QCPAxis* axis);

private:
    QHash<QSharedPointer<QCPAxisTicker>, int> most_;
};

} // namespace kamke::ui
