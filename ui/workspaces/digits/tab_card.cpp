#include "ui/text/number_text.h"
#include "ui/widgets/caption.h"
#include "ui/widgets/digit_text.h"
#include "ui/workspaces/digits/cascade_page.h"
#include "ui/workspaces/digits/certificate_legend.h"
#include "ui/workspaces/digits/digit_cards.h"
#include "ui/workspaces/digits/logit_plane.h"
#include "ui/workspaces/digits/margin_bars.h"
#include "ui/workspaces/digits/margin_curves.h"
#include "ui/workspaces/digits/pixel_map.h"
#include "ui/workspaces/digits/unit_plot.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <utility>

namespace kamke::ui {

TabCard::TabCard(DigitLink* link, QWidget* parent)
    : Card(tr("Views"), QStringLiteral("margins"), parent)
    , link_(link)
    , tabs_(new QTabBar)
    , pages_(new QStackedWidget)
    , sort_(new QComboBox)
    , units_(new UnitPlot(link, UnitPlot::Lanes::All))
    , cascade_(new CascadePage(link))
    , legend_(new CertificateLegend(link, CertificateLegend::Look::Marks))
    , note_(new Caption) {
    setObjectName(QStringLiteral("digits.views"));
    tabs_->setObjectName(QStringLiteral("digits.tabs"));
    auto* pixels = new PixelMap(link);
    auto* plane = new LogitPlane(link);
    connect(cascade_, &CascadePage::changed, plane, [this, plane] {
        plane->setCascade(cascade_->current());
        fitCascade();
        // The cascade computes Lipschitz tables.
        link_->runner()->lookForTable();
    });
    struct Page {
        QString id, title, topic;
        DigitPlot* plot;
    };
    const std::array<Page, 5> all{{
        {QStringLiteral("margins"), tr("Margins"), QStringLiteral("margins"), new MarginBars(link)},
        {QStringLiteral("curve"), tr("Against ε"), QStringLiteral("margin-curve"), new MarginCurves(link)},
        {QStringLiteral("plane"), tr("Logit plane"), QStringLiteral("logit-plane"), plane},
        {QStringLiteral("units"), tr("Hidden units"), QStringLiteral("hidden-units"), units_},
        {QStringLiteral("pixels"), tr("Pixels"), QStringLiteral("pixels"), pixels},
    }};
    // Six of them have to fit into the narrow middle column of a small window.
    tabs_->setProperty("role", QStringLiteral("narrow"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setUsesScrollButtons(true);
    tabs_->setAccessibleName(tr("Views of the digit"));
    for (const Page& page : all) {
        const int tab = tabs_->addTab(page.title);
        tabs_->setTabData(tab, QStringList{page.id, page.topic});
        pages_->addWidget(page.plot);
        connectExport(page.plot, this);
    }
    tabs_->setTabData(
        tabs_->addTab(tr("Cascade")), QStringList{QStringLiteral("cascade"), QStringLiteral("cascade")});
    pages_->addWidget(cascade_);
    setHeader(tabs_);
    for (const auto& [text, how] :
         {std::pair(tr("by share"), UnitSort::Share),
          {tr("by width"), UnitSort::Width},
          {tr("by index"), UnitSort::Index}})
        sort_->addItem(text, static_cast<int>(how));
    sort_->setAccessibleName(tr("Order of the units"));
    sort_->setToolTip(tr("Order of the units"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(note_, 1);
    foot->addWidget(sort_);
    body()->addWidget(legend_);
    body()->addWidget(pages_, 1);
    body()->addLayout(foot);

    connect(tabs_, &QTabBar::currentChanged, this, [this](int tab) {
        ExplorerState next = link_->store()->state();
        next.digits.tab = tabs_->tabData(tab).toStringList().first();
        link_->store()->apply(tr("Show %1").arg(tabs_->tabText(tab)), next);
    });
    connect(sort_, &QComboBox::activated, this, [this] {
        units_->setSort(static_cast<UnitSort>(sort_->currentData().toInt()));
    });
    connect(pixels, &PixelMap::read, this, [this](const QString& text) {
        reading_ = text;
        refresh();
    });
    connect(link, &DigitLink::changed, this, &TabCard::refresh);
    refresh();
}

void TabCard::fitCascade() {
    // A table of nine rows, a tree and a plot: in a low window the column is scrolled, but not for the other
    // pages. Below the least height a plane is a line.
    constexpr int leastHeight = 240;
    const bool cascade = link_->digits().tab == QStringLiteral("cascade");
    const int height = cascade ? cascade_->leastHeight() : 0;
    cascade_->setMinimumHeight(height);
    pages_->setMinimumHeight(std::max(height, leastHeight));
    cascade_->setSizePolicy(QSizePolicy::Preferred, cascade ? QSizePolicy::Preferred : QSizePolicy::Ignored);
}

void TabCard::refresh() {
    const QString id = link_->digits().tab;
    int tab = 0;
    for (int k = 0; k < tabs_->count(); ++k)
        if (tabs_->tabData(k).toStringList().first() == id)
            tab = k;
    {
        const QSignalBlocker quiet(tabs_);
        tabs_->setCurrentIndex(tab);
    }
    // While the cascade is still shown: the layout does not hear of changes to what is hidden.
    fitCascade();
    pages_->setCurrentIndex(tab);
    setTopic(tabs_->tabData(tab).toStringList().last());
    sort_->setVisible(id == QStringLiteral("units"));
    legend_->setVisible(id == QStringLiteral("margins"));

    const auto result = link_->result();
    QString note;
    if (result) {
        const QString label = className(result->network(), result->report.label);
        const SampleCertificate* c = link_->highlighted();
        const QString name = c ? labelOf(*c->certificate) : QString();
        if (id == QStringLiteral("margins"))
            note = c ? tr("Bar: from the bound by %1 to this digit; marks: bounds by the others; right of 0 "
                          "the label %2 wins")
                           .arg(name, label)
                     : tr("No certificate has a box.");
        else if (id == QStringLiteral("curve"))
            note = result->drawing && link_->runner()->isBusy()
                       ? tr("Computing the curve of %1, point by point …").arg(labelOf(*result->drawing))
                       : tr("Dot: certified radius; cross: first attack found; the line is ε, drag it");
        else if (id == QStringLiteral("plane"))
            note =
                result->isOutside()
                    ? tr("The sample is outside of the input domain: no input around it is drawn or attacked")
                    : tr("%1 inputs within ε; cross: best attack; above the line the label %2 wins")
                          .arg(result->sampleLogits.cols())
                          .arg(label);
        else if (id == QStringLiteral("units") && result->explanation)
            note = unitSentence(*result->explanation, link_->store()->hoveredUnit());
        else if (id == QStringLiteral("pixels"))
            note = reading_.isEmpty() ? tr("Derivative of the bound with respect to each pixel's own ε; "
                                           "orange costs margin; outline: the ink")
                                      : reading_;
        if (id == QStringLiteral("units") && note.isEmpty() && result->explanation)
            note = shareSentence(*result->explanation) + QStringLiteral("; ") + tr("hover a unit to read it");
        // Whoever has a box of states has it of the box around the ball.
        const bool explained = id == QStringLiteral("units") || id == QStringLiteral("pixels");
        if (explained && result->explanation && result->norm == BallNorm::L2)
            note.prepend(tr("Box around the ball: "));
    }
    if (id != shownTab_)
        note_->forgetHeight();
    shownTab_ = id;
    note_->setText(note);
}

} // namespace kamke::ui
