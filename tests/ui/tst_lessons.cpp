// Lessons: each bundled one is taken from start to end with mouse and keyboard; broken files; the way back.
#include "settle_events.h"
#include "ui/documents/lesson_file.h"
#include "ui/documents/lesson_state.h"
#include "ui/files/resource_files.h"
#include "ui/lessons/highlight_ring.h"
#include "ui/lessons/lesson_runner.h"
#include "ui/plot/figure_plot.h"
#include "ui/shell/banner.h"
#include "ui/shell/guide.h"
#include "ui/shell/workspaces.h"
#include "ui/state/session.h"
#include "ui/workspaces/digits/digit_gallery.h"
#include "ui/workspaces/digits/digits_workspace.h"
#include "ui/workspaces/digits/radius_ruler.h"
#include "ui/workspaces/reach/input_plot.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QPointer>
#include <QSlider>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTextBrowser>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// The reader: only what a hand on mouse and keyboard can do.
class Reader {
public:
    explicit Reader(MainWindow& window)
        : window_(window) {}

    template<class T = QWidget>
    T* find(const QString& name) const {
        for (T* each : window_.findChildren<T*>(name))
            if (each->isVisible())
                return each;
        return nullptr;
    }
    /// False when there is nothing of that name to click on.
    bool click(const QString& name) const {
        // What has just been shown has no place yet.
        settleEvents();
        QWidget* widget = find(name);
        if (!widget || !widget->isEnabled())
            return false;
        QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center());
        return true;
    }
    void press(const char* key) const {
        QVERIFY(QTest::qWaitForWindowActive(&window_));
        QTest::keySequence(&window_, QKeySequence(key));
    }
    void type(const QString& field, const QString& text) const {
        QLineEdit* edit = nullptr;
        QTRY_VERIFY2((edit = find<QLineEdit>(field)), qPrintable(field));
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    void setWeight(const QString& matrix, int row, int column, const QString& text) const {
        QTableView* table = nullptr;
        QTRY_VERIFY((table = find<QTableView>("matrix_" + matrix)));
        const QModelIndex cell = table->model()->index(row, column);
        const QPoint at = table->visualRect(cell).center();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, at);
        QPointer<QLineEdit> editor = table->viewport()->findChild<QLineEdit*>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(!editor && reachRunner(window_)->isCurrent());
    }
    void drag(QWidget* on, QPointF from, QPointF to) const {
        QTest::mousePress(on, Qt::LeftButton, {}, from.toPoint());
        for (int k = 1; k <= 5; ++k) {
            const QPointF at = from + (to - from) * k / 5;
            QMouseEvent move(
                QEvent::MouseMove, at, on->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(on, &move);
        }
        QTest::mouseRelease(on, Qt::LeftButton, {}, to.toPoint());
    }
    /// In coordinates of the input plane.
    void dragInputs(QPointF from, QPointF to) const {
        QTRY_VERIFY(reachRunner(window_)->isCurrent());
        auto* plot = window_.findChild<InputPlot*>();
        plot->replot();
        drag(plot, plot->toPixel(from), plot->toPixel(to));
    }
    MainWindow& window() const { return window_; }

private:
    MainWindow& window_;
};

using Act = std::function<void(const Reader&)>;

void typeBox(const Reader& r, const char* x0, const char* x1, const char* y0, const char* y1) {
    r.type("lower0", x0);
    r.type("upper0", x1);
    r.type("lower1", y0);
    r.type("upper1", y1);
}

/// What the reader does in each step that has a task, by "lesson/number of the step".
const QHash<QString, Act>& acts() {
    static const QHash<QString, Act> all{
        {"implicit-network/2", [](const Reader& r) { typeBox(r, "0", "0", "1", "1"); }},
        {"implicit-network/3",
         [](const Reader& r) {
             r.dragInputs({0.16, 1.5}, {0.3, 1.3});
         }},
        {"implicit-network/4", [](const Reader& r) { typeBox(r, "-1", "-0.5", "-1", "-0.5"); }},
        {"implicit-network/5", [](const Reader& r) { r.setWeight("A", 1, 0, "0"); }},
        {"implicit-network/7", [](const Reader& r) { r.setWeight("A", 0, 0, "1"); }},
        {"well-posed/2",
         [](const Reader& r) {
             r.setWeight("A", 0, 1, "-0.25");
             r.setWeight("A", 1, 0, "-0.25");
         }},
        {"well-posed/3", [](const Reader& r) { r.setWeight("A", 1, 1, "-2"); }},
        {"well-posed/4", [](const Reader& r) { QVERIFY(r.click("bestEta")); }},
        {"well-posed/7", [](const Reader& r) { r.setWeight("A", 0, 0, "0.9"); }},
        {"well-posed/8",
         [](const Reader& r) {
             auto* figure = r.find("contraction.mapFigure");
             QVERIFY(figure);
             auto* plot = figure->findChild<FigurePlot*>();
             QVERIFY(plot);
             plot->setFocus();
             for (const Qt::Key key :
                  {Qt::Key_Left, Qt::Key_Up, Qt::Key_Left, Qt::Key_Up, Qt::Key_Left, Qt::Key_Up, Qt::Key_Left,
                   Qt::Key_Up, Qt::Key_Left, Qt::Key_Left})
                 QTest::keyClick(plot, key, Qt::ShiftModifier);
         }},
        {"average-iteration/1",
         [](const Reader& r) {
             QTest::qWait(300);
             QVERIFY(r.click("convergence.solver.picard.shown"));
         }},
        {"average-iteration/2", [](const Reader& r) { r.type("convergence.solver.average.alpha", "1/3"); }},
        {"average-iteration/4", [](const Reader& r) { r.type("convergence.solver.average.alpha", "0.1"); }},
        {"average-iteration/5", [](const Reader& r) { QVERIFY(r.click("convergence.alpha.best")); }},
        {"average-iteration/6",
         [](const Reader& r) { QVERIFY(r.click("convergence.solver.diagonal-implicit.shown")); }},
        {"average-iteration/7",
         [](const Reader& r) {
             auto* list = r.find<QListView>("contraction.figures");
             QVERIFY(list);
             for (int k = 0; k < list->model()->rowCount(); ++k) {
                 const QModelIndex row = list->model()->index(k, 0);
                 if (row.data(Qt::UserRole).toString() != "euler")
                     continue;
                 list->scrollTo(row);
                 QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row).center());
             }
         }},
        {"average-iteration/8", [](const Reader& r) { QVERIFY(r.click("contraction.alphaStar")); }},
        {"from-lipschitz-to-boxes/2",
         [](const Reader& r) {
             r.type("lower0", "0.1");
             r.type("upper0", "0.15");
         }},
        {"from-lipschitz-to-boxes/3", [](const Reader& r) { r.press("Alt+3"); }},
        {"from-lipschitz-to-boxes/4", [](const Reader& r) { r.press("Alt+2"); }},
        {"from-lipschitz-to-boxes/6", [](const Reader& r) { r.press("Alt+4"); }},
        {"mixed-monotone/1",
         [](const Reader& r) {
             r.dragInputs({-0.4, -0.4}, {0.2, 0.3});
         }},
        {"mixed-monotone/2", [](const Reader& r) { typeBox(r, "0", "1/3", "1", "2"); }},
        {"mixed-monotone/3", [](const Reader& r) { r.press("Alt+5"); }},
        {"mixed-monotone/4", [](const Reader& r) { r.press("Alt+4"); }},
        {"mixed-monotone/5", [](const Reader& r) { r.press("Alt+2"); }},
        {"mixed-monotone/7", [](const Reader& r) { r.type("contraction.embedding.a", "-1"); }},
        {"mixed-monotone/8",
         [](const Reader& r) {
             auto* slider = r.find<QSlider>("contraction.race.a");
             QVERIFY(slider);
             slider->setFocus();
             QTest::keyClick(slider, Qt::Key_Home);
         }},
        {"mixed-monotone/9",
         [](const Reader& r) {
             r.setWeight("A", 0, 0, "-1");
             r.setWeight("A", 1, 1, "-1");
         }},
        {"mixed-monotone/10",
         [](const Reader& r) {
             r.press("Alt+1");
             r.press("Ctrl+P");
         }},
        {"why-this-digit-fails/1",
         [](const Reader& r) {
             QTRY_VERIFY_WITH_TIMEOUT(r.find<QLineEdit>("search"), 30000);
             r.type("search", "7");
         }},
        {"why-this-digit-fails/4",
         [](const Reader& r) {
             auto* tabs = r.find<QTabBar>("digits.tabs");
             QVERIFY(tabs);
             for (int k = 0; k < tabs->count(); ++k)
                 if (tabs->tabData(k).toStringList().first() == "units")
                     QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(k).center());
         }},
        {"why-this-digit-fails/6",
         [](const Reader& r) {
             auto* ruler = r.window().findChild<RadiusRuler*>();
             const QPointF handle = ruler->handle();
             // ε from 0.01 to about 0.007 on the logarithmic axis.
             const double decade = ruler->xAxis->coordToPixel(-1) - ruler->xAxis->coordToPixel(-2);
             r.drag(ruler, handle, handle - QPointF(0.155 * decade, 0));
         }},
    };
    return all;
}

QByteArray fileOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Two steps: a question, then a task.
QByteArray smallLesson(const char* id = "small") {
    return QByteArray(R"({"format": "kamke-lesson", "version": 1, "id": ")") + id + R"(",
        "title": "Small", "summary": "A small one.", "steps": [
          {"title": "One", "text": "Read.", "workspace": "reach", "state": {"methods": ["mm"]},
           "question": {"text": "Well?", "answers": [
             {"text": "No", "explanation": "Wrong."},
             {"text": "Yes", "right": true, "explanation": "Right."}]}},
          {"title": "Two", "text": "Do.", "state": {"showSamples": false}, "task": "Show samples.",
           "done": {"state": "showSamples", "is": true}},
          {"title": "Three", "text": "Read on."}]})";
}

} // namespace

class TestLessons : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { prepareTests(); }
    void init() {
        prepareTest();
        QDir(userLessonFolder()).removeRecursively();
    }

    void thereAreSixLessonsOfFiveToTenSteps() {
        const LessonShelf shelf = readLessons({});
        QVERIFY2(shelf.broken.isEmpty(), qPrintable(shelf.broken.join('\n')));
        QCOMPARE(shelf.lessons.size(), 6u);
        for (const Lesson& lesson : shelf.lessons) {
            QVERIFY2(lesson.length() >= 5 && lesson.length() <= 10, qPrintable(lesson.id));
            QVERIFY2(lesson.minutes > 0, qPrintable(lesson.id));
            int tasks = 0;
            for (const LessonStep& step : lesson.steps) {
                tasks += step.done.has_value();
                QVERIFY2(!step.highlights.isEmpty(), qPrintable(lesson.id + ": " + step.title));
            }
            QVERIFY2(tasks >= 3, qPrintable(lesson.id));
        }
    }

    void everyLinkOfALessonLeadsSomewhere() {
        const QRegularExpression link("\\]\\((\\w+):([^)]*)\\)");
        for (const Lesson& lesson : readLessons({}).lessons)
            for (const LessonStep& step : lesson.steps) {
                auto matches = link.globalMatch(step.text + step.task);
                while (matches.hasNext()) {
                    const auto match = matches.next();
                    if (match.captured(1) == "guide")
                        QVERIFY2(Guide::topics().contains(match.captured(2)), qPrintable(match.captured()));
                }
            }
    }

    void aReaderTakesTheLesson_data() {
        QTest::addColumn<QString>("id");
        for (const Lesson& lesson : readLessons({}).lessons)
            QTest::newRow(qPrintable(lesson.id)) << lesson.id;
    }
    void aReaderTakesTheLesson() {
        QFETCH(QString, id);
        WindowFixture f;
        f.window.resize(1440, 900);
        QVERIFY(f.settle());
        const ExplorerState before = f.window.store()->state();
        const Reader reader(f.window);
        LessonRunner* lessons = f.window.lessons();
        f.window.actions()["workspace.learn"]->trigger();
        auto* start = reader.find<QAbstractButton>("start-" + id);
        QVERIFY(start);
        QTest::mouseClick(start, Qt::LeftButton);
        QVERIFY(lessons->lesson());
        const int length = lessons->lesson()->length();
        for (int k = 0; k < length; ++k) {
            QCOMPARE(lessons->stepIndex(), k);
            takeStep(reader, lessons, id + '/' + QString::number(k + 1));
            if (QTest::currentTestFailed())
                return;
            QVERIFY(reader.click("coach.next"));
        }
        QVERIFY(!lessons->lesson());
        QCOMPARE(lessons->ending(), LessonRunner::Ending::Finished);
        QCOMPARE(lessons->reached(id), length);
        QVERIFY(f.window.banner()->isHidden());
        // And back to what was there before.
        QVERIFY(reader.click("coach.own"));
        ExplorerState after = f.window.store()->state();
        after.learn = before.learn;
        QCOMPARE(difference(after, before).toInt(), 0);
        QVERIFY(!reader.find("coach"));
        // The list knows that it is finished, and it can be run again.
        f.window.actions()["workspace.learn"]->trigger();
        QTRY_COMPARE(reader.find<QAbstractButton>("start-" + id)->text(), "Run again");
        QTest::mouseClick(reader.find<QAbstractButton>("start-" + id), Qt::LeftButton);
        QCOMPARE(lessons->stepIndex(), 0);
        QVERIFY(lessons->lesson() && lessons->lesson()->id == id);
    }

    void theRingFollowsItsTarget() {
        WindowFixture f;
        QVERIFY(f.settle());
        f.window.lessons()->start("implicit-network", 2);
        auto* ring = f.window.findChild<HighlightRing*>();
        QTRY_VERIFY(ring->isVisible());
        QCOMPARE(ring->target()->objectName(), "reach.inputs");
        const auto surrounds = [&] {
            const QRect target(ring->target()->mapTo(&f.window, QPoint()), ring->target()->size());
            return ring->geometry().contains(target) &&
                   target.adjusted(-12, -12, 12, 12).contains(ring->geometry());
        };
        QTRY_VERIFY(surrounds());
        f.window.resize(1600, 1000);
        QTRY_VERIFY(surrounds());
        // In another workspace there is nothing to point at.
        f.window.actions()["workspace.train"]->trigger();
        QTRY_VERIFY(!ring->isVisible());
        f.window.actions()["workspace.reach"]->trigger();
        QTRY_VERIFY(ring->isVisible());
        // The mouse goes through it.
        QVERIFY(ring->testAttribute(Qt::WA_TransparentForMouseEvents));
        f.window.lessons()->leave();
        QVERIFY(!ring->isVisible());
    }

    void stepsAreSkippedAndGoneBackTo() {
        WindowFixture f;
        QVERIFY(f.settle());
        const Reader reader(f.window);
        LessonRunner* lessons = openSmall(f);
        QVERIFY(!reader.find("coach.next")->isEnabled());
        QVERIFY(reader.click("coach.skip"));
        QCOMPARE(lessons->stepIndex(), 1);
        QVERIFY(!f.window.store()->state().showSamples);
        reader.press("Ctrl+P");
        QTRY_VERIFY(lessons->stepDone());
        QVERIFY(!reader.find("coach.skip"));
        QVERIFY(reader.click("coach.back"));
        QCOMPARE(lessons->stepIndex(), 0);
        QVERIFY(!lessons->stepDone());
        QVERIFY(reader.click("coach.skip"));
        // The step begins as its file says, not as it was left.
        QVERIFY(!f.window.store()->state().showSamples);
        QVERIFY(!lessons->stepDone());
        QVERIFY(reader.click("coach.skip"));
        // There is nothing to do in the last one.
        QVERIFY(!reader.find("coach.skip"));
        QVERIFY(reader.click("coach.next"));
        QCOMPARE(lessons->ending(), LessonRunner::Ending::Finished);
    }

    void aLessonIsLeftAndResumed() {
        const QString file = put("small.json", smallLesson());
        {
            WindowFixture f;
            QVERIFY(f.settle());
            const ExplorerState before = f.window.store()->state();
            const Reader reader(f.window);
            QVERIFY(f.window.documents()->open(file));
            QVERIFY(reader.click("coach.skip"));
            QVERIFY(reader.click("coach.leave"));
            QVERIFY(!f.window.lessons()->lesson());
            QVERIFY(reader.find("coach.resume"));
            QVERIFY(reader.click("coach.own"));
            ExplorerState after = f.window.store()->state();
            after.learn = before.learn;
            QVERIFY(after == before);
            // Undo returns to the lesson's state.
            f.window.store()->undoStack()->undo();
            QVERIFY(!f.window.store()->state().showSamples);
        }
        // In the next window, too.
        WindowFixture f;
        const Reader reader(f.window);
        QCOMPARE(f.window.lessons()->reached("small"), 1);
        f.window.actions()["workspace.learn"]->trigger();
        auto* start = reader.find<QAbstractButton>("start-small");
        QVERIFY(start);
        QCOMPARE(start->text(), "Resume");
        QTest::mouseClick(start, Qt::LeftButton);
        QCOMPARE(f.window.lessons()->stepIndex(), 1);
        // With what the step before has set.
        QCOMPARE(f.window.store()->state().methods, QStringList{"mm"});
        QVERIFY(!f.window.store()->state().showSamples);
    }

    void aSessionBringsItsLessonBack() {
        WindowFixture f;
        QVERIFY(f.settle());
        openSmall(f);
        const Reader reader(f.window);
        QVERIFY(reader.click("coach.skip"));
        QVERIFY(writeSession(f.window.store()->state(), dir_.filePath("lesson.kamke")));
        const ExplorerState saved = f.window.store()->state();
        f.window.lessons()->leave();
        QVERIFY(f.window.documents()->open(dir_.filePath("lesson.kamke")));
        QVERIFY(f.window.store()->state() == saved);
        QVERIFY(f.window.lessons()->lesson());
        QCOMPARE(f.window.lessons()->stepIndex(), 1);
        QCOMPARE(reader.find<QLabel>("coach.title")->text(), "Two");

        // A session in a lesson that is not there says so and stays usable.
        ExplorerState lost = saved;
        lost.learn.lesson = "lost";
        QVERIFY(writeSession(lost, dir_.filePath("lost.kamke")));
        QVERIFY(f.window.documents()->open(dir_.filePath("lost.kamke")));
        QTRY_VERIFY(f.window.banner()->sentence().contains("lost"));
        QVERIFY(!f.window.lessons()->lesson());
        lost.learn.lesson = "small";
        lost.learn.step = 17;
        QVERIFY(writeSession(lost, dir_.filePath("long.kamke")));
        QVERIFY(f.window.documents()->open(dir_.filePath("long.kamke")));
        QTRY_VERIFY(f.window.banner()->sentence().contains("step 18"));
    }

    void undoLeavesTheLessonWhereItIs() {
        WindowFixture f;
        QVERIFY(f.settle());
        LessonRunner* lessons = openSmall(f);
        lessons->next();
        f.window.store()->undoStack()->undo();
        QVERIFY(lessons->lesson());
        QCOMPARE(lessons->stepIndex(), 1);
        QVERIFY(f.window.store()->state().showSamples);
    }

    void wrongAnswersExplain() {
        WindowFixture f;
        QVERIFY(f.settle());
        LessonRunner* lessons = openSmall(f);
        const Reader reader(f.window);
        QVERIFY(reader.click("coach.answer-1"));
        QCOMPARE(reader.find<QLabel>("coach.explanation")->text(), "Wrong.");
        QVERIFY(!lessons->stepDone());
        QVERIFY(reader.click("coach.answer-2"));
        QCOMPARE(reader.find<QLabel>("coach.explanation")->text(), "Right.");
        QVERIFY(lessons->stepDone());
    }

    void brokenLessonsSayWhatIsWrong_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* from, const char* to, const char* says) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString(says);
        };
        row("no JSON", "\"steps\": [", "\"steps\": [,", "line 2");
        row("format", "kamke-lesson", "kamke-lessons", "\"kamke-lesson\"");
        row("version", "\"version\": 1", "\"version\": 2", "newer Kamke");
        row("id", "\"small\"", "\"Small one\"", "small letters");
        row("unknown key", "\"summary\"", "\"sumary\"", "unknown key \"sumary\"");
        row("no steps", "\"steps\": [", "\"steps\": [], \"x\": [", "unknown key \"x\"");
        row("step no object", "{\"title\": \"Three\", \"text\": \"Read on.\"}", "3", "step 3 is 3");
        row("no title", "\"title\": \"Two\", ", "", "step 2 has \"title\" that is missing");
        row("text of numbers", "\"Read on.\"", "[1]", "line that is 1");
        row("workspace", "\"reach\"", "\"kitchen\"", "\"kitchen\", expected one of reach");
        row("state", "{\"methods\": [\"mm\"]}", "{\"method\": 1}", "unknown key \"method\"");
        row("state number", "{\"methods\": [\"mm\"]}", "7", "is 7");
        row("network", "\"workspace\": \"reach\"", "\"network\": \"nowhere\"", "\"nowhere\"");
        row("weights", "\"workspace\": \"reach\"", "\"network\": {\"A\": [[1, 2]]}", "cannot be used");
        row("task alone", "\"done\": {\"state\": \"showSamples\", \"is\": true}", "\"highlight\": \"x\"",
            "only one of \"task\" and \"done\"");
        row("path", "\"state\": \"showSamples\", \"is\"", "\"state\": \"show\", \"is\"", "path that begins");
        row("no comparison", "\"showSamples\", \"is\": true", "\"showSamples\"", "compares with nothing");
        row("no operand", "\"is\": true", "\"above\": \"much\"", "expected a number");
        row("unknown comparison", "\"is\": true", "\"equals\": true", "unknown key \"equals\"");
        row("quantity", "\"state\": \"showSamples\", \"is\": true", "\"value\": \"mu\", \"above\": 1",
            "mu_inf");
        row("method", "\"state\": \"showSamples\", \"is\": true",
            "\"value\": \"width\", \"method\": \"magic\", \"output\": 1, \"above\": 1", "\"magic\"");
        row("output from zero", "\"state\": \"showSamples\", \"is\": true",
            "\"value\": \"width\", \"method\": \"mm\", \"output\": 0, \"above\": 1", "from 1");
        row("two subjects", "\"state\": \"showSamples\"", "\"state\": \"boxes\", \"value\": \"mu_2\"",
            "has 2 of");
        row("no right answer", "\"right\": true", "\"right\": false", "exactly one");
        row("answer without reason", "\"explanation\": \"Wrong.\"", "\"right\": false", "explanation");
        row("highlight", "\"text\": \"Read on.\"", "\"text\": \"Read on.\", \"highlight\": 3",
            "name of a widget");
    }
    void brokenLessonsSayWhatIsWrong() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, says);
        QByteArray bytes = smallLesson();
        QVERIFY(bytes.contains(from));
        bytes.replace(bytes.indexOf(from), from.size(), to);
        const QString file = put("broken.json", bytes);
        const auto lesson = readLesson(file);
        QVERIFY(!lesson);
        const QString sentence = QString::fromStdString(lesson.error().message);
        QVERIFY2(sentence.startsWith(file + ": "), qPrintable(sentence));
        QVERIFY2(sentence.contains(says) && !sentence.contains('\n'), qPrintable(sentence));
    }

    void aBrokenFileCostsOnlyItsOwnLesson() {
        QVERIFY(QDir().mkpath(userLessonFolder()));
        QFile broken(userLessonFolder() + "/broken.json"), own(userLessonFolder() + "/own.json");
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{\"format\": \"kamke-lesson\"}") > 0);
        QVERIFY(own.open(QIODevice::WriteOnly) && own.write(smallLesson("own")) > 0);
        broken.close();
        own.close();
        const std::size_t bundled = readLessons({}).lessons.size() - 1;
        WindowFixture f;
        QVERIFY(f.settle());
        const Reader reader(f.window);
        QCOMPARE(f.window.lessons()->shelf().lessons.size(), bundled + 1);
        f.window.actions()["workspace.learn"]->trigger();
        auto* sentence = reader.find<QLabel>("brokenLessons");
        QVERIFY(sentence);
        QVERIFY2(
            sentence->text().contains("broken.json: \"version\" is missing"), qPrintable(sentence->text()));
        QVERIFY(reader.click("start-own"));
        QVERIFY(f.window.lessons()->lesson());
        // Opened by hand it says the same in the banner, and the lesson under way stays.
        f.script.file = broken.fileName();
        reader.press("Ctrl+Shift+L");
        QVERIFY(f.window.banner()->sentence().contains("\"version\" is missing"));
        QCOMPARE(f.window.lessons()->lesson()->id, "own");
    }

    void aStepThatCannotBeSetSaysSoAndGoesOn() {
        QByteArray bytes = smallLesson();
        bytes.replace("{\"methods\": [\"mm\"]}", "{\"sampleCount\": -1}");
        WindowFixture f;
        QVERIFY(f.settle());
        QVERIFY(f.window.documents()->open(put("odd.json", bytes)));
        const QString sentence = f.window.banner()->sentence();
        QVERIFY2(
            sentence.contains("odd.json: step 1 has \"state\" with \"sampleCount\""), qPrintable(sentence));
        QVERIFY(f.window.lessons()->lesson());
    }

    void filesAreToldByTheirContents() {
        QVERIFY(isLessonFile(put("a.json", smallLesson())));
        QVERIFY(isLessonFile(put("b.json", "{\"format\" : \"kamke-lesson\", nonsense")));
        QVERIFY(!isLessonFile(put("c.json", "{\"format\": \"kamke-session\"}")));
        QVERIFY(!isLessonFile(dir_.filePath("missing.json")));
        // A lesson given on the command line.
        WindowFixture f;
        f.window.openAtStart(put("d.json", smallLesson()));
        QVERIFY(f.window.lessons()->lesson());
    }

    void theDocumentationIsTrue() {
        const QString text = QString::fromUtf8(fileOf(resourceFolder("lessons") + "/README.md"));
        const qsizetype begin = text.indexOf("```json") + 7, end = text.indexOf("```", begin);
        QVERIFY(begin > 7 && end > begin);
        const auto lesson =
            lessonFromJson(text.mid(begin, end - begin).toUtf8(), dir_.filePath("example.json"));
        QVERIFY2(lesson, lesson ? "" : lesson.error().message.c_str());
        ExplorerState state = exampleState();
        for (const LessonStep& step : lesson->steps) {
            const auto next = stateForStep(step, state);
            QVERIFY2(next, next ? "" : next.error().message.c_str());
            state = *next;
        }
        for (const QString& key : lessonKeys() + lessonStepKeys() + lessonQuestionKeys() + lessonAnswerKeys())
            QVERIFY2(text.contains('`' + key + '`'), qPrintable(key));
        for (const LessonValue& value : lessonValues()) {
            QVERIFY2(text.contains(QString("| `%1` |").arg(value.name)), value.name);
            for (const QString& argument : QString(value.arguments).split(' ', Qt::SkipEmptyParts))
                QVERIFY2(text.contains('`' + argument + '`'), value.name);
            QVERIFY2(
                QString(text).remove('\\').contains(QString::fromUtf8(value.meaning).section(':', 0, 0)),
                value.name);
        }
    }

private:
    QString put(const QString& name, const QByteArray& bytes) const {
        QFile file(dir_.filePath(name));
        [&] { QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()); }();
        return file.fileName();
    }
    LessonRunner* openSmall(WindowFixture& f) const {
        f.window.documents()->open(put("small.json", smallLesson()));
        return f.window.lessons();
    }

    /// Does what the step asks for, and checks that it is ticked then and not before.
    static void takeStep(const Reader& reader, LessonRunner* lessons, const QString& name) {
        const LessonStep& step = *lessons->step();
        QCOMPARE(reader.window().banner()->sentence(), QString());
        QCOMPARE(reader.find<QLabel>("coach.title")->text(), step.title);
        QVERIFY(!reader.find<QTextBrowser>("coach.text")->toPlainText().isEmpty());
        if (!step.workspace.isEmpty())
            QCOMPARE(reader.window().store()->state().workspace, step.workspace);
        auto* ring = reader.window().findChild<HighlightRing*>();
        QTRY_VERIFY2_WITH_TIMEOUT(
            ring->isVisible(),
            qPrintable(name + " has nothing to point at. " + reader.window().banner()->sentence()), 30000);
        QCOMPARE(reader.find("coach.next")->isEnabled(), !step.asksForSomething());
        if (step.question)
            for (std::size_t k = 0; k < step.question->answers.size(); ++k)
                if (!step.question->answers[k].right) {
                    QVERIFY(reader.click(QString("coach.answer-%1").arg(k + 1)));
                    QVERIFY(reader.find("coach.explanation"));
                    QVERIFY(!lessons->stepDone());
                }
        if (step.done) {
            // Let everything be computed: nothing may tick the task but the reader.
            QTest::qWait(400);
            QTRY_VERIFY_WITH_TIMEOUT(
                step.workspace != "reach" || reachRunner(reader.window())->isCurrent(), 20000);
            QTest::qWait(250);
            QVERIFY2(!lessons->taskDone(), qPrintable(name + " is ticked before it is done"));
            QVERIFY2(acts().contains(name), qPrintable("nobody knows how to do " + name));
            acts()[name](reader);
            QTRY_VERIFY2_WITH_TIMEOUT(lessons->taskDone(), qPrintable(name + " is not ticked"), 30000);
        }
        if (step.question)
            for (std::size_t k = 0; k < step.question->answers.size(); ++k)
                if (step.question->answers[k].right)
                    QVERIFY(reader.click(QString("coach.answer-%1").arg(k + 1)));
        QVERIFY(lessons->stepDone() || !step.asksForSomething());
        QVERIFY(reader.find("coach.next")->isEnabled());
    }

    QTemporaryDir dir_;
};

QTEST_MAIN(TestLessons)
#include "tst_lessons.moc"
