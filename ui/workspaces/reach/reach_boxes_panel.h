// The card "Reach boxes of A": what each method says of the selected box.
#pragma once

#include "ui/jobs/reach_runner.h"
#include "ui/state/explorer_store.h"
#include "ui/widgets/card.h"

class QComboBox;

namespace kamke::ui {

class BoxBoundsEditor;
class MethodTable;
class MethodTableModel;
class VerdictLabel;

class ReachBoxesPanel : public Card {
    Q_OBJECT
public:
    ReachBoxesPanel(ExplorerStore* store, ReachRunner* runner, QWidget* parent = nullptr);

    /// Numbers of a superseded result are drawn faint.
    void setStale(bool stale);

private:
    void refresh();
    void refreshChooser();
    void refreshVerdict();
    /// Row whose verdict is shown: the hovered method's, else the selected one's, else the tightest proved
    /// one's.
    int verdictRow() const;
    void setMethodShown(const QString& id, bool shown);

    ExplorerStore* store_;
    ReachRunner* runner_;
    MethodTableModel* model_;
    MethodTable* table_;
    VerdictLabel* verdict_;
    BoxBoundsEditor* bounds_;
    QComboBox* chooser_;
    QStringList letters_; ///< that it offers
};

} // namespace kamke::ui
