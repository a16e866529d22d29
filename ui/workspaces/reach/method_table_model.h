// The reach methods of one input box as a table.
#pragma once

#include "ui/jobs/reach_runner.h"
#include "ui/state/explorer_state.h"
#include "ui/widgets/column_table.h"

#include <vector>

namespace kamke::ui {

/// One row per method of the core's list, shown or not; the check box of the first column shows and hides a
/// method. Columns: method, then lower, upper and width of each shown output, area (or width, for one output)
/// relative to the exact one, iterations, time, proof.
class MethodTableModel : public ColumnTable<const Method*> {
    Q_OBJECT
public:
    enum class Field { Method, Lower, Upper, Width, Relative, Iterations, Time, Proof };
    enum Role {
        MethodIdRole = ExactTextRole + 1, ///< QString
        ReasonRole,                       ///< why the method has no box; empty when it has one or is hidden
    };

    explicit MethodTableModel(QObject* parent = nullptr);

    /// Shows what `result` (may be null) says of the selected box of `state`.
    void show(std::shared_ptr<const ReachResult> result, const ExplorerState& state);
    /// Where names have no room methods go by their labels (MM, IBP), and proofs by a mark alone.
    enum class Words { Full, Labels, LabelsAndMarks };
    void setWords(Words words);

    Field field(int column) const { return places_[static_cast<std::size_t>(column)].field; }
    /// The output a column belongs to, −1 for the others.
    Index output(int column) const { return places_[static_cast<std::size_t>(column)].output; }
    /// Row of a method id, −1 when unknown.
    int rowOf(const QString& id) const;
    const Method& method(int row) const { return *rows()[static_cast<std::size_t>(row)]; }
    /// The answer in this row; null when the method is hidden or not computed yet.
    const Enclosure* enclosure(int row) const { return enclosure(method(row)); }
    /// The shown outputs, zero-based.
    const std::vector<Index>& outputs() const { return outputs_; }

    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    /// The user ticked or cleared the check box of a method.
    void visibilityRequested(const QString& id, bool shown);

private:
    /// What a column is of.
    struct Place {
        Field field;
        Index output = -1;
        friend bool operator==(const Place&, const Place&) = default;
    };
    Column methodColumn() const;
    Column proofColumn() const;
    Column numberColumn(const Place& place) const;
    std::vector<Column> columnsOf(const std::vector<Place>& places) const;
    bool isShown(const Method& method) const;
    const BoxResult* boxResult() const;
    const Enclosure* enclosure(const Method& method) const;
    double number(const Enclosure& e, const Place& place) const;
    double relative(const Enclosure& e) const;

    std::shared_ptr<const ReachResult> result_;
    QStringList shown_;
    QString letter_;
    std::vector<Index> outputs_;
    std::vector<Place> places_{
        {Field::Method}, {Field::Relative}, {Field::Iterations}, {Field::Time}, {Field::Proof}};
    Words words_ = Words::Full;
};

} // namespace kamke::ui
