// The samples that the gallery shows, filtered and in order.
#pragma once

#include "ui/jobs/digits_scan.h"

#include <QAbstractListModel>
#include <QImage>
#include <map>
#include <string>

namespace kamke::ui {

class DigitListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        SampleRole = Qt::UserRole + 1, ///< int, index in the data set
        LabelRole,                     ///< QString, name of the class
        PredictionRole,                ///< QString, empty while unknown
        VerdictRole                    ///< int of Known
    };

    DigitListModel(ExplorerStore* store, const DigitsScan* scan, QObject* parent = nullptr);

    void setDataset(std::shared_ptr<const Dataset> data);
    /// Filters and sorts again, after the state or the scan has changed.
    void refresh();
    /// Shows only what this one has proved, broken or tried in vain; empty: anybody.
    void setFinder(const std::string& id);
    const std::string& finder() const { return finder_; }
    /// Everybody who has found out something at the present ε, with the number of samples.
    std::map<std::string, int> finders() const;
    /// What it shows, in its order.
    const std::vector<int>& rows() const { return rows_; }
    /// The row of a sample; −1 when the filter hides it.
    int rowOf(int sample) const;
    /// Name of class k: of the data set, else of the network, else its number.
    QString className(int k) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<int> wantedRows() const;
    SampleMeasures measuresOf(int sample) const;
    QString words(int sample) const;
    QImage picture(int sample) const;

    ExplorerStore* store_;
    const DigitsScan* scan_;
    std::shared_ptr<const Dataset> data_;
    std::string finder_;
    std::vector<int> rows_; ///< samples
};

/// "proved", "unknown", …: as the chips and the words under the mouse say it.
QString verdictWord(Known verdict);
/// Who is meant by the id of a certificate or an attack: "MM-C", "PGD", "search".
QString finderWord(std::string_view id);

} // namespace kamke::ui
