#include "base/log.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <mutex>

namespace sauro::base {
namespace {

std::mutex guard;
std::shared_ptr<spdlog::logger>& current() {
    static std::shared_ptr<spdlog::logger> logger = [] {
        auto made = std::make_shared<spdlog::logger>("sauro", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l",%v})");
        return made;
    }();
    return logger;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\', out += c;
        else if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out;
}

void write(spdlog::level::level_enum level, std::string_view event, LogFields fields) {
    std::shared_ptr<spdlog::logger> logger;
    {
        const std::lock_guard lock(guard);
        logger = current();
    }
    if (!logger->should_log(level)) return;
    std::string line = fmt::format(R"("event":"{}")", escaped(event));
    for (const auto& [key, value] : fields) line += fmt::format(R"(,"{}":"{}")", escaped(key), escaped(value));
    logger->log(level, "{}", line);
}

}  // namespace

void log_to_file(const std::string& path) {
    const std::lock_guard lock(guard);
    const auto level = current()->level();
    auto made =
        path.empty()
            ? std::make_shared<spdlog::logger>("sauro", std::make_shared<spdlog::sinks::stderr_sink_mt>())
            : std::make_shared<spdlog::logger>("sauro", std::make_shared<spdlog::sinks::basic_file_sink_mt>(path));
    made->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l",%v})");
    made->set_level(level);
    made->flush_on(spdlog::level::info);
    current() = std::move(made);
}

void log_quiet(bool quiet) {
    const std::lock_guard lock(guard);
    current()->set_level(quiet ? spdlog::level::err : spdlog::level::info);
}

void log_info(std::string_view event, LogFields fields) { write(spdlog::level::info, event, fields); }
void log_warn(std::string_view event, LogFields fields) { write(spdlog::level::warn, event, fields); }
void log_error(std::string_view event, LogFields fields) { write(spdlog::level::err, event, fields); }

}  // namespace sauro::base
