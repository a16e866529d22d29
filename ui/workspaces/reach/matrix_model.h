// A weight matrix (or a bias, as a matrix of one column) as an editable table.
#pragma once

#include "core/model/types.h"
#include "ui/widgets/table_text.h"

#include <QAbstractTableModel>

namespace kamke::ui {

/// It never changes its matrix by itself: an edit is announced, and comes back through setMatrix when the
/// store took it.
class MatrixModel : public QAbstractTableModel {
    Q_OBJECT
public:
    /// `symbol` is A, B, C, D, b or c; a small letter is a vector, whose cells are named b(2).
    explicit MatrixModel(QString symbol, QObject* parent = nullptr);

    const QString& symbol() const { return symbol_; }
    const Matrix& matrix() const { return matrix_; }
    /// Keeps selections and open editors when the shape stays.
    void setMatrix(const Matrix& matrix);
    /// A(1, 2), b(2): counted from one, as in the papers.
    QString cellName(const QModelIndex& index) const;
    /// Adds `by` to a cell, announced by stepped(). Decimal steps land on decimal numbers: 0.1 + 0.05 is
    /// 0.15.
    void step(const QModelIndex& index, double by);
    /// Marks a row (unit) as hovered elsewhere; −1: none.
    void setHoveredRow(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    /// Takes the text that the user typed.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    /// A number was typed; `text` is what was typed, `cell` its name.
    void edited(int row, int column, double value, const QString& cell, const QString& text);
    /// A cell was stepped.
    void stepped(int row, int column, double value, const QString& cell);
    /// What was typed cannot be used, in one sentence.
    void refused(const QString& sentence);

private:
    bool isVector() const { return symbol_.at(0).isLower(); }

    QString symbol_;
    Matrix matrix_;
    int hoveredRow_ = -1;
};

} // namespace kamke::ui
