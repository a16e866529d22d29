#include "ui/workspaces/contraction/contraction_workspace.h"

#include "ui/documents/export_dialog.h"
#include "ui/plot/plot.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copyable_table.h"
#include "ui/widgets/transport.h"
#include "ui/workspaces/contraction/figure_list.h"
#include "ui/workspaces/contraction/figure_settings.h"
#include "ui/workspaces/contraction/numbers_model.h"
#include "ui/workspaces/workspace.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

ContractionWorkspace::ContractionWorkspace(ExplorerStore* store, QWidget* parent)
    : WorkspacePage(parent)
    , store_(store)
    , list_(new FigureList)
    , card_(new Card(tr("Figure"), QStringLiteral("contraction")))
    , stage_(new QStackedWidget)
    , transport_(new Transport(this))
    , settings_(new FigureSettings(store))
    , numbers_(new NumbersModel(this))
    , table_(new CopyableTable)
    , export_(new QToolButton)
    , exports_(new QMenu(this)) {
    layOut();
    connect(list_, &FigureList::chosen, this, &ContractionWorkspace::choose);
    connect(transport_, &Transport::moved, this, &ContractionWorkspace::move);
    connect(transport_, &Transport::speedChosen, this, [this](double factor) {
        ExplorerState next = store_->state();
        next.contraction.speed = factor;
        store_->apply(tr("Change the speed"), next);
    });
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (isVisible())
            follow(parts);
    });
}

void ContractionWorkspace::layOut() {
    auto* figures = new Card(tr("Figures"), QStringLiteral("contraction"));
    figures->body()->addWidget(list_, 1);
    figures->setMinimumWidth(170);

    card_->setObjectName(QStringLiteral("contraction.card"));
    export_->setObjectName(QStringLiteral("contraction.export"));
    export_->setText(tr("Export…"));
    export_->setToolTip(tr("Export a plot of this figure as PDF, SVG or PNG, with its data"));
    exports_->setObjectName(QStringLiteral("contraction.exports"));
    connect(export_, &QToolButton::clicked, this, [this] {
        offerExports(); // a figure may show other plots in another state
        exports_->popup(export_->mapToGlobal(QPoint(0, export_->height())));
    });
    card_->addTool(export_);
    transport_->setObjectName(QStringLiteral("contraction.transport"));
    card_->body()->addWidget(stage_, 1);
    card_->body()->addWidget(transport_);

    settingsCard_ = new Card(tr("Settings"), QStringLiteral("contraction"));
    settingsCard_->setObjectName(QStringLiteral("contraction.settings"));
    settingsCard_->body()->addWidget(settings_);
    auto* readings = new Card(tr("Read off"), QStringLiteral("contraction"));
    table_->setObjectName(QStringLiteral("contraction.numbers"));
    table_->setAccessibleName(tr("Numbers of the figure"));
    table_->setModel(numbers_);
    table_->horizontalHeader()->hide();
    table_->horizontalHeader()->setSectionResizeMode(NumbersModel::Name, QHeaderView::Stretch);
    table_->horizontalHeader()->setSectionResizeMode(NumbersModel::Value, QHeaderView::ResizeToContents);
    connect(numbers_, &QAbstractItemModel::modelReset, this, &ContractionWorkspace::fitRows);
    connect(table_->horizontalHeader(), &QHeaderView::sectionResized, this, &ContractionWorkspace::fitRows);
    readings->body()->addWidget(table_, 1);
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(settingsCard_);
    column->addWidget(readings, 1);
    right->setMinimumWidth(250);

    auto* columns = new QSplitter(Qt::Horizontal);
    columns->setObjectName(QStringLiteral("contractionColumns"));
    columns->setHandleWidth(8);
    columns->setChildrenCollapsible(false);
    columns->addWidget(figures);
    columns->addWidget(card_);
    columns->addWidget(right);
    columns->setStretchFactor(0, 0);
    columns->setStretchFactor(1, 1);
    columns->setStretchFactor(2, 0);
    columns->setSizes({200, 740, 270});
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->addWidget(columns);
}

void ContractionWorkspace::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    follow(StatePart::All);
}

void ContractionWorkspace::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && figure_ && isVisible())
        figure_->follow(StatePart::All);
}

void ContractionWorkspace::follow(StateParts parts) {
    constexpr auto shown = StatePart::Network | StatePart::Boxes | StatePart::Selection | StatePart::Axes |
                           StatePart::Contraction | StatePart::Cursor | StatePart::Theme;
    if (!(parts & shown))
        return;
    if (parts & StatePart::Contraction && showFigure())
        parts = StatePart::All;
    if (parts & ~StateParts(StatePart::Cursor))
        settings_->follow();
    figure_->follow(parts);
    readOff();
}

bool ContractionWorkspace::showFigure() {
    const FigureRow* row = findFigure(store_->state().contraction.figure);
    if (!row)
        row = &figureRows().front();
    const QString id = QLatin1String(row->id);
    if (figure_ && figures_.value(id) == figure_)
        return false;
    transport_->setPlaying(false);
    if (!figures_.contains(id))
        make(*row);
    figure_ = figures_.value(id);
    stage_->setCurrentWidget(figure_);
    list_->setFigure(id);
    card_->setTitle(Figure::tr(row->title));
    card_->setSubtitle(Figure::tr(row->caption));
    card_->setTopic(QLatin1String(row->topic));
    settings_->setControls(figure_->controls());
    settingsCard_->setVisible(figure_->controls() != FigureControls{});
    offerExports();
    return true;
}

void ContractionWorkspace::make(const FigureRow& row) {
    Figure* figure = row.make(store_);
    // Also those that are not shown yet.
    for (Plot* plot : figure->findChildren<Plot*>())
        connect(plot, &Plot::exportRequested, this, [this, plot] { ExportDialog::open(plot, this); });
    connect(figure, &Figure::changed, this, [this, figure] {
        if (figure == figure_ && isVisible())
            readOff();
    });
    figure->follow(StatePart::All); // the first page is shown, and painted, while it is added
    stage_->addWidget(figure);
    figures_.insert(QLatin1String(row.id), figure);
}

void ContractionWorkspace::choose(const QString& id) {
    ExplorerState next = store_->state();
    if (next.contraction.figure == id)
        return;
    next.contraction.figure = id;
    store_->moveTime(0);
    next.contraction.time = 0;
    store_->apply(tr("Choose a figure"), next);
}

void ContractionWorkspace::move(int position) {
    if (figure_)
        store_->moveTime(position * figure_->timeStep());
}

void ContractionWorkspace::readOff() {
    const ContractionState& state = store_->state().contraction;
    const int last = figure_->lastPosition();
    transport_->setVisible(last > 0);
    if (last > 0) {
        const double at = std::round(state.time / figure_->timeStep());
        const int position = static_cast<int>(std::clamp(at, 0.0, static_cast<double>(last)));
        transport_->setLast(last);
        transport_->setRate(figure_->rate(), state.speed);
        transport_->setPosition(position);
        transport_->setCaption(figure_->positionText(position));
    }
    numbers_->show(figure_->numbers());
    emit busyChanged();
    emit statusChanged();
}

void ContractionWorkspace::cancel() {
    if (figure_)
        figure_->cancel();
}

void ContractionWorkspace::fitRows() {
    // Names that are too long for one line go over two.
    QStyleOptionViewItem option;
    option.font = table_->font();
    const int one = table_->verticalHeader()->defaultSectionSize(),
              two = one + table_->fontMetrics().lineSpacing();
    for (int row = 0; row < numbers_->rowCount(); ++row) {
        const QModelIndex name = numbers_->index(row, NumbersModel::Name);
        const bool wide =
            table_->itemDelegate()->sizeHint(option, name).width() > table_->columnWidth(NumbersModel::Name);
        table_->setRowHeight(row, wide ? two : one);
    }
}

void ContractionWorkspace::offerExports() {
    exports_->clear();
    for (Plot* plot : figure_->plots())
        exports_->addAction(
            literally(plot->accessibleName()), this, [this, plot] { ExportDialog::open(plot, this); });
}

Workspace contractionWorkspace() {
    return {
        .title = ContractionWorkspace::tr("C&ontraction"),
        .icon = QStringLiteral("contraction"),
        .open = [](const WindowParts& window) { return new ContractionWorkspace(window.store); }};
}

} // namespace kamke::ui
