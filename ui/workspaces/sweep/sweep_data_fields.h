// Data set, number of samples and values of ε of a sweep.
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace kamke::ui {

class Documents;
class NumberField;
class SweepLink;
class SweepSources;

class SweepDataFields : public QWidget {
    Q_OBJECT
public:
    SweepDataFields(SweepLink* link, SweepSources* sources, Documents* documents, QWidget* parent = nullptr);

    /// What is wrong with the data, their number or ε, in one sentence; empty: nothing.
    QString problem() const;

private:
    void refresh();
    void fillDatasets();
    void chooseDataset(int item);
    void enterSamples(double count);
    void showEps(const QString& text);
    void commitEps();

    SweepLink* link_;
    SweepSources* sources_;
    Documents* documents_;
    QComboBox* datasets_;
    NumberField* samples_;
    QToolButton* all_;
    QLineEdit* eps_;
    QComboBox* norm_;
    QLabel *of_, *dataSentence_, *samplesSentence_, *epsSentence_, *epsNote_;
};

} // namespace kamke::ui
