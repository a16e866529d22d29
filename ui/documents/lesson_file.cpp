#include "ui/documents/lesson_file.h"

#include "ui/documents/lesson_state.h"
#include "ui/files/resource_files.h"
#include "ui/state/state_fields.h"
#include "ui/text/local_numbers.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonParseError>
#include <QRegularExpression>
#include <algorithm>

namespace kamke::ui {

namespace {

constexpr int lessonVersion = 1;
constexpr qint64 maxLessonBytes = 4LL << 20;
constexpr int maxSteps = 100;
const QLatin1String formatName("kamke-lesson");

QJsonValue at(const QJsonObject& json, const char* key) {
    return json.value(QLatin1String(key));
}

Wrong unknownKey(const QJsonObject& json, const QStringList& known) {
    for (const QString& key : json.keys())
        if (!known.contains(key))
            return "has the unknown key \"" + key.toStdString() + "\", expected " +
                   known.join(QStringLiteral(", ")).toStdString();
    return {};
}

/// A text, or an array of lines.
Wrong readText(const QJsonObject& json, const char* key, bool required, QString& text) {
    const QJsonValue v = at(json, key);
    if (v.isUndefined() && !required)
        return {};
    if (v.isArray()) {
        QStringList lines;
        for (const auto& line : v.toArray()) {
            if (!line.isString())
                return "has \"" + std::string(key) + "\" with a line that " + *expected(line, "a text");
            lines << line.toString();
        }
        text = lines.join(u'\n');
    } else {
        text = v.toString();
    }
    if (text.trimmed().isEmpty())
        return "has \"" + std::string(key) + "\" that " + *expected(v, "a text or an array of lines");
    text = localNumbers(text);
    return {};
}

/// A name of the gallery ("paper_example") or a file beside the lesson.
Wrong findNetwork(const QString& name, const QDir& folder, QString& file) {
    const QString gallery = resourceFolder(QStringLiteral("networks"));
    const QString bare = name.endsWith(QLatin1String(".h5")) ? name : name + QStringLiteral(".h5");
    for (const QString& candidate : {folder.absoluteFilePath(bare), QDir(gallery).absoluteFilePath(bare)})
        if (QFileInfo(candidate).isFile()) {
            file = QDir::cleanPath(candidate);
            return {};
        }
    return "has \"network\" that is \"" + name.left(80).toStdString() +
           "\", expected a file beside the lesson or a network of the gallery";
}

Wrong readStepNetwork(const QJsonObject& json, const QDir& folder, LessonStep& step) {
    const QJsonValue v = at(json, "network");
    if (v.isUndefined())
        return {};
    if (v.isObject() && !v.toObject().isEmpty()) {
        step.weights = v.toObject();
        if (const auto network = lessonNetwork(step.weights); !network)
            return "has \"network\" that cannot be used: " + network.error().message;
        return {};
    }
    if (v.toString().isEmpty())
        return "has \"network\" that " + *expected(v, "a network of the gallery, a file, or weights");
    return findNetwork(v.toString(), folder, step.networkFile);
}

Wrong readState(const QJsonObject& json, LessonStep& step) {
    const QJsonValue v = at(json, "state");
    if (v.isUndefined())
        return {};
    if (!v.isObject())
        return "has \"state\" that " + *expected(v, "an object, part of a session");
    step.state = v.toObject();
    QStringList known;
    for (const Field<ExplorerState>& property : fieldsOf<ExplorerState>())
        known << QLatin1String(property.key);
    // These have keys of their own.
    for (const char* other : {"network", "workspace", "learn"})
        known.removeAll(QLatin1String(other));
    if (const auto wrong = unknownKey(step.state, known))
        return "has \"state\" that " + *wrong;
    return {};
}

Wrong readHighlight(const QJsonObject& json, LessonStep& step) {
    const QJsonValue v = at(json, "highlight");
    if (v.isUndefined())
        return {};
    for (const auto& name : v.isArray() ? v.toArray() : QJsonArray{v}) {
        if (name.toString().isEmpty())
            return "has \"highlight\" that " + *expected(v, "the name of a widget, or an array of names");
        step.highlights << name.toString();
    }
    return {};
}

Wrong readQuestion(const QJsonValue& v, LessonQuestion& question) {
    const QJsonObject json = v.toObject();
    if (!v.isObject())
        return expected(v, "an object with \"text\" and \"answers\"");
    if (auto wrong = unknownKey(json, lessonQuestionKeys()))
        return wrong;
    if (auto wrong = readText(json, "text", true, question.text))
        return wrong;
    const QJsonArray answers = at(json, "answers").toArray();
    if (answers.size() < 2)
        return "has \"answers\" that " + *expected(at(json, "answers"), "an array of at least two");
    for (const auto& item : answers) {
        const QJsonObject one = item.toObject();
        const std::string place = "has answer " + std::to_string(question.answers.size() + 1) + " that ";
        LessonQuestion::Answer answer;
        for (const Wrong& wrong :
             {item.isObject() ? Wrong() : expected(item, "an object"), unknownKey(one, lessonAnswerKeys()),
              readText(one, "text", true, answer.text),
              readText(one, "explanation", true, answer.explanation),
              at(one, "right").isUndefined() ? Wrong() : readBool(at(one, "right"), answer.right)})
            if (wrong)
                return place + *wrong;
        question.answers.push_back(std::move(answer));
    }
    if (std::count_if(
            question.answers.begin(), question.answers.end(), [](const auto& a) { return a.right; }) != 1)
        return std::string("has not one right answer, expected exactly one with \"right\": true");
    return {};
}

Wrong readTask(const QJsonObject& json, LessonStep& step) {
    if (auto wrong = readText(json, "task", false, step.task))
        return wrong;
    if (const QJsonValue done = at(json, "done"); !done.isUndefined()) {
        LessonCondition condition;
        if (const auto wrong = LessonCondition::read(done, condition))
            return "has \"done\" that " + *wrong;
        step.done = std::move(condition);
    }
    if (step.task.isEmpty() == step.done.has_value())
        return std::string("has only one of \"task\" and \"done\", expected both or none");
    if (const QJsonValue v = at(json, "question"); !v.isUndefined()) {
        LessonQuestion question;
        if (const auto wrong = readQuestion(v, question))
            return "has \"question\" that " + *wrong;
        step.question = std::move(question);
    }
    return {};
}

Wrong readStep(const QJsonValue& v, const QDir& folder, LessonStep& step) {
    if (!v.isObject())
        return expected(v, "an object");
    const QJsonObject json = v.toObject();
    if (const QJsonValue workspace = at(json, "workspace"); !workspace.isUndefined()) {
        step.workspace = workspace.toString();
        if (!workspaceIds().contains(step.workspace))
            return "has \"workspace\" that " +
                   *expected(workspace, "one of " + workspaceIds().join(QStringLiteral(", ")).toStdString());
    }
    for (const Wrong& wrong :
         {unknownKey(json, lessonStepKeys()), readText(json, "title", true, step.title),
          readText(json, "text", true, step.text), readStepNetwork(json, folder, step), readState(json, step),
          readHighlight(json, step), readTask(json, step)})
        if (wrong)
            return wrong;
    return {};
}

Wrong readHead(const QJsonObject& json, Lesson& lesson) {
    static const QRegularExpression plain(QStringLiteral("^[a-z0-9][a-z0-9-]{0,63}$"));
    lesson.id = at(json, "id").toString();
    if (!plain.match(lesson.id).hasMatch())
        return "\"id\" " + *expected(at(json, "id"), "a word of small letters, digits and dashes");
    for (const Wrong& wrong :
         {unknownKey(json, lessonKeys()), readText(json, "title", true, lesson.title),
          readText(json, "summary", true, lesson.summary)})
        if (wrong)
            return "the lesson " + *wrong;
    for (const auto& [key, value, most] :
         {std::tuple("order", &lesson.order, 1000000), std::tuple("minutes", &lesson.minutes, 600)})
        if (const QJsonValue v = at(json, key); !v.isUndefined())
            if (const auto wrong = readInt(v, 0, most, *value))
                return "\"" + std::string(key) + "\" " + *wrong;
    return {};
}

Wrong readAll(const QJsonObject& json, const QDir& folder, Lesson& lesson) {
    const QJsonValue version = at(json, "version");
    if (at(json, "format").toString() != formatName)
        return "\"format\" " + *expected(at(json, "format"), "\"kamke-lesson\"");
    if (!wholeNumber(version, 1, lessonVersion))
        return "\"version\" " + *expected(version, std::to_string(lessonVersion)) +
               (version.toDouble() > lessonVersion ? ": a newer Kamke is needed" : "");
    if (auto wrong = readHead(json, lesson))
        return wrong;
    const QJsonArray steps = at(json, "steps").toArray();
    if (steps.isEmpty() || steps.size() > maxSteps)
        return "\"steps\" " +
               *expected(at(json, "steps"), "an array of 1 to " + std::to_string(maxSteps) + " steps");
    for (const auto& item : steps) {
        LessonStep step;
        if (const auto wrong = readStep(item, folder, step))
            return "step " + std::to_string(lesson.steps.size() + 1) + " " + *wrong;
        lesson.steps.push_back(std::move(step));
    }
    return {};
}

} // namespace

QStringList lessonKeys() {
    return {QStringLiteral("format"),  QStringLiteral("version"), QStringLiteral("id"),
            QStringLiteral("order"),   QStringLiteral("title"),   QStringLiteral("summary"),
            QStringLiteral("minutes"), QStringLiteral("steps")};
}

QStringList lessonStepKeys() {
    return {QStringLiteral("title"), QStringLiteral("text"),      QStringLiteral("network"),
            QStringLiteral("state"), QStringLiteral("workspace"), QStringLiteral("highlight"),
            QStringLiteral("task"),  QStringLiteral("done"),      QStringLiteral("question")};
}

QStringList lessonQuestionKeys() {
    return {QStringLiteral("text"), QStringLiteral("answers")};
}

QStringList lessonAnswerKeys() {
    return {QStringLiteral("text"), QStringLiteral("right"), QStringLiteral("explanation")};
}

Result<Lesson> lessonFromJson(const QByteArray& bytes, const QString& path) {
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parse);
    if (parse.error != QJsonParseError::NoError) {
        const auto line = bytes.left(parse.offset).count('\n') + 1;
        return fail(
            path.toStdString() + ": not JSON (" + parse.errorString().toStdString() + " in line " +
            std::to_string(line) + "), expected a kamke-lesson");
    }
    Lesson lesson;
    lesson.file = path;
    if (const auto wrong = readAll(document.object(), QFileInfo(path).absoluteDir(), lesson))
        return fail(path.toStdString() + ": " + *wrong);
    return lesson;
}

Result<Lesson> readLesson(const QString& path) {
    QFile file(path);
    if (QFileInfo(path).isDir())
        return fail(path.toStdString() + ": is a folder, expected a lesson file");
    if (!file.open(QIODevice::ReadOnly))
        return fail(path.toStdString() + ": cannot be read (" + file.errorString().toStdString() + ")");
    if (file.size() > maxLessonBytes)
        return fail(
            path.toStdString() + ": has " + std::to_string(file.size() >> 20) +
            " MiB, expected a lesson of at most " + std::to_string(maxLessonBytes >> 20));
    return lessonFromJson(file.readAll(), path);
}

bool isLessonFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > maxLessonBytes || file.peek(1) != "{")
        return false;
    static const QRegularExpression said(QStringLiteral("\"format\"\\s*:\\s*\"kamke-lesson\""));
    return said.match(QString::fromUtf8(file.readAll())).hasMatch();
}

} // namespace kamke::ui
