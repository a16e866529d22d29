// Networks of other programs, made by tests/data/make_import_fixtures.py when the test runs.
#pragma once

#include "core/io/import/import_options.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <filesystem>

namespace kamke::test {

class ImportFixtures {
public:
    /// Why they could not be made; empty when they are there.
    QString make() {
        QProcess python;
        python.start(
            QStringLiteral("/usr/bin/python3"),
            {QStringLiteral(KAMKE_SOURCE_DIR "/tests/data/make_import_fixtures.py"), folder_.path()});
        if (!python.waitForStarted() || !python.waitForFinished(120000))
            return QStringLiteral("python3 does not run");
        const QString said = QString::fromUtf8(python.readAllStandardError());
        if (said.contains(QLatin1String("No module named")))
            return said.section(QLatin1String("No module named"), 1).trimmed() +
                   QStringLiteral(" is not installed for python3");
        QFile file(folder_.filePath(QStringLiteral("cases.json")));
        if (python.exitCode() != 0 || !file.open(QIODevice::ReadOnly))
            return QStringLiteral("FAILED: ") + said;
        cases_ = QJsonDocument::fromJson(file.readAll()).object();
        return {};
    }

    QJsonArray good() const { return cases_[QStringLiteral("good")].toArray(); }
    QJsonArray bad() const { return cases_[QStringLiteral("bad")].toArray(); }
    std::filesystem::path path(const QString& name) const {
        return std::filesystem::path(folder_.filePath(name).toStdString());
    }

private:
    QTemporaryDir folder_;
    QJsonObject cases_;
};

inline ImportOptions importOptionsOf(const QJsonObject& json) {
    const auto number = [&](const char* name) -> std::optional<double> {
        const QJsonValue value = json[QLatin1String(name)];
        return value.isUndefined() ? std::nullopt : std::optional(value.toDouble());
    };
    ImportOptions options;
    options.monotonicity = number("m");
    options.mean = number("mean");
    options.std = number("std");
    options.lower = number("lower");
    options.upper = number("upper");
    return options;
}

inline Vector vectorOf(const QJsonValue& value) {
    const QJsonArray list = value.toArray();
    return Vector::NullaryExpr(list.size(), [&](Index k) { return list[static_cast<int>(k)].toDouble(); });
}

} // namespace kamke::test
