// The small editor over a box: its limits as numbers.
#pragma once

#include "ui/state/explorer_store.h"

#include <QFrame>

class QLabel;
class QLineEdit;

namespace kamke::ui {

/// Edits the limits of one box on the two axes of the input plane. Enter takes them (fractions such as 3/4
/// are numbers), Esc or a click elsewhere leaves the box as it was. Deletes itself when it closes.
class BoxEditor : public QFrame {
    Q_OBJECT
public:
    BoxEditor(ExplorerStore* store, int box, QWidget* parent);

    /// Beside `box` (pixels of the parent), inside the parent.
    void placeBeside(const QRect& box);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct Row {
        int dimension;
        QLineEdit *lower, *upper;
    };
    QLineEdit* addField(const QString& name, double value);
    void accept();
    void leave();

    ExplorerStore* store_;
    QString letter_;
    std::vector<Row> rows_;
    QLabel* error_;
    bool closing_ = false;
};

} // namespace kamke::ui
