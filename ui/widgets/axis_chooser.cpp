#include "ui/widgets/axis_chooser.h"

#include "ui/text/number_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace kamke::ui {

AxisChooser::AxisChooser(const QString& letter, const QString& what, QWidget* parent)
    : QWidget(parent)
    , letter_(letter)
    , x_(new QComboBox)
    , y_(new QComboBox) {
    x_->setAccessibleName(tr("Horizontal axis: %1").arg(what));
    y_->setAccessibleName(tr("Vertical axis: %1").arg(what));
    x_->setToolTip(tr("Which %1 is on the horizontal axis").arg(what));
    y_->setToolTip(tr("Which %1 is on the vertical axis").arg(what));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(x_);
    row->addWidget(new QLabel(QStringLiteral("×")));
    row->addWidget(y_);
    for (QComboBox* box : {x_, y_}) {
        box->setMaxVisibleItems(20);
        connect(box, &QComboBox::activated, this, &AxisChooser::choose);
    }
    setVisible(false);
}

void AxisChooser::setAxes(Index dimensions, const PlaneAxes& axes) {
    axes_ = axes;
    setVisible(dimensions > 2);
    for (QComboBox* box : {x_, y_}) {
        const QSignalBlocker quiet(box);
        if (box->count() != dimensions) {
            box->clear();
            for (Index k = 0; k < dimensions; ++k) {
                box->addItem(subscripted(letter_, k + 1));
            }
        }
        box->setCurrentIndex(box == x_ ? axes.x : axes.y);
    }
}

void AxisChooser::choose() {
    int x = x_->currentIndex(), y = y_->currentIndex();
    if (x == y) {
        (x == axes_.x ? x : y) = x == axes_.x ? axes_.y : axes_.x;
    }
    emit chosen(x, y);
}

} // namespace kamke::ui
