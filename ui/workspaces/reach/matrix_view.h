// An editable matrix with its symbol and brackets.
#pragma once

#include "ui/widgets/copyable_table.h"
#include "ui/workspaces/reach/matrix_model.h"

#include <QFrame>

class QLabel;

namespace kamke::ui {

/// The table itself: typing starts an editor, Ctrl+Up and Ctrl+Down (or Ctrl+wheel) step a weight by 0.05,
/// with Shift by ten times as much.
class MatrixTable : public CopyableTable {
    Q_OBJECT
public:
    explicit MatrixTable(MatrixModel* model, QWidget* parent = nullptr);

    static constexpr double stepSize = 0.05;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    MatrixModel* model_;
    int wheelRest_ = 0;
};

/// Symbol, brackets and table. A small matrix is as large as its numbers; a large one has row and column
/// numbers and scrolls.
class MatrixView : public QFrame {
    Q_OBJECT
public:
    explicit MatrixView(const QString& symbol, QWidget* parent = nullptr);

    MatrixModel* model() { return model_; }
    MatrixTable* table() { return table_; }
    void setMatrix(const Matrix& matrix);
    /// Large: with row and column numbers, as wide as its place and at most `visibleRows` tall.
    void setLarge(bool large);

    static constexpr int visibleRows = 8;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();

    MatrixModel* model_;
    MatrixTable* table_;
    QLabel* label_;
    bool large_ = false;
};

} // namespace kamke::ui
