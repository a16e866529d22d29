#include "shell/icons.h"

#include "plot/theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

// Outside of any namespace, as Qt asks for resources in a static library.
static void loadIcons() {
    Q_INIT_RESOURCE(icons);
}

namespace kamke::ui {

namespace {

constexpr int side = 20;

QPixmap drawn(QByteArray svg, const QColor& colour, int scale) {
    QSvgRenderer renderer(svg.replace("#000000", colour.name().toLatin1()));
    QPixmap pixmap(side * scale, side * scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
}

} // namespace

QIcon themedIcon(const QString& name) {
    loadIcons();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray svg = file.readAll();
    QIcon icon;
    for (const int scale : {1, 2, 3}) {
        icon.addPixmap(drawn(svg, currentTheme().text, scale), QIcon::Normal);
        QColor faint = currentTheme().faintText;
        faint.setAlphaF(0.5F);
        icon.addPixmap(drawn(svg, faint, scale), QIcon::Disabled);
    }
    return icon;
}

} // namespace kamke::ui
