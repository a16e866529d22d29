#include "print.h"

#include <QString>
#include <cerrno>
#include <cstdio>
#include <cstring>

int print(const QString& text) {
    if (std::fputs(text.toLocal8Bit().constData(), stdout) >= 0 && std::fflush(stdout) == 0)
        return 0;
    std::fprintf(stderr, "kamke: standard output could not be written (%s)\n", std::strerror(errno));
    return 1;
}
