// The cards of the Convergence workspace: plots with their titles, notes and tools.
#pragma once

#include "ui/widgets/card.h"
#include "ui/workspaces/convergence/convergence_link.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTabBar;

namespace kamke::ui {

class AxisChooser;
class Caption;
class GestureSlider;
class NumberField;
class Plot;
class VerdictLabel;
class WidthMap;

class ResidualCard : public Card {
    Q_OBJECT
public:
    explicit ResidualCard(ConvergenceLink* link, QWidget* parent = nullptr);
};

/// The nested boxes, with the choice of plane and of methods.
class BoxCard : public Card {
    Q_OBJECT
public:
    explicit BoxCard(ConvergenceLink* link, QWidget* parent = nullptr);

private:
    void refresh();
    void toggleMethod(const QString& id);

    ConvergenceLink* link_;
    QComboBox *plane_, *start_;
    AxisChooser *states_, *outputs_;
    QPushButton *mm_, *ibp_;
    Caption* note_;
};

/// Tabs: widths per unit, factor over α, weights η.
class FigureCard : public Card {
    Q_OBJECT
public:
    explicit FigureCard(ConvergenceLink* link, QWidget* parent = nullptr);

private:
    void refresh();

    ConvergenceLink* link_;
    QTabBar* tabs_;
    QStackedWidget* pages_;
};

class WidthPage : public QWidget {
    Q_OBJECT
public:
    explicit WidthPage(ConvergenceLink* link, QWidget* parent = nullptr);

private:
    void refresh();

    ConvergenceLink* link_;
    WidthMap* map_;
    QComboBox* method_;
    Caption* note_;
};

class AlphaPage : public QWidget {
    Q_OBJECT
public:
    explicit AlphaPage(ConvergenceLink* link, QWidget* parent = nullptr);

private:
    void refresh();

    ConvergenceLink* link_;
    GestureSlider* slider_;
    NumberField* field_;
    QPushButton* best_;
    QLabel* note_;
    int merge_ = -1;
};

class EtaPage : public QWidget {
    Q_OBJECT
public:
    explicit EtaPage(ConvergenceLink* link, QWidget* parent = nullptr);

private:
    void refresh();

    ConvergenceLink* link_;
    QSpinBox* unit_;
    NumberField* field_;
    QPushButton* best_;
    QLabel* note_;
};

/// The verdict in words, the input, the list of solvers with the reasons below them, and what becomes of
/// x̲ ≤ x̄ in a line or two.
class SolverCard : public Card {
    Q_OBJECT
public:
    explicit SolverCard(ConvergenceLink* link, QWidget* parent = nullptr);

signals:
    /// The example of an embedded iteration that loses its order.
    void presetRequested();

private:
    void refresh();

    ConvergenceLink* link_;
    QComboBox* input_;
    VerdictLabel* verdict_;
    QLabel *order_, *why_;
};

/// Opens the export dialog when the plot asks for it.
void connectExport(Plot* plot, QWidget* owner);

} // namespace kamke::ui
