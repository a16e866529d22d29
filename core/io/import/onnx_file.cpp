// Feed-forward ONNX models, read with the protobuf classes of the ONNX library.
#include "core/io/import/import_formats.h"
#include "core/io/import/onnx_chain.h"
#include "core/model/try.h"

#define ONNX_NAMESPACE onnx
#define ONNX_ML 1
#include <fstream>
#include <iterator>
#include <onnx/onnx_pb.h>

namespace kamke {

namespace {

Result<ParsedFile> parseOnnx(const std::filesystem::path& path) {
    constexpr std::uintmax_t mostOfModel = std::uintmax_t{1} << 30;
    std::error_code code;
    if (std::filesystem::file_size(path, code) > mostOfModel || code)
        return fail("is larger than 1 GiB, expected an ONNX model of moderate size");
    std::ifstream stream(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    onnx::ModelProto model;
    // Without a graph any few bytes may be a message.
    if (!model.ParseFromString(bytes) || !model.has_graph() || model.graph().node_size() == 0)
        return fail("is not an ONNX model or is damaged, expected an ONNX model (.onnx)");
    bool says = false;
    for (const auto& operators : model.opset_import()) {
        if (!operators.domain().empty() && operators.domain() != "ai.onnx")
            continue;
        says = true;
        if (operators.version() < 7) // before, constants were aligned by attributes
            return fail(
                "uses the operators of version " + std::to_string(operators.version()) +
                ", expected version 7 or later: export it anew");
    }
    if (!says)
        return fail("does not say which version of the operators it uses (opset_import), expected version 7 "
                    "or later: "
                    "export it anew");
    ParsedFile file;
    file.format = "ONNX";
    if (model.ir_version() > 0)
        file.format += " (format version " + std::to_string(model.ir_version()) + ")";
    KAMKE_CHECK(OnnxChain::read(model.graph(), file));
    return file;
}

} // namespace

constinit const ImportFormat onnxFormat{
    .id = "onnx",
    .name = "ONNX",
    .suffix = ".onnx",
    .holds = "an ONNX model (.onnx)",
    .parse = parseOnnx,
};

} // namespace kamke
