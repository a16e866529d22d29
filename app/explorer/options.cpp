#include "options.h"

#include "print.h"

#include "core/io/text/plain_text.h"
#include "core/solve/blas_kernel.h"

#include <QCommandLineParser>
#include <QRegularExpression>
#include <cstdio>
#include <cstdlib>

namespace {

[[noreturn]] void misuse(const QString& sentence) {
    std::fprintf(
        stderr, "kamke: %s (kamke --help lists the options)\n", kamke::plain(sentence.toStdString()).c_str());
    std::exit(2);
}

double number(const QCommandLineParser& parser, const QString& name, double least, double most) {
    bool ok = false;
    const double value = parser.value(name).toDouble(&ok);
    if (!ok || !(value >= least && value <= most))
        misuse(QStringLiteral("--%1 is \"%2\", expected a number from %3 to %4")
                   .arg(name, parser.value(name))
                   .arg(least)
                   .arg(most));
    return value;
}

} // namespace

Options Options::parse(const QStringList& arguments) {
    const auto s = [](const char* text) { return QString::fromUtf8(text); };
    QCommandLineParser parser;
    parser.setApplicationDescription(s("Explorer of robustness certificates for implicit neural networks"));
    parser.addPositionalArgument(s("file"), s("Network (*.h5) or session (*.kamke) to open"), s("[file]"));
    parser.addOption({s("render"), s("Draw a network or session to a figure, without a window"), s("file")});
    parser.addOption({s("out"), s("The figure: *.pdf, *.svg or *.png"), s("figure")});
    parser.addOption({s("width-mm"), s("Its width in millimetres"), s("mm"), s("170")});
    parser.addOption({s("height-mm"), s("Its height in millimetres"), s("mm"), s("85")});
    parser.addOption({s("dpi"), s("Its resolution (PNG)"), s("dpi"), s("300")});
    parser.addOption({s("handout"), s("Write guide and glossary to *.html or *.pdf and leave"), s("file")});
    parser.addOption({s("screenshot"), s("Grab the window to a picture and leave"), s("picture")});
    parser.addOption({s("size"), s("Size of the window of --screenshot"), s("WxH"), s("1440x900")});
    parser.addOption({s("theme"), s("Theme of --screenshot: light or dark"), s("theme")});
    parser.addOption({s("benchmark-start"), s("Print the time from start to first paint and leave")});
    const QCommandLineOption help = parser.addHelpOption(), version = parser.addVersionOption();
    if (!parser.parse(arguments))
        misuse(parser.errorText());
    if (parser.isSet(help))
        std::exit(print(parser.helpText()));
    if (parser.isSet(version))
        std::exit(print(s("%1 %2\n%3\n")
                            .arg(
                                QCoreApplication::applicationName(), QCoreApplication::applicationVersion(),
                                QString::fromStdString(kamke::blasKernelText()))));
    if (parser.positionalArguments().size() > 1)
        misuse(s("more than one file"));

    Options options;
    options.file = parser.positionalArguments().value(0);
    if (parser.isSet(s("render"))) {
        options.render = true;
        options.file = parser.value(s("render"));
        options.out = parser.value(s("out"));
        if (options.out.isEmpty())
            misuse(s("--render needs --out FIGURE"));
    }
    options.millimetres = {number(parser, s("width-mm"), 20, 2000), number(parser, s("height-mm"), 20, 2000)};
    options.dpi = static_cast<int>(number(parser, s("dpi"), 30, 2400));
    options.handout = parser.value(s("handout"));
    if (parser.isSet(s("handout")) && options.handout.isEmpty())
        misuse(s("--handout needs a file name that ends in .html or .pdf"));
    options.screenshot = parser.value(s("screenshot"));
    const auto size = QRegularExpression(s("^(\\d{2,4})x(\\d{2,4})$")).match(parser.value(s("size")));
    if (!size.hasMatch())
        misuse(s("--size is \"%1\", expected WIDTHxHEIGHT").arg(parser.value(s("size"))));
    options.size = {size.captured(1).toInt(), size.captured(2).toInt()};
    options.theme = parser.value(s("theme"));
    if (!QStringList{QString(), s("light"), s("dark")}.contains(options.theme))
        misuse(s("--theme is \"%1\", expected light or dark").arg(options.theme));
    options.benchmarkStart = parser.isSet(s("benchmark-start"));
    return options;
}
