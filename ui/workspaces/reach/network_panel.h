// The card "Network": weights as editable tables, activation, and the row measures of A.
#pragma once

#include "ui/jobs/analysis_runner.h"
#include "ui/state/explorer_store.h"
#include "ui/widgets/card.h"

#include <array>

class QComboBox;
class QLabel;

namespace kamke::ui {

class MatrixView;
class NumberField;
class RowMeasurePanel;

/// Every edit is one undo step; a burst of steps of one weight is one step too.
class NetworkPanel : public Card {
    Q_OBJECT
public:
    NetworkPanel(ExplorerStore* store, AnalysisRunner* analysis, QWidget* parent = nullptr);

    /// Numbers of a superseded result are drawn faint.
    void setStale(bool stale);

private:
    enum Weights { A, B, C, b, c, D, WeightsCount };
    static QString symbol(Weights which);
    static Matrix weights(const Network& network, Weights which);

    void refresh();
    /// Puts the matrices side by side when the network is small, else into tabs.
    void arrange(bool sideBySide);
    void connectView(Weights which);
    void set(Weights which, int row, int column, double value, const QString& undoText, int mergeId = -1);
    void setActivation(const Activation& activation, const QString& undoText);
    /// Hands a changed network to the store, or says what is wrong with it.
    void apply(std::shared_ptr<Network> network, const QString& undoText, int mergeId);
    void say(const QString& sentence);
    int mergeIdFor(const QString& cell);

    ExplorerStore* store_;
    std::array<MatrixView*, WeightsCount> views_{};
    QWidget* place_;
    QWidget* arrangement_ = nullptr;
    bool sideBySide_ = false, hasD_ = false;
    QLabel* note_;
    QComboBox* activation_;
    NumberField* slope_;
    RowMeasurePanel* measures_;

    // The burst of steps that is going on
    QString burstCell_;
    qint64 burstTime_ = 0;
    int burstId_ = -1;
};

} // namespace kamke::ui
