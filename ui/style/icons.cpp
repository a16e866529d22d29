#include "ui/style/icons.h"

#include "ui/style/theme.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>
#include <utility>

// Outside of any namespace, as Qt asks for resources in a static library.
static void loadIcons() {
    Q_INIT_RESOURCE(icons);
}

namespace kamke::ui {

namespace {

/// Draws in the ink of the theme that is in force when it is painted, so that no icon has to be told of
/// another one.
class InkEngine : public QIconEngine {
public:
    explicit InkEngine(QByteArray svg)
        : svg_(std::move(svg)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal scale = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, pixmap(rect.size() * scale, mode, state));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        const Theme& theme = currentTheme();
        const QColor ink = mode == QIcon::Disabled ? faded(theme.faintText, 0.5) : theme.text;
        if (ink != drawnInk_[mode]) {
            drawnInk_[mode] = ink;
            drawn_[mode].clear();
        }
        QPixmap& drawn = drawn_[mode][{size.width(), size.height()}];
        if (drawn.isNull() && !size.isEmpty()) {
            QSvgRenderer renderer(QByteArray(svg_).replace("#000000", ink.name().toLatin1()));
            drawn = QPixmap(size);
            drawn.fill(Qt::transparent);
            QPainter painter(&drawn);
            painter.setOpacity(ink.alphaF());
            renderer.setAspectRatioMode(Qt::KeepAspectRatio);
            renderer.render(&painter);
        }
        return drawn;
    }

    QIconEngine* clone() const override { return new InkEngine(svg_); }

private:
    QByteArray svg_;
    QHash<int, QColor> drawnInk_;
    QHash<int, QHash<std::pair<int, int>, QPixmap>> drawn_;
};

} // namespace

QIcon themedIcon(const QString& name) {
    loadIcons();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new InkEngine(file.readAll()));
}

} // namespace kamke::ui
