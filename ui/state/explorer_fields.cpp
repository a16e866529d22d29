#include "core/io/files/network_file.h"
#include "ui/state/network_json.h"
#include "ui/state/state_fields.h"

#include <QFileInfo>
#include <QJsonArray>
#include <set>

namespace kamke::ui {

namespace {

/// A network with at most this many weights is carried in the session even when it has a file.
constexpr Index smallNetwork = 20000;
constexpr int maxSamples = 100000;

/// The axes of a plane: two different entries of as many as `count` says, or the first and −1 when there is
/// only one.
Field<ExplorerState>
axes(const char* key, int ExplorerState::*x, int ExplorerState::*y, Index (*count)(const Network&)) {
    const auto read = [=](const QJsonValue& v, ExplorerState& s, const FieldContext&) -> Wrong {
        const Index entries = count(*s.network);
        const QJsonArray pair = v.toArray();
        const int last = static_cast<int>(entries) - 1;
        const auto first = wholeNumber(pair.at(0), 0, last), second = wholeNumber(pair.at(1), -1, last);
        if (pair.size() != 2 || !first || !second || *first == *second || (*second < 0) != (entries == 1))
            return expected(
                v, entries == 1 ? std::string("[0, -1]")
                                : "two different whole numbers from 0 to " + std::to_string(last));
        s.*x = *first;
        s.*y = *second;
        return {};
    };
    return field<ExplorerState>(
        key,
        [=](const ExplorerState& s, const FieldContext&) {
            return QJsonArray{s.*x, s.*y};
        },
        read, [=](const ExplorerState& a, const ExplorerState& b) { return a.*x == b.*x && a.*y == b.*y; });
}

QJsonValue writeView(const std::optional<QRectF>& range, const FieldContext&) {
    if (!range)
        return QJsonValue::Null;
    return QJsonArray{range->left(), range->top(), range->width(), range->height()};
}
Wrong readView(const QJsonValue& v, std::optional<QRectF>& range, const FieldContext&) {
    range.reset();
    if (v.isNull())
        return {};
    const auto numbers = vectorFromJson(v);
    if (!numbers || numbers->size() != 4 || !((*numbers)(2) > 0 && (*numbers)(3) > 0))
        return expected(v, "null or [left, bottom, width, height] with positive sizes");
    range = QRectF((*numbers)(0), (*numbers)(1), (*numbers)(2), (*numbers)(3));
    return {};
}
const ValueForm<std::optional<QRectF>> view{writeView, readView};

QJsonValue writeNetworkValue(const ExplorerState& s, const FieldContext& context) {
    QJsonObject json{{QStringLiteral("edited"), s.networkEdited}};
    if (!s.networkPath.isEmpty())
        json.insert(QStringLiteral("path"), context.base.relativeFilePath(s.networkPath));
    const Network& w = *s.network;
    const Index size = (w.n() + w.q()) * (w.n() + w.r());
    if (s.networkEdited || s.networkPath.isEmpty() || size <= smallNetwork)
        json.insert(QStringLiteral("weights"), networkToJson(w));
    return json;
}

Wrong readNetworkValue(const QJsonValue& v, ExplorerState& s, const FieldContext& context) {
    const QJsonObject json = v.toObject();
    const QJsonValue path = json.value(QStringLiteral("path")),
                     weights = json.value(QStringLiteral("weights"));
    if (!v.isObject() || (!path.isString() && !weights.isObject()))
        return expected(v, "an object with \"path\" or \"weights\"");
    s.networkEdited = json.value(QStringLiteral("edited")).toBool();
    s.networkPath.clear();
    if (path.isString())
        s.networkPath = QDir::cleanPath(context.base.absoluteFilePath(path.toString()));
    if (s.networkEdited && !weights.isObject())
        return std::string("has been edited but has no \"weights\", expected them");
    // The file is asked first: it is the network that the user works on. The weights inside stand in when it
    // is gone.
    if (!s.networkEdited && !s.networkPath.isEmpty()) {
        if (auto network = readNetwork(s.networkPath.toStdString())) {
            s.network = std::make_shared<const Network>(std::move(*network));
            return {};
        } else if (!weights.isObject()) {
            return "cannot be read: " + network.error().message;
        }
        s.networkPath.clear();
    }
    auto network = networkFromJson(weights.toObject());
    if (!network)
        return "has unusable weights: " + network.error().message;
    s.network = std::make_shared<const Network>(std::move(*network));
    return {};
}

QJsonValue writeBoxes(const ExplorerState& s, const FieldContext&) {
    QJsonArray list;
    for (const InputBox& box : s.boxes)
        list.append(QJsonObject{
            {QStringLiteral("letter"), box.letter},
            {QStringLiteral("lower"), vectorToJson(box.box.lower)},
            {QStringLiteral("upper"), vectorToJson(box.box.upper)}});
    return list;
}

Wrong readBoxes(const QJsonValue& v, ExplorerState& s, const FieldContext&) {
    if (!v.isArray())
        return expected(v, "an array of boxes");
    s.boxes.clear();
    std::set<QString> letters;
    for (const auto& item : v.toArray()) {
        const QJsonObject json = item.toObject();
        const QString letter = json.value(QStringLiteral("letter")).toString();
        const std::string place = "has box " + std::to_string(s.boxes.size() + 1);
        if (letter.isEmpty() || letter.size() > 8 || !letters.insert(letter).second)
            return place + " with letter \"" + letter.left(40).toStdString() +
                   "\", expected a short one of its own";
        const auto lower = vectorFromJson(json.value(QStringLiteral("lower")));
        const auto upper = vectorFromJson(json.value(QStringLiteral("upper")));
        const Index r = s.network->r();
        if (!lower || !upper || lower->size() != r || upper->size() != r || !Box{*lower, *upper}.isValid())
            return place + " that is not a box, expected " + std::to_string(r) +
                   " numbers in \"lower\" and in \"upper\", lower ≤ upper";
        s.boxes.push_back({letter, Box{*lower, *upper}});
    }
    return {};
}

Wrong readHeld(const QJsonValue& v, ExplorerState& s, const FieldContext&) {
    const auto held = vectorFromJson(v);
    if (!held || held->size() != s.network->r())
        return expected(v, std::to_string(s.network->r()) + " finite numbers");
    s.held = *held;
    return {};
}

ValueForm<quint64> seedInQuotes() {
    return {
        [](const quint64& seed, const FieldContext&) { return QJsonValue(QString::number(seed)); },
        [](const QJsonValue& v, quint64& seed, const FieldContext&) -> Wrong {
            bool ok = false;
            const quint64 number = v.toString().toULongLong(&ok);
            if (!ok)
                return expected(v, "a whole number in quotes");
            seed = number;
            return {};
        }};
}

bool sameBoxes(const ExplorerState& a, const ExplorerState& b) {
    const auto isSame = [](const InputBox& one, const InputBox& other) {
        return one.letter == other.letter && same(one.box.lower, other.box.lower) &&
               same(one.box.upper, other.box.upper);
    };
    return std::equal(a.boxes.begin(), a.boxes.end(), b.boxes.begin(), b.boxes.end(), isSame);
}

bool sameNetwork(const ExplorerState& a, const ExplorerState& b) {
    if (a.networkPath != b.networkPath || a.networkEdited != b.networkEdited)
        return false;
    if (a.network == b.network)
        return true;
    if (!a.network || !b.network || a.network->n() != b.network->n() || a.network->r() != b.network->r() ||
        a.network->q() != b.network->q())
        return false;
    return *a.network == *b.network;
}

Field<ExplorerState> selectedBox() {
    return field<ExplorerState>(
        "selectedBox", [](const ExplorerState& s, const FieldContext&) { return QJsonValue(s.selectedBox); },
        [](const QJsonValue& v, ExplorerState& s, const FieldContext&) {
            return readInt(v, -1, static_cast<int>(s.boxes.size()) - 1, s.selectedBox);
        },
        [](const ExplorerState& a, const ExplorerState& b) { return a.selectedBox == b.selectedBox; });
}

ValueForm<QString> workspaceId() {
    return {
        [](const QString& id, const FieldContext&) { return QJsonValue(id); },
        [](const QJsonValue& v, QString& id, const FieldContext&) -> Wrong {
            if (!workspaceIds().contains(v.toString()))
                return expected(v, "one of " + workspaceIds().join(QStringLiteral(", ")).toStdString());
            id = v.toString();
            return {};
        }};
}

/// A workspace's own state, whose sizes are those of the session's network.
template<class Part>
Field<ExplorerState> ofTheNetwork(const char* key, Part ExplorerState::*member) {
    Field<ExplorerState> made = nested(key, member);
    made.read = [member](const QJsonValue& v, ExplorerState& s, const FieldContext& context) {
        return readFields(v, s.*member, {context.base, s.network.get()});
    };
    return made;
}

} // namespace

template<>
const Fields<ExplorerState>& fieldsOf() {
    static const Fields<ExplorerState> fields{
        field<ExplorerState>("network", writeNetworkValue, readNetworkValue, sameNetwork)
            .concerning(StatePart::Network),
        field<ExplorerState>("boxes", writeBoxes, readBoxes, sameBoxes).concerning(StatePart::Boxes),
        selectedBox().concerning(StatePart::Selection),
        field<ExplorerState>(
            "held",
            [](const ExplorerState& s, const FieldContext&) { return QJsonValue(vectorToJson(s.held)); },
            readHeld, [](const ExplorerState& a, const ExplorerState& b) { return same(a.held, b.held); })
            .concerning(StatePart::Axes),
        field("methods", &ExplorerState::methods, idsOf(methodList)).concerning(StatePart::Methods),
        field("showSamples", &ExplorerState::showSamples, flag()).concerning(StatePart::Samples),
        field("sampleCount", &ExplorerState::sampleCount, whole(0, maxSamples))
            .concerning(StatePart::Samples),
        field("seed", &ExplorerState::seed, seedInQuotes()).concerning(StatePart::Samples),
        axes(
            "inputAxes", &ExplorerState::inputX, &ExplorerState::inputY,
            [](const Network& w) { return w.r(); })
            .concerning(StatePart::Axes),
        axes(
            "outputAxes", &ExplorerState::outputX, &ExplorerState::outputY,
            [](const Network& w) { return w.q(); })
            .concerning(StatePart::Axes),
        field("inputView", &ExplorerState::inputView, view).concerning(StatePart::Views),
        field("outputView", &ExplorerState::outputView, view).concerning(StatePart::Views),
        ofTheNetwork("convergence", &ExplorerState::convergence),
        ofTheNetwork("contraction", &ExplorerState::contraction),
        ofTheNetwork("digits", &ExplorerState::digits),
        ofTheNetwork("sweep", &ExplorerState::sweep),
        ofTheNetwork("compare", &ExplorerState::compare),
        ofTheNetwork("train", &ExplorerState::train),
        ofTheNetwork("learn", &ExplorerState::learn).notUndone(),
        field(
            "theme", &ExplorerState::theme,
            named<ThemeChoice>(
                {{ThemeChoice::System, "system"},
                 {ThemeChoice::Light, "light"},
                 {ThemeChoice::Dark, "dark"}}))
            .concerning(StatePart::Theme),
        field("workspace", &ExplorerState::workspace, workspaceId())
            .concerning(StatePart::Workspace)
            .notUndone()};
    return fields;
}

bool operator==(const ExplorerState& a, const ExplorerState& b) {
    return sameFields(a, b);
}

StateParts difference(const ExplorerState& a, const ExplorerState& b) {
    return fieldDifference(a, b);
}

} // namespace kamke::ui
