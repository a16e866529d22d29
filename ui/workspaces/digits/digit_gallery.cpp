#include "ui/workspaces/digits/digit_gallery.h"

#include "ui/workspaces/digits/decide_bar.h"
#include "ui/workspaces/digits/digit_delegate.h"
#include "ui/workspaces/digits/digit_list_model.h"
#include "ui/workspaces/digits/gallery_filters.h"
#include "ui/workspaces/digits/sample_set_chip.h"
#include "ui/workspaces/digits/verdict_chips.h"

#include <QEvent>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QProgressBar>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>
#include <functional>
#include <utility>

namespace kamke::ui {

namespace {

constexpr int refreshMs = 250;

/// Where a list of names would search for what is typed, this one hands it on.
class SampleList : public QListView {
public:
    explicit SampleList(std::function<void(const QString&)> typed)
        : typed_(std::move(typed)) {}
    void keyboardSearch(const QString& text) override { typed_(text); }

private:
    std::function<void(const QString&)> typed_;
};

} // namespace

DigitGallery::DigitGallery(ExplorerStore* store, DigitsScan* scan, DecideRunner* decider, QWidget* parent)
    : Card(tr("Digits"), QStringLiteral("digits"), parent)
    , store_(store)
    , scan_(scan)
    , decider_(decider)
    , model_(new DigitListModel(store, scan, this))
    , chips_(new VerdictChips(store, scan))
    , filters_(new GalleryFilters(store, model_))
    , list_(new SampleList([this](const QString& text) { filters_->beginNumber(text); }))
    , empty_(new QLabel)
    , progress_(new QProgressBar)
    , cancel_(new QToolButton)
    , resume_(new QToolButton) {
    makeScanTools();
    makeList();
    body()->addWidget(new SampleSetChip(store));
    body()->addWidget(chips_);
    body()->addWidget(new DecideBar(decider));
    body()->addWidget(filters_);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setProperty("role", QStringLiteral("faint"));
    body()->addWidget(list_, 1);
    body()->addWidget(empty_, 1);

    refresh_.setSingleShot(true);
    refresh_.setInterval(refreshMs);
    connect(&refresh_, &QTimer::timeout, this, &DigitGallery::refresh);
    connect(filters_, &GalleryFilters::finderChosen, this, &DigitGallery::refresh);
    connect(filters_, &GalleryFilters::jumped, this, &DigitGallery::jumpTo);
    connect(store, &ExplorerStore::changed, this, &DigitGallery::follow);
    const auto refreshSoon = [this] {
        if (!refresh_.isActive())
            refresh_.start();
    };
    connect(&scan->keeper(), &VerdictKeeper::changed, this, refreshSoon);
    connect(scan, &DigitsScan::resultChanged, this, [this, refreshSoon] {
        refreshSoon();
        showScan();
    });
    connect(scan, &DigitsScan::busyChanged, this, &DigitGallery::showScan);
    follow(StatePart::All);
    showScan();
}

void DigitGallery::setDataset(std::shared_ptr<const Dataset> samples) {
    model_->setDataset(samples);
    filters_->setDataset(std::move(samples));
    follow(StatePart::All);
}

void DigitGallery::makeScanTools() {
    setObjectName(QStringLiteral("digits.gallery"));
    progress_->setObjectName(QStringLiteral("scanProgress"));
    progress_->setTextVisible(false);
    progress_->setFixedWidth(70);
    progress_->setAccessibleName(tr("Progress of the scan"));
    cancel_->setText(QStringLiteral("✕"));
    cancel_->setObjectName(QStringLiteral("cancelScan"));
    cancel_->setToolTip(tr("Stop the scan and keep what it has found"));
    cancel_->setAccessibleName(tr("Stop the scan"));
    connect(cancel_, &QToolButton::clicked, scan_, &DigitsScan::cancel);
    resume_->setText(tr("Continue"));
    resume_->setObjectName(QStringLiteral("resumeScan"));
    resume_->setToolTip(tr("The scan was stopped; go on where it was"));
    connect(resume_, &QToolButton::clicked, scan_, &DigitsScan::resume);
    addTool(progress_);
    addTool(cancel_);
    addTool(resume_);
}

void DigitGallery::makeList() {
    list_->setObjectName(QStringLiteral("digitList"));
    list_->setModel(model_);
    list_->setItemDelegate(new DigitDelegate(list_));
    list_->setViewMode(QListView::IconMode);
    list_->setResizeMode(QListView::Adjust);
    list_->setMovement(QListView::Static);
    // Without this the view asks for the size of every one of them.
    list_->setUniformItemSizes(true);
    list_->setSelectionMode(QAbstractItemView::SingleSelection);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    list_->setMouseTracking(true);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setAccessibleName(tr("Samples of the data set"));
    list_->viewport()->installEventFilter(this);
    connect(
        list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& current) {
            if (selecting_ || !current.isValid())
                return;
            if (burst_ < 0)
                burst_ = store_->newMergeId();
            pick(current.data(DigitListModel::SampleRole).toInt(), burst_);
        });
    // A reset forgets where the user was.
    connect(model_, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        list_->setProperty("scrolled", list_->verticalScrollBar()->value());
    });
    connect(model_, &QAbstractItemModel::modelReset, this, [this] {
        selectSample();
        list_->doItemsLayout();
        list_->verticalScrollBar()->setValue(list_->property("scrolled").toInt());
    });
}

void DigitGallery::follow(StateParts parts) {
    if (parts & (StatePart::Gallery | StatePart::Network)) {
        refresh_.stop();
        refresh();
    } else if (parts & StatePart::Digit && shownEps_ != store_->state().digits.eps) {
        // What is known at one ε says something of every other.
        if (!refresh_.isActive())
            refresh_.start();
    }
    if (parts & (StatePart::Digit | StatePart::Gallery)) {
        selectSample();
        list_->scrollTo(list_->currentIndex());
    }
}

void DigitGallery::refresh() {
    shownEps_ = store_->state().digits.eps;
    model_->refresh();
    chips_->showCounts();
    filters_->showFinders();
    decider_->setWanted(model_->rows());
    showEmpty();
}

void DigitGallery::showScan() {
    const bool busy = scan_->isBusy();
    const ScanProgress now = scan_->progress();
    progress_->setVisible(busy);
    cancel_->setVisible(busy);
    resume_->setVisible(!busy && scan_->isUnfinished());
    progress_->setRange(0, static_cast<int>(now.total));
    progress_->setValue(static_cast<int>(now.done));
    QString step;
    switch (now.step) {
    case ScanStep::Reading:
        step = tr("reading");
        break;
    case ScanStep::Certifying:
        step = tr("certifying");
        break;
    case ScanStep::Attacking:
        step = tr("attacking");
        break;
    case ScanStep::Radii:
        step = tr("radii");
        break;
    case ScanStep::Done:
        break;
    }
    QString text;
    if (busy && !step.isEmpty()) {
        text = step + QStringLiteral(" …");
        // Nobody needs to be told of less than a second.
        if (const double seconds = scan_->secondsLeft(); seconds >= 1)
            text += tr(" %1 s left").arg(QLocale().toString(std::lround(seconds)));
    } else if (!busy && scan_->isUnfinished()) {
        text = tr("stopped");
    }
    // In the narrowest column the bar says as much, and the words are its tooltip.
    constexpr int roomForWords = 300;
    setSubtitle(busy && width() < roomForWords ? QString() : text);
    progress_->setToolTip(text);
}

void DigitGallery::showEmpty() {
    const bool none = model_->rowCount() == 0;
    list_->setVisible(!none);
    empty_->setVisible(none);
    if (!none)
        return;
    const DigitsState& digits = store_->state().digits;
    empty_->setText(
        scan_->isBusy() ? tr("None so far; the scan is under way.")
        : digits.set && digits.filter == DigitFilter::All && digits.labelFilter < 0 &&
                digits.predictionFilter < 0
            ? tr("No sample belongs to this set.")
        : digits.filter == DigitFilter::All || !model_->finder().empty()
            ? tr("No sample passes all of these filters.")
            : tr("No sample is %1 here.").arg(verdictWord(verdictOf(digits.filter))));
}

void DigitGallery::selectSample() {
    const DigitsState& digits = store_->state().digits;
    const int row = digits.own ? -1 : model_->rowOf(digits.sample);
    if (row >= 0 && list_->currentIndex().row() == row &&
        list_->selectionModel()->isSelected(list_->currentIndex()))
        return;
    selecting_ = true;
    if (row >= 0)
        list_->setCurrentIndex(model_->index(row));
    else
        list_->selectionModel()->clear();
    selecting_ = false;
}

void DigitGallery::pick(int sample, int mergeId) {
    ExplorerState next = store_->state();
    next.digits.sample = sample;
    next.digits.own.reset();
    next.digits.competitor = -1;
    store_->apply(tr("Pick digit %1").arg(sample), next, mergeId);
}

void DigitGallery::jumpTo(int sample) {
    pick(sample, -1);
    if (model_->rowOf(sample) < 0)
        emit store_->message(tr("Digit %1 is shown; the filter hides it in the gallery.").arg(sample));
    else
        list_->scrollTo(list_->currentIndex(), QAbstractItemView::PositionAtCenter);
    list_->setFocus();
}

bool DigitGallery::eventFilter(QObject* watched, QEvent* event) {
    // A click is a step of undo of its own; a walk with the arrow keys is one step.
    if (event->type() == QEvent::MouseButtonPress)
        burst_ = -1;
    return Card::eventFilter(watched, event);
}

} // namespace kamke::ui
