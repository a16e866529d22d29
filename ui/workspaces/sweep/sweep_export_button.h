// "Export…" above the views of a sweep: figure, tables, results.
#pragma once

#include "core/model/types.h"

#include <QFutureWatcher>
#include <QToolButton>
#include <functional>

namespace kamke::ui {

class Plot;
class SweepLink;

class SweepExportButton : public QToolButton {
    Q_OBJECT
public:
    /// `ask` asks for a file by title, suggestion and filter; empty: the user gave up. `plot` is the figure
    /// that is shown; null: none.
    using Ask =
        std::function<QString(const QString& title, const QString& suggestion, const QString& filter)>;
    SweepExportButton(SweepLink* link, Ask ask, std::function<Plot*()> plot, QWidget* parent = nullptr);
    ~SweepExportButton() override;

signals:
    /// What went wrong, in one sentence.
    void failed(const QString& sentence);
    void written(const QString& file);

private:
    void fillMenu();
    void exportText(const QString& title, const QString& filter, const QString& suffix);
    void exportResults();

    SweepLink* link_;
    Ask ask_;
    std::function<Plot*()> plot_;
    QFutureWatcher<Result<void>> writing_;
    QString file_; ///< that is being written
};

} // namespace kamke::ui
