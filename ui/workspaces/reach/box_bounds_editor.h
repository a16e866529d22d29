// Typed bounds of the selected input box.
#pragma once

#include "ui/state/explorer_store.h"

#include <QWidget>
#include <array>

class QLabel;

namespace kamke::ui {

class NumberField;

/// Lower and upper bound of each input on the axes; 1/3 works. What cannot be used is refused with a sentence
/// below the fields. Hidden when no box is selected.
class BoxBoundsEditor : public QWidget {
    Q_OBJECT
public:
    explicit BoxBoundsEditor(ExplorerStore* store, QWidget* parent = nullptr);

private:
    struct Line {
        QWidget* row;
        QLabel* name;
        NumberField *lower, *upper;
    };

    Line makeLine(int axis);
    void refresh();
    void enter(int axis, bool upper, double value, const QString& text);
    void refuse(const QString& sentence);
    /// Zero-based input on axis 0 or 1; −1: none.
    int inputOn(int axis) const;

    ExplorerStore* store_;
    std::array<Line, 2> lines_;
    QLabel* note_;
};

} // namespace kamke::ui
