// The numbers that the contraction figures read off are those of the core and of the command line.
#include "core/io/files/network_file.h"
#include "core/model/analysis.h"
#include "core/solve/flow.h"
#include "core/solve/iterations.h"
#include "ui/workspaces/contraction/contraction_workspace.h"
#include "ui/workspaces/contraction/numbers_model.h"
#include "ui/workspaces/contraction/planar_norms.h"
#include "ui/workspaces/contraction/planar_presets.h"
#include "window_fixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace kamke;
using namespace kamke::ui;

namespace {

QString networkFile(const QString& name) {
    return QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/%1.h5").arg(name);
}

QJsonObject cli(const QStringList& arguments) {
    QProcess program;
    program.start(QStringLiteral(KAMKE_BIN_DIR "/kamke-cli"), arguments);
    if (!program.waitForFinished(60000) || program.exitCode() != 0)
        QTest::qFail(program.readAllStandardError().constData(), __FILE__, __LINE__);
    return QJsonDocument::fromJson(program.readAllStandardOutput()).object();
}

ExplorerState opened(const QString& name) {
    auto network = readNetwork(networkFile(name).toStdString());
    if (!network)
        QTest::qFail(network.error().message.c_str(), __FILE__, __LINE__);
    return stateForNetwork(std::make_shared<const Network>(std::move(*network)), networkFile(name));
}

bool close(double a, double b, double tolerance = 1e-12) {
    return std::abs(a - b) <= tolerance * (1 + std::abs(b));
}

struct Fixture {
    Fixture(ExplorerState state, const char* figure)
        : store([&] {
            state.contraction.figure = QLatin1String(figure);
            return std::move(state);
        }())
        , page(&store) {
        page.resize(1200, 740);
        page.show();
    }
    double operator[](const QString& name) const {
        for (const auto& [each, value, term, size] : page.figure()->numbers())
            if (each == name)
                return value;
        QTest::qFail(qPrintable("no number " + name), __FILE__, __LINE__);
        return 0;
    }
    void change(const std::function<void(ContractionState&)>& edit) {
        ExplorerState next = store.state();
        edit(next.contraction);
        store.apply("Prepare", next);
    }

    ExplorerStore store;
    ContractionWorkspace page;
};

} // namespace

class TestContractionNumbers : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { prepareTests(); }
    void init() { prepareTest(); }

    void theyAreThoseOfTheCommandLine_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"paper_example", "ibp_diverges", "mm_needs_weights", "rotation"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void theyAreThoseOfTheCommandLine() {
        QFETCH(QString, name);
        const ExplorerState state = opened(name);
        const Vector centre = state.selected()->box.centre();
        const QString input = QString::number(centre(0), 'g', 17) + ',' + QString::number(centre(1), 'g', 17);
        const QJsonArray x =
            cli({"forward", networkFile(name), "--input=" + input, "--json"}).value("x").toArray();
        const QJsonObject info = cli({"info", networkFile(name), "--json"});
        const QJsonObject measure = info.value("measure").toObject();
        for (const char* figure : {"flow", "cells", "euler"}) {
            Fixture f(state, figure);
            QVERIFY2(close(f["x*₁"], x.at(0).toDouble(), 1e-10), figure);
            QVERIFY2(close(f["x*₂"], x.at(1).toDouble(), 1e-10), figure);
        }
        Fixture cells(state, "cells");
        QCOMPARE(cells["‖A‖_∞"], measure.value("norm_inf").toDouble());
        QCOMPARE(cells["μ_∞(A)"], measure.value("mu_inf").toDouble());
        QCOMPARE(cells["least μ_η(A)"], measure.value("mu_inf_best").toDouble());
        QCOMPARE(cells["μ_2(A)"], measure.value("mu_2").toDouble());
        QCOMPARE(cells["α*"], info.value("alpha_star").toDouble());
        Fixture flow(state, "flow");
        const auto inNorm = [&](Norm::Kind kind, bool weighted) {
            flow.change([&](ContractionState& s) {
                s.norm = kind;
                s.weighted = weighted;
            });
            return flow["μ(A) in this norm"];
        };
        QVERIFY(close(inNorm(Norm::Kind::One, false), measure.value("mu_1").toDouble()));
        QVERIFY(close(inNorm(Norm::Kind::Two, false), measure.value("mu_2").toDouble()));
        QVERIFY(close(inNorm(Norm::Kind::Infinity, false), measure.value("mu_inf").toDouble()));
        QVERIFY(close(inNorm(Norm::Kind::Infinity, true), measure.value("mu_inf_best").toDouble(), 1e-6));
    }

    void distancesNeverExceedWhatTheRateAllows_data() {
        QTest::addColumn<int>("preset");
        for (std::size_t k = 0; k < planarPresets().size(); ++k)
            QTest::newRow(planarPresets()[k].id) << static_cast<int>(k);
    }
    void distancesNeverExceedWhatTheRateAllows() {
        QFETCH(int, preset);
        Fixture f(exampleState(), "flow");
        const PlanarPreset& each = planarPresets()[static_cast<std::size_t>(preset)];
        int promises = 0;
        for (const PlanarNorm& norm : planarNorms()) {
            f.change([&](ContractionState& s) {
                s.linked = false;
                s.planar = each.weights;
                s.first = each.first;
                s.second = each.second;
                s.norm = norm.kind;
                s.weighted = norm.weighted;
            });
            promises += f["c in " + normText(norm)] > 0;
            for (int k = 0; k <= f.page.figure()->lastPosition(); ++k) {
                f.store.moveTime(k * f.page.figure()->timeStep());
                QVERIFY(f["‖x(t) − y(t)‖"] <= f["allowed: e^(−ct)‖x(0) − y(0)‖"] * (1 + 1e-6) + 1e-8);
            }
        }
        // What the preset says of itself.
        const int expected = QLatin1String(each.id) == QLatin1String("paper") ? 4 : 1;
        QVERIFY2(promises >= expected, qPrintable(QString::number(promises)));
        if (QLatin1String(each.id) == QLatin1String("euclidean"))
            QVERIFY(f["c in l₂"] > 0 && promises == 1);
        if (QLatin1String(each.id) == QLatin1String("weights"))
            QVERIFY(f["c in l∞, best η"] > 0 && promises == 1);
    }

    void distancesAreThoseOfTheFlow() {
        Fixture f(opened("paper_example"), "flow");
        const PlanarSystem system = planarSystem(f.store.state());
        const ContractionState& s = f.store.state().contraction;
        f.store.moveTime(2);
        const Trajectory x = integrate(system.problem(), Vector{{s.first.x(), s.first.y()}}, 8);
        const Trajectory y = integrate(system.problem(), Vector{{s.second.x(), s.second.y()}}, 8);
        const Norm norm{Norm::Kind::Infinity, system.eta};
        QVERIFY(close(f["‖x(t) − y(t)‖"], norm(x.at(2) - y.at(2))));
        QVERIFY(close(f["c in l∞, best η"], contractionRate(system.problem(), norm)));
    }

    void picardDivergesWhereTheAverageConverges() {
        Fixture f(exampleState(), "cells");
        const PlanarPreset& preset = planarPresets()[1];
        QCOMPARE(QLatin1String(preset.id), QLatin1String("picard-diverges"));
        f.change([&](ContractionState& s) {
            s.linked = false;
            s.planar = preset.weights;
            s.first = preset.first;
        });
        QVERIFY(f["‖A‖_∞"] > 1);
        QVERIFY(f["μ_∞(A)"] < 1);
        const double start = f["residual, Picard"];
        f.store.moveTime(f.page.figure()->lastPosition());
        QVERIFY(f["residual, Picard"] > 100 * start);
        QVERIFY(f["factor, Picard"] > 1);
        QVERIFY(f["residual, average"] < 1e-6);
        // The same run as the core's.
        const FixedPointProblem problem = planarSystem(f.store.state()).problem();
        const FixedPointIteration* average = findIteration("average");
        RunOptions options;
        options.maxIterations = f.page.figure()->lastPosition();
        options.tolerance = 0;
        const IterationRun run = kamke::run(
            *average, problem, problem.alphaStar(), Vector{{preset.first.x(), preset.first.y()}}, options);
        QCOMPARE(f["residual, average"], run.residuals.back());
    }

    void halfTheStepHalvesTheError() {
        Fixture f(exampleState(), "euler");
        const auto errorWith = [&](double alpha) {
            f.change([&](ContractionState& s) { s.alpha = alpha; });
            f.store.moveTime(1);
            return f["‖x_k − x(kα)‖"];
        };
        const double coarse = errorWith(0.02), fine = errorWith(0.01);
        QVERIFY2(std::abs(coarse / fine - 2) < 0.1, qPrintable(QString::number(coarse / fine)));
    }
};

QTEST_MAIN(TestContractionNumbers)
#include "tst_contraction_numbers.moc"
