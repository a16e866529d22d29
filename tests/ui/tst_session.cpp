// Session files and the state as one line.
#include "core/io/files/network_file.h"
#include "example_states.h"
#include "ui/state/session.h"
#include "ui/state/state_fields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// Settings that all differ from those that one starts with.
CompareState unusualComparison() {
    CompareState s;
    s.networks = {"gallery:nemon_mnist.h5", "/some/network.h5"};
    s.eps = {0.002, 0.25, 1.0 / 3};
    s.samples = 77;
    s.tab = "spectrum";
    s.part = "majorant";
    s.bestEta = true;
    return s;
}

SweepState unusualSweep() {
    SweepState s;
    s.networks = {"", "gallery:nemon_mnist.h5", "/data/some/network.h5"};
    s.dataset = "/data/some/digits.h5";
    s.samples = 77;
    s.eps = "0.1; 0.2 … 0.7";
    s.certificates = {"mm", "lipschitz"};
    s.attacks = {{"pgd", 12, 3, 45}, {"inversion", 40, 5, 0}};
    s.norm = BallNorm::L2;
    s.sampleSeconds = 2.5;
    s.clip = s.margins = s.float32 = s.logEps = s.alone = true;
    s.resultsFile = "/data/some/results.h5";
    s.tab = "radii";
    s.method = "ibp";
    s.against = "mm";
    s.compareEps = 0.03;
    s.network = 2;
    return s;
}

TrainSettings unusualTraining() {
    TrainSettings t;
    t.dataset = "/data/train.h5";
    t.first = 10;
    t.last = -1;
    t.validate = ValidationChoice::File;
    t.validation = "/data/test.h5";
    t.kind = "ibp-mondeq";
    t.hidden = 37;
    t.layers = 3;
    t.mean = 0.1307;
    t.std = 1.0 / 3;
    t.runs = 5;
    t.gamma = 1.0 / 3;
    t.learnWeights = true;
    t.lipschitzWeight = 1e-5;
    t.certifiedEps = 0.1;
    t.epochs = 3;
    t.batch = 7;
    t.rate = 2e-3;
    t.finalRate = 1e-5;
    t.seed = 2147483647;
    t.threads = 1;
    return t;
}

/// A state in which every property differs from that of a freshly opened network.
ExplorerState unusualState() {
    Network w = *exampleNetwork();
    w.A(0, 1) = 1.0 / 3;
    w.B = Matrix::Random(2, 3);
    w.D = Matrix::Random(2, 3);
    w.b = Vector{{-1e-300, 0.1}};
    w.activation = Activation(Activation::Kind::LeakyRelu, 0.2);
    w.description = "Uses “ü” and \"quotes\"";
    w.source = "a book";
    w.eta = Vector{{1, 2.5}};
    w.input = InputSpec{
        Vector::Random(3), Vector::Ones(3) * 0.3, Vector::Constant(3, -4), Vector::Constant(3, 4), {1, 3}};
    w.labels = {"yes", "no"};
    w.training = {
        {"epochs", std::int64_t{12}},
        {"rate", 3.0},
        {"kind", std::string("nemon")},
        {"losses", std::vector<double>{1, 0.5}}};
    ExplorerState s = stateForNetwork(std::make_shared<const Network>(w), {});
    s.networkEdited = true;
    s.boxes = {
        {"B", {Vector{{0.1, 0.2, 0.3}}, Vector{{0.1 + 1e-16, 1.0 / 3, 0.3}}}},
        {"Q", Box::point(Vector::Ones(3))}};
    s.selectedBox = 1;
    s.held = Vector{{0.7, 1e300, -0.1}};
    s.methods = {"ibp", "mm"};
    s.showSamples = false;
    s.sampleCount = 17;
    s.seed = 18446744073709551615ULL;
    s.inputX = 2;
    s.inputY = 0;
    s.outputX = 1;
    s.outputY = 0;
    s.inputView = QRectF(-1.1, -2.2, 3.3, 4.4);
    s.outputView = QRectF(1e-9, 0, 1e-9, 1);
    s.train = unusualTraining();
    s.theme = ThemeChoice::Dark;
    s.workspace = "digits";
    s.digits.eps = 1.0 / 3;
    s.convergence.solver = "picard";
    s.sweep = unusualSweep();
    s.compare = unusualComparison();
    s.contraction.figure = "race";
    s.learn = {"implicit-network", 2, {{"implicit-network", 2}, {"well-posed", 7}}};
    return s;
}

QByteArray fileOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestSession : public QObject {
    Q_OBJECT
private slots:
    void init() {
        // qUncompress warns of corrupt data by itself.
        if (QTest::currentTestFunction() != QLatin1String("damagedLinesSayWhatTheyAre"))
            QTest::failOnWarning(QRegularExpression(".*"));
    }

    void everyPropertySurvives() {
        const ExplorerState before = unusualState();
        const QString path = dir_.filePath("all.kamke");
        QVERIFY(writeSession(before, path));
        const auto after = readSession(path);
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QVERIFY(*after->network == *before.network);
        QCOMPARE(difference(*after, before).toInt(), 0);
        // One by one, so that a property that operator== forgot is noticed, too.
        for (const Field<ExplorerState>& property : fieldsOf<ExplorerState>())
            QVERIFY2(
                property.write(*after, {QDir(dir_.path())}) == property.write(before, {QDir(dir_.path())}),
                property.key);
    }

    /// The unusual state is of use only as long as it is unusual in everything.
    void everyPropertyDiffersFromAFreshState() {
        const ExplorerState unusual = unusualState();
        const ExplorerState fresh = stateForNetwork(exampleNetwork(), {});
        for (const Field<ExplorerState>& property : fieldsOf<ExplorerState>())
            QVERIFY2(property.write(unusual, {}) != property.write(fresh, {}), property.key);
    }

    void everySettingOfTrainingSurvives() {
        const TrainSettings before = unusualTraining();
        TrainSettings after;
        const QDir base("/data/sessions");
        QVERIFY(!readFields(writeFields(before, {base}), after, {base}));
        QVERIFY(after == before);
        for (const Field<TrainSettings>& property : fieldsOf<TrainSettings>())
            QVERIFY2(property.write(before, {base}) != property.write({}, {base}), property.key);
        // A session from before there was training.
        QVERIFY(!readFields(QJsonValue(QJsonValue::Undefined), after, {base}));
        QVERIFY(after == TrainSettings());
    }

    void brokenSettingsOfTrainingSayWhatIsWrong() {
        const QDir base("/data");
        const auto wrongWith = [&](const char* key, const QJsonValue& value) {
            QJsonObject json = writeFields(TrainSettings(), {base});
            json[QLatin1String(key)] = value;
            TrainSettings settings;
            return QString::fromStdString(readFields(json, settings, {base}).value_or("nothing"));
        };
        QCOMPARE(wrongWith("hidden", 2.5).section(',', 0, 0), "has \"hidden\" that is 2.5");
        QVERIFY(wrongWith("gamma", "much").contains("expected a finite number"));
        QVERIFY(wrongWith("rate", QJsonValue::Null).contains("is null"));
        QVERIFY(wrongWith("kind", "perceptron").contains("expected one of nemon"));
        QVERIFY(wrongWith("validate", "never").contains("one of rest, file, none"));
        QVERIFY(wrongWith("learnWeights", 1).contains("true or false"));
        QVERIFY(wrongWith("dataset", 1).contains("path"));
        // What older files have not keeps its default.
        const QStringList newer{"layers", "mean", "std", "runs"};
        for (const Field<TrainSettings>& property : fieldsOf<TrainSettings>()) {
            const QString wrong = wrongWith(property.key, QJsonValue::Undefined);
            QVERIFY2(
                newer.contains(property.key) ? wrong == "nothing" : wrong.contains("is missing"),
                qPrintable(property.key + (": " + wrong)));
        }
    }

    void whatConvergenceShowsSurvives() {
        ConvergenceState before;
        before.solvers = {"anderson", "picard"};
        before.solver = "anderson";
        before.alpha = {{"average", 1.0 / 3}, {"forward-backward", 0.25}};
        before.eta = Vector{{1, 1.0 / 7}};
        before.input = ConvergenceInput::Digit;
        before.start = ConvergenceStart::Box;
        before.plane = ConvergencePlane::Outputs;
        before.planeX = 1;
        before.planeY = 0;
        before.boxMethod = "ibp";
        before.figure = "eta";
        before.cursor = 12;
        before.speed = 8;
        const Network network = *exampleNetwork();
        ConvergenceState after;
        QVERIFY(!readFields(writeFields(before, {}), after, {QDir(), &network}));
        QVERIFY(after == before);
        for (const Field<ConvergenceState>& property : fieldsOf<ConvergenceState>())
            QVERIFY2(property.write(before, {}) != property.write({}, {}), property.key);
        // A session from before there was this workspace.
        QVERIFY(!readFields(QJsonValue(QJsonValue::Undefined), after, {QDir(), &network}));
        QVERIFY(after == ConvergenceState());
    }

    void brokenConvergenceSaysWhatIsWrong() {
        const auto wrongWith = [&](const char* key, const QJsonValue& value) {
            QJsonObject json = writeFields(ConvergenceState(), {});
            json[QLatin1String(key)] = value;
            ConvergenceState state;
            const auto network = exampleNetwork();
            return QString::fromStdString(
                readFields(json, state, {QDir(), network.get()}).value_or("nothing"));
        };
        QVERIFY(wrongWith("solvers", QJsonArray{"newton"}).contains("expected one of picard"));
        QVERIFY(wrongWith("solver", "newton").contains("\"newton\", expected one of picard"));
        QVERIFY(
            wrongWith("alpha", QJsonObject{{"average", 0}}).contains("is 0, expected a finite number > 0"));
        QVERIFY(wrongWith("alpha", QJsonObject{{"newton", 1}}).contains("newton"));
        QVERIFY(wrongWith("eta", QJsonArray{1}).contains("2 finite numbers > 0"));
        QVERIFY(wrongWith("eta", QJsonArray{1, -1}).contains("2 finite numbers > 0"));
        QVERIFY(wrongWith("input", "pixel").contains("one of box, digit"));
        QVERIFY(wrongWith("start", "far").contains("one of point, box"));
        QVERIFY(wrongWith("plane", 3).contains("one of states, outputs"));
        QVERIFY(wrongWith("planeX", 2).contains("from 0 to 1"));
        QVERIFY(wrongWith("boxMethod", "exact").contains("one of mm, ibp"));
        QVERIFY(wrongWith("figure", "cube").contains("widths, alpha, eta"));
        QVERIFY(wrongWith("cursor", -1).contains("is -1"));
        QVERIFY(wrongWith("speed", 0).contains("> 0"));
        for (const Field<ConvergenceState>& property : fieldsOf<ConvergenceState>())
            QVERIFY(wrongWith(property.key, QJsonValue::Undefined).contains("is missing"));
    }

    void whatIsSweptSurvives() {
        const SweepState before = unusualSweep();
        const QDir base("/data");
        SweepState after;
        QVERIFY(!readFields(writeFields(before, {base}), after, {base}));
        QVERIFY(after == before);
        QCOMPARE(writeFields(before, {base})["networks"][2].toString(), "some/network.h5");
        for (const Field<SweepState>& property : fieldsOf<SweepState>())
            QVERIFY2(property.write(before, {base}) != property.write(SweepState(), {base}), property.key);
        QVERIFY(!readFields(QJsonValue(QJsonValue::Undefined), after, {base}));
        QVERIFY(after == SweepState());
        // Sessions from before balls of l_2 and limits of time.
        QJsonObject older = writeFields(before, {base});
        older.remove("norm");
        older.remove("sampleSeconds");
        SweepState expected = before;
        expected.norm = BallNorm::Linf;
        expected.sampleSeconds = 0;
        QVERIFY(!readFields(older, after, {base}));
        QVERIFY(after == expected);
    }

    void whatIsComparedSurvives() {
        const CompareState before = unusualComparison();
        const QDir base("/");
        CompareState after;
        QVERIFY(!readFields(writeFields(before, {base}), after, {base}));
        QVERIFY(after == before);
        QCOMPARE(writeFields(before, {base})["networks"][1].toString(), "some/network.h5");
        for (const Field<CompareState>& property : fieldsOf<CompareState>())
            QVERIFY2(property.write(before, {base}) != property.write(CompareState(), {base}), property.key);
        QVERIFY(!readFields(QJsonValue(QJsonValue::Undefined), after, {base}));
        QVERIFY(after == CompareState());
    }

    void brokenComparisonsSayWhatIsWrong() {
        const auto wrong = [](const char* key, const QJsonValue& value) {
            QJsonObject json = writeFields(CompareState(), {QDir()});
            json.insert(QLatin1String(key), value);
            CompareState state;
            return QString::fromStdString(readFields(json, state, {}).value_or("nothing"));
        };
        QVERIFY(wrong("networks", 3).contains("at most 5 network files"));
        QVERIFY(wrong("networks", QJsonArray{"a", "a"}).contains("twice"));
        QVERIFY(wrong("networks", QJsonArray{""}).contains("expected a path"));
        QVERIFY(wrong("networks", QJsonArray{"gallery:../x"}).contains("gallery"));
        QVERIFY(wrong("networks", QJsonArray{"1", "2", "3", "4", "5", "6"}).contains("at most 5"));
        QVERIFY(wrong("eps", QJsonArray{0.1, 0.2}).contains("3 finite numbers > 0"));
        QVERIFY(wrong("eps", QJsonArray{0.1, 0.2, 0}).contains("3 finite numbers > 0"));
        QVERIFY(wrong("samples", -1).contains("-1"));
        QVERIFY(wrong("tab", "kitchen").contains("numbers, curves, matrices, spectrum"));
        QVERIFY(wrong("part", 7).contains("raw, metzler, majorant"));
        QVERIFY(wrong("bestEta", "yes").contains("yes"));
        for (const Field<CompareState>& property : fieldsOf<CompareState>())
            QVERIFY2(wrong(property.key, QJsonValue::Null).contains("is null"), property.key);
    }

    void brokenSweepsSayWhatIsWrong() {
        const auto wrong = [](const char* key, const QJsonValue& value) {
            QJsonObject json = writeFields(SweepState(), {QDir()});
            json[QLatin1String(key)] = value;
            SweepState state;
            return QString::fromStdString(readFields(json, state, {}).value_or("nothing"));
        };
        const QJsonObject pgd{{"id", "pgd"}, {"steps", 4}, {"restarts", 1}, {"first", 10}};
        QJsonObject half = pgd, other = pgd;
        half["steps"] = 0.5;
        other["id"] = "magic";
        QVERIFY(wrong("networks", 3).contains("array"));
        QVERIFY(wrong("networks", QJsonArray{"gallery:../x.h5"}).contains("a file's name"));
        QVERIFY(wrong("networks", QJsonArray{"", ""}).contains("twice"));
        QVERIFY(wrong("samples", -1).contains("-1"));
        QVERIFY(wrong("eps", 0.1).contains("text"));
        QVERIFY(wrong("certificates", QJsonArray{"magic"}).contains("magic"));
        QVERIFY(wrong("attacks", QJsonArray{other}).contains("magic"));
        QVERIFY(wrong("attacks", QJsonArray{half}).contains("\"steps\""));
        QVERIFY(wrong("attacks", QJsonArray{pgd, pgd}).contains("each once"));
        QVERIFY(wrong("norm", "l1").contains("one of linf, l2"));
        QVERIFY(wrong("sampleSeconds", -1).contains("is -1"));
        QVERIFY(wrong("sampleSeconds", 1e6).contains("86400"));
        QVERIFY(wrong("clip", 1).contains("clip"));
        QVERIFY(wrong("tab", "kitchen").contains("curves"));
        QVERIFY(wrong("method", "").contains("mmc"));
        QVERIFY(wrong("against", "magic").contains("magic"));
        QVERIFY(wrong("compareEps", -1).contains("≥ 0"));
        QVERIFY(wrong("network", 1000).contains("1000"));
        for (const Field<SweepState>& property : fieldsOf<SweepState>())
            QVERIFY2(wrong(property.key, QJsonValue::Null).contains("null"), property.key);
    }

    void whatContractionShowsSurvives() {
        ContractionState before;
        before.figure = "euler";
        before.linked = false;
        before.planar = {Matrix{{0.5, -1}, {0.25, 1.0 / 3}}, Vector{{-1, 0}}, Vector{{0, 2}}};
        before.scalar = {0.25, -1, 1.0 / 7};
        before.first = {0.1, -7};
        before.second = {1.0 / 3, 5};
        before.alpha = 0.7;
        before.norm = Norm::Kind::Two;
        before.weighted = false;
        before.sliceX = 0;
        before.sliceY = 3;
        before.units = 2;
        before.h = 0.125;
        before.time = 2.5;
        before.speed = 4;
        ContractionState after;
        QVERIFY(!readFields(writeFields(before, {}), after, {}));
        QVERIFY(after == before);
        for (const Field<ContractionState>& property : fieldsOf<ContractionState>())
            QVERIFY2(property.write(before, {}) != property.write({}, {}), property.key);
        // A session from before there was this workspace.
        QVERIFY(!readFields(QJsonValue(QJsonValue::Undefined), after, {}));
        QVERIFY(after == ContractionState());
    }

    void brokenContractionSaysWhatIsWrong() {
        const auto wrongWith = [&](const char* key, const QJsonValue& value) {
            QJsonObject json = writeFields(ContractionState(), {});
            json[QLatin1String(key)] = value;
            ContractionState state;
            return QString::fromStdString(readFields(json, state, {}).value_or("nothing"));
        };
        QVERIFY(wrongWith("figure", "cube").contains("\"cube\", expected one of flow"));
        QVERIFY(wrongWith("linked", 1).contains("true or false"));
        QVERIFY(wrongWith("planar", QJsonObject()).contains("2×2"));
        const QJsonArray two{1, 2}, one{1};
        const QJsonObject upsideDown{
            {"A", QJsonArray{two, two}}, {"lower", two}, {"upper", QJsonArray{0, 3}}};
        QVERIFY(wrongWith("planar", upsideDown).contains("≤"));
        const QJsonObject notSquare{{"A", QJsonArray{two, one}}, {"lower", two}, {"upper", two}};
        QVERIFY(wrongWith("planar", notSquare).contains("2×2"));
        QVERIFY(wrongWith("scalar", QJsonArray{1, 2, 1}).contains("lower ≤ upper"));
        QVERIFY(wrongWith("first", one).contains("two finite numbers"));
        QVERIFY(wrongWith("alpha", 0).contains("> 0"));
        QVERIFY(wrongWith("norm", "three").contains("one, two, infinity"));
        QVERIFY(wrongWith("sliceX", 4).contains("is 4"));
        QVERIFY(wrongWith("units", 3).contains("is 3"));
        QVERIFY(wrongWith("h", -1).contains("> 0"));
        QVERIFY(wrongWith("time", "now").contains("finite"));
        for (const Field<ContractionState>& property : fieldsOf<ContractionState>())
            QVERIFY(wrongWith(property.key, QJsonValue::Undefined).contains("is missing"));
    }

    /// A field that concerned nothing could change without a view, or the history, noticing.
    void everyFieldConcernsAPart() {
        const auto check = [](const auto& fields) {
            for (const auto& field : fields)
                QVERIFY2(field.parts, field.key);
        };
        check(fieldsOf<TrainSettings>());
        check(fieldsOf<ConvergenceState>());
        check(fieldsOf<SweepState>());
        check(fieldsOf<CompareState>());
        check(fieldsOf<ContractionState>());
        check(fieldsOf<DigitsState>());
        check(fieldsOf<LearnState>());
        const QStringList nested{"convergence", "contraction", "digits", "sweep",
                                 "compare",     "train",       "learn"};
        for (const Field<ExplorerState>& field : fieldsOf<ExplorerState>())
            QVERIFY2(field.parts || nested.contains(field.key), field.key);
        // What views follow is told apart, and undo leaves the cursors alone.
        ExplorerState a = exampleState(), b = a;
        b.convergence.cursor = 3;
        b.contraction.time = 2;
        QCOMPARE(difference(a, b), StateParts(StatePart::Cursor));
        keepNotUndone(a, b);
        QVERIFY(a == b);
        b.digits.sample = 1;
        QCOMPARE(difference(a, b), StateParts(StatePart::Digit));
        b.digits.sort = DigitSort::Margin;
        QCOMPARE(difference(a, b), StatePart::Digit | StatePart::Gallery);
        b.workspace = "digits";
        b.learn.step = 1;
        keepNotUndone(a, b);
        QCOMPARE(difference(a, b), StatePart::Digit | StatePart::Gallery);
    }

    void everyPartOfTheStateHasAProperty() {
        // Each change of a part must show in what is written.
        const auto written = [](const ExplorerState& s) {
            QJsonObject json;
            for (const Field<ExplorerState>& property : fieldsOf<ExplorerState>())
                json.insert(property.key, property.write(s, {}));
            return json;
        };
        const ExplorerState base = exampleState();
        std::vector<ExplorerState> changed(21, base);
        changed[0].networkEdited = true;
        changed[1].boxes[0].box.upper(1) += 1;
        changed[2].boxes[0].letter = "C";
        changed[3].selectedBox = -1;
        changed[4].held(0) += 1;
        changed[5].methods.removeFirst();
        changed[6].showSamples = false;
        changed[7].sampleCount = 5;
        changed[8].seed = 1;
        std::swap(changed[9].inputX, changed[9].inputY);
        std::swap(changed[10].outputX, changed[10].outputY);
        changed[11].inputView = QRectF(0, 0, 1, 1);
        changed[12].outputView = QRectF(0, 0, 1, 1);
        changed[13].theme = ThemeChoice::Light;
        changed[14].workspace = "train";
        changed[15].digits.filter = DigitFilter::Broken;
        changed[16].contraction.h = 0.5;
        changed[17].learn.step = 3;
        changed[18].convergence.figure = "eta";
        changed[19].sweep.eps = "0.5";
        changed[20].compare.samples = 5;
        for (std::size_t i = 0; i < changed.size(); ++i)
            QVERIFY2(written(changed[i]) != written(base), std::to_string(i).c_str());
    }

    void keysAreSortedAndTheFormatIsNamed() {
        const QString path = dir_.filePath("sorted.kamke");
        QVERIFY(writeSession(exampleState(), path));
        const QByteArray text = fileOf(path);
        QVERIFY(text.contains("\"format\": \"kamke-session\""));
        QVERIFY(text.contains("\"version\": 1"));
        const qsizetype boxes = text.indexOf("\"boxes\""), methods = text.indexOf("\"methods\""),
                        workspace = text.indexOf("\"workspace\"");
        QVERIFY(0 < boxes && boxes < methods && methods < workspace);
    }

    void aSessionMovesWithItsNetwork() {
        QVERIFY(QDir(dir_.path()).mkpath("one/nets"));
        const QString network = dir_.filePath("one/nets/net.h5");
        QVERIFY(writeNetwork(*exampleNetwork(), network.toStdString()));
        ExplorerState state = stateForNetwork(exampleNetwork(), network);
        QVERIFY(writeSession(state, dir_.filePath("one/s.kamke")));
        QVERIFY(fileOf(dir_.filePath("one/s.kamke")).contains("\"path\": \"nets/net.h5\""));
        QVERIFY(QDir(dir_.path()).rename("one", "two"));
        const auto after = readSession(dir_.filePath("two/s.kamke"));
        QVERIFY(after);
        QCOMPARE(after->networkPath, dir_.filePath("two/nets/net.h5"));
        // And without it the weights inside stand in.
        QVERIFY(QFile::remove(dir_.filePath("two/nets/net.h5")));
        const auto alone = readSession(dir_.filePath("two/s.kamke"));
        QVERIFY(alone);
        QVERIFY(*alone->network == *state.network);
        QVERIFY(alone->networkPath.isEmpty());
    }

    void theLineBringsTheStateBack() {
        const ExplorerState before = unusualState();
        const QString line = stateToLine(before);
        QVERIFY(!line.contains('\n'));
        const auto after = stateFromLine(" " + line + "\n");
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QVERIFY(*after == before);
    }

    void damagedLinesSayWhatTheyAre_data() {
        QTest::addColumn<QString>("line");
        const QString good = stateToLine(exampleState());
        QTest::newRow("empty") << QString();
        QTest::newRow("other text") << QString("hello");
        QTest::newRow("cut short") << good.left(good.size() / 2);
        QTest::newRow("not base64") << QString("kamke-state:%%%%");
        QTest::newRow("nothing inside") << QString("kamke-state:");
        QTest::newRow("asks for four gigabytes")
            << "kamke-state:" + QString::fromLatin1(QByteArray("\xff\xff\xff\xff garbage", 12).toBase64());
    }
    void damagedLinesSayWhatTheyAre() {
        QFETCH(QString, line);
        const auto state = stateFromLine(line);
        QVERIFY(!state);
        QVERIFY(QString::fromStdString(state.error().message).contains("expected"));
    }

    void brokenFilesGiveOneSentence_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* key, const char* value, const char* says) {
            QTest::newRow(name) << QByteArray(key) << QString(value) << QString(says);
        };
        row("foreign", "format", "\"other\"", "\"other\"");
        row("newer", "version", "2", "newer");
        row("no version", "version", "null", "version");
        row("network missing", "network", "null", "is null");
        row("network file missing", "network", R"({"path": "nowhere.h5", "edited": false})", "nowhere.h5");
        row("edited without weights", "network", R"({"path": "nowhere.h5", "edited": true})", "weights");
        row("bad weights", "network", R"({"weights": {"A": [[1, 2], [3]]}})", "A is not a matrix");
        row("boxes not a list", "boxes", "3", "is 3");
        row("box too short", "boxes", R"([{"letter": "A", "lower": [0], "upper": [1]}])", "box 1");
        row("box upside down", "boxes", R"([{"letter": "A", "lower": [0, 0], "upper": [-1, 1]}])",
            "lower ≤ upper");
        row("box without letter", "boxes", R"([{"lower": [0, 0], "upper": [1, 1]}])", "letter");
        row("selection out of range", "selectedBox", "7", "is 7");
        row("held too long", "held", "[1, 2, 3]", "2 finite");
        row("unknown method", "methods", "[\"magic\"]", "\"magic\"");
        row("samples not yes or no", "showSamples", "\"yes\"", "\"yes\"");
        row("half a sample", "sampleCount", "1.5", "1.5");
        row("too many samples", "sampleCount", "1e9", "100000");
        row("seed a number", "seed", "1", "quotes");
        row("axes equal", "inputAxes", "[1, 1]", "different");
        row("axes out of range", "outputAxes", "[0, 2]", "different");
        row("view empty", "inputView", "[0, 0, 0, 1]", "positive");
        row("view words", "outputView", "\"all\"", "\"all\"");
        row("theme", "theme", "\"pink\"", "\"pink\"");
        row("contraction no object", "contraction", "3", "is 3, expected an object");
        row("sweep no object", "sweep", "3", "is 3, expected an object");
        row("compare no object", "compare", "3", "is 3, expected an object");
        row("training no object", "train", "3", "is 3, expected an object");
        row("learn no object", "learn", "3", "is 3, expected an object");
        row("lesson no id", "learn", R"({"lesson": 1, "step": 0, "reached": {}})", "the id of a lesson");
        row("half a step", "learn", R"({"lesson": "", "step": 0.5, "reached": {}})", "\"step\" that is 0.5");
        row("reached no number", "learn", R"({"lesson": "", "step": 0, "reached": {"a": "b"}})",
            "\"a\" that is \"b\"");
        row("workspace", "workspace", "\"kitchen\"", "\"kitchen\"");
    }
    void brokenFilesGiveOneSentence() {
        QFETCH(QByteArray, key);
        QFETCH(QString, value);
        QFETCH(QString, says);
        const QString path = dir_.filePath("broken.kamke");
        QVERIFY(writeSession(exampleState(), path));
        QJsonObject json = QJsonDocument::fromJson(fileOf(path)).object();
        const QJsonObject wrapped = QJsonDocument::fromJson("{\"v\": " + value.toUtf8() + "}").object();
        json.insert(QLatin1String(key), wrapped.value("v"));
        put(path, QJsonDocument(json).toJson());
        checkSentence(path, says);
        // Sessions from before there were training, contraction, sweeps, comparisons and lessons are good.
        if (key != "format" && key != "version" && key != "train" && key != "contraction" && key != "learn" &&
            key != "sweep" && key != "compare") {
            json.remove(QLatin1String(key));
            put(path, QJsonDocument(json).toJson());
            checkSentence(path, "is missing");
        }
    }

    void filesThatAreNoSessions_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << "not JSON";
        QTest::newRow("text") << QByteArray("hello") << "not JSON";
        QTest::newRow("cut") << QByteArray("{\"format\": \"kamke-ses") << "not JSON";
        QTest::newRow("list") << QByteArray("[1, 2]") << "kamke-session";
        QTest::newRow("zeros") << QByteArray(1000, '\0') << "not JSON";
    }
    void filesThatAreNoSessions() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        const QString path = dir_.filePath("foreign.kamke");
        put(path, bytes);
        checkSentence(path, says);
    }

    void whatCannotBeReadOrWrittenSaysWhy() {
        checkSentence(dir_.filePath("missing.kamke"), "cannot be read");
        checkSentence(dir_.path(), "folder");
        const auto written = writeSession(exampleState(), dir_.filePath("no/such/folder/s.kamke"));
        QVERIFY(!written);
        QVERIFY(written.error().message.find("no/such/folder") != std::string::npos);
    }

    void aFailedSaveLeavesTheOldFile() {
        QVERIFY(QDir(dir_.path()).mkdir("taken.kamke"));
        QVERIFY(!writeSession(exampleState(), dir_.filePath("taken.kamke")));
        QVERIFY(QFileInfo(dir_.filePath("taken.kamke")).isDir());
    }

    void cutFilesNeverCrash() {
        const QString path = dir_.filePath("cut.kamke");
        QVERIFY(writeSession(unusualState(), path));
        const QByteArray whole = fileOf(path).trimmed();
        for (qsizetype length = 0; length < whole.size(); length += 7) {
            put(path, whole.left(length));
            QVERIFY(!readSession(path));
        }
    }

private:
    static void checkSentence(const QString& path, const QString& says) {
        const auto state = readSession(path);
        QVERIFY(!state);
        const QString sentence = QString::fromStdString(state.error().message);
        QVERIFY2(sentence.startsWith(path), qPrintable(sentence));
        QVERIFY2(sentence.contains(says), qPrintable(sentence));
        QVERIFY2(!sentence.contains('\n'), qPrintable(sentence));
    }

    QTemporaryDir dir_;
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
