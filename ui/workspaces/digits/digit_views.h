// The two columns right of the gallery in the Digits workspace.
#pragma once

#include "ui/jobs/digit_runner.h"

#include <QWidget>

namespace kamke::ui {

/// The picked digit with its attack, the logit intervals, and the tabs of linked views.
class DigitCentre : public QWidget {
    Q_OBJECT
public:
    DigitCentre(ExplorerStore* store, DigitRunner* runner, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {520, 760}; }
};

/// The verdict in words, radii, where the margin goes, and the table of exact numbers.
class DigitInspector : public QWidget {
    Q_OBJECT
public:
    DigitInspector(ExplorerStore* store, DigitRunner* runner, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {440, 760}; }
};

} // namespace kamke::ui
