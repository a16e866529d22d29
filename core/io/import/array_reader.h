// Takes variables by name and shape, and writes down what each was read as.
#pragma once

#include "core/io/import/parsed_file.h"

#include <set>

namespace kamke {

class ArrayReader {
public:
    /// Both outlive the reader.
    ArrayReader(const ParsedFile& file, ImportSummary& summary)
        : file_(file)
        , summary_(summary) {}

    bool has(const std::string& name) const { return find(name) != nullptr; }
    const std::vector<NamedArray>& arrays() const { return file_.arrays; }
    /// "the variables X, Y", "no variables".
    std::string names() const;

    /// The matrix of this name; −1: any number ≥ 1. `expected` names the shape in the error: "n×r". A shape
    /// that would fit transposed is said to.
    Result<Matrix> matrix(
        const std::string& name, Index rows, Index columns, const std::string& expected,
        const std::string& how);
    /// The list of `size` numbers of this name, as a row, a column or one-dimensional.
    Result<Vector> list(const std::string& name, Index size, const std::string& how);
    /// The same, or zeros with a warning when there is none. Lists read so belong together: where the file
    /// may have lost its end, some without the others are an error of finish().
    Result<Vector> listOrZero(const std::string& name, Index size, const std::string& how);

    void say(std::string what, std::string shape, std::string how);
    /// An error that names a weight that was not taken, or a list that is missing beside others; `network` is
    /// what was read: "a feed-forward network". Otherwise a line for every variable that was not taken.
    Result<void> finish(const std::string& network);

private:
    const NamedArray* find(const std::string& name) const;
    Result<const NamedArray*> take(const std::string& name, const std::string& expected);

    const ParsedFile& file_;
    ImportSummary& summary_;
    std::set<std::string> taken_;
    std::string givenList_, missingList_; ///< one of each by listOrZero()
};

} // namespace kamke
