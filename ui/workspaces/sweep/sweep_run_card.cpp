#include "ui/workspaces/sweep/sweep_run_card.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/verdict_label.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_text.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace kamke::ui {

namespace {
constexpr int steps = 1000; ///< of a progress bar
} // namespace

SweepRunCard::SweepRunCard(SweepLink* link, QWidget* parent)
    : Card(tr("Run"), QStringLiteral("sweep"), parent)
    , link_(link)
    , sentence_(new VerdictLabel)
    , grid_(new QGridLayout)
    , start_(new QPushButton(tr("Run")))
    , stop_(new QPushButton(tr("Stop")))
    , resume_(new QPushButton(tr("Continue")))
    , note_(new ElidedLabel) {
    setObjectName(QStringLiteral("sweep.card"));
    sentence_->setObjectName(QStringLiteral("sweep.sentence"));
    sentence_->setMinimumLines(1);
    start_->setObjectName(QStringLiteral("sweep.run"));
    stop_->setObjectName(QStringLiteral("sweep.stop"));
    resume_->setObjectName(QStringLiteral("sweep.continue"));
    note_->setObjectName(QStringLiteral("sweep.note"));
    note_->setProperty("role", QStringLiteral("faint"));
    resume_->setToolTip(tr("Goes on where the sweep was stopped; what is done is not computed again."));
    grid_->setHorizontalSpacing(10);
    grid_->setVerticalSpacing(2);
    grid_->setColumnStretch(1, 1);
    grid_->setColumnStretch(2, 2);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {resume_, start_, stop_})
        buttons->addWidget(button);
    buttons->addWidget(note_, 1);
    body()->addWidget(sentence_);
    body()->addLayout(grid_);
    body()->addLayout(buttons);
    connect(start_, &QPushButton::clicked, this, &SweepRunCard::startRequested);
    connect(stop_, &QPushButton::clicked, link->runner(), &SweepRunner::cancel);
    connect(resume_, &QPushButton::clicked, link->runner(), &SweepRunner::resume);
    connect(link, &SweepLink::changed, this, &SweepRunCard::refresh);
    refresh();
}

void SweepRunCard::setReady(const QString& whyNot) {
    whyNot_ = whyNot;
    refresh();
}

QString SweepRunCard::sentence() const {
    return sentence_->verdict().plain();
}

void SweepRunCard::refresh() {
    showSentence();
    showRows();
    showButtons();
}

void SweepRunCard::showSentence() {
    // What has come out is worked out once, not whenever somebody hovers a method.
    const Said now{
        link_->results(), link_->runner()->isBusy(), link_->runner()->isStopping(), link_->isStale(),
        whyNot_};
    if (now != said_ || !spoken_) {
        said_ = now;
        spoken_ = true;
        const SweepSentence sentence = sweepSentence(*link_, whyNot_);
        sentence_->setVerdict(sentence.verdict, sentence.kind);
    }
    sentence_->setStale(link_->isStale() && !link_->runner()->isBusy());
}

void SweepRunCard::showRows() {
    const auto results = link_->results();
    const std::size_t count = results ? results->networks.size() : 0;
    while (rows_.size() < count) {
        const auto number = static_cast<int>(rows_.size());
        Row row{new ElidedLabel, new QProgressBar, new ElidedLabel};
        row.name->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
        row.bar->setObjectName(QStringLiteral("sweep.progress.%1").arg(number));
        row.bar->setRange(0, steps);
        row.bar->setTextVisible(false);
        row.words->setObjectName(QStringLiteral("sweep.progressText.%1").arg(number));
        row.words->setProperty("role", QStringLiteral("faint"));
        grid_->addWidget(row.name, number, 0);
        grid_->addWidget(row.bar, number, 1);
        grid_->addWidget(row.words, number, 2);
        rows_.push_back(row);
    }
    while (rows_.size() > count) {
        for (QWidget* widget :
             {static_cast<QWidget*>(rows_.back().name), static_cast<QWidget*>(rows_.back().bar),
              static_cast<QWidget*>(rows_.back().words)})
            delete widget;
        rows_.pop_back();
    }
    for (std::size_t k = 0; k < count; ++k) {
        const SweepNetwork& network = results->networks[k];
        const Row& row = rows_[k];
        row.name->setText(network.name);
        row.bar->setAccessibleName(tr("Progress of %1").arg(network.name));
        const Index done = network.counts ? network.counts->done : 0;
        row.bar->setValue(results->samples > 0 ? static_cast<int>(steps * done / results->samples) : 0);
        const QString words = progressText(*results, network, link_->runner()->isBusy());
        row.words->setText(words);
        row.words->setToolTip(words);
    }
}

void SweepRunCard::showButtons() {
    const SweepRunner& runner = *link_->runner();
    const bool busy = runner.isBusy(), stale = link_->isStale();
    const bool unfinished = runner.isUnfinished() && !stale;
    start_->setVisible(!busy);
    start_->setEnabled(whyNot_.isEmpty());
    start_->setText(runner.results() ? (stale ? tr("Run") : tr("Run again")) : tr("Run"));
    stop_->setVisible(busy);
    stop_->setEnabled(!runner.isStopping());
    resume_->setVisible(!busy && unfinished);
    note_->setText(
        busy                 ? QString()
        : !whyNot_.isEmpty() ? (runner.results() ? whyNot_ : QString())
        : stale              ? tr("The settings have changed since; what is shown belongs to the old ones.")
                             : QString());
    note_->setToolTip(note_->text());
    // The one that most people want next.
    const QPushButton* wanted = busy ? nullptr : unfinished ? resume_ : start_;
    for (QPushButton* button : {start_, resume_}) {
        const bool now =
            button == wanted && button->isEnabled() && (button == resume_ || !runner.results() || stale);
        if (button->property("primary").toBool() == now)
            continue;
        button->setProperty("primary", now);
        button->style()->unpolish(button);
        button->style()->polish(button);
    }
}

} // namespace kamke::ui
