// The settings of training: presets, data, model, loss, steps.
#pragma once

#include "models/explorer_store.h"

#include <QWidget>
#include <vector>

class QCheckBox;
class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace kamke::ui {

class DataSection;
class Documents;
class SettingField;
class TrainData;

class TrainForm : public QWidget {
    Q_OBJECT
public:
    TrainForm(ExplorerStore* store, TrainData* data, Documents* documents, QWidget* parent = nullptr);
    /// Something that is marked has to be mended before training can start.
    bool isWrong() const;

private:
    QWidget* makePresets();
    QWidget* makeModel();
    /// Rows of two fields each, every one with its sentences below it.
    QWidget* makeFields(const std::vector<std::pair<QString, QString>>& rows);
    void refresh();

    ExplorerStore* store_;
    TrainData* data_;
    DataSection* dataSection_;
    std::vector<SettingField*> fields_;
    std::vector<QPushButton*> presets_;
    QComboBox* kinds_;
    QCheckBox* learnWeights_;
};

} // namespace kamke::ui
