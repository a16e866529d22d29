#include "ui/workspaces/network/numbers_page.h"

#include "ui/glossary/term.h"
#include "ui/widgets/caption.h"
#include "ui/widgets/copyable_table.h"
#include "ui/widgets/elided_combo.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/network/compare_link.h"
#include "ui/workspaces/network/compare_model.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

namespace {

constexpr int leastColumn = 96, widestColumn = 230;
constexpr int sampleChoices[] = {200, 1000, 5000, 0};

} // namespace

NumbersPage::NumbersPage(CompareLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , model_(new CompareModel(this))
    , table_(new CopyableTable)
    , samples_(new ElidedCombo)
    , note_(new Caption) {
    table_->setObjectName(QStringLiteral("network.table"));
    table_->setAccessibleName(tr("Comparison of the networks"));
    table_->setModel(model_);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    note_->setObjectName(QStringLiteral("network.note"));
    note_->setProperty("role", QStringLiteral("note"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(makeSettings());
    column->addWidget(table_, 1);
    column->addWidget(note_);
    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this, &NumbersPage::showNote);
    connect(model_, &QAbstractItemModel::modelReset, this, &NumbersPage::arrange);
    connect(model_, &QAbstractItemModel::headerDataChanged, this, &NumbersPage::arrange);
    connect(link, &CompareLink::changed, this, &NumbersPage::refresh);
    connect(link->store(), &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Compare)
            refresh();
    });
    refresh();
}

QWidget* NumbersPage::makeSettings() {
    auto* settings = new QWidget;
    setTerm(settings, QStringLiteral("certified-accuracy"));
    auto* flow = new FlowLayout(14, 4, settings);
    const auto line = [flow] {
        auto* part = new QWidget;
        auto* row = new QHBoxLayout(part);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(6);
        flow->addWidget(part);
        return row;
    };
    QHBoxLayout* row = line();
    row->addWidget(new QLabel(tr("Certified at ε =")));
    for (std::size_t k = 0; k < eps_.size(); ++k) {
        auto* field = new NumberField;
        field->setObjectName(QStringLiteral("network.eps%1").arg(k + 1));
        field->setAccessibleName(tr("ε number %1").arg(k + 1));
        field->setFixedWidth(field->fontMetrics().horizontalAdvance(QStringLiteral("0.0000000")) + 14);
        connect(field, &NumberField::entered, this, [this, k](double value, const QString& text) {
            setEps(k, value, text);
        });
        connect(field, &NumberField::refused, this, &NumbersPage::refused);
        eps_[k] = field;
        row->addWidget(field);
    }
    row = line();
    row->addWidget(new QLabel(tr("on")));
    samples_->setObjectName(QStringLiteral("network.samples"));
    samples_->setAccessibleName(tr("Samples that are counted"));
    for (const int count : sampleChoices)
        samples_->addItem(
            count == 0 ? tr("all samples") : tr("the first %1 samples").arg(QLocale().toString(count)),
            count);
    connect(samples_, &QComboBox::activated, this, [this] {
        const int count = samples_->currentData().toInt();
        link_->change(tr("Count other samples"), [&](CompareState& s) { s.samples = count; });
    });
    row->addWidget(samples_);
    return settings;
}

void NumbersPage::setEps(std::size_t k, double value, const QString& text) {
    if (!(value > 0)) {
        emit refused(tr("“%1” is no size of a perturbation; type a number above 0, such as 0.01.").arg(text));
        refresh();
        return;
    }
    link_->change(tr("Certify at another ε"), [&](CompareState& s) { s.eps[k] = value; });
}

void NumbersPage::refresh() {
    const CompareState& settings = link_->settings();
    for (std::size_t k = 0; k < eps_.size(); ++k)
        eps_[k]->setValue(settings.eps[k]);
    int at = samples_->findData(settings.samples);
    if (at < 0) {
        // A session may count any number.
        samples_->addItem(
            tr("the first %1 samples").arg(QLocale().toString(settings.samples)), settings.samples);
        at = samples_->count() - 1;
    }
    samples_->setCurrentIndex(at);
    QStringList names;
    for (const CompareColumn& column : link_->columns())
        names << column.name;
    model_->show(compareRows(link_->columns(), settings, link_->runner()->isBusy()), names);
    showNote();
}

void NumbersPage::arrange() {
    if (model_->columnCount() < 2)
        return;
    const int first = std::min(table_->contentWidth(0) + 10, std::max(160, table_->viewport()->width() / 3));
    table_->setColumnWidth(0, first);
    const int columns = model_->columnCount() - 1;
    const int each = std::clamp((table_->viewport()->width() - first) / columns, leastColumn, widestColumn);
    const int row = table_->verticalHeader()->defaultSectionSize();
    for (int column = 1; column <= columns; ++column)
        table_->setColumnWidth(column, each);
    // Groups stand apart.
    for (int k = 0; k < model_->rowCount(); ++k)
        table_->setRowHeight(
            k, model_->index(k, 0).data(CompareModel::HeadingRole).toBool() && k > 0 ? row * 13 / 10 : row);
}

void NumbersPage::showNote() {
    const QModelIndex cell = table_->currentIndex();
    const QString row = cell.isValid() ? cell.siblingAtColumn(0).data().toString() : QString();
    const QString note = cell.data(CompareModel::NoteRole).toString();
    QString text;
    if (!cell.isValid())
        text = tr("Bold: the best of its row. Choose a number to read what it says; Ctrl+C copies "
                  "it in full.");
    else if (cell.column() == 0)
        text = note.isEmpty() ? row : QStringLiteral("%1: %2").arg(row, note);
    else
        text = QStringLiteral("%1, %2: %3%4")
                   .arg(
                       model_->names().value(cell.column() - 1), row, cell.data().toString(),
                       note.isEmpty() ? QString() : QStringLiteral(". ") + note);
    note_->setText(text);
    note_->setToolTip(text);
}

void NumbersPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void NumbersPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        table_->viewport()->update();
}

} // namespace kamke::ui
