// The card of linked views of a sweep: curves, radii, comparison, table.
#pragma once

#include "ui/widgets/card.h"

class QStackedWidget;
class QTabBar;

namespace kamke::ui {

class EmptyState;
class SweepLink;

/// Shows the page that SweepState::tab names.
class SweepTabs : public Card {
    Q_OBJECT
public:
    explicit SweepTabs(SweepLink* link, QWidget* parent = nullptr);

    /// Adds a page to the right of the others. `id` is one that SweepState::tab may have, `topic` its page of
    /// the guide. Before the first sweep an empty state is shown instead of any page.
    void addPage(const QString& id, const QString& title, const QString& topic, QWidget* page);
    EmptyState* emptyState() { return empty_; }

private:
    void refresh();

    SweepLink* link_;
    QTabBar* tabs_;
    QStackedWidget* pages_;
    EmptyState* empty_;
};

} // namespace kamke::ui
