// "Write proof…" and "Check proof": what the cascade has decided as a file, and what the checker says of it.
#pragma once

#include "ui/jobs/proof_check.h"
#include "ui/jobs/proof_runner.h"
#include "ui/workspaces/digits/digit_link.h"

#include <QWidget>
#include <functional>
#include <optional>

class QPushButton;

namespace kamke::ui {

class VerdictLabel;

/// Both buttons say in their tooltips what they do, or why they cannot.
class ProofRow : public QWidget {
    Q_OBJECT
public:
    explicit ProofRow(DigitLink* link, QWidget* parent = nullptr);
    ~ProofRow() override;

    /// The cascade of the sample and ε that are shown; null: there is none that is theirs.
    void show(std::shared_ptr<const CascadeView> view);
    /// Asks the user for a file and suggests a name; empty when they gave up.
    void setPlace(std::function<QString(const QString& name)> ask) { ask_ = std::move(ask); }
    /// Writes the proof of what is shown there; all of it or nothing.
    void write(const QString& path);

    ProofRunner* writing() const { return writing_; }
    ProofCheck* checking() const { return checking_; }
    /// The file that was written last of what is shown; empty: none was.
    QString path() const;

private:
    void askAndWrite();
    void take(const WrittenProof& proof);
    void check();
    void refresh();
    void say(const QString& subject, const QString& text, const QString& kind);

    DigitLink* link_;
    ProofRunner* writing_;
    ProofCheck* checking_;
    QPushButton *write_, *check_;
    VerdictLabel* verdict_;
    std::function<QString(const QString& name)> ask_;
    std::shared_ptr<const CascadeView> view_;
    std::optional<ProofJob> written_;
};

} // namespace kamke::ui
