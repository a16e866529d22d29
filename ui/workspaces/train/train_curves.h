// The curves of a training: what is read correctly, and the loss.
#pragma once

#include "ui/jobs/train_runner.h"

#include <QWidget>

namespace kamke::ui {

class Card;
class CurvePlot;

class TrainCurves : public QWidget {
    Q_OBJECT
public:
    explicit TrainCurves(TrainRunner* runner, QWidget* parent = nullptr);

    CurvePlot* accuracy() { return accuracy_; }
    CurvePlot* loss() { return loss_; }
    const QList<Card*>& cards() const { return cards_; }

private:
    void refresh();

    TrainRunner* runner_;
    CurvePlot *accuracy_, *loss_;
    QList<Card*> cards_;
};

} // namespace kamke::ui
