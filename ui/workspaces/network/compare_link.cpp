#include "ui/workspaces/network/compare_link.h"

#include "ui/files/resource_files.h"
#include "ui/jobs/sweep_names.h"

#include <QFileInfo>
#include <QPixmap>
#include <array>

namespace kamke::ui {

namespace {

/// A file of the gallery is an entry of the gallery, so that sessions find it elsewhere, too.
QString entryOf(const QString& entry) {
    if (entry.startsWith(galleryPrefix))
        return entry;
    const QFileInfo info(entry);
    for (const QString& file : galleryFiles())
        if (QFileInfo(file) == info)
            return galleryPrefix + info.fileName();
    return info.absoluteFilePath();
}

} // namespace

CompareLink::CompareLink(ExplorerStore* store, CompareRunner* runner, QObject* parent)
    : QObject(parent)
    , store_(store)
    , runner_(runner) {
    connect(runner, &CompareRunner::resultChanged, this, &CompareLink::changed);
    connect(runner, &CompareRunner::busyChanged, this, &CompareLink::changed);
}

void CompareLink::add(const QStringList& entries) {
    change(tr("Add a network to compare"), [&](CompareState& s) {
        for (const QString& each : entries)
            if (const QString entry = entryOf(each);
                s.networks.size() < CompareState::most - 1 && !s.networks.contains(entry))
                s.networks << entry;
    });
}

QCPScatterStyle columnMarker(const Theme& theme, std::size_t column, double size) {
    static constexpr std::array<QCPScatterStyle::ScatterShape, 6> shapes{
        QCPScatterStyle::ssDisc,   QCPScatterStyle::ssCross,    QCPScatterStyle::ssDiamond,
        QCPScatterStyle::ssSquare, QCPScatterStyle::ssTriangle, QCPScatterStyle::ssPlus};
    const QColor colour = theme.seriesPen(static_cast<int>(column)).color();
    QCPScatterStyle marker(shapes[column % shapes.size()], size);
    marker.setPen(QPen(colour, 1.5));
    if (marker.shape() == QCPScatterStyle::ssDisc)
        marker.setBrush(colour);
    return marker;
}

QIcon columnIcon(const Theme& theme, std::size_t column) {
    QIcon icon;
    for (const int scale : {1, 2, 3}) {
        constexpr int side = 14;
        QPixmap pixmap(side * scale, side * scale);
        pixmap.fill(Qt::transparent);
        {
            QCPPainter painter(&pixmap);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.scale(scale, scale);
            const QCPScatterStyle marker = columnMarker(theme, column, 8);
            marker.applyTo(&painter, marker.pen());
            marker.drawShape(&painter, side / 2.0, side / 2.0);
        }
        pixmap.setDevicePixelRatio(scale);
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace kamke::ui
