// The Digits workspace: pick a digit, certify it, see why it fails.
#pragma once

#include "ui/jobs/digit_runner.h"
#include "ui/state/explorer_store.h"
#include "ui/workspaces/workspace_page.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace kamke::ui {

class CascadeRunner;
class DecideRunner;
class DigitGallery;
class DigitsScan;
class DigitsTools;
class Documents;
class EmptyState;
class VerdictKeeper;

/// Gallery, views and inspector are made when there is a network that fits the data set.
class DigitsWorkspace : public WorkspacePage {
    Q_OBJECT
public:
    DigitsWorkspace(ExplorerStore* store, Documents* documents, QWidget* parent = nullptr);
    ~DigitsWorkspace() override;

    DigitRunner* runner() const { return runner_; }
    DigitsScan* scan() const { return scan_; }
    VerdictKeeper* keeper() const { return keeper_; }
    DecideRunner* decider() const { return decider_; }
    /// Null before it is made.
    DigitGallery* gallery() const { return gallery_; }
    QString status() const override;
    void addFacts(LessonFacts& facts) const override;

private:
    void follow(StateParts parts);
    void load();
    void take(const QString& path, const std::shared_ptr<const Dataset>& samples);
    void refuse(const QString& path, const QString& sentence);
    /// Shows the views when network and data set fit, else says why not.
    void fit();
    void makeViews();

    ExplorerStore* store_;
    Documents* documents_;
    DigitRunner* runner_ = nullptr;
    CascadeRunner* cascade_ = nullptr;
    VerdictKeeper* keeper_;
    DigitsScan* scan_;
    DecideRunner* decider_;
    DigitsTools* tools_;
    DigitGallery* gallery_ = nullptr;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QPushButton *bundled_ = nullptr, *locate_ = nullptr;
    QLabel* reading_;
    std::shared_ptr<const Dataset> data_;
    QString path_;    ///< that data_ came from
    QString refused_; ///< why the state's data set cannot be shown
};

} // namespace kamke::ui
