// What ties a widget to its entry in the glossary.
#pragma once

#include <QObject>
#include <QString>

namespace kamke::ui {

/// Role of items and headers of models: the id of a term. Far from the roles that models use themselves.
constexpr int TermRole = 0x0100 + 4711;
/// What the popup says of this place beside the term; without it, all of Qt::ToolTipRole.
constexpr int TermNoteRole = TermRole + 1;

/// Says which term a widget, an axis or an item of a plot is about; its tooltip then shows the formula and
/// leads to the glossary. Children of the widget inherit it. `id` must be one of Glossary::instance(), which
/// a test checks.
void setTerm(QObject* object, const QString& id);
/// The term of the object itself, or nothing.
QString termOf(const QObject* object);

} // namespace kamke::ui
