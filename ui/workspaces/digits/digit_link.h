// What all views of the picked digit share: the result, what is chosen in it, and the ways to change that.
#pragma once

#include "core/verdicts/knowledge.h"
#include "ui/jobs/digit_runner.h"

#include <QObject>
#include <optional>

namespace kamke::ui {

/// Views draw what this says and redraw on changed(); they never talk to each other.
class DigitLink : public QObject {
    Q_OBJECT
public:
    DigitLink(ExplorerStore* store, DigitRunner* runner, QObject* parent = nullptr);

    ExplorerStore* store() const { return store_; }
    DigitRunner* runner() const { return runner_; }
    const DigitsState& digits() const { return store_->state().digits; }
    /// The newest result; null when there is none, and then emptyText() says why.
    std::shared_ptr<const DigitResult> result() const { return runner_->result(); }
    QString emptyText() const;
    /// The result is older than a moment: it is shown greyed.
    bool isStale() const { return runner_->isStale(); }

    /// The certificate that is hovered, else the one that bars, units and pixels are of; null without a box.
    const SampleCertificate* highlighted() const;
    /// The one that bars, units and pixels are of; null when none has a box.
    const SampleCertificate* chosen() const;
    /// Why there is no explanation of the chosen certificate, in one sentence.
    QString whyUnexplained() const;
    /// The class that the views set against the label: the chosen one, else the worst; −1 when there is none.
    int competitor() const;
    /// What stands in place of the numbers of a shown certificate that takes seconds; empty once it has some.
    QString pendingText(const Certificate& certificate) const;
    /// 1 when nothing or this certificate is hovered, else a faint value to paint it with.
    double opacity(const QString& certificate) const;

    void chooseCertificate(const QString& id);
    /// Chooses it, or goes back to the worst one when it is chosen already.
    void chooseCompetitor(int competitor);
    void showCertificate(const QString& id, bool shown);
    void hover(const QString& certificate) { store_->setHoveredMethod(certificate); }

    /// An input within ε of what is shown that the cascade or its search has found to be read as another
    /// class, by an independent solve; nothing: none.
    const std::optional<KnownWitness>& found() const { return found_; }
    void setFound(std::optional<KnownWitness> witness);

signals:
    void changed();
    /// More is known of samples, this one or others.
    void knownChanged();

private:
    ExplorerStore* store_;
    DigitRunner* runner_;
    std::optional<KnownWitness> found_;
};

} // namespace kamke::ui
