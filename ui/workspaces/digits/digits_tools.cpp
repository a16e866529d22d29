#include "ui/workspaces/digits/digits_tools.h"

#include "ui/widgets/digit_text.h"
#include "ui/workspaces/digits/dataset_chooser.h"
#include "ui/workspaces/digits/eps_control.h"
#include "ui/workspaces/digits/own_digit.h"
#include "ui/workspaces/digits/own_digit_dialog.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace kamke::ui {

DigitsTools::DigitsTools(ExplorerStore* store, Documents* documents, QWidget* parent)
    : QFrame(parent)
    , store_(store)
    , chooser_(new DatasetChooser(documents))
    , own_(new QPushButton)
    , back_(new QToolButton) {
    setObjectName(QStringLiteral("digitsTools"));
    own_->setObjectName(QStringLiteral("ownDigitButton"));
    connect(own_, &QPushButton::clicked, this, &DigitsTools::openOwnDigit);
    back_->setObjectName(QStringLiteral("backToDataset"));
    back_->setText(QStringLiteral("✕"));
    back_->setAccessibleName(tr("Back to the data set"));
    connect(back_, &QToolButton::clicked, this, [this] {
        ExplorerState next = store_->state();
        next.digits.own.reset();
        store_->apply(tr("Back to the data set"), next);
    });
    auto* eps = new EpsControl(store);
    eps->setMaximumWidth(640);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 8, 8, 0);
    row->setSpacing(8);
    row->addWidget(chooser_);
    row->addWidget(own_);
    row->addWidget(back_);
    row->addStretch(1);
    row->addWidget(eps, 4);
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Digit | StatePart::Network))
            follow();
    });
    follow();
}

void DigitsTools::follow() {
    const ExplorerState& state = store_->state();
    const bool own = state.digits.own.has_value();
    own_->setText(
        own ? tr("Own digit, meant as %1").arg(className(*state.network, state.digits.own->label))
            : tr("Draw a digit…"));
    own_->setToolTip(tr("Draw a digit with the mouse or open a picture"));
    own_->setEnabled(pictureSize(*state.network).has_value());
    back_->setVisible(own);
    back_->setToolTip(tr("Back to digit %1 of the data set").arg(state.digits.sample));
}

void DigitsTools::openOwnDigit() {
    auto* dialog = new OwnDigitDialog(store_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(true);
    dialog->open();
}

} // namespace kamke::ui
