#include "ui/glossary/term.h"

#include <QVariant>

namespace kamke::ui {

namespace {
constexpr const char* property = "glossaryTerm";
} // namespace

void setTerm(QObject* object, const QString& id) {
    object->setProperty(property, id);
}

QString termOf(const QObject* object) {
    return object->property(property).toString();
}

} // namespace kamke::ui
