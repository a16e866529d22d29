// How long the program took from its start to the first paint of its window.
#pragma once

class QWidget;

/// Prints the milliseconds once `window` has been painted, and leaves the event loop.
void reportFirstPaint(QWidget* window);
