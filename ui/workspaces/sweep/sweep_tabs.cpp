#include "ui/workspaces/sweep/sweep_tabs.h"

#include "ui/widgets/empty_state.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace kamke::ui {

SweepTabs::SweepTabs(SweepLink* link, QWidget* parent)
    : Card(tr("Views"), QStringLiteral("sweep"), parent)
    , link_(link)
    , tabs_(new QTabBar)
    , pages_(new QStackedWidget)
    , empty_(new EmptyState(
          tr("No sweep yet"),
          tr("A sweep certifies every sample of a data set for every ε and every method, and shows how many "
             "are left as ε grows. Choose networks, data and methods on the left, or begin with an "
             "experiment of the papers."))) {
    setObjectName(QStringLiteral("sweep.views"));
    empty_->setObjectName(QStringLiteral("sweep.empty"));
    tabs_->setObjectName(QStringLiteral("sweep.tabs"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setUsesScrollButtons(true);
    tabs_->setAccessibleName(tr("Views of the sweep"));
    setHeader(tabs_);
    pages_->addWidget(empty_);
    body()->addWidget(pages_, 1);
    connect(tabs_, &QTabBar::currentChanged, this, [this](int tab) {
        const QString id = tabs_->tabData(tab).toStringList().value(0);
        link_->change(tr("Show %1").arg(tabs_->tabText(tab)), [&](SweepState& s) { s.tab = id; });
    });
    connect(link, &SweepLink::changed, this, &SweepTabs::refresh);
    refresh();
}

void SweepTabs::addPage(const QString& id, const QString& title, const QString& topic, QWidget* page) {
    {
        // The first tab of a bar becomes its current one: nobody has chosen it.
        const QSignalBlocker quiet(tabs_);
        const int tab = tabs_->addTab(title);
        tabs_->setTabData(tab, QStringList{id, topic});
    }
    pages_->addWidget(page);
    refresh();
}

void SweepTabs::refresh() {
    int tab = -1;
    for (int k = 0; k < tabs_->count(); ++k)
        if (tabs_->tabData(k).toStringList().value(0) == link_->settings().tab)
            tab = k;
    if (tab < 0)
        return;
    {
        const QSignalBlocker quiet(tabs_);
        tabs_->setCurrentIndex(tab);
    }
    setTopic(tabs_->tabData(tab).toStringList().value(1));
    pages_->setCurrentIndex(link_->results() ? tab + 1 : 0);
}

} // namespace kamke::ui
