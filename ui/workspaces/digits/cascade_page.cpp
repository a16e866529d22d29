#include "ui/workspaces/digits/cascade_page.h"

#include "ui/glossary/term.h"
#include "ui/text/number_text.h"
#include "ui/widgets/caption.h"
#include "ui/widgets/copyable_table.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/workspaces/digits/cascade_model.h"
#include "ui/workspaces/digits/proof_row.h"
#include "ui/workspaces/digits/search_panel.h"

#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace kamke::ui {

CascadePage::CascadePage(DigitLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , runner_(new CascadeRunner(this))
    , model_(new CascadeModel(this))
    , search_(new SearchPanel(link))
    , proofs_(new ProofRow(link))
    , table_(new CopyableTable)
    , button_(new QPushButton)
    , progress_(new QProgressBar)
    , step_(new QLabel)
    , margins_(new QCheckBox(tr("every margin")))
    , semidefinite_(new QCheckBox(tr("SDP")))
    , lipschitz_(new QCheckBox(tr("Lipschitz table")))
    , note_(new Caption) {
    button_->setObjectName(QStringLiteral("cascade.solve"));
    margins_->setObjectName(QStringLiteral("cascade.margins"));
    margins_->setToolTip(
        tr("Solve every competitor to its gap, instead of a verdict that ends as soon as it is clear"));
    semidefinite_->setObjectName(QStringLiteral("cascade.sdp"));
    semidefinite_->setToolTip(tr("Solve semidefinite programs before the search: where few units keep their "
                                 "sign they decide what a search cannot; elsewhere it is sooner done"));
    setTerm(semidefinite_, QStringLiteral("sdp"));
    lipschitz_->setObjectName(QStringLiteral("cascade.lipschitz"));
    lipschitz_->setToolTip(tr("Compute the Lipschitz constants of all pairs of classes first: seconds to "
                              "minutes, once for a network"));
    setTerm(lipschitz_, QStringLiteral("lipschitz-sdp"));
    progress_->setObjectName(QStringLiteral("cascade.progress"));
    progress_->setTextVisible(false);
    progress_->setFixedWidth(80);
    progress_->setAccessibleName(tr("Competitors that are decided"));
    step_->setObjectName(QStringLiteral("cascade.step"));
    step_->setProperty("role", QStringLiteral("note"));
    auto* row = new FlowLayout(8, 4);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{button_, progress_, step_, margins_, semidefinite_, lipschitz_})
        row->addWidget(widget);
    table_->setObjectName(QStringLiteral("cascade.table"));
    table_->setAccessibleName(tr("Cascade of certificates"));
    table_->setModel(model_);
    table_->verticalHeader()->setDefaultSectionSize(22);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    note_->setObjectName(QStringLiteral("cascade.note"));
    table_->viewport()->installEventFilter(this);
    splitter_ = new QSplitter(Qt::Vertical);
    splitter_->setChildrenCollapsible(false);
    splitter_->addWidget(table_);
    splitter_->addWidget(search_);
    splitter_->setStretchFactor(0, 0);
    splitter_->setStretchFactor(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(splitter_, 1);
    column->addWidget(proofs_);
    column->addWidget(note_);

    connect(button_, &QPushButton::clicked, this, &CascadePage::press);
    connect(runner_, &CascadeRunner::resultChanged, this, &CascadePage::tellKeeper);
    connect(runner_, &CascadeRunner::resultChanged, this, &CascadePage::refresh);
    connect(runner_, &CascadeRunner::busyChanged, this, &CascadePage::refresh);
    connect(link, &DigitLink::changed, this, &CascadePage::follow);
    connect(table_, &QTableView::clicked, this, [this](const QModelIndex& index) {
        const int competitor = model_->competitorAt(index.row());
        if (competitor >= 0 && competitor != link_->competitor())
            link_->chooseCompetitor(competitor);
    });
    refresh();
}

CascadePage::~CascadePage() = default;

std::shared_ptr<const CascadeView> CascadePage::current() const {
    const auto shown = link_->result();
    const auto isShown = [&](const std::shared_ptr<const CascadeView>& view) {
        return view && shown && view->job.isOf(*shown);
    };
    auto view = runner_->view();
    if (isShown(view) && (view->speaks() || !isShown(last_)))
        return view;
    return isShown(last_) ? last_ : nullptr;
}

void CascadePage::press() {
    if (runner_->isBusy())
        return runner_->cancel();
    const auto shown = link_->result();
    if (!shown)
        return;
    CascadeJob job;
    job.certifier = shown->certifier;
    job.networkPath = link_->store()->state().networkPath;
    job.raw = shown->report.raw;
    job.label = shown->report.label;
    job.eps = shown->report.eps;
    job.clip = shown->report.clip;
    job.norm = shown->norm;
    job.everyMargin = margins_->isChecked();
    job.semidefinite = semidefinite_->isChecked();
    job.lipschitz = lipschitz_->isChecked();
    runner_->start(std::move(job));
}

void CascadePage::tellKeeper() {
    const auto view = runner_->view();
    VerdictKeeper* keeper = link_->runner()->keeper();
    if (!view || !view->finished || !keeper)
        return;
    const CascadeJob& job = view->job;
    if (keeper->isOf(job.certifier->network(), job.norm, job.clip))
        if (const auto sample = keeper->sampleOf(job.raw, job.label))
            keeper->take(*sample, view->known);
}

void CascadePage::follow() {
    // What runs for a sample or ε that nobody looks at any more only takes time from what they do look at.
    const auto shown = link_->result();
    if (runner_->isBusy() && !(shown && runner_->job().isOf(*shown)))
        runner_->cancel();
    refresh();
}

QString CascadePage::sentence(const CascadeView* view) const {
    if (!link_->result())
        return {};
    if (!view)
        return runner_->isBusy()
                   ? tr("Working …")
                   : tr("Attack, relational bounds, semidefinite programs where they are asked for, and the "
                        "search, each only for the competitors that the cheaper ones leave open.");
    if (!view->why.isEmpty())
        return tr("Nothing to solve: %1.").arg(view->why);
    const CascadeResult& result = view->result;
    const auto took = [&](CascadeStage stage) {
        return formatNumber(
            QString::number(result.seconds[static_cast<std::size_t>(stage)], 'g', 2).toDouble());
    };
    QString text;
    const bool broken =
        std::any_of(result.competitors.begin(), result.competitors.end(), [](const auto& one) {
            return one.decidedBy && !one.certified;
        });
    const QString set = ballName(view->job.norm);
    if (result.certified())
        text = tr("Certified in %1, proved in floating point.").arg(set);
    else if (broken)
        text = tr("Not robust: an input in %1 was found that is read as another class (numerical).").arg(set);
    else if (view->stopped)
        text = tr("Stopped: what is proved by then stays.");
    else if (view->finished)
        text = tr("Undecided in %1: neither a proof nor an attack was found.").arg(set);
    else
        text = tr("Working …");
    if (!result.competitors.empty())
        text += u' ' + tr("Seconds: attack %1, relational %2, SDP %3, search %4.")
                           .arg(
                               took(CascadeStage::Attack), took(CascadeStage::Relational),
                               took(CascadeStage::Semidefinite), took(CascadeStage::Search));
    return text;
}

QString CascadePage::foreignSentence(const CascadeJob& job) const {
    const auto shown = link_->result();
    const QString eps = epsText(job.eps, job.norm);
    return shown && same(job.raw, shown->report.raw)
               ? tr("The greyed numbers are of %1.").arg(eps)
               : tr("The greyed numbers are of another digit, labelled %1, and %2.")
                     .arg(className(job.certifier->network(), job.label), eps);
}

void CascadePage::showProgress() {
    const bool busy = runner_->isBusy();
    progress_->setVisible(busy);
    step_->setVisible(busy);
    if (!busy)
        return;
    // What the run before found is no progress of this one.
    const auto view = runner_->view();
    const bool runs = view && runner_->hasPublished();
    if (runs && view->tableTotal > 0) {
        progress_->setRange(0, static_cast<int>(view->tableTotal));
        progress_->setValue(static_cast<int>(view->tableDone));
        step_->setText(tr("Lipschitz constants: %1 of %2").arg(view->tableDone).arg(view->tableTotal));
        return;
    }
    const std::vector<CompetitorCascade> none;
    const auto& all = runs ? view->result.competitors : none;
    const auto decided = std::count_if(
        all.begin(), all.end(), [](const CompetitorCascade& one) { return one.decidedBy.has_value(); });
    progress_->setRange(0, static_cast<int>(all.size()));
    progress_->setValue(static_cast<int>(decided));
    step_->setText(
        all.empty() ? tr("attack and quick bounds")
        : view->solving >= 0 && view->nodes > 0
            ? tr("%1 of %2 · search against %3")
                  .arg(decided)
                  .arg(all.size())
                  .arg(className(view->job.certifier->network(), view->solving))
        : view->solving >= 0 ? tr("%1 of %2 · against %3, pass %4")
                                   .arg(decided)
                                   .arg(all.size())
                                   .arg(className(view->job.certifier->network(), view->solving))
                                   .arg(view->pass)
                             : tr("%1 of %2").arg(decided).arg(all.size()));
}

void CascadePage::refresh() {
    if (const auto newest = runner_->view(); newest && !newest->result.competitors.empty())
        last_ = newest;
    // Other networks have other classes.
    const auto shown = link_->result();
    if (last_ && shown && &last_->job.certifier->network() != &shown->network())
        last_.reset();
    const auto view = current();
    const bool busy = runner_->isBusy();
    const auto rows = view && view->speaks() ? view : last_;
    const bool foreign = rows && rows != view;
    const bool older = busy && rows && !(runner_->hasPublished() && rows == runner_->view());
    model_->show(rows, foreign || older);
    showColumns(rows.get());
    table_->fitColumns({CascadeModel::Competitor, CascadeModel::Decided});
    if (rows && search_->isHidden()) {
        search_->setVisible(true);
        // The table keeps what its rows need, the rest is for tree and plot.
        constexpr Index most = 9;
        const auto lines = static_cast<int>(std::min(rows->job.certifier->network().q() - 1, most));
        const int needed = table_->horizontalHeader()->sizeHint().height() +
                           lines * table_->verticalHeader()->defaultSectionSize() + 2 * table_->frameWidth();
        splitter_->setSizes({needed, std::max(1, splitter_->height() - needed)});
    }
    search_->setVisible(rows != nullptr);
    search_->show(rows, model_->isStale());
    proofs_->show(foreign || older ? nullptr : rows);
    link_->setFound(view ? view->known.witness : std::nullopt);
    button_->setText(busy ? tr("Stop") : tr("Solve"));
    button_->setEnabled(busy || link_->result());
    margins_->setEnabled(!busy);
    semidefinite_->setEnabled(!busy);
    lipschitz_->setEnabled(!busy);
    showProgress();
    QStringList sentences;
    if (!foreign || busy)
        sentences << sentence(view.get());
    if (foreign)
        sentences << foreignSentence(rows->job);
    note_->setText(sentences.join(u' '));
    emit changed();
}

void CascadePage::showColumns(const CascadeView* view) {
    // What was not asked for and is not known takes no room.
    const auto isUnknown = [view](double CompetitorCascade::*bound) {
        const auto& all = view->result.competitors;
        return std::all_of(
            all.begin(), all.end(), [bound](const auto& one) { return !std::isfinite(one.*bound); });
    };
    table_->setColumnHidden(
        CascadeModel::Lipschitz, view && !view->job.lipschitz && isUnknown(&CompetitorCascade::lipschitz));
    table_->setColumnHidden(
        CascadeModel::Semidefinite, view && !view->job.semidefinite && !view->job.everyMargin &&
                                        isUnknown(&CompetitorCascade::semidefinite));
}

int CascadePage::leastHeight() const {
    // A table of nine rows, buttons and words.
    constexpr int table = 330;
    return std::max(440, table + search_->leastHeight());
}

bool CascadePage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && table_ && watched == table_->viewport())
        table_->fitColumns({CascadeModel::Competitor, CascadeModel::Decided});
    return QWidget::eventFilter(watched, event);
}

} // namespace kamke::ui
