#include "ui/workspaces/sweep/sweep_file_row.h"

#include "ui/documents/documents.h"
#include "ui/widgets/elided_label.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace kamke::ui {

SweepFileRow::SweepFileRow(SweepLink* link, Documents* documents, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , documents_(documents)
    , name_(new ElidedLabel)
    , note_(new QLabel)
    , none_(new QToolButton) {
    auto* choose = new QPushButton(tr("Results file…"));
    choose->setObjectName(QStringLiteral("sweep.resultsFile"));
    choose->setToolTip(
        tr("Every block is written there as it is done, as by the command line: a sweep that was "
           "stopped, or whose program has ended, goes on from it. A file of the same sweep is "
           "continued, one of another network or other samples is refused."));
    name_->setObjectName(QStringLiteral("sweep.resultsFileName"));
    none_->setObjectName(QStringLiteral("sweep.noResultsFile"));
    none_->setText(tr("none"));
    none_->setToolTip(tr("Keep the results in memory only"));
    note_->setProperty("role", QStringLiteral("note"));
    note_->setWordWrap(true);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(1, 1);
    grid->addWidget(choose, 0, 0);
    grid->addWidget(name_, 0, 1);
    grid->addWidget(none_, 0, 2);
    grid->addWidget(note_, 1, 0, 1, 3);
    connect(choose, &QPushButton::clicked, this, &SweepFileRow::choose);
    connect(none_, &QToolButton::clicked, this, [this] {
        link_->change(tr("Use no results file"), [](SweepState& s) { s.resultsFile.clear(); });
    });
    connect(link, &SweepLink::changed, this, &SweepFileRow::refresh);
    refresh();
}

void SweepFileRow::choose() {
    const QString file = documents_->askWhereToSave(
        tr("Results file (one of the same sweep is continued, not replaced)"), tr("sweep.h5"),
        tr("Results of sweeps (*.h5)"));
    if (!file.isEmpty())
        link_->change(tr("Choose a results file"), [&](SweepState& s) {
            s.resultsFile = QFileInfo(file).absoluteFilePath();
        });
}

void SweepFileRow::refresh() {
    const SweepState& settings = link_->settings();
    const bool some = !settings.resultsFile.isEmpty();
    name_->setText(some ? QFileInfo(settings.resultsFile).fileName() : tr("none"));
    name_->setToolTip(settings.resultsFile);
    none_->setVisible(some);
    const bool several = some && settings.networks.size() > 1;
    note_->setText(several ? tr("One file per network, with its name at the end.") : QString());
    note_->setVisible(several);
}

} // namespace kamke::ui
