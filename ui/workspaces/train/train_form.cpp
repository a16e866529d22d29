#include "ui/workspaces/train/train_form.h"

#include "core/train/model_kinds.h"
#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/glossary/term_ids.h"
#include "ui/text/utf8.h"
#include "ui/widgets/elided_combo.h"
#include "ui/workspaces/train/data_section.h"
#include "ui/workspaces/train/presets.h"
#include "ui/workspaces/train/setting_field.h"
#include "ui/workspaces/train/train_data.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

namespace {

QGridLayout* makeGrid(QWidget* parent) {
    auto* grid = new QGridLayout(parent);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    return grid;
}

QLabel* makeHeading(const QString& words) {
    auto* label = new QLabel(words);
    label->setProperty("role", QStringLiteral("title"));
    return label;
}

} // namespace

TrainForm::TrainForm(ExplorerStore* store, TrainData* source, Documents* documents, QWidget* parent)
    : QWidget(parent)
    , store_(store)
    , data_(source)
    , dataSection_(new DataSection(store, source, documents))
    , kinds_(new ElidedCombo)
    , learnWeights_(new QCheckBox) {
    const auto pair = [](const char* one, const char* other) {
        return std::array{QStringList(QString::fromLatin1(one)), QStringList(QString::fromLatin1(other))};
    };
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 6, 0);
    column->setSpacing(6);
    const auto section = [column](const QString& heading, QWidget* content) {
        if (column->count() > 0)
            column->addSpacing(6);
        QLabel* title = makeHeading(heading);
        column->addWidget(title);
        column->addWidget(content);
        return title;
    };
    section(tr("Start from"), makePresets());
    section(tr("Data"), dataSection_);
    section(tr("Model"), makeModel());
    loss_ = makeFields({pair("lipschitz", "eps")});
    lossHeading_ = section(tr("Loss: cross-entropy and …"), loss_);
    section(
        tr("Steps of Adam"), makeFields(
                                 {pair("epochs", "batch"), pair("rate", "final-rate"), pair("seed", "runs"),
                                  pair("threads", "")}));
    column->addStretch(1);
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Training)
            refresh();
    });
    refresh();
}

QWidget* TrainForm::makePresets() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (const TrainPreset& preset : trainPresets()) {
        auto* button = new QPushButton;
        button->setObjectName(QStringLiteral("preset-") + preset.id);
        button->setProperty("row", true);
        button->setCheckable(true);
        button->setToolTip(QStringLiteral("<p>%1</p>").arg(mathHtml(preset.meaning)));
        setTerm(button, preset.term);
        button->setAccessibleName(preset.name + QStringLiteral(": ") + preset.summary);
        auto* words = new QHBoxLayout(button);
        words->setContentsMargins(10, 0, 10, 0);
        auto* summary = new QLabel(mathHtml(preset.summary));
        summary->setTextFormat(Qt::RichText);
        summary->setProperty("role", QStringLiteral("note"));
        for (QLabel* label : {new QLabel(preset.name), summary}) {
            label->setAttribute(Qt::WA_TransparentForMouseEvents);
            words->addWidget(label);
            if (label != summary)
                words->addStretch(1);
        }
        connect(button, &QPushButton::clicked, this, [this, &preset] {
            ExplorerState next = store_->state();
            next.train = withPreset(next.train, preset);
            store_->apply(tr("Start from “%1”").arg(preset.name), next);
            // A click on the present one leaves it chosen.
            refresh();
        });
        presets_.push_back(button);
        column->addWidget(button);
    }
    return box;
}

QWidget* TrainForm::makeModel() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    kinds_->setObjectName(QStringLiteral("kind"));
    kinds_->setAccessibleName(tr("Kind of model"));
    for (const ModelKind& kind : modelKinds()) {
        kinds_->addItem(toQString(kind.name), toQString(kind.id));
        kinds_->setItemData(
            kinds_->count() - 1,
            QStringLiteral("<p>%1</p><p>%2</p><p><i>%3</i></p>")
                .arg(
                    mathHtml(toQString(kind.parametrisation)), mathHtml(toQString(kind.explanation)),
                    toQString(kind.citation)),
            Qt::ToolTipRole);
        kinds_->setItemData(kinds_->count() - 1, kindTerm(kind), TermRole);
    }
    connect(kinds_, &QComboBox::activated, this, [this](int index) {
        ExplorerState next = store_->state();
        next.train = withKind(next.train, kinds_->itemData(index).toString());
        store_->apply(tr("Change the kind of model"), next);
    });
    learnWeights_->setObjectName(QStringLiteral("learnWeights"));
    setTerm(learnWeights_, QStringLiteral("eta"));
    connect(learnWeights_, &QCheckBox::clicked, this, [this](bool on) {
        ExplorerState next = store_->state();
        next.train.learnWeights = on;
        store_->apply(on ? tr("Learn the weights") : tr("Keep the weights at 1"), next);
    });
    auto* row = new QHBoxLayout;
    row->addWidget(kinds_, 1);
    row->addWidget(learnWeights_, 1);
    column->addLayout(row);
    column->addWidget(makeFields(
        {{QStringList(QStringLiteral("hidden")), {QStringLiteral("gamma"), QStringLiteral("layers")}},
         {QStringList(QStringLiteral("mean")), QStringList(QStringLiteral("std"))}}));
    return box;
}

QWidget* TrainForm::makeFields(const std::vector<std::array<QStringList, 2>>& rows) {
    auto* box = new QWidget;
    QGridLayout* grid = makeGrid(box);
    int row = 0;
    for (const std::array<QStringList, 2>& cells : rows) {
        int column = 0;
        const int line = row++;
        for (const QStringList& cell : cells) {
            for (const QString& id : cell) {
                if (id.isEmpty())
                    continue;
                auto* field = new SettingField(trainField(id), store_, data_, this);
                field->placeIn(grid, line, column);
                grid->addWidget(field->sentence(), row++, 0, 1, 4);
                fields_.push_back(field);
            }
            column += 2;
        }
    }
    // The labels of all grids are as wide as the widest, so that fields stand below each other.
    const int width = fontMetrics().horizontalAdvance(tr("check with")) + 4;
    grid->setColumnMinimumWidth(0, width);
    grid->setColumnMinimumWidth(2, fontMetrics().horizontalAdvance(tr("certified ε")));
    return box;
}

void TrainForm::refresh() {
    const TrainSettings& settings = store_->state().train;
    const auto& presets = trainPresets();
    for (std::size_t k = 0; k < presets.size(); ++k)
        presets_[k]->setChecked(withPreset(settings, presets[k]) == settings);
    const ModelKind& row = *findModelKind(settings.kind.toStdString());
    const int kind = kinds_->findData(settings.kind);
    setTerm(kinds_, kindTerm(row));
    learnWeights_->setVisible(row.learnsWeights() || settings.learnWeights);
    learnWeights_->setText(tr("learn the weights %1").arg(toQString(row.weightsMeaning)));
    learnWeights_->setToolTip(
        mathHtml(tr("The weights %1 > 0 of the norm are learnt too; otherwise they are 1.")
                     .arg(toQString(row.weightsMeaning))));
    // A model without boxes or Lipschitz constant has the plain loss.
    const bool plain = !row.takesLipschitzWeight && !row.takesCertifiedEps && settings.lipschitzWeight == 0 &&
                       settings.certifiedEps == 0;
    lossHeading_->setText(plain ? tr("Loss: cross-entropy") : tr("Loss: cross-entropy and …"));
    loss_->setVisible(!plain);
    kinds_->setCurrentIndex(kind);
    kinds_->setToolTip(kinds_->itemData(kind, Qt::ToolTipRole).toString());
    learnWeights_->setChecked(settings.learnWeights);
}

bool TrainForm::isWrong() const {
    return dataSection_->isWrong() ||
           std::any_of(fields_.begin(), fields_.end(), [](const SettingField* f) { return f->isWrong(); });
}

} // namespace kamke::ui
