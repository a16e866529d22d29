#include "ui/workspaces/digits/proof_row.h"

#include "core/io/files/proof_file.h"
#include "ui/files/write_file.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/verdict_label.h"

#include <QFileInfo>
#include <QPushButton>
#include <QVBoxLayout>

namespace kamke::ui {

ProofRow::ProofRow(DigitLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , writing_(new ProofRunner(this))
    , checking_(new ProofCheck(this))
    , write_(new QPushButton(tr("Write proof…")))
    , check_(new QPushButton(tr("Check proof")))
    , verdict_(new VerdictLabel) {
    write_->setObjectName(QStringLiteral("cascade.write"));
    check_->setObjectName(QStringLiteral("cascade.check"));
    verdict_->setObjectName(QStringLiteral("cascade.checked"));
    auto* row = new FlowLayout(8, 4);
    row->addWidget(write_);
    row->addWidget(check_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(verdict_);
    verdict_->hide();
    connect(write_, &QPushButton::clicked, this, &ProofRow::askAndWrite);
    connect(check_, &QPushButton::clicked, this, &ProofRow::check);
    connect(writing_, &ProofRunner::busyChanged, this, &ProofRow::refresh);
    connect(writing_, &ProofRunner::finished, this, [this](const std::shared_ptr<const WrittenProof>& proof) {
        take(*proof);
    });
    connect(checking_, &ProofCheck::busyChanged, this, &ProofRow::refresh);
    connect(checking_, &ProofCheck::resultChanged, this, [this] {
        const ProofVerdict& said = checking_->verdict();
        switch (said.kind) {
        case ProofVerdict::Kind::None:
            return verdict_->hide();
        case ProofVerdict::Kind::Holds:
            return say(tr("kamke-check:"), said.text, QStringLiteral("good"));
        case ProofVerdict::Kind::Refused:
            return say(tr("kamke-check:"), said.text, QStringLiteral("bad"));
        case ProofVerdict::Kind::Silent:
            return say(tr("Not checked."), said.text, QStringLiteral("warning"));
        }
    });
    refresh();
}

ProofRow::~ProofRow() {
    // They tell of their end, which is nobody's any more.
    writing_->disconnect(this);
    checking_->disconnect(this);
}

void ProofRow::show(std::shared_ptr<const CascadeView> view) {
    const bool other = !view || !view_ || !view->job.hasInputsOf(view_->job);
    view_ = std::move(view);
    // What was said of another sample or ε is not said here.
    if (other) {
        checking_->clear();
        verdict_->hide();
    }
    refresh();
}

QString ProofRow::path() const {
    return written_ && view_ && written_->view->job.hasInputsOf(view_->job) ? written_->path : QString();
}

void ProofRow::askAndWrite() {
    if (!view_ || !ask_)
        return;
    const CascadeJob& job = view_->job;
    const std::string of =
        link_->digits().own ? "own-digit" : "sample-" + std::to_string(link_->digits().sample);
    const QString path =
        ask_(QString::fromStdString(proofFileName(of, {job.raw, job.eps, job.norm, job.clip, job.label})));
    if (!path.isEmpty())
        write(path);
}

void ProofRow::write(const QString& path) {
    if (!whyNoProof(view_.get()).isEmpty())
        return;
    if (const auto may = mayWriteFile(path); !may)
        return say(tr("Not written."), QString::fromStdString(may.error().message), QStringLiteral("bad"));
    checking_->clear();
    written_.reset();
    writing_->start({view_, path});
    refresh();
}

void ProofRow::take(const WrittenProof& proof) {
    if (proof.text.empty())
        return say(tr("No proof was written:"), proof.why + u'.', QStringLiteral("warning"));
    const QByteArray bytes(proof.text.data(), static_cast<qsizetype>(proof.text.size()));
    if (const auto done = writeFile(proof.job.path, bytes); !done)
        return say(tr("Not written."), QString::fromStdString(done.error().message), QStringLiteral("bad"));
    written_ = proof.job;
    verdict_->hide();
    sayWritten(this, proof.job.path);
    refresh();
}

void ProofRow::check() {
    if (checking_->isBusy())
        return checking_->cancel();
    const ExplorerState& state = link_->store()->state();
    // What was edited since is in no file: the checker would read other weights.
    checking_->start(state.networkEdited ? QString() : state.networkPath, path());
}

void ProofRow::say(const QString& subject, const QString& text, const QString& kind) {
    verdict_->setVerdict({Statement::Tone::Neutral, subject, text}, kind);
    verdict_->show();
    refresh();
}

void ProofRow::refresh() {
    const QString why = whyNoProof(view_.get());
    const bool busy = writing_->isBusy();
    setVisible(view_ != nullptr);
    write_->setEnabled(why.isEmpty() && !busy);
    write_->setText(busy ? tr("Writing …") : tr("Write proof…"));
    write_->setToolTip(
        why.isEmpty()
            ? tr("Write what is proved of this sample to a file (*.kproof.json) that kamke-check, a "
                 "program without these solvers, checks against the weights")
            : why);
    check_->setText(checking_->isBusy() ? tr("Stop checking") : tr("Check proof"));
    check_->setEnabled(checking_->isBusy() || !path().isEmpty());
    check_->setToolTip(
        path().isEmpty() ? tr("There is no proof to check yet: write one first.")
                         : tr("Let kamke-check decide whether %1 holds").arg(QFileInfo(path()).fileName()));
}

} // namespace kamke::ui
