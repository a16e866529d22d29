// The results file of a sweep: blocks are kept there, and what it has is not computed again.
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace kamke::ui {

class Documents;
class SweepLink;

class SweepFileRow : public QWidget {
    Q_OBJECT
public:
    SweepFileRow(SweepLink* link, Documents* documents, QWidget* parent = nullptr);

private:
    void refresh();
    void choose();

    SweepLink* link_;
    Documents* documents_;
    QLabel *name_, *note_;
    QToolButton* none_;
};

} // namespace kamke::ui
