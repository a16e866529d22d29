// Shows what was understood of another program's file, before its network is kept.
#pragma once

#include "ui/documents/import_job.h"
#include "ui/jobs/datasets.h"
#include "ui/jobs/newest_wins.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QStandardItemModel;

namespace kamke::ui {

class CopyableTable;
class SampleStrip;

/// The file is read in the background, again for every number that is typed; what fails is said in one
/// sentence, and only a network that was read can be kept.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    /// `dataset`: the file of the data set whose first samples are classified (empty: the bundled digits).
    /// `datasets` outlives the dialog.
    ImportDialog(const QString& path, Datasets* datasets, const QString& dataset, QWidget* parent = nullptr);
    ~ImportDialog() override;

    bool isBusy() const;
    /// The last outcome; null before the first.
    std::shared_ptr<const ImportOutcome> outcome() const { return outcome_; }

    void accept() override;

signals:
    void kept(std::shared_ptr<const kamke::Network> network);
    void helpRequested(const QString& topic);

private:
    using Runner = NewestWins<ImportJob, ImportOutcome>;

    QLineEdit* field(const QString& name, const QString& label, const QString& tip);
    QWidget* fields();
    void read();
    void show(const std::shared_ptr<const ImportOutcome>& outcome);
    void refresh();
    /// What is typed now; sets wrongNumber_.
    ImportOptions typed();
    /// The file asks for m, and nothing is typed yet.
    bool lacksM() const;

    QString path_;
    std::shared_ptr<const Dataset> data_;
    std::shared_ptr<const ImportOutcome> outcome_;
    QString wrongNumber_; ///< why a field cannot be used
    bool asked_ = false;  ///< the first missing answer has been given the focus
    QLineEdit *m_, *mean_, *std_;
    QWidget* mField_; ///< with its label; only where the file asks for m
    QLabel *note_, *hint_;
    QStandardItemModel* rows_;
    CopyableTable* table_;
    SampleStrip* samples_;
    QPushButton* keep_ = nullptr;
    std::unique_ptr<Runner> runner_;
};

} // namespace kamke::ui
