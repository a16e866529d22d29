#include "ui/workspaces/digits/search_panel.h"

#include "ui/documents/export_dialog.h"
#include "ui/text/number_text.h"
#include "ui/widgets/caption.h"
#include "ui/widgets/digit_text.h"
#include "ui/workspaces/digits/cascade_plot.h"
#include "ui/workspaces/digits/search_tree_plot.h"

#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr int besideWidth = 620; // from here on tree and course have room side by side

QLabel* makeLine(const QString& objectName) {
    auto* label = new QLabel;
    label->setObjectName(objectName);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString secondsText(double seconds) {
    return formatBrief(seconds, 2);
}

} // namespace

SearchPanel::SearchPanel(DigitLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , decided_(makeLine(QStringLiteral("cascade.decided")))
    , progress_(makeLine(QStringLiteral("cascade.bounds")))
    , tree_(new SearchTreePlot(link))
    , course_(new CascadePlot)
    , plots_(new QSplitter(Qt::Vertical))
    , reading_(new Caption) {
    progress_->setProperty("role", QStringLiteral("note"));
    reading_->setObjectName(QStringLiteral("cascade.reading"));
    course_->setMinimumHeight(140); // with legend and axis: below it the curves are lines
    plots_->setChildrenCollapsible(false);
    plots_->addWidget(tree_);
    plots_->addWidget(course_);
    plots_->setStretchFactor(0, 3);
    plots_->setStretchFactor(1, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(decided_);
    column->addWidget(progress_);
    column->addWidget(plots_, 1);
    column->addWidget(reading_);
    for (Plot* plot : std::initializer_list<Plot*>{tree_, course_})
        connect(plot, &Plot::exportRequested, this, [this, plot] { ExportDialog::open(plot, window()); });
    connect(tree_, &SearchTreePlot::read, this, [this](const QString& words) {
        chosen_ = words;
        refresh();
    });
    connect(link, &DigitLink::changed, this, &SearchPanel::refresh);
    refresh();
}

void SearchPanel::show(std::shared_ptr<const CascadeView> view, bool stale) {
    view_ = std::move(view);
    stale_ = stale;
    refresh();
}

int SearchPanel::competitor() const {
    if (!view_)
        return -1;
    if (const int chosen = link_->digits().competitor; view_->result.of(chosen))
        return chosen;
    if (view_->solving >= 0)
        return view_->solving;
    const auto& searches = view_->searches;
    const auto hardest = std::max_element(
        searches.begin(), searches.end(), [](const auto& a, const auto& b) { return a->places < b->places; });
    if (hardest != searches.end())
        return (*hardest)->competitor;
    if (view_->shown >= 0)
        return view_->shown;
    return view_->result.of(link_->competitor()) ? link_->competitor() : -1;
}

int SearchPanel::leastHeight() const {
    if (!isVisibleTo(parentWidget()))
        return 0;
    const bool both =
        tree_->isVisibleTo(plots_) && course_->isVisibleTo(plots_) && plots_->orientation() == Qt::Vertical;
    return both ? 460 : 230;
}

QString SearchPanel::decidedSentence(const CompetitorCascade& one) const {
    const QString name = className(view_->job.certifier->network(), one.competitor);
    const bool running = view_->solving == one.competitor && !view_->finished;
    QStringList cost;
    if (one.iterations > 0)
        cost << tr("iterations: %1").arg(one.iterations);
    if (one.nodes > 0)
        cost << (one.nodes == 1 ? tr("1 node") : tr("%1 nodes").arg(wholeNumber(one.nodes)));
    if (one.seconds > 0)
        cost << tr("%1 s").arg(secondsText(one.seconds));
    const QString spent = cost.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(cost.join(u", "));
    if (!one.decidedBy)
        return running           ? tr("Against %1: working …").arg(name)
               : view_->finished ? tr("Against %1: still open%2.").arg(name, spent)
                                 : tr("Against %1: not decided yet%2.").arg(name, spent);
    const bool won = one.certified;
    switch (*one.decidedBy) {
    case CascadeStage::Attack:
        return tr("Against %1: broken by the attack.").arg(name);
    case CascadeStage::Lipschitz:
        return tr("Against %1: proved by the Lipschitz constants.").arg(name);
    case CascadeStage::Relational:
        return tr("Against %1: proved by relational bounds, without a search.").arg(name);
    case CascadeStage::Semidefinite:
        return tr("Against %1: proved by the semidefinite program%2.").arg(name, spent);
    case CascadeStage::Search:
        break;
    }
    return won ? tr("Against %1: proved by the search%2.").arg(name, spent)
               : tr("Against %1: broken by the search%2.").arg(name, spent);
}

QString SearchPanel::progressSentence(const SearchRecord& record) const {
    const SearchMoment& now = record.now();
    QStringList parts;
    parts
        << (std::isfinite(now.proved) ? tr("margin ≥ %1").arg(formatBrief(now.proved, 4, Rounded::Down))
                                      : tr("no bound yet"));
    if (std::isfinite(now.found))
        parts << tr("found %1").arg(formatBrief(now.found, 4, Rounded::Up));
    if (std::isfinite(now.gap()))
        parts << tr("gap %1").arg(formatBrief(std::max(now.gap(), 0.0), 3, Rounded::Up));
    parts << tr("%1 open of %2 nodes").arg(wholeNumber(now.open), wholeNumber(now.nodes));
    if (now.seconds > 0 && now.nodes > 0)
        // In one line: with a no-break space and a word joiner.
        parts << tr("%1\u00a0nodes/\u2060s")
                     .arg(wholeNumber(std::llround(static_cast<double>(now.nodes) / now.seconds)));
    return parts.join(QStringLiteral(" · "));
}

void SearchPanel::refresh() {
    const int competitor = this->competitor();
    const auto record = view_ ? view_->search(competitor) : nullptr;
    const CompetitorCascade* one = view_ ? view_->result.of(competitor) : nullptr;
    const bool program = view_ && !record && !view_->course.empty() && view_->shown == competitor;
    QString text = one ? decidedSentence(*one) : QString();
    if (one && one->decidedBy && !one->certified && view_->known.witness) {
        const KnownWitness& found = *view_->known.witness;
        text += u' ' + tr("The input that was found is read as %1 and lies %2 away.")
                           .arg(
                               className(view_->job.certifier->network(), found.readAs),
                               formatBrief(found.distance, 4, Rounded::Up));
    }
    decided_->setText(text);
    decided_->setVisible(one != nullptr);
    progress_->setVisible(record != nullptr);
    if (record)
        progress_->setText(progressSentence(*record));
    tree_->show(record, tr("No search has run for this class."), stale_);
    tree_->setVisible(record != nullptr);
    course_->show(view_.get(), record.get());
    course_->setVisible(record || program);
    course_->setEnabled(!stale_);
    plots_->setVisible(record || program);
    QString words = chosen_;
    words.replace(u'\n', QStringLiteral(" · "));
    if (words.isEmpty() && record)
        words = tree_->hiddenSentence();
    reading_->setVisible(record != nullptr);
    reading_->setText(words);
}

void SearchPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    plots_->setOrientation(width() >= besideWidth ? Qt::Horizontal : Qt::Vertical);
}

} // namespace kamke::ui
