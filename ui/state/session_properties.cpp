#include "core/io/files/network_file.h"
#include "core/reach/methods.h"
#include "ui/state/compare_json.h"
#include "ui/state/contraction_json.h"
#include "ui/state/convergence_json.h"
#include "ui/state/digits_json.h"
#include "ui/state/json_checks.h"
#include "ui/state/learn_json.h"
#include "ui/state/network_json.h"
#include "ui/state/session.h"
#include "ui/state/sweep_json.h"
#include "ui/state/train_json.h"

#include <QFileInfo>
#include <QJsonArray>
#include <set>

namespace kamke::ui {

namespace {

/// A network with at most this many weights is carried in the session even when it has a file.
constexpr Index smallNetwork = 20000;
constexpr int maxSamples = 100000;

/// The axes of a plane: two different entries of `count`, or the first and −1 when there is only one.
QJsonValue axes(int x, int y) {
    return QJsonArray{x, y};
}
Wrong readAxes(const QJsonValue& v, Index count, int& x, int& y) {
    const QJsonArray pair = v.toArray();
    const int last = static_cast<int>(count) - 1;
    const auto first = wholeNumber(pair.at(0), 0, last), second = wholeNumber(pair.at(1), -1, last);
    if (pair.size() != 2 || !first || !second || *first == *second || (*second < 0) != (count == 1))
        return expected(
            v, count == 1 ? std::string("[0, -1]")
                          : "two different whole numbers from 0 to " + std::to_string(last));
    x = *first;
    y = *second;
    return {};
}

QJsonValue view(const std::optional<QRectF>& range) {
    if (!range)
        return QJsonValue::Null;
    return QJsonArray{range->left(), range->top(), range->width(), range->height()};
}
Wrong readView(const QJsonValue& v, std::optional<QRectF>& range) {
    range.reset();
    if (v.isNull())
        return {};
    const auto numbers = vectorFromJson(v);
    if (!numbers || numbers->size() != 4 || !((*numbers)(2) > 0 && (*numbers)(3) > 0))
        return expected(v, "null or [left, bottom, width, height] with positive sizes");
    range = QRectF((*numbers)(0), (*numbers)(1), (*numbers)(2), (*numbers)(3));
    return {};
}

QJsonValue writeNetworkValue(const ExplorerState& s, const QDir& base) {
    QJsonObject json{{QStringLiteral("edited"), s.networkEdited}};
    if (!s.networkPath.isEmpty())
        json.insert(QStringLiteral("path"), base.relativeFilePath(s.networkPath));
    const Network& w = *s.network;
    const Index size = (w.n() + w.q()) * (w.n() + w.r());
    if (s.networkEdited || s.networkPath.isEmpty() || size <= smallNetwork)
        json.insert(QStringLiteral("weights"), networkToJson(w));
    return json;
}

Wrong readNetworkValue(const QJsonValue& v, ExplorerState& s, const QDir& base) {
    const QJsonObject json = v.toObject();
    const QJsonValue path = json.value(QStringLiteral("path")),
                     weights = json.value(QStringLiteral("weights"));
    if (!v.isObject() || (!path.isString() && !weights.isObject()))
        return expected(v, "an object with \"path\" or \"weights\"");
    s.networkEdited = json.value(QStringLiteral("edited")).toBool();
    s.networkPath.clear();
    if (path.isString())
        s.networkPath = QDir::cleanPath(base.absoluteFilePath(path.toString()));
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

QJsonValue writeBoxes(const ExplorerState& s, const QDir&) {
    QJsonArray list;
    for (const InputBox& box : s.boxes)
        list.append(QJsonObject{
            {QStringLiteral("letter"), box.letter},
            {QStringLiteral("lower"), vectorToJson(box.box.lower)},
            {QStringLiteral("upper"), vectorToJson(box.box.upper)}});
    return list;
}

Wrong readBoxes(const QJsonValue& v, ExplorerState& s, const QDir&) {
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

Wrong readHeld(const QJsonValue& v, ExplorerState& s, const QDir&) {
    const auto held = vectorFromJson(v);
    if (!held || held->size() != s.network->r())
        return expected(v, std::to_string(s.network->r()) + " finite numbers");
    s.held = *held;
    return {};
}

Wrong readMethods(const QJsonValue& v, ExplorerState& s, const QDir&) {
    if (!v.isArray())
        return expected(v, "an array of method ids");
    s.methods.clear();
    for (const auto& id : v.toArray()) {
        if (!findMethod(id.toString().toStdString()))
            return "has an entry that " + found(id) + ", expected one of " + methodIds();
        s.methods << id.toString();
    }
    return {};
}

Wrong readSeed(const QJsonValue& v, ExplorerState& s, const QDir&) {
    bool ok = false;
    const quint64 seed = v.toString().toULongLong(&ok);
    if (!ok)
        return expected(v, "a whole number in quotes");
    s.seed = seed;
    return {};
}

constexpr std::pair<ThemeChoice, const char*> themes[] = {
    {ThemeChoice::System, "system"}, {ThemeChoice::Light, "light"}, {ThemeChoice::Dark, "dark"}};

QJsonValue writeTheme(const ExplorerState& s, const QDir&) {
    for (const auto& [choice, name] : themes)
        if (choice == s.theme)
            return QLatin1String(name);
    Q_UNREACHABLE();
}

Wrong readTheme(const QJsonValue& v, ExplorerState& s, const QDir&) {
    for (const auto& [choice, name] : themes)
        if (v.toString() == QLatin1String(name)) {
            s.theme = choice;
            return {};
        }
    return expected(v, "\"system\", \"light\" or \"dark\"");
}

Wrong readWorkspace(const QJsonValue& v, ExplorerState& s, const QDir&) {
    if (!workspaceIds().contains(v.toString()))
        return expected(v, "one of " + workspaceIds().join(QStringLiteral(", ")).toStdString());
    s.workspace = v.toString();
    return {};
}

using S = ExplorerState;
using V = QJsonValue;
const SessionProperty properties[] = {
    {"network", writeNetworkValue, readNetworkValue},
    {"boxes", writeBoxes, readBoxes},
    {"selectedBox", [](const S& s, const QDir&) { return V(s.selectedBox); },
     [](const V& v, S& s, const QDir&) {
         return readInt(v, -1, static_cast<int>(s.boxes.size()) - 1, s.selectedBox);
     }},
    {"held", [](const S& s, const QDir&) { return V(vectorToJson(s.held)); }, readHeld},
    {"methods", [](const S& s, const QDir&) { return V(QJsonArray::fromStringList(s.methods)); },
     readMethods},
    {"showSamples", [](const S& s, const QDir&) { return V(s.showSamples); },
     [](const V& v, S& s, const QDir&) { return readBool(v, s.showSamples); }},
    {"sampleCount", [](const S& s, const QDir&) { return V(s.sampleCount); },
     [](const V& v, S& s, const QDir&) { return readInt(v, 0, maxSamples, s.sampleCount); }},
    {"seed", [](const S& s, const QDir&) { return V(QString::number(s.seed)); }, readSeed},
    {"inputAxes", [](const S& s, const QDir&) { return axes(s.inputX, s.inputY); },
     [](const V& v, S& s, const QDir&) { return readAxes(v, s.network->r(), s.inputX, s.inputY); }},
    {"outputAxes", [](const S& s, const QDir&) { return axes(s.outputX, s.outputY); },
     [](const V& v, S& s, const QDir&) { return readAxes(v, s.network->q(), s.outputX, s.outputY); }},
    {"inputView", [](const S& s, const QDir&) { return view(s.inputView); },
     [](const V& v, S& s, const QDir&) { return readView(v, s.inputView); }},
    {"outputView", [](const S& s, const QDir&) { return view(s.outputView); },
     [](const V& v, S& s, const QDir&) { return readView(v, s.outputView); }},
    {"contraction", [](const S& s, const QDir&) { return contractionToJson(s.contraction); },
     [](const V& v, S& s, const QDir&) { return contractionFromJson(v, s.contraction); }},
    {"sweep", [](const S& s, const QDir& base) { return sweepToJson(s.sweep, base); },
     [](const V& v, S& s, const QDir& base) { return sweepFromJson(v, s.sweep, base); }},
    {"compare", [](const S& s, const QDir& base) { return compareToJson(s.compare, base); },
     [](const V& v, S& s, const QDir& base) { return compareFromJson(v, s.compare, base); }},
    {"train", [](const S& s, const QDir& base) { return trainToJson(s.train, base); },
     [](const V& v, S& s, const QDir& base) { return trainFromJson(v, s.train, base); }},
    {"digits", [](const S& s, const QDir& base) { return digitsToJson(s.digits, base); },
     [](const V& v, S& s, const QDir& base) { return digitsFromJson(v, s.digits, *s.network, base); }},
    {"convergence", [](const S& s, const QDir&) { return convergenceToJson(s.convergence); },
     [](const V& v, S& s, const QDir&) { return convergenceFromJson(v, s.convergence, *s.network); }},
    {"learn", [](const S& s, const QDir&) { return learnToJson(s.learn); },
     [](const V& v, S& s, const QDir&) { return learnFromJson(v, s.learn); }},
    {"theme", writeTheme, readTheme},
    {"workspace", [](const S& s, const QDir&) { return V(s.workspace); }, readWorkspace},
};

} // namespace

std::span<const SessionProperty> sessionProperties() {
    return properties;
}

} // namespace kamke::ui
