// Attributes of ONNX nodes.
#pragma once

#include "core/model/types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace onnx {
class NodeProto;
}

namespace kamke {

/// "node 'conv1' is a Conv", to begin a sentence.
std::string nodeText(const onnx::NodeProto& node);

/// An error for an attribute that this type of node does not have in version 7 of the operators or later. An
/// axis of Add, for one, says in older models how a constant is aligned: not read, it would be misaligned.
Result<void> checkAttributes(const onnx::NodeProto& node);

double realAttribute(const onnx::NodeProto& node, const char* name, double otherwise);
std::int64_t wholeAttribute(const onnx::NodeProto& node, const char* name, std::int64_t otherwise);
/// Nothing when the node has no such attribute.
std::optional<std::vector<Index>> wholesAttribute(const onnx::NodeProto& node, const char* name);

} // namespace kamke
