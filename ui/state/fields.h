// A state as a table of its fields: sessions, equality, what views follow and what undo leaves alone come
// from it.
#pragma once

#include "ui/state/state_part.h"
#include "ui/state/value_forms.h"

#include <QJsonObject>
#include <algorithm>
#include <type_traits>

namespace kamke::ui {

/// One property of a state. Nothing else names it once more: a new member is a line in the table.
template<class State>
struct Field {
    const char* key; ///< in sessions
    std::function<QJsonValue(const State&, const FieldContext&)> write;
    std::function<Wrong(const QJsonValue&, State&, const FieldContext&)> read;
    /// Which parts of the whole state differ.
    std::function<StateParts(const State&, const State&, StateParts concerned)> difference;
    /// Takes over what is no part of the history.
    std::function<void(const State& from, State& to, bool undone)> keep;
    StateParts parts = {}; ///< that it concerns
    bool undone = true;    ///< false: undo leaves it as it is
    bool newer = false;    ///< older sessions have it not, and it keeps its default there

    Field concerning(StatePart part) && {
        parts = part;
        return std::move(*this);
    }
    Field notUndone() && {
        undone = false;
        return std::move(*this);
    }
    Field sinceLater() && {
        newer = true;
        return std::move(*this);
    }
};

template<class State>
using Fields = std::vector<Field<State>>;

/// The table of a state; every state has one.
template<class State>
const Fields<State>& fieldsOf();

/// Which parts differ.
template<class State>
StateParts fieldDifference(const State& a, const State& b) {
    StateParts parts;
    for (const Field<State>& field : fieldsOf<State>())
        parts |= field.difference(a, b, field.parts);
    return parts;
}

template<class State>
bool sameFields(const State& a, const State& b) {
    const Fields<State>& fields = fieldsOf<State>();
    return std::all_of(fields.begin(), fields.end(), [&](const Field<State>& field) {
        return !field.difference(a, b, StatePart::All);
    });
}

/// `state` with those fields of `now` that undo leaves alone.
template<class State>
void keepNotUndone(const State& now, State& state) {
    for (const Field<State>& field : fieldsOf<State>())
        field.keep(now, state, field.undone);
}

template<class State>
QJsonObject writeFields(const State& state, const FieldContext& context) {
    QJsonObject json;
    for (const Field<State>& field : fieldsOf<State>())
        json.insert(QLatin1String(field.key), field.write(state, context));
    return json;
}

/// Sets a state, or says what is wrong: "has "speed" that is 0, expected …". A session from before there was
/// such a state has nothing here, and it is a fresh one.
template<class State>
Wrong readFields(const QJsonValue& json, State& state, const FieldContext& context) {
    state = State();
    if (json.isUndefined())
        return {};
    if (!json.isObject())
        return expected(json, "an object");
    const QJsonObject object = json.toObject();
    for (const Field<State>& field : fieldsOf<State>()) {
        const QJsonValue value = object.value(QLatin1String(field.key));
        if (field.newer && value.isUndefined())
            continue;
        if (const Wrong wrong = field.read(value, state, context))
            return "has \"" + std::string(field.key) + "\" that " + *wrong;
    }
    return {};
}

/// Vectors may have different sizes, which Eigen's == does not allow.
template<class T>
bool isSameValue(const T& a, const T& b) {
    if constexpr (std::is_base_of_v<Eigen::MatrixBase<T>, T>)
        return same(a, b);
    else
        return a == b;
}

/// What several members make together.
template<class State>
Field<State> field(
    const char* key, std::function<QJsonValue(const State&, const FieldContext&)> write,
    std::function<Wrong(const QJsonValue&, State&, const FieldContext&)> read,
    std::function<bool(const State&, const State&)> isSame) {
    Field<State> made{key, std::move(write), std::move(read), {}, {}};
    made.difference = [isSame = std::move(isSame)](const State& a, const State& b, StateParts concerned) {
        return isSame(a, b) ? StateParts() : concerned;
    };
    made.keep = [](const State&, State&, bool) {};
    return made;
}

template<class State, class T>
Field<State> field(const char* key, T State::*member, ValueForm<T> form) {
    Field<State> made = field<State>(
        key,
        [member, write = std::move(form.write)](const State& state, const FieldContext& context) {
            return write(state.*member, context);
        },
        [member,
         read = std::move(form.read)](const QJsonValue& v, State& state, const FieldContext& context) {
            return read(v, state.*member, context);
        },
        [member](const State& a, const State& b) { return isSameValue(a.*member, b.*member); });
    made.keep = [member](const State& from, State& to, bool undone) {
        if (!undone)
            to.*member = from.*member;
    };
    return made;
}

/// A state within a state, whose own fields say what they concern.
template<class State, class Part>
Field<State> nested(const char* key, Part State::*member) {
    Field<State> made{
        key,
        [member](const State& state, const FieldContext& context) {
            return QJsonValue(writeFields(state.*member, context));
        },
        [member](const QJsonValue& v, State& state, const FieldContext& context) {
            return readFields(v, state.*member, context);
        },
        [member](const State& a, const State& b, StateParts) {
            return fieldDifference(a.*member, b.*member);
        },
        [member](const State& from, State& to, bool undone) {
            if (undone)
                keepNotUndone(from.*member, to.*member);
            else
                to.*member = from.*member;
        }};
    return made;
}

/// All of these concern the same part, but for those that say otherwise.
template<class State>
Fields<State> concerning(StatePart part, Fields<State> fields) {
    for (Field<State>& field : fields)
        if (!field.parts)
            field.parts = part;
    return fields;
}

} // namespace kamke::ui
