#include "ui/workspaces/digits/digit_cards.h"
#include "ui/workspaces/digits/digit_views.h"

#include <QEvent>
#include <QScrollArea>
#include <QSplitter>
#include <QStyle>
#include <QVBoxLayout>
#include <initializer_list>

namespace kamke::ui {
namespace {

/// Keeps a column as wide as its content and the bar that scrolls it: nothing is cut on the right.
class LeastWidth : public QObject {
public:
    LeastWidth(QWidget* content, QWidget* column)
        : QObject(column)
        , content_(content)
        , column_(column) {
        content->installEventFilter(this);
        fit();
    }
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::LayoutRequest)
            fit();
        return QObject::eventFilter(watched, event);
    }

private:
    void fit() {
        const int bar = column_->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, column_);
        column_->setMinimumWidth(content_->minimumSizeHint().width() + bar);
    }

    QWidget *content_, *column_;
};

} // namespace

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
    new LeastWidth(splitter, this);
    setAccessibleName(tr("Views of the digit"));
}

} // namespace kamke::ui
