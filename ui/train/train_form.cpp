#include "train/train_form.h"

#include "glossary/term.h"
#include "models/verdict_text.h"
#include "train/data_section.h"
#include "train/presets.h"
#include "train/setting_field.h"
#include "train/train.h"
#include "train/train_data.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

namespace {

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

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
    , kinds_(new QComboBox)
    , learnWeights_(new QCheckBox(tr("learn the weights η"))) {
    const auto pair = [](const char* one, const char* other) {
        return std::pair(QString::fromLatin1(one), QString::fromLatin1(other));
    };
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 6, 0);
    column->setSpacing(6);
    const auto section = [column](const QString& heading, QWidget* content) {
        if (column->count() > 0)
            column->addSpacing(6);
        column->addWidget(makeHeading(heading));
        column->addWidget(content);
    };
    section(tr("Start from"), makePresets());
    section(tr("Data"), dataSection_);
    section(tr("Model"), makeModel());
    section(tr("Loss: cross-entropy and …"), makeFields({pair("lipschitz", "eps")}));
    section(
        tr("Steps of Adam"),
        makeFields({pair("epochs", "batch"), pair("rate", "final-rate"), pair("seed", "threads")}));
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
        button->setToolTip(preset.meaning);
        setTerm(button, preset.term);
        button->setAccessibleName(preset.name + QStringLiteral(": ") + preset.summary);
        auto* words = new QHBoxLayout(button);
        words->setContentsMargins(10, 0, 10, 0);
        auto* summary = new QLabel(preset.summary);
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
    setTerm(kinds_, QStringLiteral("nemon-parametrisation"));
    for (const ModelKind& kind : modelKinds()) {
        kinds_->addItem(text(kind.name), text(kind.id));
        kinds_->setItemData(
            kinds_->count() - 1,
            QStringLiteral("<p>%1</p><p><i>%2</i></p>")
                .arg(mathHtml(text(kind.explanation)), text(kind.citation)),
            Qt::ToolTipRole);
        kinds_->setItemData(kinds_->count() - 1, QStringLiteral("nemon-parametrisation"), TermRole);
    }
    connect(kinds_, &QComboBox::activated, this, [this](int index) {
        ExplorerState next = store_->state();
        next.train.kind = kinds_->itemData(index).toString();
        store_->apply(tr("Change the kind of model"), next);
    });
    learnWeights_->setObjectName(QStringLiteral("learnWeights"));
    setTerm(learnWeights_, QStringLiteral("eta"));
    learnWeights_->setToolTip(
        mathHtml(tr("The weights η > 0 of the measure μ_η are learnt beside T; otherwise they are 1.")));
    connect(learnWeights_, &QCheckBox::clicked, this, [this](bool on) {
        ExplorerState next = store_->state();
        next.train.learnWeights = on;
        store_->apply(on ? tr("Learn the weights η") : tr("Keep the weights η at 1"), next);
    });
    auto* row = new QHBoxLayout;
    row->addWidget(kinds_, 1);
    row->addWidget(learnWeights_, 1);
    column->addLayout(row);
    column->addWidget(makeFields({{QStringLiteral("hidden"), QStringLiteral("gamma")}}));
    return box;
}

QWidget* TrainForm::makeFields(const std::vector<std::pair<QString, QString>>& rows) {
    auto* box = new QWidget;
    QGridLayout* grid = makeGrid(box);
    int row = 0;
    for (const auto& [one, other] : rows) {
        int column = 0;
        const int line = row++;
        for (const QString& id : {one, other}) {
            auto* field = new SettingField(trainField(id), store_, data_, this);
            field->placeIn(grid, line, column);
            grid->addWidget(field->sentence(), row++, 0, 1, 4);
            column += 2;
            fields_.push_back(field);
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
    const int kind = kinds_->findData(settings.kind);
    kinds_->setCurrentIndex(kind);
    kinds_->setToolTip(kinds_->itemData(kind, Qt::ToolTipRole).toString());
    learnWeights_->setChecked(settings.learnWeights);
}

bool TrainForm::isWrong() const {
    return dataSection_->isWrong() ||
           std::any_of(fields_.begin(), fields_.end(), [](const SettingField* f) { return f->isWrong(); });
}

} // namespace kamke::ui
