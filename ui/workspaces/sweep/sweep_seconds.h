// The limit of time for one sample of a sweep.
#pragma once

#include <QWidget>

class QDoubleSpinBox;

namespace kamke::ui {

class SweepLink;

/// There while a certificate is chosen that takes seconds for a sample (Cost::Search).
class SweepSeconds : public QWidget {
    Q_OBJECT
public:
    explicit SweepSeconds(SweepLink* link, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();

    SweepLink* link_;
    QDoubleSpinBox* seconds_;
};

} // namespace kamke::ui
