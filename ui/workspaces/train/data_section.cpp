#include "ui/workspaces/train/data_section.h"

#include "ui/documents/documents.h"
#include "ui/text/number_text.h"
#include "ui/widgets/elided_combo.h"
#include "ui/widgets/sentence.h"
#include "ui/workspaces/train/setting_field.h"
#include "ui/workspaces/train/train_data.h"

#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <algorithm>

namespace kamke::ui {

namespace {

/// What an entry that asks for a file has as its data.
const QString another = QStringLiteral("?");

QString count(Index n) {
    return wholeNumber(n);
}

/// Long names must not make the form wider than its column.
QComboBox* makeChooser(const QString& name) {
    auto* box = new ElidedCombo;
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(14);
    return box;
}

} // namespace

DataSection::DataSection(ExplorerStore* store, TrainData* source, Documents* documents, QWidget* parent)
    : QWidget(parent)
    , store_(store)
    , data_(source)
    , documents_(documents)
    , datasets_(makeChooser(tr("Data set to train on")))
    , validation_(makeChooser(tr("Data to check with")))
    , first_(new SettingField(trainField(QStringLiteral("first")), store, source, this))
    , last_(new SettingField(trainField(QStringLiteral("last")), store, source, this))
    , counts_(new QLabel)
    , dataSentence_(makeSentence())
    , validationSentence_(makeSentence()) {
    datasets_->setObjectName(QStringLiteral("dataset"));
    validation_->setObjectName(QStringLiteral("validation"));
    dataSentence_->setObjectName(QStringLiteral("dataset-sentence"));
    validationSentence_->setObjectName(QStringLiteral("validation-sentence"));
    counts_->setProperty("role", QStringLiteral("note"));
    counts_->setWordWrap(true);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    auto* checkWith = new QLabel(tr("check with"));
    checkWith->setToolTip(tr("Samples that are not trained on, read after every epoch."));
    grid->addWidget(new QLabel(tr("data set")), 0, 0);
    grid->addWidget(datasets_, 0, 1, 1, 3);
    grid->addWidget(dataSentence_, 1, 0, 1, 4);
    first_->placeIn(grid, 2, 0);
    last_->placeIn(grid, 2, 2);
    grid->addWidget(first_->sentence(), 3, 0, 1, 4);
    grid->addWidget(last_->sentence(), 4, 0, 1, 4);
    grid->addWidget(checkWith, 5, 0);
    grid->addWidget(validation_, 5, 1, 1, 3);
    grid->addWidget(validationSentence_, 6, 0, 1, 4);
    grid->addWidget(counts_, 7, 0, 1, 4);
    connect(datasets_, &QComboBox::activated, this, &DataSection::chooseDataset);
    connect(validation_, &QComboBox::activated, this, &DataSection::chooseValidation);
    connect(source, &TrainData::changed, this, &DataSection::refresh);
    refresh();
}

bool DataSection::isWrong() const {
    return !data_->problem().isEmpty() || !data_->validationProblem().isEmpty() || first_->isWrong() ||
           last_->isWrong();
}

void DataSection::fill() {
    const TrainSettings& settings = store_->state().train;
    const QSignalBlocker quiet(datasets_), silent(validation_);
    datasets_->clear();
    datasets_->addItem(tr("Bundled digits"), QString());
    QStringList files{settings.dataset, TrainData::fashionMnist()};
    files.removeAll(QString());
    files.removeDuplicates();
    for (const QString& file : std::as_const(files)) {
        const bool fashion = file == TrainData::fashionMnist();
        datasets_->addItem(fashion ? tr("Fashion-MNIST, training set") : QFileInfo(file).fileName(), file);
        datasets_->setItemData(datasets_->count() - 1, file, Qt::ToolTipRole);
    }
    datasets_->insertSeparator(datasets_->count());
    datasets_->addItem(tr("Open a file (HDF5 or MNIST's IDX)…"), another);
    datasets_->setCurrentIndex(datasets_->findData(settings.dataset));

    validation_->clear();
    validation_->addItem(tr("the samples left over"), static_cast<int>(ValidationChoice::Rest));
    if (!settings.validation.isEmpty()) {
        validation_->addItem(
            QFileInfo(settings.validation).fileName(), static_cast<int>(ValidationChoice::File));
        validation_->setItemData(validation_->count() - 1, settings.validation, Qt::ToolTipRole);
    }
    validation_->addItem(tr("nothing"), static_cast<int>(ValidationChoice::None));
    validation_->insertSeparator(validation_->count());
    validation_->addItem(tr("Open a file…"), another);
    validation_->setCurrentIndex(validation_->findData(static_cast<int>(settings.validate)));
}

void DataSection::refresh() {
    fill();
    const auto say = [](QLabel* label, const QString& sentence) {
        label->setText(sentence);
        label->setVisible(!sentence.isEmpty());
    };
    say(dataSentence_, data_->problem());
    say(validationSentence_, data_->validationProblem());
    const auto samples = data_->data();
    if (!samples) {
        counts_->setText(data_->isReading() ? tr("Reading the data…") : QString());
        return;
    }
    const Index size = samples->size();
    const TrainSettings& settings = store_->state().train;
    const Index last = settings.last < 0 ? size - 1 : settings.last;
    const Index chosen = std::max<Index>(0, std::min(last, size - 1) - settings.first + 1);
    QString text = tr("%1 of %2 samples of %3 values in %4 classes are trained on")
                       .arg(count(chosen), count(size), count(samples->r()), count(samples->classes()));
    if (const Index check = data_->validationSize(); check > 0)
        text += tr(", %1 to check with").arg(count(check));
    counts_->setText(text + u'.');
}

void DataSection::chooseDataset(int index) {
    QString file = datasets_->itemData(index).toString();
    if (file == another) {
        file = documents_->askForDataset();
        if (file.isEmpty()) {
            fill();
            return;
        }
        file = QFileInfo(file).absoluteFilePath();
    }
    if (file != store_->state().train.dataset)
        setDataset(file);
}

void DataSection::setDataset(const QString& file) {
    ExplorerState next = store_->state();
    TrainSettings& settings = next.train;
    const TrainSettings start;
    settings.dataset = file;
    settings.first = 0;
    settings.last = file.isEmpty() ? start.last : -1;
    settings.validation = TrainData::testSetBeside(file);
    settings.validate = file.isEmpty()                  ? start.validate
                        : settings.validation.isEmpty() ? ValidationChoice::None
                                                        : ValidationChoice::File;
    store_->apply(tr("Choose data to train on"), next);
}

void DataSection::chooseValidation(int index) {
    ExplorerState next = store_->state();
    if (validation_->itemData(index).toString() == another) {
        const QString file = documents_->askForDataset();
        if (file.isEmpty()) {
            fill();
            return;
        }
        next.train.validate = ValidationChoice::File;
        next.train.validation = QFileInfo(file).absoluteFilePath();
    } else {
        next.train.validate = static_cast<ValidationChoice>(validation_->itemData(index).toInt());
    }
    store_->apply(tr("Choose data to check with"), next);
}

} // namespace kamke::ui
