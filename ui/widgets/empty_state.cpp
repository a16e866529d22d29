#include "ui/widgets/empty_state.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

namespace {

/// Longer lines are hard to read.
constexpr int widestLine = 460;

} // namespace

EmptyState::EmptyState(const QString& title, const QString& sentence, QWidget* parent)
    : QWidget(parent)
    , title_(new QLabel(title))
    , sentence_(new QLabel)
    , buttons_(new QVBoxLayout) {
    setObjectName(QStringLiteral("emptyState"));
    QFont large = title_->font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    title_->setFont(large);
    title_->setAlignment(Qt::AlignCenter);
    title_->setWordWrap(true);
    sentence_->setProperty("role", QStringLiteral("faint"));
    sentence_->setAlignment(Qt::AlignCenter);
    sentence_->setWordWrap(true);
    sentence_->setTextFormat(Qt::PlainText);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    sentence_->setFixedWidth(widestLine);
    setSentence(sentence);

    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addStretch(2);
    column->addWidget(title_);
    column->addWidget(sentence_, 0, Qt::AlignHCenter);
    column->addSpacing(6);
    column->addLayout(buttons_);
    column->addStretch(3);
}

QString EmptyState::sentence() const {
    return sentence_->text();
}

void EmptyState::setSentence(const QString& sentence) {
    sentence_->setText(sentence);
    // A layout that centres a label does not ask it how tall it is at its width.
    sentence_->setMinimumHeight(std::max(0, sentence_->heightForWidth(widestLine)));
    setAccessibleName(title_->text() + QStringLiteral(". ") + sentence);
}

QPushButton* EmptyState::addButton(const QString& text) {
    auto* button = new QPushButton(text);
    if (buttons_->isEmpty())
        button->setProperty("primary", true);
    buttons_->addWidget(button, 0, Qt::AlignHCenter);
    return button;
}

} // namespace kamke::ui
