#include "facts/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>

#include "facts/lines.hpp"

namespace sauro::facts {
namespace {

constexpr std::size_t batch_lines = 256;
constexpr std::size_t queued_batches = 8;
constexpr std::size_t max_deferred = 100'000;  // lines waiting for a reference that stands further down

using Outcome = LoadReport::Outcome;

struct Item {
    std::uint64_t line = 0;
    Parsed parsed;
};

// What the line refers to may stand further down. Modules may have codes of their own for it: "unit.unknown".
bool refers_to_unknown(const Result<Kind::Stored>& stored) {
    return !stored && (stored.error().code == "fact.unknown_reference" || stored.error().code.ends_with(".unknown"));
}

std::string text_of(const Record& record, std::string_view key) {
    const auto found = record.find(key);
    if (found == record.end()) return {};
    const auto* text = std::get_if<std::string>(&static_cast<const db::Value::Base&>(found->second));
    return text == nullptr ? std::string() : *text;
}
std::string id_of(const Record& record) { return text_of(record, record.contains("id") ? "id" : "code"); }

// Checked records of the file, read and parsed on a thread of its own, so that the database's writer waits on memory
// and never on a disk.
class Feed {
  public:
    Feed(std::span<const Kind> kinds, LineReader reader, std::string wanted_sha256,
         std::function<void(std::uint64_t)> progress)
        : kinds_(kinds),
          reader_(std::move(reader)),
          wanted_(std::move(wanted_sha256)),
          progress_(std::move(progress)),
          thread_([this] { run(); }) {}
    ~Feed() {
        {
            const std::scoped_lock lock(mutex_);
            stopped_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    // Empty batch: the end.
    Result<std::vector<Item>> next() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !queue_.empty() || done_; });
        if (queue_.empty()) {
            if (failure_) return fail(*failure_);
            return std::vector<Item>();
        }
        auto batch = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        changed_.notify_all();
        return batch;
    }

  private:
    void run() {
        Status result;
        try {
            result = read_all();
        } catch (const std::exception& e) {
            result = fail_internal("fact.reader", e.what());
        }
        {
            const std::scoped_lock lock(mutex_);
            if (!result) failure_ = std::move(result).error();
            done_ = true;
        }
        changed_.notify_all();
    }

    Status read_all() {
        std::unordered_map<std::string, std::int64_t> seen;  // how often the same content came, for lines without id
        std::vector<Item> batch;
        LineReader::Line line;
        for (;;) {
            TRY(const bool more, reader_.next(line));
            if (!more) break;
            auto parsed = line.too_long ? Result<Parsed>(fail(ErrorKind::invalid, "fact.changed", ""))
                                        : parse_line(kinds_, line.text);
            if (!parsed) return changed_meanwhile();
            if (auto content = parsed->record.find(content_key); content != parsed->record.end()) {
                auto& text = std::get<std::string>(static_cast<db::Value::Base&>(content->second));
                text += ":" + std::to_string(++seen[text]);
            }
            batch.push_back({line.number, *std::move(parsed)});
            if (batch.size() == batch_lines && !push(batch)) return {};
        }
        if (!batch.empty() && !push(batch)) return {};
        if (reader_.sha256() != wanted_) return changed_meanwhile();
        return {};
    }

    static std::unexpected<Error> changed_meanwhile() {
        return fail(ErrorKind::conflict, "fact.file_changed",
                    "Tệp đã thay đổi trong lúc đang nạp. Chưa có gì được ghi. Nạp lại khi tệp đã ghi xong.",
                    "The file changed while it was being loaded; nothing was stored.");
    }

    bool push(std::vector<Item>& batch) {
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return queue_.size() < queued_batches || stopped_; });
            if (stopped_) return false;
            queue_.push_back(std::move(batch));
        }
        changed_.notify_all();
        batch.clear();
        if (progress_) progress_(reader_.bytes_read());
        return true;
    }

    std::span<const Kind> kinds_;
    LineReader reader_;
    std::string wanted_;
    std::function<void(std::uint64_t)> progress_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::vector<Item>> queue_;
    bool done_ = false, stopped_ = false;
    std::optional<Error> failure_;
    std::thread thread_;  // last: starts when everything else stands
};

class Loader {
  public:
    Loader(db::Database& database, std::span<const Kind> kinds, const std::filesystem::path& file,
           const LoadOptions& options)
        : database_(database), kinds_(kinds), file_(file), options_(options) {
        report_.file = file.string();
        report_.dry_run = options.dry_run;
    }

    Result<LoadReport> run() {
        TRYV(check_lines());
        if (!report_.errors.empty()) return std::move(report_);
        checked_ = report_;
        const Status written = database_.write([this](db::Tx& tx) { return store(tx); });
        if (!written) {
            const auto& code = written.error().code;
            if (code != "fact.rejected" && code != "fact.dry_run") return fail(written.error());
        }
        report_.loaded = written.has_value();
        std::ranges::sort(report_.errors, {}, &LoadReport::Wrong::line);
        if (!report_.errors.empty()) {  // what was created was taken back with the rest
            for (auto& line : report_.lines) {
                if (line.outcome == Outcome::created) line.outcome = Outcome::valid;
            }
            report_.totals.created = 0;
            for (auto& [kind, totals] : report_.kinds) totals.created = 0;
        }
        return std::move(report_);
    }

  private:
    // Pass 1: every line against its kind.
    Status check_lines() {
        TRY(auto reader, LineReader::open(file_, options_.max_line_bytes));
        total_bytes_ = reader.size() * 2;
        LineReader::Line line;
        std::uint64_t shown = 0;
        for (;;) {
            TRY(const bool more, reader.next(line));
            if (!more) break;
            if (line.too_long) {
                report_.lines.push_back({line.number, "", "", Outcome::error});
                wrong(
                    line.number, "", "",
                    {"", "line.too_long",
                     fmt::format("Dòng dài hơn {} KB. Mỗi dòng chỉ ghi một dữ kiện.", options_.max_line_bytes >> 10)});
            } else if (auto parsed = parse_line(kinds_, line.text); !parsed) {
                report_.lines.push_back({line.number, parsed.error().detail, "", Outcome::error});
                for (auto& field : parsed.error().fields)
                    wrong(line.number, parsed.error().detail, "", std::move(field));
            } else {
                report_.lines.push_back({line.number, parsed->kind->name, id_of(parsed->record), Outcome::valid});
            }
            if (report_.errors.size() >= options_.max_errors) {
                report_.errors_truncated = true;
                break;
            }
            if (reader.bytes_read() != shown && options_.progress)
                options_.progress(shown = reader.bytes_read(), total_bytes_);
        }
        if (report_.errors_truncated) return {};
        if (report_.lines.empty() && report_.errors.empty()) {
            return fail(ErrorKind::unreadable, "file.empty",
                        fmt::format("Tệp “{}” không có dòng dữ kiện nào.", file_.string()),
                        fmt::format("\"{}\" holds no facts.", file_.string()));
        }
        report_.sha256 = reader.sha256();
        return {};
    }

    // Pass 2, inside the write. The database may run it again (retry), so it starts from what pass 1 left.
    Status store(db::Tx& tx) {
        report_ = checked_;
        deferred_.clear();
        TRY(auto reader, LineReader::open(file_, options_.max_line_bytes));
        Feed feed(kinds_, std::move(reader), report_.sha256, [this](std::uint64_t done) {
            if (options_.progress) options_.progress(total_bytes_ / 2 + done, total_bytes_);
        });
        std::size_t index = 0;  // of report_.lines: both passes see the same lines
        for (;;) {
            TRY(auto batch, feed.next());
            if (batch.empty()) break;
            for (auto& item : batch) {
                TRYV(store_one(tx, std::move(item), index++));
                if (report_.errors.size() >= options_.max_errors) return too_many();
            }
        }
        TRYV(store_deferred(tx));
        if (!report_.errors.empty()) return fail(ErrorKind::invalid, "fact.rejected", "");
        if (options_.journal) TRYV(options_.journal(tx, report_));
        if (options_.dry_run) return fail(ErrorKind::invalid, "fact.dry_run", "");
        return {};
    }

    std::unexpected<Error> too_many() {
        report_.errors_truncated = true;
        return fail(ErrorKind::invalid, "fact.rejected", "");
    }

    Status store_one(db::Tx& tx, Item item, std::size_t index) {
        const auto stored = item.parsed.kind->store(tx, item.parsed.record);
        if (refers_to_unknown(stored) && deferred_.size() < max_deferred) {
            deferred_.push_back({std::move(item), index, stored.error()});
            return {};
        }
        return take(index, item, stored);
    }

    Status take(std::size_t index, const Item& item, const Result<Kind::Stored>& stored) {
        auto& line = report_.lines[index];
        if (stored) {
            line.outcome = *stored == Kind::Stored::created ? Outcome::created : Outcome::unchanged;
            auto& kind = report_.kinds[line.kind];
            ++(*stored == Kind::Stored::created ? kind.created : kind.unchanged);
            ++(*stored == Kind::Stored::created ? report_.totals.created : report_.totals.unchanged);
            if (*stored == Kind::Stored::created) {
                if (auto unit = text_of(item.parsed.record, "unit"); !unit.empty())
                    report_.units.insert(std::move(unit));
            }
            return {};
        }
        const Error& error = stored.error();
        // A broken constraint belongs to its line, but the transaction may be dead after it; anything else is not the
        // line's fault.
        const bool constraint = error.kind == ErrorKind::conflict && error.code.starts_with("db.");
        const bool line_fault = error.kind == ErrorKind::invalid || error.kind == ErrorKind::conflict ||
                                error.kind == ErrorKind::not_found || error.kind == ErrorKind::unsafe;
        if (!line_fault) return fail(error);
        line.outcome = Outcome::error;
        if (error.fields.empty() || constraint) {
            wrong(item.line, line.kind, line.id,
                  {"", error.code,
                   constraint ? fmt::format("Dòng này trái ràng buộc của kho dữ liệu ({}). Xem lại id và các mã.",
                                            error.detail)
                              : error.message});
        } else {
            for (const auto& field : error.fields) wrong(item.line, line.kind, line.id, field);
        }
        if (constraint) return fail(ErrorKind::invalid, "fact.rejected", "");
        return {};
    }

    // References to lines further down: round after round, as long as a round gets something done.
    Status store_deferred(db::Tx& tx) {
        for (bool progress = true; progress && !deferred_.empty();) {
            progress = false;
            std::vector<Deferred> still;
            for (auto& waiting : deferred_) {
                const auto stored = waiting.item.parsed.kind->store(tx, waiting.item.parsed.record);
                if (refers_to_unknown(stored)) {
                    waiting.reason = stored.error();
                    still.push_back(std::move(waiting));
                    continue;
                }
                progress = true;
                TRYV(take(waiting.index, waiting.item, stored));
            }
            deferred_ = std::move(still);
        }
        for (const auto& waiting : deferred_) {
            TRYV(take(waiting.index, waiting.item, fail(waiting.reason)));
            if (report_.errors.size() >= options_.max_errors) return too_many();
        }
        return {};
    }

    void wrong(std::uint64_t line, std::string kind, std::string id, FieldError what) {
        if (report_.errors.empty() || report_.errors.back().line != line) {
            ++report_.totals.errors;
            if (!kind.empty()) ++report_.kinds[kind].errors;
        }
        report_.errors.push_back({line, std::move(kind), std::move(id), std::move(what)});
    }

    struct Deferred {
        Item item;
        std::size_t index = 0;
        Error reason;
    };
    db::Database& database_;
    std::span<const Kind> kinds_;
    const std::filesystem::path& file_;
    const LoadOptions& options_;
    LoadReport report_, checked_;
    std::vector<Deferred> deferred_;
    std::uint64_t total_bytes_ = 0;
};

std::string_view word(Outcome outcome) {
    switch (outcome) {
        case Outcome::valid:
            return "valid";
        case Outcome::created:
            return "created";
        case Outcome::unchanged:
            return "unchanged";
        case Outcome::error:
            return "error";
    }
    return "";
}

boost::json::object totals_json(const LoadReport::Totals& totals) {
    return {{"created", totals.created}, {"unchanged", totals.unchanged}, {"errors", totals.errors}};
}

}  // namespace

Result<LoadReport> load(db::Database& database, std::span<const Kind> kinds, const std::filesystem::path& file,
                        const LoadOptions& options) {
    try {
        return Loader(database, kinds, file, options).run();
    } catch (const std::exception& e) {
        return fail_internal("fact.load", e.what());
    }
}

std::string journal_detail(const LoadReport& report) {
    constexpr std::size_t few = 100;
    boost::json::object detail{{"created", report.totals.created}, {"unchanged", report.totals.unchanged}};
    if (report.units.size() <= few) detail["units"] = boost::json::array(report.units.begin(), report.units.end());
    return boost::json::serialize(detail);
}

std::string write_json(const LoadReport& report) {
    boost::json::object kinds;
    for (const auto& [name, totals] : report.kinds) kinds[name] = totals_json(totals);
    boost::json::array results;
    results.reserve(report.lines.size());
    for (const auto& line : report.lines) {
        boost::json::object row{{"line", line.line}, {"kind", line.kind}, {"result", word(line.outcome)}};
        row["id"] = line.id.empty() ? boost::json::value(nullptr) : boost::json::value(line.id);
        results.push_back(std::move(row));
    }
    boost::json::array errors;
    for (const auto& wrong : report.errors) {
        const auto text_or_null = [](const std::string& text) {
            return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
        };
        errors.push_back(boost::json::object{{"line", wrong.line},
                                             {"kind", text_or_null(wrong.kind)},
                                             {"id", text_or_null(wrong.id)},
                                             {"field", wrong.what.path},
                                             {"code", wrong.what.code},
                                             {"message", wrong.what.message}});
    }
    return boost::json::serialize(boost::json::object{{"file", report.file},
                                                      {"sha256", report.sha256},
                                                      {"dry_run", report.dry_run},
                                                      {"loaded", report.loaded},
                                                      {"totals", totals_json(report.totals)},
                                                      {"kinds", std::move(kinds)},
                                                      {"results", std::move(results)},
                                                      {"errors", std::move(errors)},
                                                      {"errors_truncated", report.errors_truncated}});
}

}  // namespace sauro::facts
