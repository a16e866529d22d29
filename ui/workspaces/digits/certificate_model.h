// The numbers of the picked digit: one row per certificate, and one for the attack. Certificates that do not
// apply to the network come last.
#pragma once

#include "ui/text/number_text.h"
#include "ui/widgets/table_text.h"
#include "ui/workspaces/digits/digit_link.h"

#include <QAbstractTableModel>
#include <vector>

namespace kamke::ui {

class CertificateModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Margin, Radius, Steps, Proof, ColumnCount };
    enum Role {
        IdRole = ExactTextRole + 1, ///< of the certificate; empty: the attack
        ReasonRole,                 ///< why there is no box, or not yet; empty when there is one
        AppliesRole,                ///< false: the certificate does not apply to this network
    };

    explicit CertificateModel(DigitLink* link, QObject* parent = nullptr);

    /// Row of a certificate; −1: none.
    int rowOf(const QString& id) const;
    bool isAttack(int row) const;
    /// Names as labels and margins with four digits, for narrow tables.
    void setBrief(bool brief) { brief_ = brief; }
    /// Rows at the end whose certificates do not apply.
    int inapplicableCount() const { return inapplicable_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// Sorts the rows for the network; says so to the views when others come first now.
    void order();
    const Certificate& certificateOf(int row) const;
    const SampleCertificate* certificate(int row) const;
    bool isShown(int row) const;
    double radius(int row) const;
    QString whyNoNumbers(int row) const; ///< ReasonRole
    QString attackTerm() const;
    QString attackTip() const;
    QString display(int row, int column) const;
    QString marginText(double margin, Rounded rounded) const;
    QString exact(int row, int column) const;
    QString toolTip(int row, int column) const;

    DigitLink* link_;
    std::vector<const Certificate*> rows_; ///< null: the attack
    int inapplicable_ = 0;
    bool brief_ = false;
};

} // namespace kamke::ui
