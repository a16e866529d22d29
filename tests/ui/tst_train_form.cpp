// The settings of training: fields, presets, data sets, and what is wrong with them.
#include "train_fixture.h"
#include "ui/files/resource_files.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/train/presets.h"
#include "ui/workspaces/train/train_data.h"
#include "ui/workspaces/train/train_fields.h"
#include "ui/workspaces/train/train_form.h"
#include "window_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>

using namespace kamke;
using namespace kamke::ui;

class TestTrainForm : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        prepareTests();
        train_ = writeIdx(dir_.path(), "train", patterns(90));
        test_ = writeIdx(dir_.path(), "t10k", patterns(30, 4, 3, 8));
        other_ = writeIdx(dir_.path(), "large", patterns(30, 5));
        QVERIFY(!train_.isEmpty() && !test_.isEmpty() && !other_.isEmpty());
    }
    void init() { prepareTest(); }

    void everyFieldSaysWhatIsWrongWithIt_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* id, double value, const char* says) {
            QTest::newRow(id) << QString(id) << value << QString(says);
        };
        row("first", 90, "first sample is 90, expected 0 to 89");
        row("last", 90, "last sample is 90, expected 0 to 89");
        row("hidden", 0, "expected 1 to 4000");
        row("gamma", 1, "below 1");
        row("layers", 0, "expected 1 to 20");
        row("std", 0, "deviation of the inputs is 0");
        row("runs", 0, "expected 1 to 100");
        row("lipschitz", -1, "Lipschitz weight is −1");
        row("eps", -0.5, "eps is −0.5");
        row("epochs", 0, "at least 1");
        row("batch", 0, "at least 1");
        row("rate", 0, "above 0");
        row("final-rate", 1, "final rate is 1");
        row("threads", 1000, "expected 1 to 256");
    }
    void everyFieldSaysWhatIsWrongWithIt() {
        QFETCH(QString, id);
        QFETCH(double, value);
        QFETCH(QString, says);
        const Dataset data = patterns(90);
        TrainSettings settings;
        settings.last = -1;
        if (id == "layers")
            settings = withKind(settings, "feed-forward");
        for (const TrainField& field : trainFields())
            QCOMPARE(whatIsWrong(field, settings, &data), QString());
        trainField(id).set(settings, value);
        QCOMPARE(trainField(id).get(settings), value);
        for (const TrainField& field : trainFields()) {
            const QString wrong = whatIsWrong(field, settings, &data);
            // The sentence stands at its cause, and only there.
            if (field.id == id)
                QVERIFY2(wrong.contains(says) && wrong.endsWith('.'), qPrintable(wrong));
            else
                QVERIFY2(wrong.isEmpty(), qPrintable(field.id + ": " + wrong));
        }
    }

    void halvesAreRefusedWhereWholeNumbersAreNeeded() {
        QVERIFY(whyNoSetting(trainField("hidden"), 2.5).contains("whole number"));
        QVERIFY(!whyNoSetting(trainField("seed"), 1e10).isEmpty());
        QVERIFY(!whyNoSetting(trainField("seed"), -1).isEmpty());
        QVERIFY(whyNoSetting(trainField("gamma"), 0.5).isEmpty());
        QVERIFY(whyNoSetting(trainField("hidden"), 7).isEmpty());
    }

    void typingIsOneStepOfUndo() {
        Form f(train_);
        QVERIFY(!f.form.isWrong());
        auto* gamma = f.form.findChild<NumberField*>("gamma");
        auto* sentence = f.form.findChild<QLabel*>("gamma-sentence");
        f.type(gamma, "1.5");
        QCOMPARE(f.store.state().train.gamma, 1.5);
        QVERIFY(sentence->text().contains("below 1"));
        QVERIFY(!sentence->isHidden());
        QVERIFY(gamma->property("invalid").toBool());
        QVERIFY(f.form.isWrong());
        f.store.undoStack()->undo();
        QCOMPARE(f.store.state().train.gamma, 0.0);
        QVERIFY(sentence->isHidden() && !gamma->property("invalid").toBool());
        QVERIFY(!f.form.isWrong());
        auto* hidden = f.form.findChild<NumberField*>("hidden");
        f.type(hidden, "12.5");
        QCOMPARE(f.store.state().train.hidden, 100);
        QVERIFY(f.form.findChild<QLabel*>("hidden-sentence")->text().contains("whole number"));
    }

    void presetsSetTheModelAndKeepTheData() {
        Form f(train_);
        for (const TrainPreset& preset : trainPresets()) {
            auto* button = f.form.findChild<QPushButton*>("preset-" + preset.id);
            QVERIFY(button);
            button->click();
            QVERIFY(button->isChecked());
            QCOMPARE(f.store.state().train.dataset, train_);
            QVERIFY(!f.form.isWrong());
            int checked = 0;
            for (const TrainPreset& other : trainPresets())
                checked += f.form.findChild<QPushButton*>("preset-" + other.id)->isChecked();
            QCOMPARE(checked, 1);
        }
        auto* last = f.form.findChild<QPushButton*>("preset-certified");
        last->click();
        QCOMPARE(f.store.state().train.certifiedEps, 0.1);
        // A click on the chosen one leaves it chosen.
        last->click();
        QVERIFY(last->isChecked());
        f.type(f.form.findChild<NumberField*>("hidden"), "50");
        QVERIFY(!last->isChecked());
    }

    void theFormAsksWhatTheKindTakes_data() {
        QTest::addColumn<QStringList>("shown");
        QTest::newRow("nemon") << QStringList{"gamma", "lipschitz", "eps", "learnWeights"};
        QTest::newRow("mon") << QStringList{"gamma"};
        QTest::newRow("implicit-deep-learning") << QStringList{"gamma", "lipschitz", "eps"};
        QTest::newRow("ibp-mondeq") << QStringList{"gamma", "eps", "learnWeights"};
        QTest::newRow("feed-forward") << QStringList{"layers", "eps"};
    }
    void theFormAsksWhatTheKindTakes() {
        QFETCH(QStringList, shown);
        Form f(train_);
        f.change([](TrainSettings& t) {
            t.lipschitzWeight = 1e-4;
            t.certifiedEps = 0.1;
            t.learnWeights = true;
        });
        auto* kinds = f.form.findChild<QComboBox*>("kind");
        kinds->setCurrentIndex(kinds->findData(QString(QTest::currentDataTag())));
        emit kinds->activated(kinds->currentIndex());
        for (const char* id : {"gamma", "layers", "lipschitz", "eps", "learnWeights"}) {
            auto* field = f.form.findChild<QWidget*>(id);
            QVERIFY(field);
            QVERIFY2(field->isVisibleTo(&f.form) == shown.contains(id), id);
        }
        QVERIFY(!f.form.isWrong());
        QVERIFY(kinds->toolTip().contains("<i>")); // with its source
        // One step of undo, where anything has changed.
        if (f.store.state().train.kind != "nemon")
            f.store.undoStack()->undo();
        QCOMPARE(f.store.state().train.kind, QString("nemon"));
        QCOMPARE(f.store.state().train.certifiedEps, 0.1);
    }

    void openingATrainingSetTakesItsTestSet() {
        Form f(train_);
        QCOMPARE(TrainData::testSetBeside(train_), test_);
        QVERIFY(TrainData::testSetBeside(other_).isEmpty());
        f.script.file = train_;
        auto* box = f.form.findChild<QComboBox*>("dataset");
        ExplorerState bundled = f.store.state();
        bundled.train = {};
        f.store.apply("Bundled", bundled);
        QCOMPARE(box->currentIndex(), 0);
        emit box->activated(box->count() - 1);
        const TrainSettings& t = f.store.state().train;
        QCOMPARE(t.dataset, train_);
        QCOMPARE(t.validation, test_);
        QVERIFY(t.validate == ValidationChoice::File);
        QTRY_VERIFY(f.data.data() && !f.data.isReading());
        QCOMPARE(f.data.data()->size(), Index{90});
        QCOMPARE(f.data.validationSize(), Index{30});
        QVERIFY(f.data.validationProblem().isEmpty());
        QCOMPARE(f.form.findChild<NumberField*>("last")->value(), 89.0);
    }

    void theSamplesLeftOverValidate() {
        Form f(train_);
        f.change([](TrainSettings& t) {
            t.validate = ValidationChoice::Rest;
            t.first = 10;
            t.last = 69;
        });
        const auto rest = f.data.validationData();
        QCOMPARE(rest->size(), Index{30});
        const auto& all = *f.data.data();
        QVERIFY(rest->input(9) == all.input(9));
        QVERIFY(rest->input(10) == all.input(70));
        QCOMPARE(rest->labels[29], all.labels[89]);
        f.change([](TrainSettings& t) { t.first = 0, t.last = -1; });
        QVERIFY(f.data.validationProblem().contains("No sample is left"));
        QVERIFY(f.form.isWrong());
    }

    void filesThatDoNotFitSayWhy() {
        Form f(train_);
        f.change([this](TrainSettings& t) {
            t.validate = ValidationChoice::File;
            t.validation = other_;
        });
        QTRY_VERIFY(!f.data.isReading());
        QVERIFY2(
            f.data.validationProblem().contains("25 values, expected 16"),
            qPrintable(f.data.validationProblem()));
        f.change([this](TrainSettings& t) { t.dataset = dir_.filePath("nowhere.h5"); });
        QTRY_VERIFY(!f.data.isReading());
        auto* sentence = f.form.findChild<QLabel*>("dataset-sentence");
        QVERIFY(sentence->text().contains("nowhere.h5"));
        QVERIFY(!sentence->isHidden() && f.form.isWrong());
    }

private:
    struct Form {
        explicit Form(const QString& file)
            : store(exampleState())
            , documents(&store, std::make_unique<FakeAsker>(&script), nullptr)
            , data((set(file), &store))
            , form(&store, &data, &documents) {
            form.show();
            read = QTest::qWaitFor([this] { return !data.isReading(); }, 20000);
        }
        void set(const QString& file) {
            ExplorerState state = store.state();
            state.train.dataset = file;
            state.train.last = -1;
            state.train.validate = ValidationChoice::None;
            store.reset(state);
        }
        void change(const std::function<void(TrainSettings&)>& edit) {
            ExplorerState next = store.state();
            edit(next.train);
            store.apply("Change", next);
        }
        static void type(NumberField* field, const QString& text) {
            field->setFocus();
            field->selectAll();
            QTest::keyClicks(field, text);
            QTest::keyClick(field, Qt::Key_Return);
        }
        FakeAsker::Script script;
        ExplorerStore store;
        Documents documents;
        TrainData data;
        TrainForm form;
        bool read = false;
    };

    QTemporaryDir dir_;
    QString train_, test_, other_;
};

QTEST_MAIN(TestTrainForm)
#include "tst_train_form.moc"
