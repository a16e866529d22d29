// The exact counts of one network: one row per method and ε.
#pragma once

#include "ui/jobs/sweep_results.h"
#include "ui/widgets/table_text.h"

#include <QAbstractTableModel>
#include <memory>

namespace kamke::ui {

class SweepLink;

/// The first row is what the network reads correctly; then the certificates, then the attacks with what they
/// leave unbroken. Follows the link.
class SweepTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Method, Eps, Count, Samples, Share, Lower, Upper, Proof, Seconds, ColumnCount };
    enum Role {
        SortRole = ExactTextRole + 1, ///< a number to sort by
        MethodRole,                   ///< id of the certificate or attack; empty: what is read correctly
        EpsRole                       ///< number in the plan; −1: none
    };

    explicit SweepTableModel(SweepLink* link, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// What a row counts.
    struct Row {
        enum class Kind { Read, Certified, Unbroken } kind = Kind::Read;
        Index method = 0, eps = -1; ///< numbers in the plan
        Index count = 0, samples = 0, numerical = 0;
        double seconds = 0;
    };
    void follow();
    Row rowAt(int row) const;
    QString name(const Row& row) const;
    QString proof(const Row& row) const;
    double number(const Row& row, int column) const;
    QString display(const Row& row, int column) const;

    SweepLink* link_;
    std::shared_ptr<const SweepResults> results_;
    std::shared_ptr<const SweepCounts> counts_;
};

} // namespace kamke::ui
