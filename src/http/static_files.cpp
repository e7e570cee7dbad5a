#include "http/static_files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <charconv>

#include "http/tag.hpp"

namespace sauro::http {
namespace {

namespace fs = std::filesystem;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Size and time of change name a version; a rebuilt file gets another tag. "" when it is gone.
std::string tag_of(const fs::path& file) {
    struct stat info{};
    if (::stat(file.c_str(), &info) != 0) return {};
    return fmt::format("\"{:x}-{:x}-{:x}\"", info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_size);
}

std::string_view header_of(const Request& request, std::string_view name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace

bool tag_matches(std::string_view if_none_match, std::string_view tag) {
    while (!if_none_match.empty()) {
        const std::size_t comma = if_none_match.find(',');
        std::string_view one = trimmed(if_none_match.substr(0, comma));
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == tag || one == "*") return true;
        if (comma == std::string_view::npos) break;
        if_none_match.remove_prefix(comma + 1);
    }
    return false;
}

std::string_view media_type_of(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 19> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".geojson", "application/geo+json"},
        {".map", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".txt", "text/plain; charset=utf-8"},
        {".webmanifest", "application/manifest+json"},
        {".wasm", "application/wasm"},
        {".pdf", "application/pdf"},
    }};
    for (const auto& [ending, type] : types) {
        if (name.ends_with(ending)) return type;
    }
    return "application/octet-stream";
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
    bool any = false;
    while (!accept_encoding.empty()) {
        const std::size_t comma = accept_encoding.find(',');
        const std::string_view item = trimmed(accept_encoding.substr(0, comma));
        const std::size_t semicolon = item.find(';');
        const std::string_view name = trimmed(item.substr(0, semicolon));
        bool wanted = true;
        if (semicolon != std::string_view::npos) {
            std::string_view weight = trimmed(item.substr(semicolon + 1));
            if (weight.starts_with("q=") || weight.starts_with("Q=")) {
                double q = 0;
                std::from_chars(weight.data() + 2, weight.data() + weight.size(), q);
                wanted = q > 0;
            }
        }
        if (name == coding) return wanted;
        if (name == "*") any = wanted;
        if (comma == std::string_view::npos) break;
        accept_encoding.remove_prefix(comma + 1);
    }
    return any;
}

StaticFiles::StaticFiles(const fs::path& folder) {
    std::error_code wrong;
    if (folder.empty() || !fs::is_directory(folder, wrong)) return;
    root_ = fs::canonical(folder, wrong);
    if (wrong) root_.clear();
}

fs::path StaticFiles::file_at(std::string_view path) const {
    // Hidden files (".env", ".git") are never part of a built page.
    if (path.find("/.") != std::string_view::npos || path.find('\\') != std::string_view::npos ||
        path.find('\0') != std::string_view::npos)
        return {};
    std::error_code wrong;
    const fs::path real = fs::canonical(root_ / fs::path(path.substr(1)), wrong);
    if (wrong || !fs::is_regular_file(real, wrong) || wrong) return {};
    const std::string& text = real.native();
    const std::string& root = root_.native();
    return text.size() > root.size() && text.starts_with(root) && text[root.size()] == '/' ? real : fs::path{};
}

Response StaticFiles::answer(const Request& request) const {
    const auto missing = [&] {
        return problem(Error{ErrorKind::not_found,
                             "http.not_found",
                             "Không có trang này. Kiểm tra lại địa chỉ.",
                             "No such page.",
                             {},
                             {},
                             {}},
                       request.id);
    };
    if (root_.empty() || request.path.empty()) return missing();
    std::string path = request.path == "/" ? "/index.html" : request.path;
    fs::path file = file_at(path);
    const bool under_assets = path.starts_with("/assets/");
    if (file.empty()) {
        // A path of the page itself (/van-ban-den/…) is drawn by index.html; a missing asset or a file name is missing.
        const std::string_view last = std::string_view(path).substr(path.rfind('/') + 1);
        if (under_assets || last.find('.') != std::string_view::npos) return missing();
        path = "/index.html";
        file = file_at(path);
        if (file.empty()) return missing();
    }
    Response response;
    response.headers.emplace_back("Content-Type", media_type_of(path));
    response.headers.emplace_back("Vary", "Accept-Encoding");
    // Names under /assets/ carry the hash of their content; everything else is asked for again each time.
    response.headers.emplace_back("Cache-Control", under_assets ? "public, max-age=31536000, immutable" : "no-cache");
    const std::string_view codings = header_of(request, "accept-encoding");
    for (const auto& [coding, ending] : {std::pair<std::string_view, std::string_view>{"br", ".br"}, {"gzip", ".gz"}}) {
        if (!accepts(codings, coding)) continue;
        const fs::path packed = file_at(path + std::string(ending));
        std::error_code wrong;
        // A packed file older than its source is a leftover of an earlier build.
        if (packed.empty() || fs::last_write_time(packed, wrong) < fs::last_write_time(file, wrong)) continue;
        file = packed;
        response.headers.emplace_back("Content-Encoding", coding);
        break;
    }
    const std::string tag = tag_of(file);
    if (tag.empty()) return missing();
    response.headers.emplace_back("ETag", tag);
    if (tag_matches(header_of(request, "if-none-match"), tag)) {
        response.status = 304;
        return response;
    }
    response.body = FileBody{file, false};
    return response;
}

}  // namespace sauro::http
