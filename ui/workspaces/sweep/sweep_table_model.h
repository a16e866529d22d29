// The exact counts of one network: one row per method and ε.
#pragma once

#include "ui/jobs/sweep_results.h"
#include "ui/widgets/column_table.h"

#include <memory>

namespace kamke::ui {

class SweepLink;

/// What a row counts.
struct SweepCount {
    enum class Kind { Read, Certified, Unbroken } kind = Kind::Read;
    Index method = 0, eps = -1; ///< numbers in the plan
    Index count = 0, samples = 0, numerical = 0;
    double seconds = nan;
};

/// The first row is what the network reads correctly; then the certificates, then the attacks with what they
/// leave unbroken. Follows the link.
class SweepTableModel : public ColumnTable<SweepCount> {
    Q_OBJECT
public:
    enum { Method, Eps, Count, Samples, Share, Lower, Upper, Proof, Seconds };
    enum Role {
        SortRole = ExactTextRole + 1, ///< a number to sort by
        MethodRole,                   ///< id of the certificate or attack; empty: what is read correctly
        EpsRole                       ///< number in the plan; −1: none
    };

    explicit SweepTableModel(SweepLink* link, QObject* parent = nullptr);

private:
    void follow();
    std::vector<Column> columnsOf() const;
    /// Of the row, whatever the column: MethodRole and EpsRole.
    QVariant ofRow(const SweepCount& row, int role) const;
    QString name(const SweepCount& row) const;
    const Certificate* certificate(const SweepCount& row) const;

    SweepLink* link_;
    std::shared_ptr<const SweepResults> results_;
    std::shared_ptr<const SweepCounts> counts_;
};

} // namespace kamke::ui
