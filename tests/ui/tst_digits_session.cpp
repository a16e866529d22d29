// The Digits workspace in sessions: what comes back, and what is refused.
#include "digit_fixture.h"
#include "ui/documents/lesson_facts.h"
#include "ui/lessons/lesson_runner.h"
#include "ui/state/state_fields.h"
#include "ui/workspaces/digits/own_digit.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// A state in which every property differs from that of a fresh one.
DigitsState unusualDigits(const Network& network) {
    DigitsState d;
    d.dataset = QStringLiteral("/data/other/images-idx3-ubyte.gz");
    d.eps = 1.0 / 3;
    d.norm = BallNorm::L2;
    d.clip = false;
    d.sample = 17;
    d.own = OwnDigit{Vector::Random(network.r()), 2};
    d.competitor = 3;
    d.certificate = QStringLiteral("mm");
    d.certificates = {QStringLiteral("mm"), QStringLiteral("lipschitz")};
    d.tab = QStringLiteral("pixels");
    d.set = SampleSet(QStringLiteral("certified by MM-C, not by MM"), {3, 1, 2, 7});
    d.filter = DigitFilter::Broken;
    d.labelFilter = 1;
    d.predictionFilter = 2;
    d.sort = DigitSort::Radius;
    d.descending = true;
    return d;
}

} // namespace

class TestDigitsSession : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QCoreApplication::setOrganizationName(QStringLiteral("KamkeTest")); }
    void init() { QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support).*")); }

    void everyPropertySurvivesTheSession() {
        const auto network = smallClassifier();
        const QDir base("/data/sessions");
        const FieldContext context{base, network.get()};
        const DigitsState unusual = unusualDigits(*network), fresh;
        DigitsState read;
        const auto wrong = readFields(writeFields(unusual, context), read, context);
        QVERIFY2(!wrong, wrong ? wrong->c_str() : "");
        QVERIFY(read == unusual);
        for (const Field<DigitsState>& property : fieldsOf<DigitsState>()) {
            QVERIFY2(property.write(read, context) == property.write(unusual, context), property.key);
            // The unusual state is of use only as long as it is unusual in everything.
            QVERIFY2(property.write(unusual, context) != property.write(fresh, context), property.key);
        }
        QCOMPARE(writeFields(unusual, context).value("dataset").toString(), "../other/images-idx3-ubyte.gz");
    }

    void sessionsFromBeforeBallsMeanBoxes() {
        const auto small = smallClassifier();
        QJsonObject json = writeFields(DigitsState(), {});
        QCOMPARE(json.value("norm").toString(), QStringLiteral("linf"));
        json.remove("norm");
        DigitsState read = unusualDigits(*small);
        QVERIFY(!readFields(json, read, {QDir(), small.get()}));
        QVERIFY(read.norm == BallNorm::Linf);
        json.insert("norm", "l1");
        const auto wrong = readFields(json, read, {QDir(), small.get()});
        QVERIFY(wrong && wrong->find("\"norm\"") != std::string::npos);
        QVERIFY2(wrong->find("expected one of linf, l2") != std::string::npos, wrong->c_str());
    }

    void sessionsFromBeforeStartAfresh() {
        const auto small = smallClassifier();
        DigitsState read = unusualDigits(*small);
        QVERIFY(!readFields(QJsonValue(QJsonValue::Undefined), read, {QDir(), small.get()}));
        QVERIFY(read == DigitsState());
    }

    void wrongPropertiesSayWhatTheyAre_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("eps") << "eps" << QJsonValue(-1);
        QTest::newRow("clip") << "clip" << QJsonValue("yes");
        QTest::newRow("sample") << "sample" << QJsonValue(0.5);
        QTest::newRow("own") << "own" << QJsonValue(QJsonObject{{"raw", QJsonArray{1, 2}}, {"label", 0}});
        QTest::newRow("competitor") << "competitor" << QJsonValue(4);
        QTest::newRow("certificate") << "certificate" << QJsonValue("magic");
        QTest::newRow("certificates") << "certificates" << QJsonValue(QJsonArray{"mm", "magic"});
        QTest::newRow("tab") << "tab" << QJsonValue("kitchen");
        QTest::newRow("filter") << "filter" << QJsonValue("blue");
        QTest::newRow("labelFilter") << "labelFilter" << QJsonValue(-2);
        QTest::newRow("sort") << "sort" << QJsonValue(QJsonValue::Null);
        QTest::newRow("dataset") << "dataset" << QJsonValue(3);
    }
    void wrongSetsAreRefused() {
        const auto network = smallClassifier();
        QJsonObject json = writeFields(unusualDigits(*network), {});
        QCOMPARE(json.value("set").toObject().value("samples").toString(), QStringLiteral("1-3 7"));
        for (const char* samples : {"3 1", "1-", "-1", "4-2", "1-3 3", "1;2", "a", "0-2000000000"}) {
            json.insert("set", QJsonObject{{"name", "set"}, {"samples", samples}});
            DigitsState read;
            const auto wrong = readFields(json, read, {QDir(), network.get()});
            QVERIFY2(wrong && wrong->find("\"set\"") != std::string::npos, samples);
        }
        // Sessions from before there were sets.
        json.remove("set");
        DigitsState read = unusualDigits(*network);
        QVERIFY(!readFields(json, read, {QDir(), network.get()}));
        QVERIFY(!read.set);
    }
    void wrongPropertiesSayWhatTheyAre() {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        const auto network = smallClassifier();
        QJsonObject json = writeFields(unusualDigits(*network), {});
        for (const QJsonValue& bad : {value, QJsonValue(QJsonValue::Undefined)}) {
            json.insert(key, bad); // undefined: takes it away
            DigitsState read;
            const auto wrong = readFields(json, read, {QDir(), network.get()});
            QVERIFY(wrong);
            QVERIFY2(wrong->find('"' + key.toStdString() + '"') != std::string::npos, wrong->c_str());
            QVERIFY2(wrong->find("expected") != std::string::npos, wrong->c_str());
        }
    }

    /// Whatever was filtered, drawn or chosen before, the lesson begins as it does for everybody.
    void aLessonStartsFromACleanGallery() {
        QStandardPaths::setTestModeEnabled(true);
        const auto digitsOfLesson = [](const DigitsState& before) {
            ExplorerState state = stateForNetwork(smallClassifier(), {});
            state.digits = before;
            ExplorerStore store(state);
            LessonRunner lessons(&store, [] { return LessonFacts(); });
            lessons.start(QStringLiteral("why-this-digit-fails"));
            const DigitsState begun = store.state().digits;
            // Undo and "Back to your own work" bring the filters back.
            lessons.leave();
            lessons.backToOwnWork();
            if (!(store.state().digits == before))
                return std::optional<DigitsState>();
            return std::optional(begun);
        };
        const auto clean = digitsOfLesson({});
        QVERIFY(clean && !clean->set && clean->norm == BallNorm::Linf);
        QVERIFY(digitsOfLesson(unusualDigits(*smallClassifier())) == clean);
    }
};

QTEST_MAIN(TestDigitsSession)
#include "tst_digits_session.moc"
