// A file on its way in: read in the jail first, then kept unaltered. Nothing secret reaches the store.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "db/files.hpp"
#include "docread/docread.hpp"
#include "modules/documents/types.hpp"

namespace sauro::documents {

struct PreparedFile {
    FileRef file;
    docread::Document reading;
    bool readable = false;
};
// The last part of a path, without what could mislead in a header or a folder; at most 200 characters.
std::string clean_file_name(std::string_view name);

enum class Keep { take, copy };  // take: the file itself goes into the store (an upload); copy: it stays where it is
// `fit`, when given, sees the reading before the file is kept: what it refuses leaves nothing.
using Fit = std::function<Status(const docread::Document&)>;
Result<PreparedFile> prepare_file(db::FileStore& files, const std::filesystem::path& path, std::string_view name,
                                  const docread::Limits& limits, Keep keep, const docread::ReadOptions& options = {},
                                  const Fit& fit = {});

}  // namespace sauro::documents
