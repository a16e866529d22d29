// Has a proof file checked by kamke-check, a program that shares no solver with this one.
#pragma once

#include "ui/jobs/runner.h"

#include <QProcess>
#include <QString>
#include <QStringList>

namespace kamke::ui {

/// What the checker has said.
struct ProofVerdict {
    enum class Kind {
        None,    ///< nothing yet
        Holds,   ///< the proof holds
        Refused, ///< it does not, or is no proof of this network
        Silent   ///< the checker could not be asked
    };
    Kind kind = Kind::None;
    QString text; ///< its one line without the file's name, or why there is none
};

/// Runs beside the window; cancel() and the destructor end it.
class ProofCheck : public Runner {
    Q_OBJECT
public:
    explicit ProofCheck(QObject* parent = nullptr);
    ~ProofCheck() override;

    /// Where the checker is: beside the running program; empty where it is not.
    static QString program();
    /// Looks for it elsewhere (default: program()).
    void setProgram(const QString& path) { program_ = path; }

    /// Checks `proof` against the weights in the file `network`. resultChanged() says when verdict() is
    /// there.
    void start(const QString& network, const QString& proof);
    const ProofVerdict& verdict() const { return verdict_; }
    void clear();

    bool isBusy() const override { return busy_; }
    void cancel() override;

private:
    void end(ProofVerdict verdict);
    void read();
    void stopProcess();

    QProcess process_;
    QString program_ = program(), proof_;
    ProofVerdict verdict_;
    bool busy_ = false;
};

} // namespace kamke::ui
