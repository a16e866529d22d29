#include "ui/glossary/glossary.h"

#include "ui/glossary/glossary_reader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <algorithm>

// Outside of any namespace, as Qt asks for resources in a static library.
static void loadGlossary() {
    Q_INIT_RESOURCE(glossary);
}

namespace kamke::ui {
namespace {

/// In the order in which they are read by people.
const QStringList& files() {
    static const QStringList names{
        QStringLiteral("network"),      QStringLiteral("measures"), QStringLiteral("conditions"),
        QStringLiteral("iterations"),   QStringLiteral("dynamics"), QStringLiteral("boxes"),
        QStringLiteral("certificates"), QStringLiteral("attacks"),  QStringLiteral("training")};
    return names;
}

tl::expected<QString, QString> textOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(
            QCoreApplication::translate("Glossary", "%1 cannot be read: %2.").arg(path, file.errorString()));
    return QString::fromUtf8(file.readAll());
}

} // namespace

tl::expected<Glossary, QString> Glossary::readFolder(const QString& folder) {
    GlossaryReader reader;
    const auto one = [&](const QString& name, auto read) -> QString {
        const QString file = name + QStringLiteral(".md");
        const auto text = textOf(QDir(folder).filePath(file));
        return text ? (reader.*read)(file, *text) : text.error();
    };
    QString wrong = one(QStringLiteral("sources"), &GlossaryReader::readSources);
    for (const QString& name : files())
        if (wrong.isEmpty())
            wrong = one(name, &GlossaryReader::readTerms);
    if (wrong.isEmpty())
        wrong = reader.finish();
    if (!wrong.isEmpty())
        return tl::unexpected(wrong);
    return reader.take();
}

const Glossary& Glossary::instance() {
    static const Glossary glossary = [] {
        loadGlossary();
        auto read = readFolder(QStringLiteral(":/glossary"));
        if (!read)
            qFatal("%s", qPrintable(read.error()));
        return std::move(*read);
    }();
    return glossary;
}

const Term* Glossary::find(const QString& id) const {
    const auto at = index_.constFind(id);
    return at == index_.constEnd() ? nullptr : &terms_[*at];
}

const GlossarySource* Glossary::source(const QString& id) const {
    const auto at =
        std::find_if(sources_.begin(), sources_.end(), [&](const GlossarySource& s) { return s.id == id; });
    return at == sources_.end() ? nullptr : &*at;
}

QString Glossary::citationText(const Citation& citation) const {
    return QStringLiteral("%1, %2").arg(source(citation.source)->shortName, citation.place);
}

} // namespace kamke::ui
