#include "ui/widgets/card.h"

#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace kamke::ui {

Card::Card(const QString& title, const QString& topic, QWidget* parent)
    : QFrame(parent)
    , topic_(topic)
    , title_(new QLabel(title))
    , subtitle_(new ElidedLabel)
    , header_(new QHBoxLayout)
    , body_(new QVBoxLayout) {
    title_->setObjectName(QStringLiteral("cardTitle"));
    subtitle_->setObjectName(QStringLiteral("cardSubtitle"));
    header_->setContentsMargins(0, 0, 0, 0);
    header_->addWidget(title_);
    header_->addWidget(subtitle_, 1);
    if (!topic.isEmpty()) {
        auto* help = new QToolButton;
        help->setObjectName(QStringLiteral("helpMark"));
        help->setText(QStringLiteral("?"));
        help->setToolTip(tr("What this shows"));
        help->setAccessibleName(tr("Help on %1").arg(title));
        connect(help, &QToolButton::clicked, this, [this] { emit helpRequested(topic_); });
        header_->addWidget(help);
    }
    auto* all = new QVBoxLayout(this);
    all->addLayout(header_);
    all->addLayout(body_, 1);
    body_->setContentsMargins(0, 0, 0, 0);
}

void Card::setTitle(const QString& title) {
    title_->setText(title);
}

void Card::setSubtitle(const QString& text) {
    subtitle_->setText(text);
    subtitle_->setToolTip(text);
}

void Card::addTool(QWidget* tool) {
    header_->insertWidget(topic_.isEmpty() ? header_->count() : header_->count() - 1, tool);
}

void Card::setHeader(QWidget* header) {
    title_->hide();
    subtitle_->hide();
    header_->insertWidget(0, header, 1);
}

} // namespace kamke::ui
