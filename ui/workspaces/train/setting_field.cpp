#include "ui/workspaces/train/setting_field.h"

#include "core/train/model_kinds.h"
#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/sentence.h"
#include "ui/workspaces/train/train_data.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>
#include <cmath>

namespace kamke::ui {

SettingField::SettingField(
    const TrainField& row, ExplorerStore* store, const TrainData* data, QObject* parent)
    : QObject(parent)
    , row_(row)
    , store_(store)
    , data_(data)
    , label_(new QLabel(row.label))
    , sentence_(makeSentence())
    , field_(new NumberField) {
    setTerm(label_, trainTerm(row.id));
    setTerm(field_, trainTerm(row.id));
    label_->setBuddy(field_);
    field_->setObjectName(row.id);
    field_->setAccessibleName(row.title);
    sentence_->setObjectName(row.id + QStringLiteral("-sentence"));
    connect(field_, &NumberField::entered, this, &SettingField::enter);
    connect(field_, &NumberField::refused, this, &SettingField::say);
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Training)
            refresh();
    });
    connect(data, &TrainData::changed, this, &SettingField::refresh);
    refresh();
}

void SettingField::placeIn(QGridLayout* grid, int row, int column) {
    grid->addWidget(label_, row, column);
    grid->addWidget(field_, row, column + 1);
}

bool SettingField::isTaken() const {
    return row_.isTaken(*findModelKind(store_->state().train.kind.toStdString()));
}

bool SettingField::isWrong() const {
    return !whatIsWrong(row_, store_->state().train, data_->data().get()).isEmpty();
}

void SettingField::enter(double value) {
    if (const QString wrong = whyNoSetting(row_, value); !wrong.isEmpty()) {
        say(wrong);
        return;
    }
    ExplorerState next = store_->state();
    row_.set(next.train, value);
    if (next == store_->state())
        refresh();
    store_->apply(tr("Change %1").arg(row_.title.toLower()), next);
}

void SettingField::refresh() {
    const TrainSettings& settings = store_->state().train;
    double value = row_.get(settings);
    // Open ends are shown as what they mean here.
    if (row_.id == QStringLiteral("last") && settings.last < 0)
        value = data_->data() ? static_cast<double>(data_->data()->size() - 1) : std::nan("");
    field_->setValue(value);
    const QString meaning = meaningOf(row_, settings);
    label_->setToolTip(QStringLiteral("<p><b>%1</b></p><p>%2</p>").arg(row_.title, mathHtml(meaning)));
    field_->setAccessibleDescription(meaning);
    for (QWidget* widget : {static_cast<QWidget*>(label_), static_cast<QWidget*>(field_)})
        widget->setVisible(isTaken() || isWrong());
    say(whatIsWrong(row_, settings, data_->data().get()));
}

void SettingField::say(const QString& sentence) {
    sentence_->setText(sentence);
    sentence_->setVisible(!sentence.isEmpty());
    const bool wrong = !sentence.isEmpty();
    if (field_->property("invalid").toBool() == wrong)
        return;
    field_->setProperty("invalid", wrong);
    field_->style()->unpolish(field_);
    field_->style()->polish(field_);
}

} // namespace kamke::ui
