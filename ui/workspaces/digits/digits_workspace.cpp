#include "ui/workspaces/digits/digits_workspace.h"

#include "core/model/dataset.h"
#include "ui/documents/documents.h"
#include "ui/documents/lesson_facts.h"
#include "ui/files/folders.h"
#include "ui/files/resource_files.h"
#include "ui/jobs/cascade_runner.h"
#include "ui/jobs/decide_runner.h"
#include "ui/jobs/digits_scan.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/workspaces/digits/cascade_page.h"
#include "ui/workspaces/digits/dataset_chooser.h"
#include "ui/workspaces/digits/digit_gallery.h"
#include "ui/workspaces/digits/digit_list_model.h"
#include "ui/workspaces/digits/digit_views.h"
#include "ui/workspaces/digits/digits_tools.h"
#include "ui/workspaces/digits/proof_row.h"
#include "ui/workspaces/workspace.h"

#include <QFileInfo>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

DigitsWorkspace::DigitsWorkspace(ExplorerStore* store, Documents* documents, QWidget* parent)
    : WorkspacePage(parent)
    , store_(store)
    , documents_(documents)
    , keeper_(new VerdictKeeper(store, verdictFolder(), this))
    , scan_(new DigitsScan(store, keeper_, this))
    , decider_(new DecideRunner(store, keeper_, scan_, this))
    , tools_(new DigitsTools(store, documents))
    , pages_(new QStackedWidget)
    , empty_(new EmptyState(tr("No digit classifier is open"), {}))
    , reading_(new QLabel(tr("Reading the data set …"))) {
    const QString example = resourceFolder(QStringLiteral("networks")) + QStringLiteral("/nemon_mnist.h5");
    if (QFileInfo::exists(example))
        connect(
            empty_->addButton(tr("Open the digits example")), &QPushButton::clicked, documents,
            [documents, example] { documents->open(example); });
    bundled_ = empty_->addButton(tr("Use the bundled digits"));
    connect(bundled_, &QPushButton::clicked, documents, [documents] { documents->openDataset({}); });
    locate_ = empty_->addButton(tr("Locate the data set…"));
    locate_->setObjectName(QStringLiteral("digits.locate"));
    connect(locate_, &QPushButton::clicked, documents, &Documents::locateDataset);
    reading_->setAlignment(Qt::AlignCenter);
    reading_->setProperty("role", QStringLiteral("faint"));
    pages_->addWidget(reading_);
    pages_->addWidget(empty_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(tools_);
    column->addWidget(pages_, 1);

    connect(documents->datasets(), &Datasets::loaded, this, &DigitsWorkspace::take);
    connect(documents->datasets(), &Datasets::failed, this, &DigitsWorkspace::refuse);
    connect(keeper_, &VerdictKeeper::told, store, &ExplorerStore::message);
    connect(keeper_, &VerdictKeeper::changed, this, &DigitsWorkspace::statusChanged);
    connect(documents, &Documents::sweepOpened, keeper_, &VerdictKeeper::takeFile);
    attach(scan_);
    connect(store, &ExplorerStore::changed, this, &DigitsWorkspace::follow);
    load();
}

DigitsWorkspace::~DigitsWorkspace() {
    // The views first: they look at what computes for them.
    store_->disconnect(this);
    delete pages_;
    delete runner_;
    delete decider_;
    delete scan_;
    delete keeper_;
}

void DigitsWorkspace::follow(StateParts parts) {
    if (parts & StatePart::Gallery && store_->state().digits.dataset != path_)
        load();
    if (parts & StatePart::Network)
        fit();
}

void DigitsWorkspace::load() {
    refused_.clear();
    const QString wanted = store_->state().digits.dataset;
    documents_->datasets()->load(wanted);
    // While another file is read, its numbers of samples would pick from this one.
    if (data_ && path_ != wanted) {
        data_.reset();
        fit();
    }
}

void DigitsWorkspace::take(const QString& path, const std::shared_ptr<const Dataset>& samples) {
    if (path != store_->state().digits.dataset || samples == data_)
        return;
    path_ = path;
    data_ = samples;
    refused_.clear();
    tools_->chooser()->showDataset(data_.get(), path_);
    ExplorerState next = store_->state();
    if (next.digits.sample >= data_->size()) {
        next.digits.sample = static_cast<int>(data_->size()) - 1;
        store_->apply(tr("Pick digit %1").arg(next.digits.sample), next);
    }
    fit();
}

void DigitsWorkspace::refuse(const QString& path, const QString& sentence) {
    // What the user opened in vain leaves the state, and so what is shown, as it was.
    if (path != store_->state().digits.dataset || (data_ && path == path_))
        return;
    data_.reset();
    tools_->chooser()->showDataset(nullptr, path);
    refused_ = sentence;
    fit();
}

void DigitsWorkspace::fit() {
    QString why = refused_;
    if (data_)
        if (const auto unfit = whyUnfit(*store_->state().network, *data_))
            why = tr("The data set “%1” %2. This workspace certifies pictures one by one; it needs a network "
                     "that reads them.")
                      .arg(QString::fromStdString(data_->name), QString::fromStdString(*unfit));
    const bool shown = data_ && why.isEmpty();
    if (shown && !gallery_)
        makeViews();
    const std::shared_ptr<const Dataset> fitting = shown ? data_ : nullptr;
    keeper_->setDataset(fitting);
    if (gallery_) {
        gallery_->setDataset(fitting);
        runner_->setDataset(fitting);
    }
    empty_->setSentence(why);
    bundled_->setVisible(!store_->state().digits.dataset.isEmpty());
    locate_->setVisible(!refused_.isEmpty());
    pages_->setCurrentIndex(shown ? 2 : why.isEmpty() ? 0 : 1);
    emit busyChanged();
    emit statusChanged();
}

void DigitsWorkspace::makeViews() {
    runner_ = new DigitRunner(store_, this);
    runner_->setKeeper(keeper_);
    connect(runner_, &DigitRunner::busyChanged, scan_, &DigitsScan::setYielding);
    connect(runner_, &DigitRunner::busyChanged, decider_, &DecideRunner::setYielding);
    attach(runner_);
    connect(runner_, &DigitRunner::resultChanged, this, &DigitsWorkspace::statusChanged);
    gallery_ = new DigitGallery(store_, scan_, decider_);
    auto* columns = new QSplitter(Qt::Horizontal);
    columns->setObjectName(QStringLiteral("digitColumns"));
    columns->setHandleWidth(8);
    columns->setChildrenCollapsible(false);
    columns->addWidget(gallery_);
    columns->addWidget(new DigitCentre(store_, runner_));
    columns->addWidget(new DigitInspector(store_, runner_));
    columns->setStretchFactor(0, 3);
    columns->setStretchFactor(1, 4);
    columns->setStretchFactor(2, 3);
    columns->setSizes({370, 480, 460});
    columns->restoreState(QSettings().value(columns->objectName()).toByteArray());
    auto* page = new QWidget;
    auto* margins = new QVBoxLayout(page);
    margins->setContentsMargins(8, 8, 8, 8);
    margins->addWidget(columns);
    pages_->addWidget(page);
    auto* cascade = page->findChild<CascadePage*>();
    cascade_ = cascade->runner();
    attach(cascade_);
    attach(cascade->proofs()->writing());
    attach(cascade->proofs()->checking());
    cascade->proofs()->setPlace([this](const QString& name) {
        return documents_->askWhereToSave(tr("Write proof"), name, tr("Proofs (*.kproof.json)"));
    });
    setFocusProxy(gallery_->list());
    for (Card* card : columns->findChildren<Card*>())
        connect(card, &Card::helpRequested, this, &DigitsWorkspace::helpRequested);
}

QString DigitsWorkspace::status() const {
    if (pages_->currentIndex() == 0)
        return reading_->text();
    if (pages_->currentIndex() == 1)
        return empty_->sentence();
    const auto result = runner_->result();
    if (!result || !runner_->isCurrent())
        return runner_->isBusy() ? tr("Computing the certificates …")
               : result          ? tr("Cancelled; what is shown is the last finished result.")
                                 : tr("Cancelled before the first result.");
    const std::vector<SampleCertificate>& all = result->report.certificates;
    const auto enclosed = std::count_if(
        all.begin(), all.end(), [](const SampleCertificate& one) { return one.status == Status::Ok; });
    const DigitsState& digits = store_->state().digits;
    QString sentence = digits.own ? tr("Your own digit") : tr("Sample %1").arg(digits.sample);
    const SampleKnowledge known = runner_->known();
    const KnownVerdict verdict = verdictAt(known, result->report.label, result->report.eps);
    sentence += verdict.known == Known::Proved || verdict.known == Known::Broken
                    ? tr(": %1 by %2").arg(verdictWord(verdict.known), finderWord(verdict.by))
                    : QStringLiteral(": ") + verdictWord(verdict.known);
    sentence += tr("; %1 of %2 certificates have a box").arg(enclosed).arg(all.size());
    if (result->attack)
        sentence += result->attack->outside  ? tr("; it is outside of the input domain and not attacked")
                    : result->attack->broken ? tr("; the attack succeeds")
                                             : tr("; the attack finds nothing");
    if (result->norm == BallNorm::L2)
        sentence += tr("; ε bounds l₂");
    return sentence + u'.';
}

void DigitsWorkspace::addFacts(LessonFacts& facts) const {
    if (runner_ && runner_->isCurrent())
        facts.digit = runner_->result();
}

Workspace digitsWorkspace() {
    return {
        .title = DigitsWorkspace::tr("&Digits"),
        .icon = QStringLiteral("digits"),
        .open = [](const WindowParts& window) {
            return new DigitsWorkspace(window.store, window.documents);
        }};
}

} // namespace kamke::ui
