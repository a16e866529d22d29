#include "ui/state/session.h"

#include "ui/files/write_file.h"
#include "ui/state/state_fields.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace kamke::ui {

namespace {

constexpr int sessionVersion = 1;
constexpr qint64 maxSessionBytes = 512LL << 20;
constexpr quint32 maxLineBytes = 64u << 20;
const QLatin1String linePrefix("kamke-state:");

QJsonObject toJson(const ExplorerState& state, const QDir& base) {
    QJsonObject json = writeFields(state, {base, state.network.get()});
    json.insert(QStringLiteral("format"), QStringLiteral("kamke-session"));
    json.insert(QStringLiteral("version"), sessionVersion);
    return json;
}

/// The error says what is wrong without the place, e.g. "\"seed\" is null, expected …".
Result<ExplorerState> fromJson(const QByteArray& bytes, const QDir& base) {
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parse);
    if (parse.error != QJsonParseError::NoError)
        return fail(
            "not JSON (" + parse.errorString().toStdString() + " at byte " + std::to_string(parse.offset) +
            "), expected a kamke-session");
    const QJsonObject json = document.object();
    const QString format = json.value(QStringLiteral("format")).toString();
    if (format != QStringLiteral("kamke-session"))
        return fail("\"format\" is \"" + format.left(40).toStdString() + "\", expected \"kamke-session\"");
    const int version = json.value(QStringLiteral("version")).toInt();
    if (version > sessionVersion)
        return fail(
            "\"version\" is " + std::to_string(version) + ", this program reads version " +
            std::to_string(sessionVersion) + ": a newer Kamke is needed");
    if (version < 1)
        return fail("\"version\" is not a whole number from 1, expected " + std::to_string(sessionVersion));
    ExplorerState state;
    for (const Field<ExplorerState>& field : fieldsOf<ExplorerState>())
        if (const Wrong wrong = field.read(json.value(QLatin1String(field.key)), state, {base}))
            return fail("\"" + std::string(field.key) + "\" " + *wrong);
    return state;
}

} // namespace

Result<void> writeSession(const ExplorerState& state, const QString& path) {
    return writeFile(
        path, QJsonDocument(toJson(state, QFileInfo(path).absoluteDir())).toJson(), FileKind::Session);
}

Result<ExplorerState> readSession(const QString& path) {
    QFile file(path);
    if (QFileInfo(path).isDir())
        return fail(path.toStdString() + ": is a folder, expected a session file");
    if (!file.open(QIODevice::ReadOnly))
        return fail(path.toStdString() + ": cannot be read (" + file.errorString().toStdString() + ")");
    if (file.size() > maxSessionBytes)
        return fail(
            path.toStdString() + ": has " + std::to_string(file.size() >> 20) +
            " MiB, expected a session of at most " + std::to_string(maxSessionBytes >> 20));
    return fromJson(file.readAll(), QFileInfo(path).absoluteDir()).map_error([&](const Error& e) {
        return Error{path.toStdString() + ": " + e.message};
    });
}

QString stateToLine(const ExplorerState& state) {
    const QByteArray json = QJsonDocument(toJson(state, QDir::root())).toJson(QJsonDocument::Compact);
    return linePrefix + QString::fromLatin1(qCompress(json, 9).toBase64(
                            QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<ExplorerState> stateFromLine(const QString& line) {
    const QString text = line.trimmed();
    if (!text.startsWith(linePrefix))
        return fail(
            "the pasted text starts with \"" + text.left(20).toStdString() + "\", expected \"" +
            linePrefix.data() + "…\" as Edit > Copy state makes it");
    const auto decoded = QByteArray::fromBase64Encoding(
        text.mid(linePrefix.size()).toLatin1(),
        QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    // The first four bytes say how long the text is; a damaged line must not ask for gigabytes.
    const QByteArray packed = decoded.decoded;
    quint32 size = 0;
    for (qsizetype i = 0; i < 4 && i < packed.size(); ++i)
        size = size << 8 | static_cast<unsigned char>(packed[i]);
    const QByteArray json =
        decoded && packed.size() > 4 && size <= maxLineBytes ? qUncompress(packed) : QByteArray();
    if (json.isEmpty())
        return fail("the pasted state is damaged or cut short, expected the whole line as Edit > Copy state "
                    "makes it");
    return fromJson(json, QDir::root()).map_error([](const Error& e) {
        return Error{"the pasted state: " + e.message};
    });
}

} // namespace kamke::ui
