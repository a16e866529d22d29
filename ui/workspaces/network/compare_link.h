// What all views of the Network workspace share: the columns, how they are looked at, and the ways to change
// that.
#pragma once

#include "ui/jobs/compare_runner.h"
#include "ui/style/theme.h"

#include <QIcon>
#include <QObject>
#include <qcustomplot.h>

namespace kamke::ui {

/// Views draw what this says and redraw on changed(); they never talk to each other.
class CompareLink : public QObject {
    Q_OBJECT
public:
    CompareLink(ExplorerStore* store, CompareRunner* runner, QObject* parent = nullptr);

    ExplorerStore* store() const { return store_; }
    CompareRunner* runner() const { return runner_; }
    const CompareState& settings() const { return store_->state().compare; }
    const std::vector<CompareColumn>& columns() const { return runner_->columns(); }

    /// One undo step; `edit` changes the settings.
    template<class Edit>
    void change(const QString& text, Edit edit) {
        ExplorerState next = store_->state();
        edit(next.compare);
        store_->apply(text, next);
    }
    /// Adds networks, by entry or by file, until there is no room; one undo step.
    void add(const QStringList& entries);

signals:
    /// Other columns, more is known, other settings.
    void changed();

private:
    ExplorerStore* store_;
    CompareRunner* runner_;
};

/// The marker of column `column` in plots: its second cue beside its colour.
QCPScatterStyle columnMarker(const Theme& theme, std::size_t column, double size = 6);
/// The same as an icon beside its name.
QIcon columnIcon(const Theme& theme, std::size_t column);

} // namespace kamke::ui
