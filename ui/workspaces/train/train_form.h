// The settings of training: presets, data, model, loss, steps.
#pragma once

#include "ui/state/explorer_store.h"

#include <QStringList>
#include <QWidget>
#include <array>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
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
    /// Rows of two cells each, every one with its sentences below it. Of the fields of a cell the kind of
    /// model takes one at most.
    QWidget* makeFields(const std::vector<std::array<QStringList, 2>>& rows);
    void refresh();

    ExplorerStore* store_;
    TrainData* data_;
    DataSection* dataSection_;
    std::vector<SettingField*> fields_;
    std::vector<QPushButton*> presets_;
    QComboBox* kinds_;
    QCheckBox* learnWeights_;
    QLabel* lossHeading_ = nullptr;
    QWidget* loss_ = nullptr;
};

} // namespace kamke::ui
