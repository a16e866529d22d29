#include "ui/jobs/proof_check.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSignalBlocker>
#include <utility>

namespace kamke::ui {

namespace {

const QString checker = QStringLiteral("kamke-check");

} // namespace

ProofCheck::ProofCheck(QObject* parent)
    : Runner(parent) {
    connect(&process_, &QProcess::finished, this, [this] { read(); });
    connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(
                {ProofVerdict::Kind::Silent,
                 tr("%1 could not be started: %2.").arg(program_, process_.errorString())});
    });
}

ProofCheck::~ProofCheck() {
    stopProcess();
}

QString ProofCheck::program() {
    const QString path = QCoreApplication::applicationDirPath() + u'/' + checker;
    return QFileInfo(path).isExecutable() ? path : QString();
}

void ProofCheck::start(const QString& network, const QString& proof) {
    stopProcess();
    if (program_.isEmpty())
        return end(
            {ProofVerdict::Kind::Silent,
             tr("The program %1 is not beside this one in %2, so nothing was checked.")
                 .arg(checker, QCoreApplication::applicationDirPath())});
    if (network.isEmpty())
        return end(
            {ProofVerdict::Kind::Silent, tr("The network is in no file yet, and the checker reads its "
                                            "weights from one: save it first.")});
    proof_ = proof;
    verdict_ = {};
    busy_ = true;
    tellBusy(true);
    tellResult();
    process_.start(program_, {network, proof}); // may fail at once, which is told after the beginning
}

void ProofCheck::read() {
    if (!busy_)
        return;
    QString line = QString::fromLocal8Bit(process_.readAllStandardOutput()).trimmed();
    if (process_.exitStatus() != QProcess::NormalExit)
        return end({ProofVerdict::Kind::Silent, tr("%1 ended before it had an answer.").arg(checker)});
    // Without an answer it says what is wrong with its input.
    if (line.isEmpty())
        return end(
            {ProofVerdict::Kind::Silent, QString::fromLocal8Bit(process_.readAllStandardError()).trimmed()});
    if (line.startsWith(proof_ + QStringLiteral(": ")))
        line.remove(0, proof_.size() + 2);
    end({process_.exitCode() == 0 ? ProofVerdict::Kind::Holds : ProofVerdict::Kind::Refused, line});
}

void ProofCheck::end(ProofVerdict verdict) {
    verdict_ = std::move(verdict);
    const bool was = std::exchange(busy_, false);
    tellResult();
    if (was)
        tellBusy(false);
}

void ProofCheck::clear() {
    cancel();
    if (verdict_.kind != ProofVerdict::Kind::None)
        end({});
}

void ProofCheck::cancel() {
    if (!busy_)
        return;
    stopProcess();
    end({});
}

void ProofCheck::stopProcess() {
    if (process_.state() == QProcess::NotRunning)
        return;
    const QSignalBlocker quiet(process_);
    process_.kill();
    process_.waitForFinished(2000);
}

} // namespace kamke::ui
