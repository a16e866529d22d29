#include "ui/workspaces/network/compare_list.h"

#include "ui/documents/documents.h"
#include "ui/files/resource_files.h"
#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/jobs/sweep_names.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/verdict_text.h"
#include "ui/workspaces/network/compare_link.h"
#include "ui/workspaces/network/compare_presets.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

QLabel* wrapped(const QString& object, const char* role) {
    auto* label = new QLabel;
    label->setObjectName(object);
    label->setProperty("role", QLatin1String(role));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QStringList filesOf(const QMimeData* data) {
    QStringList files;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

} // namespace

CompareList::CompareList(CompareLink* link, Documents* documents, QWidget* parent)
    : Card(tr("Networks"), QStringLiteral("compare"), parent)
    , link_(link)
    , documents_(documents)
    , list_(new QListWidget)
    , add_(new QPushButton(tr("Add")))
    , remove_(new QPushButton(tr("Remove")))
    , up_(new QToolButton)
    , down_(new QToolButton)
    , menu_(new QMenu(this))
    , hint_(wrapped(QStringLiteral("network.hint"), "faint"))
    , problems_(wrapped(QStringLiteral("network.problems"), "verdict"))
    , progressWords_(wrapped(QStringLiteral("network.progressText"), "faint"))
    , bar_(new QProgressBar)
    , run_(new QPushButton) {
    layOut();
    problems_->setProperty("kind", QStringLiteral("warning"));
    setAcceptDrops(true);
    connect(menu_, &QMenu::aboutToShow, this, &CompareList::fillMenu);
    connect(remove_, &QPushButton::clicked, this, &CompareList::remove);
    connect(up_, &QToolButton::clicked, this, [this] { move(-1); });
    connect(down_, &QToolButton::clicked, this, [this] { move(1); });
    connect(list_, &QListWidget::currentRowChanged, this, &CompareList::showButtons);
    connect(run_, &QPushButton::clicked, this, [this] {
        if (link_->runner()->isBusy())
            link_->runner()->cancel();
        else
            link_->runner()->resume();
    });
    connect(link, &CompareLink::changed, this, &CompareList::refresh);
    connect(link->runner(), &CompareRunner::progressed, this, &CompareList::showProgress);
    fillMenu();
    refresh();
}

void CompareList::layOut() {
    setObjectName(QStringLiteral("network.card"));
    list_->setObjectName(QStringLiteral("network.list"));
    list_->setAccessibleName(tr("Networks that are compared"));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setTextElideMode(Qt::ElideRight);
    list_->setUniformItemSizes(true);
    add_->setObjectName(QStringLiteral("network.add"));
    menu_->setObjectName(QStringLiteral("network.addMenu"));
    menu_->setToolTipsVisible(true);
    add_->setMenu(menu_);
    remove_->setObjectName(QStringLiteral("network.remove"));
    remove_->setToolTip(tr("Takes the chosen network out of the comparison; its file stays"));
    up_->setObjectName(QStringLiteral("network.up"));
    up_->setArrowType(Qt::UpArrow);
    up_->setToolTip(tr("One column to the left"));
    up_->setAccessibleName(up_->toolTip());
    down_->setObjectName(QStringLiteral("network.down"));
    down_->setArrowType(Qt::DownArrow);
    down_->setToolTip(tr("One column to the right"));
    down_->setAccessibleName(down_->toolTip());
    hint_->setText(
        tr("Only the open network is shown. Add up to five others, from the gallery or from files, to see "
           "them side by side; files can also be dropped here."));
    bar_->setObjectName(QStringLiteral("network.progress"));
    bar_->setRange(0, 1000);
    bar_->setTextVisible(false);
    run_->setObjectName(QStringLiteral("network.run"));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(add_);
    buttons->addWidget(remove_);
    buttons->addStretch(1);
    buttons->addWidget(up_);
    buttons->addWidget(down_);
    addTool(makePresets());
    body()->setSpacing(8);
    body()->addWidget(list_);
    body()->addLayout(buttons);
    body()->addWidget(hint_);
    body()->addWidget(problems_);
    body()->addStretch(1);
    body()->addWidget(progressWords_);
    body()->addWidget(bar_);
    body()->addWidget(run_, 0, Qt::AlignLeft);
}

void CompareList::refresh() {
    const std::vector<CompareColumn>& columns = link_->columns();
    {
        const QSignalBlocker quiet(list_);
        while (list_->count() > static_cast<int>(columns.size()))
            delete list_->takeItem(list_->count() - 1);
        while (list_->count() < static_cast<int>(columns.size()))
            list_->addItem(new QListWidgetItem);
    }
    QStringList wrong;
    for (std::size_t k = 0; k < columns.size(); ++k) {
        const CompareColumn& column = columns[k];
        const NetworkFigures* f = column.figures.get();
        QListWidgetItem* item = list_->item(static_cast<int>(k));
        item->setText(k == 0 ? tr("Open now: %1").arg(column.name) : column.name);
        item->setIcon(columnIcon(currentTheme(), k));
        item->setData(TermRole, QStringLiteral("implicit-network"));
        const QString about =
            f && f->network ? QString::fromStdString(f->network->description).simplified() : QString();
        item->setToolTip(about.isEmpty() ? column.name : about);
        if (f && !f->problem.empty())
            wrong << tr("%1 cannot be read: %2").arg(column.name, QString::fromStdString(f->problem));
        else if (f && f->analysis && !f->analysis->wellPosed())
            wrong << tr("%1: %2").arg(column.name, guaranteesVerdict(*f->analysis).plain());
    }
    const int height = list_->sizeHintForRow(0) > 0 ? list_->sizeHintForRow(0) : fontMetrics().height() + 6;
    list_->setFixedHeight(std::max(3, list_->count()) * height + 2 * list_->frameWidth() + 2);
    problems_->setText(wrong.join(QStringLiteral("\n\n")));
    problems_->setVisible(!wrong.isEmpty());
    hint_->setVisible(columns.size() == 1);
    showButtons();
    showProgress();
}

void CompareList::showButtons() {
    const int row = list_->currentRow();
    add_->setEnabled(list_->count() < CompareState::most);
    add_->setToolTip(
        add_->isEnabled() ? tr("A network of the gallery, or a file")
                          : tr("There is room for six networks; remove one first"));
    remove_->setEnabled(row > 0);
    up_->setEnabled(row > 1);
    down_->setEnabled(row > 0 && row + 1 < list_->count());
}

QString CompareList::progressText() const {
    const CompareRunner* runner = link_->runner();
    if (runner->isUnfinished() && !runner->isBusy())
        return tr("Stopped; what is missing is shown as –. Continue computes it.");
    if (!runner->isBusy())
        return {};
    const QString step = QString::fromStdString(runner->progress().step);
    const double left = runner->secondsLeft();
    const QString now = step.isEmpty() ? tr("Computing") : tr("Computing %1").arg(step);
    return std::isnan(left) ? now + u'…'
                            : tr("%1; about %n s left", nullptr, static_cast<int>(std::ceil(left))).arg(now);
}

void CompareList::showProgress() {
    const CompareRunner* runner = link_->runner();
    const bool busy = runner->isBusy(), stopped = runner->isUnfinished() && !busy;
    progressWords_->setText(progressText());
    progressWords_->setVisible(busy || stopped);
    bar_->setVisible(busy);
    bar_->setValue(static_cast<int>(1000 * runner->progress().share));
    run_->setVisible(busy || stopped);
    run_->setText(busy ? tr("Stop") : tr("Continue"));
}

QToolButton* CompareList::makePresets() {
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("network.presets"));
    button->setText(tr("Figures ▾"));
    button->setToolTip(tr("Comparisons that the papers make, in place of the networks that are listed"));
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    for (const ComparePreset& preset : comparePresets()) {
        QAction* action = menu->addAction(preset.title(), this, [this, &preset] {
            link_->change(preset.title(), [&preset](CompareState& s) { preset.apply(s); });
        });
        action->setObjectName(QStringLiteral("network.preset.") + QLatin1String(preset.id));
        action->setToolTip(QStringLiteral("<p>%1</p>").arg(mathHtml(preset.explanation())));
    }
    button->setMenu(menu);
    return button;
}

void CompareList::fillMenu() {
    menu_->clear();
    const QStringList& taken = link_->settings().networks;
    for (const QString& file : galleryFiles()) {
        const QString entry = galleryPrefix + QFileInfo(file).fileName();
        if (taken.contains(entry))
            continue;
        // File names may hold what Qt takes for a mnemonic.
        QAction* action =
            menu_->addAction(literally(baseName(file)), this, [this, entry] { link_->add({entry}); });
        action->setObjectName(QStringLiteral("network.add.") + baseName(file));
    }
    menu_->addSeparator();
    menu_->addAction(tr("File…"), this, &CompareList::addFile)
        ->setObjectName(QStringLiteral("network.add-file"));
}

void CompareList::addFile() {
    if (const QString file = documents_->askForNetwork(); !file.isEmpty())
        link_->add({file});
}

void CompareList::remove() {
    const int row = list_->currentRow();
    if (row < 1)
        return;
    link_->change(
        tr("Remove a network from the comparison"), [&](CompareState& s) { s.networks.removeAt(row - 1); });
    list_->setCurrentRow(std::min(row, list_->count() - 1));
}

void CompareList::move(int by) {
    const int row = list_->currentRow(), to = row + by;
    if (row < 1 || to < 1 || to >= list_->count())
        return;
    link_->change(tr("Order the networks of the comparison"), [&](CompareState& s) {
        s.networks.move(row - 1, to - 1);
    });
    list_->setCurrentRow(to);
}

void CompareList::changeEvent(QEvent* event) {
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void CompareList::dragEnterEvent(QDragEnterEvent* event) {
    if (!filesOf(event->mimeData()).isEmpty() && link_->columns().size() < CompareState::most)
        event->acceptProposedAction();
}

void CompareList::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    link_->add(filesOf(event->mimeData()));
}

} // namespace kamke::ui
