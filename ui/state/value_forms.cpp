#include "ui/state/value_forms.h"

#include "core/certify/certificates.h"
#include "core/certify/methods.h"
#include "core/solve/iterations.h"
#include "core/train/model_kinds.h"
#include "ui/state/network_entries.h"

#include <QJsonArray>
#include <cmath>

namespace kamke::ui {

const IdList certificateList{
    [](std::string_view id) { return findCertificate(id) != nullptr; }, certificateIds,
    "an array of certificate ids"};
const IdList iterationList{
    [](std::string_view id) { return findIteration(id) != nullptr; }, iterationIds, "an array of solver ids"};
const IdList methodList{
    [](std::string_view id) { return findMethod(id) != nullptr; }, methodIds, "an array of method ids"};
const IdList modelKindList{
    [](std::string_view id) { return findModelKind(id) != nullptr; }, modelKindIds, "an array of kinds"};

ValueForm<BallNorm> ballNorm() {
    return named<BallNorm>({{BallNorm::Linf, "linf"}, {BallNorm::L2, "l2"}});
}

ValueForm<bool> flag() {
    return {
        [](const bool& value, const FieldContext&) { return QJsonValue(value); },
        [](const QJsonValue& v, bool& value, const FieldContext&) { return readBool(v, value); }};
}

ValueForm<int> whole(int from, int to) {
    return whole(from, [to](const Network&) { return to; });
}

ValueForm<int> whole(int from, std::function<int(const Network&)> to) {
    return {
        [](const int& value, const FieldContext&) { return QJsonValue(value); },
        [from, to = std::move(to)](const QJsonValue& v, int& value, const FieldContext& context) {
            static const Network none;
            return readInt(v, from, to(context.network ? *context.network : none), value);
        }};
}

ValueForm<double> number(const NumberCheck& check) {
    return {
        [](const double& value, const FieldContext&) { return QJsonValue(value); },
        [check](const QJsonValue& v, double& value, const FieldContext&) -> Wrong {
            if (!v.isDouble() || !std::isfinite(v.toDouble()) || !check.isGood(v.toDouble()))
                return expected(v, check.words);
            value = v.toDouble();
            return {};
        }};
}

ValueForm<QString> oneOf(std::initializer_list<const char*> list) {
    QStringList words;
    for (const char* word : list)
        words << QLatin1String(word);
    return {
        [](const QString& value, const FieldContext&) { return QJsonValue(value); },
        [words = std::move(words)](const QJsonValue& v, QString& value, const FieldContext&) -> Wrong {
            if (!v.isString() || !words.contains(v.toString()))
                return expected(v, "one of " + words.join(QStringLiteral(", ")).toStdString());
            value = v.toString();
            return {};
        }};
}

ValueForm<QString> text(const char* what, qsizetype longest) {
    return {
        [](const QString& value, const FieldContext&) { return QJsonValue(value); },
        [what, longest](const QJsonValue& v, QString& value, const FieldContext&) -> Wrong {
            if (!v.isString() || v.toString().size() > longest)
                return expected(v, what);
            value = v.toString();
            return {};
        }};
}

ValueForm<QString> path(const char* what) {
    return {
        [](const QString& value, const FieldContext& context) {
            return QJsonValue(writtenPath(value, context.base));
        },
        [what](const QJsonValue& v, QString& value, const FieldContext& context) -> Wrong {
            if (!v.isString())
                return expected(v, what);
            value = readPath(v.toString(), context.base);
            return {};
        }};
}

ValueForm<QString> idOf(const IdList& list, bool mayBeEmpty) {
    return {
        [](const QString& value, const FieldContext&) { return QJsonValue(value); },
        [list, mayBeEmpty](const QJsonValue& v, QString& value, const FieldContext&) -> Wrong {
            const bool empty = mayBeEmpty && v.isString() && v.toString().isEmpty();
            if (!empty && !list.knows(v.toString().toStdString()))
                return expected(v, (mayBeEmpty ? "\"\" or one of " : "one of ") + list.ids());
            value = v.toString();
            return {};
        }};
}

ValueForm<QStringList> idsOf(const IdList& list) {
    return {
        [](const QStringList& value, const FieldContext&) {
            return QJsonValue(QJsonArray::fromStringList(value));
        },
        [list](const QJsonValue& v, QStringList& value, const FieldContext&) -> Wrong {
            if (!v.isArray())
                return expected(v, list.what);
            value.clear();
            for (const auto& id : v.toArray()) {
                if (!list.knows(id.toString().toStdString()))
                    return "has an entry that " + found(id) + ", expected one of " + list.ids();
                value << id.toString();
            }
            value.removeDuplicates();
            return {};
        }};
}

} // namespace kamke::ui
