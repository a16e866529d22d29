// The numbers of the picked digit: one row per certificate, and one for the attack. Certificates that do not
// apply to the network come last.
#pragma once

#include "ui/widgets/column_table.h"
#include "ui/workspaces/digits/digit_link.h"

namespace kamke::ui {

/// A row is a certificate; null: the attack.
class CertificateModel : public ColumnTable<const Certificate*> {
    Q_OBJECT
public:
    enum { Name, Margin, Radius, Steps, Proof, ColumnCount };
    enum Role {
        IdRole = ExactTextRole + 1, ///< of the certificate; empty: the attack
        ReasonRole,                 ///< why there is no box, or not yet; empty when there is one
        AppliesRole,                ///< false: the certificate does not apply to this network
    };

    explicit CertificateModel(DigitLink* link, QObject* parent = nullptr);

    /// Row of a certificate; −1: none.
    int rowOf(const QString& id) const;
    bool isAttack(int row) const { return !rows()[static_cast<std::size_t>(row)]; }
    /// Names as labels and margins with four digits, for narrow tables.
    void setBrief(bool brief) { brief_ = brief; }
    /// Rows at the end whose certificates do not apply.
    int inapplicableCount() const { return inapplicable_; }

    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    /// Sorts the rows for the network; says so to the views when others come first now.
    void order();
    Column column(int which, const QString& title, const QString& meaning, const char* term) const;
    const SampleCertificate* certificate(const Certificate* row) const;
    bool isShown(const Certificate* row) const;
    double radius(const Certificate* row) const;
    QString whyNoNumbers(const Certificate* row) const; ///< ReasonRole
    QString attackTerm() const;
    QString attackTip() const;
    QString attackText(int column) const;
    QString display(const Certificate* row, int column) const;
    QString marginText(double margin, Rounded rounded) const;
    QString exact(const Certificate* row, int column) const;
    QVariant ink(const Certificate* row, int column) const;
    QString toolTip(const Certificate* row, int column) const;
    QString term(const Certificate* row, int column) const;
    QVariant other(const Certificate* row, int column, int role) const;

    DigitLink* link_;
    int inapplicable_ = 0;
    bool brief_ = false;
};

} // namespace kamke::ui
