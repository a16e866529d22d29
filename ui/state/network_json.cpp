#include "ui/state/network_json.h"

#include <QJsonArray>
#include <cmath>

namespace kamke::ui {

namespace {

QString text(const std::string& s) {
    return QString::fromStdString(s);
}

QJsonArray matrixToJson(const Matrix& m) {
    QJsonArray rows;
    for (Index i = 0; i < m.rows(); ++i)
        rows.append(vectorToJson(m.row(i).transpose()));
    return rows;
}

std::optional<Matrix> matrixFromJson(const QJsonValue& json) {
    if (!json.isArray() || json.toArray().isEmpty())
        return std::nullopt;
    const QJsonArray rows = json.toArray();
    Matrix m;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const auto row = vectorFromJson(rows[i]);
        if (!row || (i > 0 && row->size() != m.cols()))
            return std::nullopt;
        if (i == 0)
            m.resize(rows.size(), row->size());
        m.row(i) = row->transpose();
    }
    return m;
}

/// Attributes of the training group may hold NaN, which JSON has no number for; whole numbers stay apart from
/// reals.
QJsonValue attributeToJson(const AttributeValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return QJsonObject{{QStringLiteral("integer"), QString::number(*whole)}};
    if (const auto* real = std::get_if<double>(&value))
        return std::isfinite(*real)
                   ? QJsonValue(*real)
                   : QJsonValue(QJsonObject{{QStringLiteral("real"), QString::number(*real)}});
    if (const auto* words = std::get_if<std::string>(&value))
        return text(*words);
    QJsonArray list;
    for (const double v : std::get<std::vector<double>>(value))
        list.append(attributeToJson(v));
    return list;
}

double realFromJson(const QJsonValue& json) {
    return json.isDouble() ? json.toDouble()
                           : json.toObject().value(QStringLiteral("real")).toString().toDouble();
}

AttributeValue attributeFromJson(const QJsonValue& json) {
    if (json.isString())
        return json.toString().toStdString();
    if (json.isArray()) {
        std::vector<double> list;
        for (const auto& v : json.toArray())
            list.push_back(realFromJson(v));
        return list;
    }
    if (const auto whole = json.toObject().value(QStringLiteral("integer")); whole.isString())
        return static_cast<std::int64_t>(whole.toString().toLongLong());
    return realFromJson(json);
}

QJsonObject inputToJson(const InputSpec& input) {
    QJsonObject json{
        {QStringLiteral("mean"), vectorToJson(input.mean)}, {QStringLiteral("std"), vectorToJson(input.std)}};
    if (input.lower)
        json.insert(QStringLiteral("lower"), vectorToJson(*input.lower));
    if (input.upper)
        json.insert(QStringLiteral("upper"), vectorToJson(*input.upper));
    QJsonArray shape;
    for (const int side : input.shape)
        shape.append(side);
    json.insert(QStringLiteral("shape"), shape);
    return json;
}

} // namespace

QJsonArray vectorToJson(const Vector& v) {
    QJsonArray list;
    for (const double x : v)
        list.append(x);
    return list;
}

std::optional<Vector> vectorFromJson(const QJsonValue& json) {
    if (!json.isArray())
        return std::nullopt;
    const QJsonArray list = json.toArray();
    Vector v(list.size());
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (!list[i].isDouble() || !std::isfinite(list[i].toDouble()))
            return std::nullopt;
        v(i) = list[i].toDouble();
    }
    return v;
}

QJsonObject networkToJson(const Network& w) {
    QJsonObject json{
        {QStringLiteral("A"), matrixToJson(w.A)},
        {QStringLiteral("B"), matrixToJson(w.B)},
        {QStringLiteral("C"), matrixToJson(w.C)},
        {QStringLiteral("D"), matrixToJson(w.D)},
        {QStringLiteral("b"), vectorToJson(w.b)},
        {QStringLiteral("c"), vectorToJson(w.c)},
        {QStringLiteral("activation"), text(std::string(w.activation.name()))},
        {QStringLiteral("slope"), w.activation.slope()},
        {QStringLiteral("name"), text(w.name)},
        {QStringLiteral("description"), text(w.description)},
        {QStringLiteral("source"), text(w.source)},
    };
    if (w.eta)
        json.insert(QStringLiteral("eta"), vectorToJson(*w.eta));
    if (w.input)
        json.insert(QStringLiteral("input"), inputToJson(*w.input));
    QJsonArray labels;
    for (const std::string& label : w.labels)
        labels.append(text(label));
    json.insert(QStringLiteral("labels"), labels);
    QJsonObject training;
    for (const auto& [key, value] : w.training)
        training.insert(text(key), attributeToJson(value));
    json.insert(QStringLiteral("training"), training);
    return json;
}

Result<Network> networkFromJson(const QJsonObject& json) {
    Network w;
    struct MatrixField {
        const char* key;
        Matrix* value;
    };
    for (const auto& [key, value] : {MatrixField{"A", &w.A}, {"B", &w.B}, {"C", &w.C}, {"D", &w.D}}) {
        const auto m = matrixFromJson(json.value(QLatin1String(key)));
        if (!m)
            return fail(std::string(key) + " is not a matrix, expected an array of rows of equal length");
        *value = *m;
    }
    for (const auto& [key, value] : {std::pair{"b", &w.b}, std::pair{"c", &w.c}}) {
        const auto v = vectorFromJson(json.value(QLatin1String(key)));
        if (!v)
            return fail(std::string(key) + " is not a vector, expected an array of finite numbers");
        *value = *v;
    }
    const std::string activation = json.value(QStringLiteral("activation")).toString().toStdString();
    const double slope = json.value(QStringLiteral("slope")).toDouble(0.01);
    if (!(slope >= 0 && slope <= 1))
        return fail("slope is " + std::to_string(slope) + ", expected a number in [0, 1]");
    const auto phi = Activation::fromName(activation, slope);
    if (!phi)
        return fail("activation is \"" + activation + "\", expected one of those of network files");
    w.activation = *phi;
    w.name = json.value(QStringLiteral("name")).toString().toStdString();
    w.description = json.value(QStringLiteral("description")).toString().toStdString();
    w.source = json.value(QStringLiteral("source")).toString().toStdString();
    if (json.contains(QStringLiteral("eta"))) {
        w.eta = vectorFromJson(json.value(QStringLiteral("eta")));
        if (!w.eta)
            return fail("eta is not a vector, expected an array of finite numbers");
    }
    if (json.contains(QStringLiteral("input"))) {
        const QJsonObject spec = json.value(QStringLiteral("input")).toObject();
        const auto mean = vectorFromJson(spec.value(QStringLiteral("mean")));
        const auto std = vectorFromJson(spec.value(QStringLiteral("std")));
        if (!mean || !std)
            return fail("input mean or std is not a vector, expected an array of finite numbers");
        w.input = InputSpec{
            *mean,
            *std,
            vectorFromJson(spec.value(QStringLiteral("lower"))),
            vectorFromJson(spec.value(QStringLiteral("upper"))),
            {}};
        for (const auto& side : spec.value(QStringLiteral("shape")).toArray())
            w.input->shape.push_back(side.toInt());
    }
    for (const auto& label : json.value(QStringLiteral("labels")).toArray())
        w.labels.push_back(label.toString().toStdString());
    const QJsonObject training = json.value(QStringLiteral("training")).toObject();
    for (auto it = training.begin(); it != training.end(); ++it)
        w.training.emplace(it.key().toStdString(), attributeFromJson(it.value()));
    if (const auto wrong = validationError(w))
        return fail(*wrong);
    return w;
}

} // namespace kamke::ui
