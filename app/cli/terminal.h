// Standard output and standard error as other people's terminals and disks take them.
#pragma once

#include <ostream>
#include <streambuf>
#include <string>

namespace kamke::cli {

/// Stands between a stream and where it goes, for as long as it lives: names come from files and arguments,
/// and none of them may move the cursor, change colours or speak to the terminal. Lines stay lines.
class PlainStream : public std::streambuf {
public:
    explicit PlainStream(std::ostream& stream);
    ~PlainStream() override;
    /// Why something could not be written, as errno, or 0. Everything is written by then.
    int finish();

protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

private:
    bool pass();

    std::ostream& stream_;
    std::streambuf* to_;
    std::string line_;
    int error_ = 0;
};

} // namespace kamke::cli
