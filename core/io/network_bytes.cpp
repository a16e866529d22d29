#include "io/network_bytes.h"

#include <cstring>
#include <type_traits>

namespace kamke {

namespace {

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
    template<int Columns>
    void operator()(const Eigen::Matrix<double, Eigen::Dynamic, Columns>& m) {
        (*this)(m.rows());
        (*this)(m.cols());
        bytes_.append(
            reinterpret_cast<const char*>(m.data()), static_cast<std::size_t>(m.size()) * sizeof(double));
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
    void operator()(const AttributeValue& value) {
        (*this)(value.index());
        std::visit(*this, value);
    }
    void operator()(const std::map<std::string, AttributeValue>& items) {
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
    void operator()(const InputSpec& input) {
        (*this)(input.mean);
        (*this)(input.std);
        (*this)(input.lower);
        (*this)(input.upper);
        (*this)(input.shape);
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
    template<int Columns>
    void operator()(Eigen::Matrix<double, Eigen::Dynamic, Columns>& m) {
        Index rows = 0, columns = 0;
        (*this)(rows);
        (*this)(columns);
        const auto available = static_cast<Index>(left() / sizeof(double));
        if (rows < 0 || columns < 0 || (Columns == 1 && columns != 1) ||
            (columns > 0 && rows > available / columns)) {
            good_ = false;
            return;
        }
        m.resize(rows, columns);
        copy(m.data(), static_cast<std::size_t>(m.size()) * sizeof(double));
    }
    template<class T>
    void operator()(std::vector<T>& items) {
        items.resize(count(std::is_arithmetic_v<T> ? sizeof(T) : sizeof(std::size_t)));
        for (T& item : items)
            (*this)(item);
    }
    template<class T>
    void operator()(std::optional<T>& item) {
        bool has = false;
        (*this)(has);
        if (has && good_)
            (*this)(item.emplace());
    }
    void operator()(AttributeValue& value) {
        std::size_t index = 0;
        (*this)(index);
        switch (index) {
        case 0:
            return (*this)(value.emplace<0>());
        case 1:
            return (*this)(value.emplace<1>());
        case 2:
            return (*this)(value.emplace<2>());
        case 3:
            return (*this)(value.emplace<3>());
        default:
            good_ = false;
        }
    }
    void operator()(std::map<std::string, AttributeValue>& items) {
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
    void operator()(InputSpec& input) {
        (*this)(input.mean);
        (*this)(input.std);
        (*this)(input.lower);
        (*this)(input.upper);
        (*this)(input.shape);
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

/// One list of the members serves both ways.
template<class Coder, class SomeNetwork>
void code(Coder& coder, SomeNetwork& network) {
    coder(network.A);
    coder(network.B);
    coder(network.C);
    coder(network.D);
    coder(network.b);
    coder(network.c);
    coder(network.activation);
    coder(network.name);
    coder(network.description);
    coder(network.source);
    coder(network.eta);
    coder(network.input);
    coder(network.labels);
    coder(network.training);
}

} // namespace

std::string toBytes(const Result<Network>& result) {
    Packer packer;
    packer(result.has_value());
    if (result)
        code(packer, *result);
    else
        packer(result.error().message);
    return packer.take();
}

std::optional<Result<Network>> fromBytes(const std::string& bytes) {
    Unpacker unpacker(bytes);
    bool hasNetwork = false;
    unpacker(hasNetwork);
    if (!hasNetwork) {
        std::string message;
        unpacker(message);
        if (!unpacker.atEnd() || message.empty())
            return std::nullopt;
        return fail(std::move(message));
    }
    Network network;
    code(unpacker, network);
    if (!unpacker.atEnd())
        return std::nullopt;
    return network;
}

} // namespace kamke
