// The command line of the explorer.
#pragma once

#include <QSize>
#include <QSizeF>
#include <QString>
#include <QStringList>

struct Options {
    QString file; ///< network or session to open; empty: the paper's example

    bool render = false; ///< draw `file` to `out` and leave
    QString out;
    QSizeF millimetres{170, 85};
    int dpi = 300;

    QString handout; ///< write guide and glossary to this file and leave

    QString screenshot; ///< grab the window to this file and leave
    QSize size{1440, 900};
    QString theme; ///< light, dark or empty

    bool benchmarkStart = false; ///< print the time to the first paint and leave

    /// Needs a running QCoreApplication. Prints and leaves the program for --help, --version and misuse
    /// (status 2).
    static Options parse(const QStringList& arguments);
};
