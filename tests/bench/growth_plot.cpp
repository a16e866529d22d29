#include "measure.h"

#include "ui/plot/export.h"
#include "ui/plot/plot.h"

#include <QApplication>

namespace kamke::bench {

namespace {

const std::vector<std::string>& parameters() {
    static const std::vector<std::string> all{"n", "r", "N", "threads"};
    return all;
}

} // namespace

bool plotGrowth(const std::vector<Row>& rows, const std::string& path) {
    // Without a display there is none to ask.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    std::string name = "kamke-bench";
    char* argv[] = {name.data(), nullptr};
    const QApplication application(argc, argv);
    ui::Plot plot;
    plot.setAxisNames("n, r, N or threads", "seconds");
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setScaleType(QCPAxis::stLogarithmic);
        axis->setTicker(QSharedPointer<QCPAxisTickerLog>(new QCPAxisTickerLog));
        axis->setNumberFormat("eb");
        axis->setNumberPrecision(0);
    }
    int colour = 0;
    for (const std::string& parameter : parameters()) {
        QCPGraph* graph = plot.addGraph();
        graph->setName(QString::fromStdString(parameter));
        graph->addToLegend();
        const QColor tone = QColor::fromHsv(90 * colour++, 200, 170);
        graph->setPen(QPen(tone, 1.6));
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, tone, 5));
        for (const Row& row : rows)
            if (row.group == "growth with " + parameter)
                graph->addData(row.parameter, row.seconds);
    }
    plot.rescaleAxes();
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis})
        axis->setRange(axis->range().lower / 1.3, axis->range().upper * 1.3);
    plot.legend->setVisible(true);
    plot.axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignLeft | Qt::AlignTop);
    const QString file = QString::fromStdString(path);
    plot.resize(640, 420);
    if (file.endsWith(".pdf"))
        return plot.savePdf(file, 640, 420);
    return plot.savePng(file, 640, 420, 2);
}

} // namespace kamke::bench
