// Starting and stopping a training, its progress, and what to do with the result.
#pragma once

#include "ui/jobs/train_runner.h"
#include "ui/widgets/card.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace kamke::ui {

class VerdictLabel;

class RunCard : public Card {
    Q_OBJECT
public:
    explicit RunCard(TrainRunner* runner, QWidget* parent = nullptr);

    /// Whether training could start now; `why` says why not, and is empty otherwise.
    void setReady(bool ready, const QString& why);
    /// The result has been opened or saved: nothing is lost without it.
    void setKept(const QString& sentence);

signals:
    void startRequested();
    void openRequested();
    void saveRequested();

private:
    void refresh();
    void style(QPushButton* primary);

    TrainRunner* runner_;
    VerdictLabel* sentence_;
    QProgressBar* bar_;
    QLabel *left_, *note_;
    QPushButton *start_, *cancel_, *open_, *save_;
    bool ready_ = false;
    QString why_, kept_;
};

} // namespace kamke::ui
