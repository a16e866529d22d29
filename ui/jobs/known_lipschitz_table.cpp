#include "ui/jobs/known_lipschitz_table.h"

#include "core/io/files/lipschitz_file.h"

#include <filesystem>

namespace kamke::ui {
namespace {

std::filesystem::path tableFile(const QString& networkPath, BallNorm norm) {
    return lipschitzFileBeside(std::filesystem::path(networkPath.toStdU16String()), norm);
}

} // namespace

bool needsLipschitzTable(const Certificate& certificate) {
    return certificate.states->readsLipschitzTable;
}

bool hasLipschitzTable(const Certifier& certifier, const QString& networkPath, BallNorm norm) {
    std::error_code ignored;
    return certifier.knownLipschitzTable(norm) ||
           (!networkPath.isEmpty() && std::filesystem::exists(tableFile(networkPath, norm), ignored));
}

std::shared_ptr<const LipschitzTable>
knownLipschitzTable(const Certifier& certifier, const QString& networkPath, BallNorm norm) {
    if (auto known = certifier.knownLipschitzTable(norm))
        return known;
    if (!hasLipschitzTable(certifier, networkPath, norm))
        return nullptr;
    if (auto read = readLipschitzTable(tableFile(networkPath, norm), certifier.analysis(), norm))
        certifier.keepLipschitzTable(std::make_shared<const LipschitzTable>(std::move(*read)));
    return certifier.knownLipschitzTable(norm);
}

} // namespace kamke::ui
