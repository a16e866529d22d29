#include "ui/jobs/sweep_names.h"

#include "ui/files/resource_files.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace kamke::ui {

QString sweepNetworkFile(const QString& entry) {
    return entry.startsWith(galleryPrefix)
               ? resourceFolder(QStringLiteral("networks")) + u'/' + entry.mid(galleryPrefix.size())
               : entry;
}

QString baseName(const QString& path) {
    return QFileInfo(path).completeBaseName();
}

QString resultsFileOf(const QString& chosen, const SweepNetwork& network, std::size_t count) {
    if (count == 1)
        return chosen;
    const QFileInfo info(chosen);
    QString end = network.path.isEmpty() ? network.name : baseName(network.path);
    static const QRegularExpression strange(QStringLiteral("[^\\w.=-]+"));
    end.replace(strange, QStringLiteral("-"));
    return info.path() + u'/' + info.completeBaseName() + u'-' + end + u'.' +
           (info.suffix().isEmpty() ? QStringLiteral("h5") : info.suffix());
}

QString uniqueName(
    const Network& network, const QString& path, const std::vector<SweepNetwork>& networks, std::size_t k) {
    const auto isTaken = [&](const QString& name) {
        for (std::size_t other = 0; other < networks.size(); ++other)
            if (other != k && networks[other].name == name)
                return true;
        return name.isEmpty();
    };
    const QString own = QString::fromStdString(network.name).simplified();
    for (const QString& name : {own, baseName(path)})
        if (!isTaken(name))
            return name;
    for (int number = 2;; ++number)
        if (QString name = QStringLiteral("%1 (%2)").arg(own.isEmpty() ? baseName(path) : own).arg(number);
            !isTaken(name))
            return name;
}

} // namespace kamke::ui
