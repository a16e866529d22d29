#include "ui/shell/rail.h"

#include <QAction>
#include <QToolButton>
#include <QVBoxLayout>

namespace kamke::ui {

Rail::Rail(QWidget* parent)
    : QFrame(parent)
    , column_(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("rail"));
    column_->setContentsMargins(0, 8, 0, 8);
    column_->setSpacing(4);
    column_->addStretch(1);
    // Many entries are squeezed in a low window, which they do not keep from being low.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
}

void Rail::add(QAction* action) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIconSize({22, 22});
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(tr("Workspace %1").arg(action->text().remove(u'&')));
    column_->insertWidget(column_->count() - 1, button);
}

} // namespace kamke::ui
