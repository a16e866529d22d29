// The samples that the gallery shows, filtered and in order.
#pragma once

#include "ui/jobs/digits_scan.h"

#include <QAbstractListModel>
#include <QImage>

namespace kamke::ui {

class DigitListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        SampleRole = Qt::UserRole + 1, ///< int, index in the data set
        LabelRole,                     ///< QString, name of the class
        PredictionRole,                ///< QString, empty while unknown
        VerdictRole,                   ///< int of ScanVerdict
        StaleRole                      ///< bool: the verdict belongs to another ε
    };

    DigitListModel(ExplorerStore* store, const DigitsScan* scan, QObject* parent = nullptr);

    void setDataset(std::shared_ptr<const Dataset> data);
    /// Filters and sorts again, after the state or the scan has changed.
    void refresh();
    /// The row of a sample; −1 when the filter hides it.
    int rowOf(int sample) const;
    /// Name of class k: of the data set, else of the network, else its number.
    QString className(int k) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<int> wantedRows() const;
    QString words(int sample) const;
    QImage picture(int sample) const;

    ExplorerStore* store_;
    const DigitsScan* scan_;
    std::shared_ptr<const Dataset> data_;
    std::vector<int> rows_; ///< samples
};

/// "certified", "undecided", …: as the chips and the words under the mouse say it.
QString verdictWord(ScanVerdict verdict);

} // namespace kamke::ui
