// Where the reader of the lessons is: part of the explorer's one state.
#pragma once

#include <QMap>
#include <QString>

namespace kamke::ui {

struct LearnState {
    QString lesson;             ///< id of the lesson under way; empty: none
    int step = 0;               ///< of that lesson
    QMap<QString, int> reached; ///< by lesson id: the step to resume at; the number of steps when finished
};
bool operator==(const LearnState& a, const LearnState& b);

} // namespace kamke::ui
