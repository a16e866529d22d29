// One number of the training form: label, field, and the sentence that says what is wrong with it.
#pragma once

#include "ui/state/explorer_store.h"
#include "ui/workspaces/train/train_fields.h"

#include <QObject>

class QGridLayout;
class QLabel;

namespace kamke::ui {

class NumberField;
class TrainData;

/// Follows the settings; what is typed becomes one step of undo, also when it cannot be trained with.
class SettingField : public QObject {
    Q_OBJECT
public:
    SettingField(const TrainField& row, ExplorerStore* store, const TrainData* data, QObject* parent);

    /// Puts label and field into a row of a grid, from `column` on.
    void placeIn(QGridLayout* grid, int row, int column);
    /// The kind of model chosen takes it.
    bool isTaken() const;
    QLabel* sentence() { return sentence_; }
    bool isWrong() const;

private:
    void refresh();
    void enter(double value);
    void say(const QString& sentence);

    const TrainField& row_;
    ExplorerStore* store_;
    const TrainData* data_;
    QLabel *label_, *sentence_;
    NumberField* field_;
};

} // namespace kamke::ui
