// The Network workspace: networks side by side, by their numbers, trainings, matrices and spectra.
#pragma once

#include "ui/state/explorer_store.h"
#include "ui/workspaces/workspace_page.h"

class QStackedWidget;
class QTabBar;
class QToolButton;

namespace kamke::ui {

class Card;
class CompareLink;
class CompareRunner;
class CurvesPage;
class Documents;
class MatricesPage;
class NumbersPage;
class Plot;
class SpectrumPage;

class NetworkWorkspace : public WorkspacePage {
    Q_OBJECT
public:
    NetworkWorkspace(ExplorerStore* store, Documents* documents, QWidget* parent = nullptr);

    CompareRunner* runner() { return runner_; }
    CompareLink* link() { return link_; }
    NumbersPage* numbers() { return numbers_; }
    CurvesPage* curves() { return curves_; }
    MatricesPage* matrices() { return matrices_; }
    SpectrumPage* spectrum() { return spectrum_; }
    QString status() const override;
    /// Nothing is left to compute.
    bool isCurrent() const;

private:
    void layOut();
    QToolButton* makeExportButton();
    void addPage(const QString& id, const QString& title, const QString& topic, QWidget* page);
    void refresh();
    /// The figure that is shown; null: none.
    Plot* shownPlot() const;
    void exportTable(bool latex);

    ExplorerStore* store_;
    Documents* documents_;
    CompareRunner* runner_;
    CompareLink* link_;
    NumbersPage* numbers_;
    CurvesPage* curves_;
    MatricesPage* matrices_;
    SpectrumPage* spectrum_;
    Card* views_;
    QTabBar* tabs_;
    QStackedWidget* pages_;
};

} // namespace kamke::ui
