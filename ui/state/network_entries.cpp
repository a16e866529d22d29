#include "ui/state/network_entries.h"

#include <QJsonArray>

namespace kamke::ui {

QString writtenPath(const QString& file, const QDir& base) {
    return file.isEmpty() || file.startsWith(galleryPrefix) ? file : base.relativeFilePath(file);
}

QString readPath(const QString& text, const QDir& base) {
    return text.isEmpty() || text.startsWith(galleryPrefix) ? text
                                                            : QDir::cleanPath(base.absoluteFilePath(text));
}

ValueForm<QStringList> networkList(int most, bool mayBeOpen) {
    return {
        [](const QStringList& networks, const FieldContext& context) {
            QJsonArray list;
            for (const QString& each : networks)
                list.append(writtenPath(each, context.base));
            return list;
        },
        [most, mayBeOpen](const QJsonValue& v, QStringList& networks, const FieldContext& context) -> Wrong {
            const QJsonArray list = v.toArray();
            if (!v.isArray() || list.size() > most)
                return expected(v, "an array of at most " + std::to_string(most) + " network files");
            networks.clear();
            for (const auto& each : list) {
                const QString text = each.toString();
                // A name of the gallery must not lead out of it.
                if (!each.isString() || (text.startsWith(galleryPrefix) && text.contains(u'/')) ||
                    (text.isEmpty() && !mayBeOpen))
                    return "has an entry that " + found(each) + ", expected a path" +
                           (mayBeOpen ? ", \"gallery:\" and a file's name, or \"\""
                                      : " or \"gallery:\" and a file's name");
                networks << readPath(text, context.base);
            }
            if (networks.removeDuplicates() > 0)
                return std::string("has a network twice, expected each once");
            return {};
        }};
}

} // namespace kamke::ui
