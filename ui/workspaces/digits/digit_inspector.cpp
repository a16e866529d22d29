#include "ui/workspaces/digits/digit_cards.h"
#include "ui/workspaces/digits/digit_views.h"
#include "ui/workspaces/digits/verdict_panel.h"

#include <QScrollArea>
#include <QVBoxLayout>
#include <initializer_list>

namespace kamke::ui {
namespace {

constexpr int cardGap = 10;

} // namespace

DigitInspector::DigitInspector(ExplorerStore* store, DigitRunner* runner, QWidget* parent)
    : QWidget(parent) {
    auto* link = new DigitLink(store, runner, this);
    auto* content = new QWidget;
    auto* cards = new QVBoxLayout(content);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(cardGap);
    cards->addWidget(new VerdictPanel(link));
    for (Card* card :
         std::initializer_list<Card*>{new RadiusCard(link), new ShareCard(link), new NumbersCard(link)})
        cards->addWidget(card);
    cards->addStretch(1);
    auto* area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("Inspector"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(area);
    setMinimumWidth(340);
}

} // namespace kamke::ui
