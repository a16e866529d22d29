#include "ui/workspaces/reach/held_inputs.h"

#include "ui/plot/plane_axes.h"
#include "ui/text/number_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>

namespace kamke::ui {
namespace {

constexpr std::size_t mostFields = 4;

std::vector<int> offAxes(const ExplorerState& state) {
    std::vector<int> result;
    for (int k = 0; k < state.network->r(); ++k) {
        if (k != state.inputX && k != state.inputY) {
            result.push_back(k);
        }
    }
    return result;
}

void markInvalid(QLineEdit* field, bool invalid) {
    if (field->property("invalid").toBool() != invalid) {
        field->setProperty("invalid", invalid);
        field->style()->unpolish(field);
        field->style()->polish(field);
    }
}

} // namespace

HeldInputs::HeldInputs(ExplorerStore* store, QWidget* parent)
    : QWidget(parent)
    , store_(store)
    , row_(new QHBoxLayout(this)) {
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(6);
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Network | StatePart::Axes)) {
            refresh();
        }
    });
    rebuild();
}

void HeldInputs::refresh() {
    if (held_ != offAxes(store_->state())) {
        rebuild();
        return;
    }
    for (const auto& [input, field] : fields_) {
        const int k =
            input >= 0 ? input : held_[static_cast<std::size_t>(std::max(0, list_->currentIndex()))];
        field->setText(formatNumber(store_->state().held[k]));
        field->setToolTip(exactNumber(store_->state().held[k]));
        markInvalid(field, false);
    }
}

void HeldInputs::rebuild() {
    while (QLayoutItem* item = row_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    fields_.clear();
    list_ = nullptr;
    held_ = offAxes(store_->state());
    setVisible(store_->state().network->r() > 2);
    if (!isVisibleTo(parentWidget())) {
        return;
    }
    auto* words = new QLabel(tr("held at"));
    words->setProperty("role", QStringLiteral("faint"));
    row_->addWidget(words);
    if (held_.size() <= mostFields) {
        for (const int input : held_) {
            row_->addWidget(new QLabel(subscripted(QStringLiteral("u"), input + 1)));
            addField(input);
        }
    } else {
        list_ = new QComboBox;
        list_->setAccessibleName(tr("Held input to change"));
        for (const int input : held_) {
            list_->addItem(subscripted(QStringLiteral("u"), input + 1));
        }
        connect(list_, &QComboBox::currentIndexChanged, this, &HeldInputs::refresh);
        row_->addWidget(list_);
        addField(-1);
    }
    row_->addStretch(1);
    refresh();
}

void HeldInputs::addField(int input) {
    auto* field = new QLineEdit;
    field->setAccessibleName(
        input < 0 ? tr("Value of the held input") : tr("Value at which input %1 is held").arg(input + 1));
    field->setMaximumWidth(field->fontMetrics().horizontalAdvance(QStringLiteral("−0.0000000")) + 16);
    connect(field, &QLineEdit::editingFinished, this, [this, field, input] {
        take(field, input >= 0 ? input : held_[static_cast<std::size_t>(std::max(0, list_->currentIndex()))]);
    });
    connect(
        field, &QLineEdit::textEdited, this, [field] { markInvalid(field, !parseNumber(field->text())); });
    fields_.emplace_back(input, field);
    row_->addWidget(field);
}

void HeldInputs::take(QLineEdit* field, int input) {
    // What is not typed over keeps the digits that are not shown.
    if (field->text() == formatNumber(store_->state().held[input])) {
        return;
    }
    const auto value = parseNumber(field->text());
    if (!value) {
        emit store_->message(whyNotANumber(field->text()));
        return;
    }
    ExplorerState next = store_->state();
    if (*value == next.held[input]) {
        return;
    }
    next.held[input] = *value;
    for (InputBox& box : next.boxes) {
        box.box.lower[input] = box.box.upper[input] = *value;
    }
    store_->apply(
        tr("Hold %1 at %2").arg(subscripted(QStringLiteral("u"), input + 1), formatNumber(*value)), next);
}

} // namespace kamke::ui
