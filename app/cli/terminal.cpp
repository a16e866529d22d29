#include "terminal.h"

#include "core/io/text/plain_text.h"

#include <cerrno>
#include <string_view>

namespace kamke::cli {

PlainStream::PlainStream(std::ostream& stream)
    : stream_(stream)
    , to_(stream.rdbuf(this)) {}

PlainStream::~PlainStream() {
    finish();
    stream_.rdbuf(to_);
}

bool PlainStream::pass() {
    const std::string shown = plainLines(line_);
    line_.clear();
    const auto size = static_cast<std::streamsize>(shown.size());
    if (to_->sputn(shown.data(), size) == size)
        return true;
    error_ = error_ != 0 ? error_ : errno;
    return false;
}

PlainStream::int_type PlainStream::overflow(int_type c) {
    if (traits_type::eq_int_type(c, traits_type::eof()))
        return traits_type::not_eof(c);
    line_ += traits_type::to_char_type(c);
    return c != '\n' || pass() ? c : traits_type::eof();
}

std::streamsize PlainStream::xsputn(const char* text, std::streamsize size) {
    const std::string_view added(text, static_cast<std::size_t>(size));
    line_ += added;
    return added.find('\n') == added.npos || pass() ? size : 0;
}

int PlainStream::sync() {
    const bool passed = pass();
    if (to_->pubsync() == 0 && passed)
        return 0;
    error_ = error_ != 0 ? error_ : errno;
    return -1;
}

int PlainStream::finish() {
    sync();
    return error_;
}

} // namespace kamke::cli
