#include "ui/style/desktop.h"

#include <QGuiApplication>
#include <QPalette>
#include <QSettings>
#include <QStandardPaths>

namespace kamke::ui {
namespace {

bool namesDark(const QString& name) {
    return name.contains(QStringLiteral("dark"), Qt::CaseInsensitive);
}

bool gtkSettingsAreDark(const QString& file) {
    const QString path = QStandardPaths::locate(QStandardPaths::GenericConfigLocation, file);
    if (path.isEmpty()) {
        return false;
    }
    const QSettings settings(path, QSettings::IniFormat);
    return settings.value(QStringLiteral("Settings/gtk-application-prefer-dark-theme")).toBool() ||
           namesDark(settings.value(QStringLiteral("Settings/gtk-theme-name")).toString());
}

bool lookUp() {
    const QString gtk = qEnvironmentVariable("GTK_THEME");
    if (!gtk.isEmpty()) {
        return namesDark(gtk);
    }
    const QPalette palette = QGuiApplication::palette();
    if (palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness()) {
        return true;
    }
    if (gtkSettingsAreDark(QStringLiteral("gtk-4.0/settings.ini")) ||
        gtkSettingsAreDark(QStringLiteral("gtk-3.0/settings.ini"))) {
        return true;
    }
    const QString kde =
        QStandardPaths::locate(QStandardPaths::GenericConfigLocation, QStringLiteral("kdeglobals"));
    return !kde.isEmpty() &&
           namesDark(QSettings(kde, QSettings::IniFormat).value(QStringLiteral("ColorScheme")).toString());
}

} // namespace

bool desktopIsDark() {
    static const bool dark = lookUp();
    return dark;
}

} // namespace kamke::ui
