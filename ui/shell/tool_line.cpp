#include "ui/shell/tool_line.h"

#include "ui/documents/window_text.h"
#include "ui/glossary/term.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/elided_button.h"
#include "ui/widgets/elided_label.h"
#include "ui/workspaces/workspace.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QTimer>
#include <QToolButton>

namespace kamke::ui {

namespace {

/// Work that takes longer than this is shown, with a way to stop it.
constexpr int untilShownMs = 500;

QToolButton* buttonFor(QAction* action) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text().remove(u'&').remove(QStringLiteral("…")));
    return button;
}

} // namespace

ToolLine::ToolLine(
    ExplorerStore* store, AnalysisRunner* analysis, const ActionRegistry& actions, QWidget* parent)
    : QFrame(parent)
    , store_(store)
    , analysis_(analysis)
    , chooser_(new QPushButton)
    , shape_(new ElidedLabel)
    , badge_(new ElidedButton)
    , progress_(new QProgressBar)
    , cancel_(buttonFor(actions[QStringLiteral("run.cancel")]))
    , patience_(new QTimer(this)) {
    setObjectName(QStringLiteral("toolLine"));
    chooser_->setObjectName(QStringLiteral("networkChooser"));
    setTerm(chooser_, QStringLiteral("implicit-network"));
    connect(chooser_, &QPushButton::clicked, actions[QStringLiteral("file.gallery")], &QAction::trigger);
    // A small window takes the words that the inspector has, too.
    for (QWidget* each : {static_cast<QWidget*>(shape_), static_cast<QWidget*>(badge_)})
        each->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    shape_->setMinimumWidth(leastTextWidth());
    shape_->setObjectName(QStringLiteral("networkShape"));
    badge_->setObjectName(QStringLiteral("badge"));
    badge_->setFocusPolicy(Qt::TabFocus);
    setTerm(badge_, QStringLiteral("well-posed"));
    connect(badge_, &QToolButton::clicked, actions[QStringLiteral("help.conditions")], &QAction::trigger);
    progress_->setObjectName(QStringLiteral("progress"));
    progress_->setRange(0, 0);
    progress_->setTextVisible(false);
    progress_->setMaximumWidth(120);
    progress_->setAccessibleName(tr("Computing"));
    patience_->setSingleShot(true);
    patience_->setInterval(untilShownMs);
    connect(patience_, &QTimer::timeout, this, [this] { showBusy(true); });

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(chooser_);
    row->addWidget(shape_);
    row->addWidget(badge_);
    row->addStretch(1);
    row->addWidget(progress_);
    row->addWidget(cancel_);
    for (const Workspace& workspace : workspaces())
        if (workspace.makeTool) {
            QWidget* tool = workspace.makeTool(store);
            tool->setMinimumWidth(leastTextWidth());
            row->addWidget(tool);
            tools_.append({workspace.id, tool});
        }
    for (const char* id : {"edit.undo", "edit.redo", "file.export", "view.toggle-theme"})
        row->addWidget(buttonFor(actions[QLatin1String(id)]));

    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Network)
            showNetwork();
        if (parts & StatePart::Workspace)
            showTools();
    });
    connect(analysis, &Runner::resultChanged, this, &ToolLine::showBadge);
    // The action is enabled exactly while the shown workspace computes.
    const QAction* cancel = actions[QStringLiteral("run.cancel")];
    connect(cancel, &QAction::enabledChanged, this, [this](bool busy) {
        if (busy)
            patience_->start();
        else
            showBusy(false);
    });
    showNetwork();
    showBadge();
    showBusy(false);
    showTools();
    if (cancel->isEnabled())
        patience_->start();
}

int ToolLine::leastTextWidth() const {
    return fontMetrics().horizontalAdvance(QStringLiteral("MMMM"));
}

void ToolLine::showNetwork() {
    const ExplorerState& state = store_->state();
    const QString title = networkTitle(state) + (!state.networkEdited          ? QString()
                                                 : state.networkPath.isEmpty() ? tr(" (not saved)")
                                                                               : tr(" (edited)"));
    chooser_->setText(
        literally(fontMetrics().elidedText(title, Qt::ElideMiddle, 260)) + QStringLiteral("  ▾"));
    chooser_->setAccessibleName(tr("Network %1: choose another").arg(title));
    chooser_->setToolTip(
        QString::fromStdString(state.network->description) + u'\n' +
        (state.networkPath.isEmpty() ? tr("not in a file") : state.networkPath));
    shape_->setText(networkShape(*state.network));
    shape_->setToolTip(tr("%1: inputs, states, outputs, activation").arg(shape_->text()));
}

void ToolLine::showTools() {
    for (const auto& [workspace, tool] : std::as_const(tools_))
        tool->setVisible(workspace == store_->state().workspace);
}

void ToolLine::showBadge() {
    const auto analysis = analysis_->analysis();
    badge_->setVisible(analysis != nullptr);
    if (!analysis)
        return;
    const BadgeText badge = badgeText(*analysis);
    const char* moods[] = {"good", "warning", "bad"};
    const QString mood = QLatin1String(moods[static_cast<int>(badge.mood)]);
    badge_->setText(badge.text);
    badge_->setToolTip(badge.details);
    badge_->setAccessibleName(badge.text);
    badge_->setAccessibleDescription(badge.details);
    if (badge_->property("mood").toString() != mood) {
        badge_->setProperty("mood", mood);
        // A style sheet looks at dynamic properties only when it is told to.
        style()->unpolish(badge_);
        style()->polish(badge_);
    }
}

void ToolLine::showBusy(bool busy) {
    if (!busy)
        patience_->stop();
    progress_->setVisible(busy);
    cancel_->setVisible(busy);
}

} // namespace kamke::ui
