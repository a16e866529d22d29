// As many tick labels as an axis has room for.
#pragma once

#include <QWeakPointer>
#include <qcustomplot.h>
#include <vector>

namespace kamke::ui {

/// Labels of a narrow or low plot would lie over each other.
class TickRoom {
public:
    /// Called before every replot. The count that a ticker has when it is first seen is its largest.
    void fit(QCPAxis* axis);

private:
    struct Most {
        QWeakPointer<QCPAxisTicker> ticker; ///< which a plot may have replaced
        int count;
    };
    int mostOf(const QSharedPointer<QCPAxisTicker>& ticker);

    std::vector<Most> most_;
};

} // namespace kamke::ui
