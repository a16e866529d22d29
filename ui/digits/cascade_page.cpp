#include "digits/cascade_page.h"

#include "digits/cascade_model.h"
#include "digits/cascade_plot.h"
#include "digits/digit_cards.h"
#include "digits/digit_text.h"
#include "glossary/term.h"
#include "widgets/number_text.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

namespace kamke::ui {

CascadePage::CascadePage(DigitLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , runner_(new CascadeRunner(this))
    , model_(new CascadeModel(this))
    , plot_(new CascadePlot)
    , table_(new QTableView)
    , button_(new QPushButton)
    , margins_(new QCheckBox(tr("every margin")))
    , lipschitz_(new QCheckBox(tr("Lipschitz table")))
    , note_(new QLabel) {
    button_->setObjectName(QStringLiteral("cascade.solve"));
    margins_->setObjectName(QStringLiteral("cascade.margins"));
    margins_->setToolTip(
        tr("Solve every competitor to its gap, instead of a verdict that ends as soon as it is clear"));
    lipschitz_->setObjectName(QStringLiteral("cascade.lipschitz"));
    lipschitz_->setToolTip(tr("Compute the Lipschitz constants of all pairs of classes first: seconds to "
                              "minutes, once for a network"));
    setTerm(lipschitz_, QStringLiteral("lipschitz-sdp"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(button_);
    row->addWidget(margins_);
    row->addWidget(lipschitz_);
    row->addStretch(1);
    table_->setObjectName(QStringLiteral("cascade.table"));
    table_->setAccessibleName(tr("Cascade of certificates"));
    table_->setModel(model_);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(22);
    table_->setShowGrid(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setMinimumSectionSize(40);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    constexpr std::array widths{56, 56, 60, 70, 58};
    static_assert(widths.size() == CascadeModel::Decided);
    for (int column = 0; column < CascadeModel::Decided; ++column)
        table_->horizontalHeader()->resizeSection(column, widths[static_cast<std::size_t>(column)]);
    note_->setObjectName(QStringLiteral("cascade.note"));
    note_->setWordWrap(true);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(table_);
    splitter->addWidget(plot_);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(splitter, 1);
    column->addWidget(note_);

    connect(button_, &QPushButton::clicked, this, &CascadePage::press);
    connect(runner_, &CascadeRunner::changed, this, &CascadePage::refresh);
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
    auto view = runner_->view();
    const auto shown = link_->result();
    if (!view || !shown || !view->job.isOf(*shown))
        return nullptr;
    return view;
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
    job.lipschitz = lipschitz_->isChecked();
    runner_->start(std::move(job));
}

void CascadePage::follow() {
    // What runs for a sample or ε that nobody looks at any more only takes time from what they do look at.
    if (runner_->isBusy() && runner_->view() && !current())
        runner_->cancel();
    refresh();
}

QString CascadePage::sentence(const CascadeView* view) const {
    if (!link_->result())
        return {};
    if (!view)
        return runner_->isBusy()
                   ? tr("Working …")
                   : tr("Attack, relational bounds and semidefinite programs, each only for the competitors "
                        "that the cheaper ones leave open.");
    if (!view->why.isEmpty())
        return tr("Nothing to solve: %1.").arg(view->why);
    if (view->tableTotal > 0)
        return tr("Lipschitz constants: %1 of %2.").arg(view->tableDone).arg(view->tableTotal);
    const CascadeResult& result = view->result;
    double seconds = 0;
    for (const double each : result.seconds)
        seconds += each;
    const auto took = [&](CascadeStage stage) {
        return formatNumber(
            QString::number(result.seconds[static_cast<std::size_t>(stage)], 'g', 2).toDouble());
    };
    QString text;
    const bool broken =
        std::any_of(result.competitors.begin(), result.competitors.end(), [](const auto& one) {
            return one.decidedBy == CascadeStage::Attack;
        });
    const QString set = ballName(view->job.norm);
    if (result.certified())
        text = tr("Certified in %1, proved in floating point.").arg(set);
    else if (broken)
        text = tr("Not robust: the attack finds an input in %1 that is read as another class (numerical).")
                   .arg(set);
    else if (view->stopped)
        text = tr("Stopped: what is proved by then stays.");
    else if (view->finished)
        text = tr("Undecided in %1: neither a proof nor an attack was found.").arg(set);
    else if (view->solving >= 0)
        text = tr("Solving against %1, pass %2 …")
                   .arg(className(view->job.certifier->network(), view->solving))
                   .arg(view->pass);
    else
        text = tr("Working …");
    if (!result.competitors.empty())
        text += u' ' + tr("Seconds: attack %1, relational %2, SDP %3.")
                           .arg(
                               took(CascadeStage::Attack), took(CascadeStage::Relational),
                               took(CascadeStage::Semidefinite));
    return text;
}

void CascadePage::refresh() {
    const auto view = current();
    const bool busy = runner_->isBusy();
    model_->show(view);
    plot_->show(view.get());
    plot_->setVisible(view && !view->course.empty());
    button_->setText(busy ? tr("Stop") : tr("Solve"));
    button_->setEnabled(busy || link_->result());
    margins_->setEnabled(!busy);
    lipschitz_->setEnabled(!busy);
    note_->setText(sentence(view.get()));
    emit changed();
}

} // namespace kamke::ui
