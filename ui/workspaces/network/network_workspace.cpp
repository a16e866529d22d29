#include "ui/workspaces/network/network_workspace.h"

#include "ui/documents/documents.h"
#include "ui/documents/export_dialog.h"
#include "ui/plot/curve_plot.h"
#include "ui/plot/export.h"
#include "ui/plot/figure_plot.h"
#include "ui/widgets/card.h"
#include "ui/widgets/notice.h"
#include "ui/workspaces/network/compare_link.h"
#include "ui/workspaces/network/compare_list.h"
#include "ui/workspaces/network/compare_model.h"
#include "ui/workspaces/network/curves_page.h"
#include "ui/workspaces/network/matrices_page.h"
#include "ui/workspaces/network/matrix_plot.h"
#include "ui/workspaces/network/numbers_page.h"
#include "ui/workspaces/network/spectrum_page.h"
#include "ui/workspaces/workspace.h"

#include <QMenu>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace kamke::ui {

NetworkWorkspace::NetworkWorkspace(ExplorerStore* store, Documents* documents, QWidget* parent)
    : WorkspacePage(parent)
    , store_(store)
    , documents_(documents)
    , runner_(new CompareRunner(store, this))
    , link_(new CompareLink(store, runner_, this))
    , numbers_(new NumbersPage(link_))
    , curves_(new CurvesPage(link_))
    , matrices_(new MatricesPage(link_))
    , spectrum_(new SpectrumPage(link_))
    , views_(new Card(tr("Views"), QStringLiteral("compare")))
    , tabs_(new QTabBar)
    , pages_(new QStackedWidget) {
    layOut();
    connect(numbers_, &NumbersPage::refused, documents_, &Documents::failed);
    connect(tabs_, &QTabBar::currentChanged, this, [this](int tab) {
        const QString id = tabs_->tabData(tab).toStringList().value(0);
        link_->change(tr("Show %1").arg(tabs_->tabText(tab)), [&](CompareState& s) { s.tab = id; });
    });
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Compare)
            refresh();
    });
    attach(runner_);
    connect(runner_, &Runner::busyChanged, this, &NetworkWorkspace::statusChanged);
    connect(link_, &CompareLink::changed, this, &NetworkWorkspace::statusChanged);
    refresh();
}

void NetworkWorkspace::layOut() {
    views_->setObjectName(QStringLiteral("network.views"));
    tabs_->setObjectName(QStringLiteral("network.tabs"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setUsesScrollButtons(true);
    tabs_->setAccessibleName(tr("Views of the networks"));
    views_->setHeader(tabs_);
    views_->addTool(makeExportButton());
    views_->body()->addWidget(pages_, 1);
    addPage(QStringLiteral("numbers"), tr("Numbers"), QStringLiteral("compare"), numbers_);
    addPage(QStringLiteral("curves"), tr("Training curves"), QStringLiteral("compare-curves"), curves_);
    addPage(QStringLiteral("matrices"), tr("Matrices"), QStringLiteral("compare-matrices"), matrices_);
    addPage(QStringLiteral("spectrum"), tr("Spectrum"), QStringLiteral("compare-spectrum"), spectrum_);

    auto* list = new CompareList(link_, documents_);
    list->setMinimumWidth(230);
    auto* columns = new QSplitter(Qt::Horizontal);
    columns->setObjectName(QStringLiteral("networkColumns"));
    columns->setHandleWidth(8);
    columns->setChildrenCollapsible(false);
    columns->addWidget(list);
    columns->addWidget(views_);
    columns->setStretchFactor(0, 0);
    columns->setStretchFactor(1, 1);
    columns->setSizes({250, 1000});
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->addWidget(columns);
}

QToolButton* NetworkWorkspace::makeExportButton() {
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("network.export"));
    button->setText(tr("Export ▾"));
    button->setToolTip(tr("The figure or the table as a file"));
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    button->setMenu(menu);
    QAction* figure = menu->addAction(tr("Figure…"), this, [this] {
        if (Plot* plot = shownPlot())
            ExportDialog::open(plot, this);
    });
    figure->setObjectName(QStringLiteral("network.export.figure"));
    menu->addSeparator();
    menu->addAction(tr("Table as CSV…"), this, [this] { exportTable(false); })
        ->setObjectName(QStringLiteral("network.export.csv"));
    menu->addAction(tr("Table as LaTeX…"), this, [this] { exportTable(true); })
        ->setObjectName(QStringLiteral("network.export.latex"));
    connect(menu, &QMenu::aboutToShow, this, [this, figure] { figure->setEnabled(shownPlot() != nullptr); });
    return button;
}

void NetworkWorkspace::addPage(const QString& id, const QString& title, const QString& topic, QWidget* page) {
    // The first tab of a bar becomes its current one: nobody has chosen it.
    const QSignalBlocker quiet(tabs_);
    tabs_->setTabData(tabs_->addTab(title), QStringList{id, topic});
    pages_->addWidget(page);
}

void NetworkWorkspace::refresh() {
    for (int tab = 0; tab < tabs_->count(); ++tab) {
        const QStringList names = tabs_->tabData(tab).toStringList();
        if (names.value(0) != link_->settings().tab)
            continue;
        const QSignalBlocker quiet(tabs_);
        tabs_->setCurrentIndex(tab);
        pages_->setCurrentIndex(tab);
        views_->setTopic(names.value(1));
    }
}

Plot* NetworkWorkspace::shownPlot() const {
    const QWidget* page = pages_->currentWidget();
    if (page == curves_)
        return curves_->accuracy();
    if (page == spectrum_)
        return spectrum_->plot();
    if (page == matrices_)
        return matrices_->plots().value(0);
    return nullptr;
}

void NetworkWorkspace::exportTable(bool latex) {
    const QString file = documents_->askWhereToSave(
        tr("Export table"),
        latex ? tr("networks") + QStringLiteral(".tex") : tr("networks") + QStringLiteral(".csv"),
        latex ? tr("LaTeX (*.tex)") : tr("Tables (*.csv)"));
    if (file.isEmpty())
        return;
    const CompareModel& model = *numbers_->model();
    const QString text = latex ? compareLatex(model) : tableText(model, {}, TableFormat::Csv);
    if (const Result<void> written = exportText(text, file); !written)
        emit documents_->failed(QString::fromStdString(written.error().message));
    else
        sayWritten(this, file);
}

QString NetworkWorkspace::status() const {
    if (runner_->isBusy())
        return tr("Computing what the views show …");
    const auto count = static_cast<int>(link_->columns().size());
    if (runner_->isUnfinished())
        return tr("The comparison was stopped; what is missing is shown as –.");
    return count == 1 ? tr("One network; add others to compare.")
                      : tr("%n networks compared.", nullptr, count);
}

bool NetworkWorkspace::isCurrent() const {
    return runner_->isCurrent();
}

Workspace networkWorkspace() {
    return {
        .title = NetworkWorkspace::tr("&Network"),
        .icon = QStringLiteral("network"),
        .open = [](const WindowParts& window) {
            return new NetworkWorkspace(window.store, window.documents);
        }};
}

} // namespace kamke::ui
