// The Contraction workspace: figures that show why an implicit network is well-posed and its iteration
// contracts.
#pragma once

#include "ui/workspaces/contraction/figure.h"
#include "ui/workspaces/workspace_page.h"

#include <QHash>

class QMenu;
class QStackedWidget;
class QToolButton;

namespace kamke::ui {

class Card;
class CopyableTable;
class FigureList;
class FigureSettings;
class NumbersModel;
class Transport;

/// A list of figures, the figure with its transport bar, the settings it shares with others, and what it
/// reads off. Figures are made when they are first shown and follow the state only while they are seen.
class ContractionWorkspace : public WorkspacePage {
    Q_OBJECT
public:
    explicit ContractionWorkspace(ExplorerStore* store, QWidget* parent = nullptr);

    Figure* figure() const { return figure_; }
    Transport* transport() const { return transport_; }
    NumbersModel* numbers() const { return numbers_; }
    QString status() const override { return figure_ ? figure_->sentence() : QString(); }
    bool isBusy() const override { return figure_ && figure_->isBusy(); }
    void cancel() override;

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void follow(StateParts parts);
    /// True when another figure has come into view.
    bool showFigure();
    void make(const FigureRow& row);
    void choose(const QString& id);
    void move(int position);
    void readOff();
    void fitRows();
    void offerExports();

    ExplorerStore* store_;
    FigureList* list_;
    Card* card_;
    Card* settingsCard_ = nullptr;
    QStackedWidget* stage_;
    Transport* transport_;
    FigureSettings* settings_;
    NumbersModel* numbers_;
    CopyableTable* table_;
    QToolButton* export_;
    QMenu* exports_;
    QHash<QString, Figure*> figures_;
    Figure* figure_ = nullptr; ///< the one in view
};

} // namespace kamke::ui
