#include "ui/workspaces/train/run_card.h"

#include "ui/text/number_text.h"
#include "ui/widgets/verdict_label.h"
#include "ui/workspaces/train/train_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {
constexpr int steps = 1000; ///< of the progress bar
} // namespace

RunCard::RunCard(TrainRunner* runner, QWidget* parent)
    : Card(tr("Training"), QStringLiteral("training"), parent)
    , runner_(runner)
    , sentence_(new VerdictLabel)
    , bar_(new QProgressBar)
    , left_(new QLabel)
    , note_(new QLabel)
    , start_(new QPushButton)
    , cancel_(new QPushButton(tr("Cancel")))
    , open_(new QPushButton(tr("Open in the explorer")))
    , save_(new QPushButton(tr("Save network…"))) {
    sentence_->setObjectName(QStringLiteral("trainSentence"));
    sentence_->setMinimumLines(2);
    bar_->setObjectName(QStringLiteral("trainProgress"));
    bar_->setRange(0, steps);
    bar_->setTextVisible(false);
    bar_->setAccessibleName(tr("Progress of the training"));
    left_->setObjectName(QStringLiteral("trainLeft"));
    start_->setObjectName(QStringLiteral("trainStart"));
    cancel_->setObjectName(QStringLiteral("trainCancel"));
    open_->setObjectName(QStringLiteral("trainOpen"));
    save_->setObjectName(QStringLiteral("trainSave"));
    note_->setObjectName(QStringLiteral("trainNote"));
    for (QLabel* label : {left_, note_})
        label->setProperty("role", QStringLiteral("faint"));
    open_->setToolTip(tr("The trained network becomes the one that all workspaces show."));
    auto* progress = new QHBoxLayout;
    progress->addWidget(bar_, 1);
    progress->addWidget(left_);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {start_, cancel_, open_, save_})
        buttons->addWidget(button);
    buttons->addWidget(note_, 1);
    body()->addWidget(sentence_);
    body()->addLayout(progress);
    body()->addLayout(buttons);
    connect(start_, &QPushButton::clicked, this, &RunCard::startRequested);
    connect(cancel_, &QPushButton::clicked, runner, &TrainRunner::cancel);
    connect(open_, &QPushButton::clicked, this, &RunCard::openRequested);
    connect(save_, &QPushButton::clicked, this, &RunCard::saveRequested);
    connect(runner, &TrainRunner::busyChanged, this, [this](bool busy) {
        if (busy)
            kept_.clear();
        refresh();
    });
    connect(runner, &TrainRunner::progressed, this, &RunCard::refresh);
    refresh();
}

void RunCard::setReady(bool ready, const QString& why) {
    ready_ = ready;
    why_ = why;
    refresh();
}

void RunCard::setKept(const QString& sentence) {
    kept_ = sentence;
    refresh();
}

void RunCard::refresh() {
    const TrainSentence sentence = trainSentence(*runner_);
    sentence_->setVerdict(sentence.verdict, sentence.kind);
    const bool busy = runner_->isBusy(), stopping = runner_->isStopping();
    const auto outcome = runner_->outcome();
    const bool result = outcome && outcome->network;
    const TrainProgress* p = runner_->latest();
    double done = 0;
    if (busy && p)
        done = (p->run - 1 + (p->epoch - 1 + p->fraction) / std::max(1, runner_->job().options.epochs)) /
               std::max(1, runner_->job().options.runs);
    // Room stays for the bar, so that nothing moves when it comes and goes.
    QSizePolicy policy = bar_->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    bar_->setSizePolicy(policy);
    bar_->setVisible(busy);
    bar_->setValue(static_cast<int>(std::lround(steps * done)));
    left_->setText(
        busy && !stopping && p && std::isfinite(p->secondsLeft)
            ? tr("%1 left").arg(durationText(p->secondsLeft))
            : QString());
    start_->setText(outcome ? tr("Train again") : tr("Train"));
    start_->setVisible(!busy);
    start_->setEnabled(ready_);
    cancel_->setVisible(busy);
    cancel_->setEnabled(!stopping);
    open_->setVisible(!busy && result);
    save_->setVisible(!busy && result);
    note_->setText(busy ? QString() : !ready_ ? why_ : kept_);
    // The one that most people want next.
    const bool good = result && outcome->status == Status::Ok && kept_.isEmpty();
    style(busy ? nullptr : good ? open_ : ready_ ? start_ : nullptr);
}

void RunCard::style(QPushButton* primary) {
    for (QPushButton* button : {start_, open_}) {
        const bool now = button == primary;
        if (button->property("primary").toBool() == now)
            continue;
        button->setProperty("primary", now);
        button->style()->unpolish(button);
        button->style()->polish(button);
    }
}

} // namespace kamke::ui
