#include "digits/digit_cards.h"
#include "digits/digit_views.h"

#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>
#include <initializer_list>

namespace kamke::ui {

DigitCentre::DigitCentre(ExplorerStore* store, DigitRunner* runner, QWidget* parent)
    : QWidget(parent) {
    auto* link = new DigitLink(store, runner, this);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(10);
    for (Card* card :
         std::initializer_list<Card*>{new ImageCard(link), new LogitCard(link), new TabCard(link)})
        splitter->addWidget(card);
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 6);
    splitter->setStretchFactor(2, 7);
    splitter->setSizes({200, 280, 320});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    // In a low window, such as above a lesson, the rows keep their height and the column is scrolled.
    auto* area = new QScrollArea;
    area->setWidget(splitter);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("Views of the digit"));
    column->addWidget(area);
    setMinimumWidth(splitter->minimumSizeHint().width());
    setAccessibleName(tr("Views of the digit"));
}

} // namespace kamke::ui
