// Says which samples the gallery is narrowed to, and lets them go.
#pragma once

#include "ui/state/explorer_store.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace kamke::ui {

/// Shown only while DigitsState::set is one.
class SampleSetChip : public QFrame {
    Q_OBJECT
public:
    explicit SampleSetChip(ExplorerStore* store, QWidget* parent = nullptr);

private:
    void follow();

    ExplorerStore* store_;
    QLabel* words_;
    QToolButton* clear_;
};

} // namespace kamke::ui
