// What a program does first so that no file comes to harm by how it was started.
#pragma once

namespace kamke {

/// Opens what is missing of standard input, output and error, since a file that is written would otherwise
/// get the number of one of them, and text into it that was meant for the terminal. Makes a file that may not
/// grow any more an error like a full disk instead of the end of the process.
void prepareProcess();

} // namespace kamke
