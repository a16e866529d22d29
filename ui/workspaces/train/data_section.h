// The part of the training form that chooses data.
#pragma once

#include "ui/state/explorer_store.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace kamke::ui {

class Documents;
class SettingField;
class TrainData;

class DataSection : public QWidget {
    Q_OBJECT
public:
    DataSection(ExplorerStore* store, TrainData* data, Documents* documents, QWidget* parent = nullptr);
    bool isWrong() const;

private:
    void refresh();
    void fill();
    void chooseDataset(int index);
    void chooseValidation(int index);
    void setDataset(const QString& file);

    ExplorerStore* store_;
    TrainData* data_;
    Documents* documents_;
    QComboBox *datasets_, *validation_;
    SettingField *first_, *last_;
    QLabel *counts_, *dataSentence_, *validationSentence_;
};

} // namespace kamke::ui
