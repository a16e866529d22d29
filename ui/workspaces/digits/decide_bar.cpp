#include "ui/workspaces/digits/decide_bar.h"

#include "ui/glossary/term.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>
#include <cmath>

namespace kamke::ui {

namespace {

/// "40 s left", "5 min left", "3 h left"; empty while nobody knows.
QString timeLeft(double seconds) {
    constexpr double minute = 60, hour = 3600;
    if (!std::isfinite(seconds))
        return {};
    if (seconds < 1.5 * minute)
        return DecideBar::tr("%1 s left").arg(QLocale().toString(std::lround(seconds)));
    if (seconds < 1.5 * hour)
        return DecideBar::tr("%1 min left").arg(QLocale().toString(std::lround(seconds / minute)));
    return DecideBar::tr("%1 h left").arg(QLocale().toString(std::lround(seconds / hour)));
}

} // namespace

DecideBar::DecideBar(DecideRunner* runner, QWidget* parent)
    : QWidget(parent)
    , runner_(runner)
    , progress_(new QProgressBar)
    , words_(new QLabel)
    , pause_(new QToolButton)
    , all_(new QToolButton) {
    setObjectName(QStringLiteral("digits.decide"));
    progress_->setTextVisible(false);
    progress_->setFixedWidth(60);
    progress_->setAccessibleName(tr("Progress of the search"));
    words_->setObjectName(QStringLiteral("digits.decide.words"));
    words_->setProperty("role", QStringLiteral("note"));
    words_->setWordWrap(true);
    pause_->setObjectName(QStringLiteral("digits.decide.pause"));
    setTerm(pause_, QStringLiteral("complete"));
    connect(pause_, &QToolButton::clicked, runner, [runner] {
        runner->isPaused() ? runner->resume() : runner->cancel();
    });
    all_->setObjectName(QStringLiteral("digits.decide.all"));
    all_->setText(tr("Decide all"));
    all_->setToolTip(
        tr("Search on, six times as long, for a proof or a witness of every sample that is still open"));
    connect(all_, &QToolButton::clicked, runner, &DecideRunner::decideAll);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(progress_);
    row->addWidget(words_, 1);
    row->addWidget(pause_);
    row->addWidget(all_);
    connect(runner, &Runner::resultChanged, this, &DecideBar::refresh);
    connect(runner, &Runner::busyChanged, this, &DecideBar::refresh);
    refresh();
}

void DecideBar::refresh() {
    const bool busy = runner_->isBusy() && runner_->total() > 0, paused = runner_->isPaused();
    const QString why = runner_->whyNot();
    const QLocale locale;
    progress_->setVisible(busy);
    progress_->setRange(0, static_cast<int>(runner_->total()));
    progress_->setValue(static_cast<int>(runner_->done()));
    pause_->setVisible(why.isEmpty() && (busy || paused));
    pause_->setText(paused ? tr("Continue") : tr("Pause"));
    pause_->setToolTip(
        paused ? tr("Go on with the search; nothing is decided twice")
               : tr("Pause the search; what it has found is kept"));
    all_->setVisible(why.isEmpty() && !busy && !paused && runner_->isThrough() && runner_->total() > 0);
    QString words;
    if (!why.isEmpty())
        words = tr("Certificates and attacks only: %1.").arg(why);
    else if (paused)
        words = tr("The search is paused.");
    else if (busy) {
        words = tr("Searching: %1 of %2")
                    .arg(
                        locale.toString(qlonglong{runner_->done()}),
                        locale.toString(qlonglong{runner_->total()}));
        if (const QString left = timeLeft(runner_->secondsLeft()); !left.isEmpty())
            words += QStringLiteral(" · ") + left;
    } else if (runner_->isThrough() && runner_->total() > 0)
        words = tr("%1 searched.").arg(locale.toString(qlonglong{runner_->total()}));
    words_->setText(words);
    setVisible(!words.isEmpty());
}

} // namespace kamke::ui
