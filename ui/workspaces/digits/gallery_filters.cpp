#include "ui/workspaces/digits/gallery_filters.h"

#include "ui/glossary/term.h"
#include "ui/text/utf8.h"
#include "ui/widgets/flow_layout.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>
#include <algorithm>

namespace kamke::ui {

GalleryFilters::GalleryFilters(ExplorerStore* store, DigitListModel* model, QWidget* parent)
    : QWidget(parent)
    , store_(store)
    , model_(model)
    , labels_(new QComboBox)
    , predictions_(new QComboBox)
    , finders_(new QComboBox)
    , order_(new QComboBox)
    , descending_(new QToolButton)
    , number_(new QLineEdit) {
    labels_->setAccessibleName(tr("Only samples with this label"));
    labels_->setToolTip(labels_->accessibleName());
    predictions_->setAccessibleName(tr("Only samples that are read as this"));
    predictions_->setToolTip(predictions_->accessibleName());
    finders_->setObjectName(QStringLiteral("digits.finder"));
    finders_->setAccessibleName(tr("Only samples that this one has proved, broken or tried in vain"));
    finders_->setToolTip(finders_->accessibleName());
    finders_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    order_->addItems({tr("by number"), tr("by margin"), tr("by radius")});
    order_->setAccessibleName(tr("Order of the samples"));
    order_->setToolTip(tr("Order: number in the data set, margin at the present ε, or certified radius"));
    setTerm(order_, QStringLiteral("margin"));
    setTerm(labels_, QStringLiteral("label"));
    setTerm(predictions_, QStringLiteral("logit"));
    descending_->setObjectName(QStringLiteral("descending"));
    number_->setObjectName(QStringLiteral("search"));
    number_->setPlaceholderText(tr("No."));
    number_->setAccessibleName(tr("Go to the sample of this number"));
    number_->setToolTip(tr("Type a number and press Enter to go to that sample"));
    number_->setMaximumWidth(68);

    auto* flow = new FlowLayout(5, 5, this);
    flow->setContentsMargins(0, 0, 0, 0);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{labels_, predictions_, finders_, order_, descending_, number_})
        flow->addWidget(widget);

    connect(labels_, &QComboBox::activated, this, [this](int row) {
        change(tr("Filter digits"), [row](DigitsState& d) { d.labelFilter = row - 1; });
    });
    connect(predictions_, &QComboBox::activated, this, [this](int row) {
        change(tr("Filter digits"), [row](DigitsState& d) { d.predictionFilter = row - 1; });
    });
    connect(order_, &QComboBox::activated, this, [this](int row) {
        change(tr("Sort digits"), [row](DigitsState& d) { d.sort = static_cast<DigitSort>(row); });
    });
    connect(finders_, &QComboBox::activated, this, [this](int row) {
        model_->setFinder(finders_->itemData(row).toString().toStdString());
        emit finderChosen();
    });
    connect(descending_, &QToolButton::clicked, this, [this] {
        change(tr("Sort digits"), [](DigitsState& d) { d.descending = !d.descending; });
    });
    connect(number_, &QLineEdit::returnPressed, this, &GalleryFilters::jump);
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Network)
            fillClasses();
        if (parts & StatePart::Gallery)
            follow();
    });
    fillClasses();
}

void GalleryFilters::setDataset(std::shared_ptr<const Dataset> samples) {
    data_ = std::move(samples);
    fillClasses();
}

void GalleryFilters::beginNumber(const QString& text) {
    number_->setText(text);
    number_->setFocus();
}

void GalleryFilters::fillClasses() {
    const int classes = data_ ? data_->classes() : 0,
              outputs = std::max(classes, static_cast<int>(store_->state().network->q()));
    labels_->clear();
    labels_->addItem(tr("any label"));
    for (int k = 0; k < classes; ++k)
        labels_->addItem(tr("label %1").arg(model_->className(k)));
    predictions_->clear();
    predictions_->addItem(tr("any reading"));
    for (int k = 0; k < outputs; ++k)
        predictions_->addItem(tr("read as %1").arg(model_->className(k)));
    follow();
}

void GalleryFilters::follow() {
    const DigitsState& digits = store_->state().digits;
    labels_->setCurrentIndex(digits.labelFilter + 1);
    predictions_->setCurrentIndex(digits.predictionFilter + 1);
    order_->setCurrentIndex(static_cast<int>(digits.sort));
    descending_->setText(digits.descending ? QStringLiteral("↓") : QStringLiteral("↑"));
    descending_->setToolTip(digits.descending ? tr("Largest first") : tr("Smallest first"));
    descending_->setAccessibleName(descending_->toolTip());
}

void GalleryFilters::showFinders() {
    std::map<std::string, int> all = model_->finders();
    const std::string& chosen = model_->finder();
    if (!chosen.empty())
        all.try_emplace(chosen, 0);
    QStringList texts{tr("by anyone")};
    QStringList ids{QString()};
    for (const auto& [id, count] : all) {
        texts << tr("by %1: %2").arg(finderWord(id), QLocale().toString(count));
        ids << toQString(id);
    }
    if (finders_->view()->isVisible())
        return; // somebody is choosing
    QStringList shown;
    for (int row = 0; row < finders_->count(); ++row)
        shown << finders_->itemText(row);
    if (shown != texts) {
        finders_->clear();
        for (qsizetype row = 0; row < texts.size(); ++row)
            finders_->addItem(texts[row], ids[row]);
    }
    finders_->setCurrentIndex(static_cast<int>(ids.indexOf(toQString(chosen))));
}

void GalleryFilters::jump() {
    bool ok = false;
    const int sample = QLocale().toInt(number_->text().trimmed(), &ok);
    const auto size = data_ ? static_cast<int>(data_->size()) : 0;
    if (!ok || sample < 0 || sample >= size) {
        emit store_->message(tr("“%1” is no sample of this data set, expected a whole number from 0 to %2.")
                                 .arg(number_->text(), QLocale().toString(size - 1)));
        number_->selectAll();
        return;
    }
    number_->clear();
    emit jumped(sample);
}

void GalleryFilters::change(const QString& text, const std::function<void(DigitsState&)>& edit) {
    ExplorerState next = store_->state();
    edit(next.digits);
    store_->apply(text, next);
}

} // namespace kamke::ui
