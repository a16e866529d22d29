#include "ui/workspaces/sweep/sweep_export_button.h"

#include "ui/documents/export_dialog.h"
#include "ui/files/open_files.h"
#include "ui/plot/export.h"
#include "ui/plot/plot.h"
#include "ui/text/plain_text.h"
#include "ui/workspaces/sweep/sweep_choices.h"
#include "ui/workspaces/sweep/sweep_export.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_samples.h"

#include <QMenu>
#include <QtConcurrentRun>
#include <utility>

namespace kamke::ui {

SweepExportButton::SweepExportButton(SweepLink* link, Ask ask, std::function<Plot*()> plot, QWidget* parent)
    : QToolButton(parent)
    , link_(link)
    , ask_(std::move(ask))
    , plot_(std::move(plot)) {
    setObjectName(QStringLiteral("sweep.export"));
    setText(tr("Export ▾"));
    setToolTip(tr("The figure, the table or all results as a file"));
    setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(this);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &SweepExportButton::fillMenu);
    connect(&writing_, &QFutureWatcher<Result<void>>::finished, this, [this] {
        setEnabled(true);
        if (const Result<void> written = writing_.result(); !written)
            emit failed(QString::fromStdString(written.error().message));
        else
            emit this->written(file_);
    });
    connect(link, &SweepLink::changed, this, [this] { setVisible(link_->results() != nullptr); });
    setVisible(link->results() != nullptr);
    fillMenu();
}

SweepExportButton::~SweepExportButton() {
    writing_.disconnect(this);
    writing_.waitForFinished();
}

void SweepExportButton::fillMenu() {
    menu()->clear();
    const auto results = link_->results();
    const auto add = [this](const QString& text, const QString& object, auto&& act) {
        QAction* action = menu()->addAction(text, this, act);
        action->setObjectName(QStringLiteral("sweep.export.") + object);
        return action;
    };
    add(tr("Figure…"), QStringLiteral("figure"), [this] {
        if (Plot* plot = plot_())
            ExportDialog::open(plot, this);
    })->setEnabled(plot_() != nullptr);
    menu()->addSeparator();
    add(tr("Table as CSV…"), QStringLiteral("csv"), [this] {
        exportText(tr("Export table"), tr("Tables (*.csv)"), QStringLiteral(".csv"));
    })->setEnabled(results != nullptr);
    add(tr("Table as LaTeX…"), QStringLiteral("latex"), [this] {
        exportText(tr("Export table"), tr("LaTeX (*.tex)"), QStringLiteral(".tex"));
    })->setEnabled(results != nullptr);
    menu()->addSeparator();
    const int network = shownNetwork(*link_);
    const QString why = whyNoSamples(results.get(), network);
    QAction* file =
        add(network >= 0 ? tr("Results of %1 as HDF5…")
                               .arg(literally(results->networks[static_cast<std::size_t>(network)].name))
                         : tr("Results as HDF5…"),
            QStringLiteral("hdf5"), [this] { exportResults(); });
    file->setEnabled(why.isEmpty() && results && results->data);
    file->setToolTip(why);
    menu()->setToolTipsVisible(true);
}

void SweepExportButton::exportText(const QString& title, const QString& filter, const QString& suffix) {
    const auto results = link_->results();
    if (!results)
        return;
    const QString file = ask_(title, tr("sweep") + suffix, filter);
    if (file.isEmpty())
        return;
    const QString text =
        suffix == QStringLiteral(".csv") ? sweepTableCsv(*results) : sweepTableLatex(*results);
    if (const Result<void> written = kamke::ui::exportText(text, file); !written)
        emit failed(QString::fromStdString(written.error().message));
    else
        emit this->written(file);
}

void SweepExportButton::exportResults() {
    const auto results = link_->results();
    const int network = shownNetwork(*link_);
    if (!whyNoSamples(results.get(), network).isEmpty() || writing_.isRunning())
        return;
    file_ = ask_(
        tr("Export results"),
        results->networks[static_cast<std::size_t>(network)].name + QStringLiteral("-sweep.h5"),
        tr("Results of sweeps (*.h5)"));
    if (file_.isEmpty())
        return;
    if (const auto free = OpenFiles::mayWrite(file_, FileKind::Export); !free) {
        emit failed(QString::fromStdString(free.error().message));
        return;
    }
    setEnabled(false);
    writing_.setFuture(QtConcurrent::run(
        [results, network, file = file_] { return exportSweepFile(*results, network, file); }));
}

} // namespace kamke::ui
