// Values as bytes on their way from one process to another. Only for processes of one program on one machine:
// byte order and widths are the machine's.
#pragma once

#include "core/model/dataset.h"
#include "core/model/network.h"

#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace kamke {

/// The members of a struct, listed once for both ways: a specialisation has `of(value)`, which ties them.
template<class T>
struct Members;
template<class T>
concept HasMembers = requires(T& value) {
    Members<std::remove_const_t<T>>::of(value);
};

template<>
struct Members<InputSpec> {
    static auto of(auto& input) {
        return std::tie(input.mean, input.std, input.lower, input.upper, input.shape);
    }
};
template<>
struct Members<Network> {
    static auto of(auto& net) {
        return std::tie(
            net.A, net.B, net.C, net.D, net.b, net.c, net.activation, net.name, net.description, net.source,
            net.eta, net.input, net.labels, net.training);
    }
};
template<>
struct Members<Dataset> {
    static auto of(auto& data) {
        return std::tie(data.name, data.shape, data.values, data.labels, data.labelNames);
    }
};

/// Puts values behind one another.
class Packer {
public:
    template<class T>
    requires std::is_arithmetic_v<T>
    void operator()(const T& value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
    void operator()(const std::string& text) {
        (*this)(text.size());
        bytes_ += text;
    }
    template<class Scalar, int Columns>
    void operator()(const Eigen::Matrix<Scalar, Eigen::Dynamic, Columns>& m) {
        (*this)(m.rows());
        (*this)(m.cols());
        bytes_.append(
            reinterpret_cast<const char*>(m.data()), static_cast<std::size_t>(m.size()) * sizeof(Scalar));
    }
    template<class T>
    void operator()(const std::vector<T>& items) {
        (*this)(items.size());
        for (const T& item : items)
            (*this)(item);
    }
    template<class T>
    void operator()(const std::optional<T>& item) {
        (*this)(item.has_value());
        if (item)
            (*this)(*item);
    }
    template<class... Ts>
    void operator()(const std::variant<Ts...>& value) {
        (*this)(value.index());
        std::visit(*this, value);
    }
    template<class T>
    void operator()(const std::map<std::string, T>& items) {
        (*this)(items.size());
        for (const auto& [key, value] : items) {
            (*this)(key);
            (*this)(value);
        }
    }
    void operator()(const Activation& activation) {
        (*this)(static_cast<int>(activation.kind()));
        (*this)(activation.slope());
    }
    void operator()(const HasMembers auto& value) {
        std::apply(
            [&](const auto&... member) { ((*this)(member), ...); },
            Members<std::remove_cvref_t<decltype(value)>>::of(value));
    }
    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Takes them out again in the same order; after the first that does not fit, good() is false and nothing
/// more is taken.
class Unpacker {
public:
    explicit Unpacker(const std::string& bytes)
        : bytes_(bytes) {}

    bool good() const { return good_; }
    bool atEnd() const { return good_ && at_ == bytes_.size(); }

    template<class T>
    requires std::is_arithmetic_v<T>
    void operator()(T& value) {
        if constexpr (std::is_same_v<T, bool>) {
            unsigned char byte = 0; // any byte but 0 and 1 in a bool is undefined behaviour
            (*this)(byte);
            value = byte != 0;
        } else {
            copy(&value, sizeof value);
        }
    }
    void operator()(std::string& text) {
        const std::size_t size = count(1);
        text.assign(bytes_, at_, size);
        at_ += size;
    }
    template<class Scalar, int Columns>
    void operator()(Eigen::Matrix<Scalar, Eigen::Dynamic, Columns>& m) {
        Index rows = 0, columns = 0;
        (*this)(rows);
        (*this)(columns);
        const auto available = static_cast<Index>(left() / sizeof(Scalar));
        if (rows < 0 || columns < 0 || (Columns == 1 && columns != 1) ||
            (columns > 0 && rows > available / columns)) {
            good_ = false;
            return;
        }
        m.resize(rows, columns);
        copy(m.data(), static_cast<std::size_t>(m.size()) * sizeof(Scalar));
    }
    template<class T>
    void operator()(std::vector<T>& items) {
        items.clear();
        // Any item but a number has a size or an index in front.
        for (std::size_t left = count(std::is_arithmetic_v<T> ? sizeof(T) : sizeof(std::size_t));
             left > 0 && good_; --left)
            (*this)(items.emplace_back());
    }
    template<class T>
    void operator()(std::optional<T>& item) {
        bool has = false;
        (*this)(has);
        if (has && good_)
            (*this)(item.emplace());
    }
    template<class... Ts>
    void operator()(std::variant<Ts...>& value) {
        std::size_t index = 0;
        (*this)(index);
        good_ = good_ && index < sizeof...(Ts);
        std::size_t k = 0;
        if (good_)
            ((k++ == index ? (*this)(value.template emplace<Ts>()) : void()), ...);
    }
    template<class T>
    void operator()(std::map<std::string, T>& items) {
        for (std::size_t left = count(2 * sizeof(std::size_t)); left > 0 && good_; --left) {
            std::string key;
            (*this)(key);
            (*this)(items[key]);
        }
    }
    void operator()(Activation& activation) {
        int kind = 0;
        double slope = 0;
        (*this)(kind);
        (*this)(slope);
        good_ = good_ && kind >= 0 && kind < static_cast<int>(Activation::names().size()) && slope >= 0 &&
                slope <= 1;
        if (good_)
            activation = Activation(static_cast<Activation::Kind>(kind), slope);
    }
    void operator()(HasMembers auto& value) {
        std::apply(
            [&](auto&... member) { ((*this)(member), ...); },
            Members<std::remove_cvref_t<decltype(value)>>::of(value));
    }

private:
    std::size_t left() const { return good_ ? bytes_.size() - at_ : 0; }
    void copy(void* to, std::size_t size) {
        good_ = good_ && size <= left();
        if (!good_ || size == 0)
            return;
        std::memcpy(to, bytes_.data() + at_, size);
        at_ += size;
    }
    /// A number of items that take at least `each` bytes; 0 when so many cannot follow.
    std::size_t count(std::size_t each) {
        std::size_t items = 0;
        copy(&items, sizeof items);
        good_ = good_ && items <= left() / each;
        return good_ ? items : 0;
    }

    const std::string& bytes_;
    std::size_t at_ = 0;
    bool good_ = true;
};

template<class T>
std::string toBytes(const T& value) {
    Packer packer;
    packer(value);
    return packer.take();
}

/// The inverse. Empty when the bytes are not what toBytes() makes; never reads beyond them, and allocates no
/// more than a small multiple of them.
template<class T>
std::optional<T> fromBytes(const std::string& bytes) {
    Unpacker unpacker(bytes);
    T value;
    unpacker(value);
    return unpacker.atEnd() ? std::optional(std::move(value)) : std::nullopt;
}

} // namespace kamke
