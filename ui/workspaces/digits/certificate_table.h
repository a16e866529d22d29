// The table of certificates with its reasons and highlights.
#pragma once

#include "ui/widgets/copyable_table.h"
#include "ui/workspaces/digits/certificate_model.h"

namespace kamke::ui {

/// A click on a row makes its certificate the chosen one; hovering highlights it everywhere. A reason takes
/// the whole row beside the name and wraps once; what does not fit is in its tooltip.
class CertificateTable : public CopyableTable {
    Q_OBJECT
public:
    explicit CertificateTable(DigitLink* link, QWidget* parent = nullptr);

    /// Rows whose certificates do not apply to the network, which are folded away (default: they are).
    int foldedCount() const { return model_->inapplicableCount(); }
    bool isFolded() const { return folded_; }
    void setFolded(bool folded);

signals:
    /// There are more or fewer rows to fold.
    void foldedCountChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void arrange();

    DigitLink* link_;
    CertificateModel* model_;
    bool arranging_ = false, folded_ = true;
};

} // namespace kamke::ui
