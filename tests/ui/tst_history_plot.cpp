// Histories of trainings: what is read from a network, and what is drawn of it.
#include "core/io/files/network_file.h"
#include "ui/plot/history_plot.h"
#include "window_fixture.h"

#include <QTemporaryDir>
#include <limits>

using namespace kamke;
using namespace kamke::ui;

namespace {

Network trained() {
    Network network = *exampleState().network;
    network.training["runs"] = std::int64_t{5};
    network.training["history_loss"] = std::vector<double>{0.5, 0.25, 0.125};
    network.training["history_loss_std"] = std::vector<double>{0.1, 0.05, 0.025};
    network.training["history_accuracy"] = std::vector<double>{0.8, 0.9, 0.95};
    network.training["history_validation"] = std::vector<double>{0.7, 0.85, 0.925};
    network.training["history_validation_std"] = std::vector<double>{0.02, 0.01, 0.005};
    return network;
}

} // namespace

class TestHistoryPlot : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        prepareTests();
        QLocale::setDefault(QLocale::c());
    }
    void init() { prepareTest(); }

    void aFileKeepsItsHistory() {
        QTemporaryDir dir;
        const auto path = std::filesystem::path(dir.filePath("n.h5").toStdString());
        QVERIFY(writeNetwork(trained(), path).has_value());
        const auto again = readNetwork(path);
        QVERIFY(again.has_value());
        const TrainingHistory h = trainingHistory(*again, "N", 2);
        QCOMPARE(h.runs, 5);
        QCOMPARE(h.loss, (std::vector<double>{0.5, 0.25, 0.125}));
        QCOMPARE(h.lossSpread, (std::vector<double>{0.1, 0.05, 0.025}));
        QCOMPARE(h.accuracy, (std::vector<double>{0.8, 0.9, 0.95}));
        QVERIFY(h.accuracySpread.empty());
        QCOMPARE(h.shares(), h.validation);
        QCOMPARE(h.sharesSpread().size(), 3U);
    }

    void whatDoesNotFitIsLeftOut() {
        QVERIFY(trainingHistory(*exampleState().network, "N", 0).empty());
        Network network = trained();
        network.training["history_loss_std"] = std::vector<double>{0.1, 0.05};
        network.training["history_validation"] =
            std::vector<double>{0.7, std::numeric_limits<double>::quiet_NaN(), 0.9};
        const TrainingHistory h = trainingHistory(network, "N", 0);
        QCOMPARE(h.loss.size(), 3U);
        QVERIFY(h.lossSpread.empty());
        QVERIFY(h.validation.empty());
        QVERIFY(h.sharesSpread().empty());
        QCOMPARE(h.shares(), h.accuracy);
    }

    void curvesAreNamedAtTheirEndsInEnvelopes() {
        TrainingHistoryPlot accuracy(HistoryQuantity::Accuracy), loss(HistoryQuantity::Loss);
        Network lossOnly = *exampleState().network;
        lossOnly.training["history_loss"] = std::vector<double>{0.6, 0.13};
        const std::vector<TrainingHistory> histories{
            trainingHistory(trained(), "NEMON", 0), trainingHistory(lossOnly, "MON", 1)};
        accuracy.setHistories(histories);
        loss.setHistories(histories);
        QCOMPARE(accuracy.histories().size(), 1U);
        QCOMPARE(loss.histories().size(), 2U);
        QCOMPARE(accuracy.ends(), QStringList{"NEMON 92.5 %"});
        QCOMPARE(loss.ends(), (QStringList{"NEMON 0.125", "MON 0.13"}));

        // Two edges of its envelope, then the curve.
        QCOMPARE(accuracy.graphCount(), 3);
        QCOMPARE(accuracy.graph(0)->data()->at(0)->value, 68.0);
        QCOMPARE(accuracy.graph(1)->data()->at(0)->value, 72.0);
        QVERIFY(accuracy.graph(1)->brush().style() != Qt::NoBrush);
        QCOMPARE(accuracy.graph(2)->data()->at(2)->key, 3.0);
        QCOMPARE(accuracy.graph(2)->data()->at(2)->value, 92.5);
        QVERIFY(loss.curves()[1].spread.isEmpty()); // one run has no envelope
        QCOMPARE(loss.graphCount(), 4);             // one envelope, two curves
        // All of it is in view.
        for (const double share : {68.0, 93.0})
            QVERIFY(accuracy.yAxis->range().contains(share));
        QVERIFY(accuracy.xAxis->range().contains(1) && accuracy.xAxis->range().contains(3));

        const QStringList rows = accuracy.csv().trimmed().split('\n');
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows[0], "network,runs,samples,epoch,accuracy,std");
        const QStringList last = rows[3].split(',');
        QCOMPARE(last.mid(0, 4), (QStringList{"\"NEMON\"", "5", "validation", "3"}));
        QCOMPARE(last[4].toDouble(), 0.925);
        QCOMPARE(last[5].toDouble(), 0.005);
        QVERIFY(loss.csv().contains("\"MON\",1,2,"));
        QVERIFY(loss.csv().endsWith(",\n"));
    }

    void nothingIsSaidInWords() {
        TrainingHistoryPlot plot(HistoryQuantity::Loss);
        plot.setHistories({});
        QCOMPARE(plot.graphCount(), 0);
        QVERIFY(plot.accessibleDescription().contains("No network keeps a history"));
    }
};

QTEST_MAIN(TestHistoryPlot)
#include "tst_history_plot.moc"
