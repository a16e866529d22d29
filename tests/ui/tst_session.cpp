// Session files and the state as one line.
#include "example_states.h"
#include "io/network_file.h"
#include "models/session.h"
#include "models/train_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// Settings that all differ from those that one starts with.
TrainSettings unusualTraining() {
    TrainSettings t;
    t.dataset = "/data/train.h5";
    t.first = 10;
    t.last = -1;
    t.validate = ValidationChoice::File;
    t.validation = "/data/test.h5";
    t.kind = "nemon";
    t.hidden = 37;
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
        for (const SessionProperty& property : sessionProperties())
            QVERIFY2(
                property.write(*after, QDir(dir_.path())) == property.write(before, QDir(dir_.path())),
                property.key);
    }

    /// The unusual state is of use only as long as it is unusual in everything.
    void everyPropertyDiffersFromAFreshState() {
        const ExplorerState unusual = unusualState();
        const ExplorerState fresh = stateForNetwork(exampleNetwork(), {});
        for (const SessionProperty& property : sessionProperties())
            QVERIFY2(property.write(unusual, QDir()) != property.write(fresh, QDir()), property.key);
    }

    void everySettingOfTrainingSurvives() {
        const TrainSettings before = unusualTraining();
        TrainSettings after;
        const QDir base("/data/sessions");
        QVERIFY(!trainFromJson(trainToJson(before, base), after, base));
        QVERIFY(after == before);
        for (const TrainProperty& property : trainProperties())
            // There is only one kind of model to train.
            if (QLatin1String(property.key) != QLatin1String("kind"))
                QVERIFY2(property.write(before, base) != property.write({}, base), property.key);
        // A session from before there was training.
        QVERIFY(!trainFromJson(QJsonValue(QJsonValue::Undefined), after, base));
        QVERIFY(after == TrainSettings());
    }

    void brokenSettingsOfTrainingSayWhatIsWrong() {
        const QDir base("/data");
        const auto wrongWith = [&](const char* key, const QJsonValue& value) {
            QJsonObject json = trainToJson(TrainSettings(), base).toObject();
            json[QLatin1String(key)] = value;
            TrainSettings settings;
            return QString::fromStdString(trainFromJson(json, settings, base).value_or("nothing"));
        };
        QCOMPARE(wrongWith("hidden", 2.5).section(',', 0, 0), "has \"hidden\" that is 2.5");
        QVERIFY(wrongWith("gamma", "much").contains("expected a finite number"));
        QVERIFY(wrongWith("rate", QJsonValue::Null).contains("is null"));
        QVERIFY(wrongWith("kind", "perceptron").contains("expected one of nemon"));
        QVERIFY(wrongWith("validate", "never").contains("\"rest\", \"file\" or \"none\""));
        QVERIFY(wrongWith("learnWeights", 1).contains("true or false"));
        QVERIFY(wrongWith("dataset", 1).contains("path"));
        for (const TrainProperty& property : trainProperties())
            QVERIFY(wrongWith(property.key, QJsonValue::Undefined).contains("is missing"));
    }

    void everyPartOfTheStateHasAProperty() {
        // Each change of a part must show in what is written.
        const auto written = [](const ExplorerState& s) {
            QJsonObject json;
            for (const SessionProperty& property : sessionProperties())
                json.insert(property.key, property.write(s, QDir()));
            return json;
        };
        const ExplorerState base = exampleState();
        std::vector<ExplorerState> changed(16, base);
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
        row("training no object", "train", "3", "is 3, expected an object");
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
        // Sessions from before there was training are good.
        if (key != "format" && key != "version" && key != "train") {
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
