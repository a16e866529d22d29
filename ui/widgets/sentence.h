// What is wrong with a field, below it.
#pragma once

class QLabel;

namespace kamke::ui {

/// A small line of words below what it is about, hidden while it is empty; wrong ones are in the colour of
/// errors.
QLabel* makeSentence();

} // namespace kamke::ui
