#include "ui/shell/banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace kamke::ui {

Banner::Banner(QWidget* parent)
    : QFrame(parent)
    , text_(new QLabel) {
    setObjectName(QStringLiteral("banner"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* dismiss = new QToolButton;
    dismiss->setObjectName(QStringLiteral("dismiss"));
    dismiss->setText(QStringLiteral("✕"));
    dismiss->setToolTip(tr("Dismiss"));
    dismiss->setAccessibleName(tr("Dismiss the message"));
    connect(dismiss, &QToolButton::clicked, this, &QWidget::hide);
    auto* row = new QHBoxLayout(this);
    row->addWidget(text_, 1);
    row->addWidget(dismiss, 0, Qt::AlignTop);
    hide();
}

void Banner::say(const QString& sentence) {
    text_->setText(sentence);
    setAccessibleName(sentence);
    show();
}

QString Banner::sentence() const {
    return isHidden() ? QString() : text_->text();
}

} // namespace kamke::ui
