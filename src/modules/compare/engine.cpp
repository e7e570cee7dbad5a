#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "base/log.hpp"
#include "modules/compare/compare.hpp"
#include "modules/compare/level.hpp"
#include "modules/compare/store.hpp"
#include "reuse/index.hpp"
#include "text/text.hpp"

namespace sauro::compare {

namespace {

using namespace std::chrono_literals;
constexpr auto kPause = 200ms;     // between two looks for changes
constexpr auto kFlushAfter = 60s;  // of quiet: a restart then has little to repeat
constexpr int kAtATime = 100;      // documents of one look

}  // namespace

struct Engine::Impl {
    db::Database* database = nullptr;
    std::unique_ptr<reuse::Index> index;
    std::atomic<bool> opened{false}, complete{false}, stopping{false};
    std::mutex guard;
    std::condition_variable wake;
    std::thread follower;

    void follow();
    Result<bool> follow_once(std::int64_t& mark);
    bool pause() {
        std::unique_lock lock(guard);
        wake.wait_for(lock, kPause, [&] { return stopping.load(); });
        return !stopping;
    }
};

Engine::Engine() : impl_(std::make_unique<Impl>()) {}
Engine::~Engine() { stop(); }

Status Engine::start(db::Database& database, const std::filesystem::path& folder) {
    auto index = reuse::Index::open(folder);
    if (!index && (index.error().code == "reuse.damaged" || index.error().code == "reuse.version")) {
        base::log_warn("reuse_rebuild", {{"code", index.error().code}});
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
        index = reuse::Index::open(folder);
    }
    if (!index) return std::unexpected(index.error());
    impl_->index = std::move(*index);
    impl_->database = &database;
    impl_->opened = true;
    impl_->follower = std::thread([impl = impl_.get()] { impl->follow(); });
    return {};
}

Status Engine::look(db::Database& database, const std::filesystem::path& folder) {
    reuse::IndexOptions options;
    options.read_only = true;
    auto index = reuse::Index::open(folder, options);
    // A damaged one is made again by the process that keeps it; here everything is read anew, in memory.
    if (!index) index = reuse::Index::open(folder / "damaged", options);
    if (!index) return std::unexpected(index.error());
    impl_->index = std::move(*index);
    impl_->database = &database;
    auto mark = static_cast<std::int64_t>(impl_->index->durable_mark());
    for (bool more = true; more;) {
        TRY(more, impl_->follow_once(mark));
    }
    impl_->opened = impl_->complete = true;
    return {};
}

void Engine::stop() {
    {
        const std::lock_guard lock(impl_->guard);
        impl_->stopping = true;
    }
    impl_->wake.notify_all();
    if (!impl_->follower.joinable()) return;
    impl_->follower.join();
    if (const auto flushed = impl_->index->flush(); !flushed)
        base::log_warn("reuse_flush", {{"code", flushed.error().code}});  // the next start repeats it
}

bool Engine::complete() const { return impl_->complete; }

// True: there may be more.
Result<bool> Engine::Impl::follow_once(std::int64_t& mark) {
    struct Changed {
        store::Change change;
        std::string text;
    };
    std::vector<Changed> fresh;
    TRYV(database->read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto changes, store::changes_after(snapshot, mark, kAtATime));
        std::size_t bytes = 0;
        for (const auto& change : changes) {
            TRY(auto text, store::text_of(snapshot, change.id));
            bytes += text.size();
            fresh.push_back({change, std::move(text)});
            if (bytes > (8U << 20)) break;
        }
        return {};
    }));
    for (const auto& [change, text] : fresh) {
        const auto number = static_cast<std::uint64_t>(change.number), at = static_cast<std::uint64_t>(change.change);
        if (change.direction == "draft" || text.empty())
            TRYV(index->remove(number, at));
        else
            TRYV(index->put(number, text, at));
        mark = change.change;
    }
    return !fresh.empty();
}

void Engine::Impl::follow() {
    auto mark = static_cast<std::int64_t>(index->durable_mark());
    auto quiet_since = std::chrono::steady_clock::now();
    bool dirty = false, failing = false;
    do {
        bool more = true;
        while (more && !stopping) {
            const auto done = follow_once(mark);
            if (!done) {  // said once, tried again at every look
                if (!failing) base::log_warn("reuse_follow", {{"code", done.error().code}});
                failing = true;
                complete = false;
                break;
            }
            failing = false;
            more = *done;
            if (more) {
                dirty = true;
                quiet_since = std::chrono::steady_clock::now();
            } else {
                complete = true;
            }
        }
        if (dirty && std::chrono::steady_clock::now() - quiet_since > kFlushAfter) {
            if (const auto flushed = index->flush(); !flushed)
                base::log_warn("reuse_flush", {{"code", flushed.error().code}});
            dirty = false;
        }
    } while (pause());
}

namespace {

// What may be shown of a number, asked once a question.
class Visible {
  public:
    Visible(db::Snapshot& snapshot, const Question& question) : snapshot_(snapshot), question_(question) {}
    const store::Row* row(std::uint64_t number) {
        const auto known = rows_.find(number);
        if (known != rows_.end()) return known->second ? &*known->second : nullptr;
        auto found = store::by_number(snapshot_, static_cast<std::int64_t>(number));
        if (!found) failed_ = found.error();
        std::optional<store::Row> row = found ? std::move(*found) : std::nullopt;
        if (row && (row->id == question_.except || row->direction == "draft" ||
                    !api::allowed(question_.who, api::Verb::view, row->unit_path)))
            row.reset();
        const auto [at, fresh] = rows_.emplace(number, std::move(row));
        return at->second ? &*at->second : nullptr;
    }
    bool text(std::uint64_t number, std::string& out) {
        const auto* found = row(number);
        if (found == nullptr) return false;
        auto text = store::text_of(snapshot_, found->id);
        if (!text) {
            failed_ = text.error();
            return false;
        }
        out = std::move(*text);
        return !out.empty();
    }
    Status status() const {
        if (failed_) return std::unexpected(*failed_);
        return {};
    }

  private:
    db::Snapshot& snapshot_;
    const Question& question_;
    std::unordered_map<std::uint64_t, std::optional<store::Row>> rows_;
    std::optional<Error> failed_;
};

Similar shown(const store::Row& row, const Question& question) {
    Similar out;
    out.id = row.id;
    out.unit = row.unit_code;
    out.unit_name = row.unit_name;
    out.direction = row.direction;
    if (row.book_number) out.number_text = fmt::format("{:02}", *row.book_number);
    out.symbol = row.symbol;
    out.document_type = row.document_type;
    out.date = row.date;
    out.issuer = row.issuer;
    out.subject = row.subject;
    const int own = level_rank(question.unit_level);
    const int theirs = row.direction == "out" ? level_rank(row.unit_level) : level_of_issuer(row.issuer.value_or(""));
    out.superior = theirs > own;
    out.same_file = !question.file_sha256.empty() && row.file_sha256 == question.file_sha256;
    return out;
}

// Two numbers that differ: not one document, whatever the wording.
bool contradicts(const Text& a, const Text& b) { return a && b && text::canonical(*a) != text::canonical(*b); }

// Below, two documents share no more than any two of an office do.
constexpr double kLeastRelated = 0.03;

// The last document of a page by its score and number: what comes in between two pages shifts nothing.
std::string cursor_of(const reuse::Similar& last) { return fmt::format("{} {}", last.score, last.id); }

Result<reuse::Similar> place_of(std::string_view cursor) {
    reuse::Similar out;
    const std::size_t space = cursor.find(' ');
    if (space != std::string_view::npos) {
        const auto first = cursor.substr(0, space), second = cursor.substr(space + 1);
        const auto score = std::from_chars(first.data(), first.data() + first.size(), out.score);
        const auto id = std::from_chars(second.data(), second.data() + second.size(), out.id);
        if (score.ec == std::errc() && score.ptr == first.data() + first.size() && id.ec == std::errc() &&
            id.ptr == second.data() + second.size())
            return out;
    }
    return fail(ErrorKind::invalid, "list.cursor", "Trang tiếp theo không còn đúng. Mở lại danh sách từ đầu.",
                "This cursor is not valid; open the list again.");
}

void sort_for_people(std::vector<Similar>& items) {
    std::ranges::stable_sort(items, [](const Similar& a, const Similar& b) {
        if (a.superior != b.superior) return a.superior;
        return a.share_of_this > b.share_of_this;
    });
}

}  // namespace

Result<SimilarAnswer> Engine::similar(db::Snapshot& snapshot, const Question& question) const {
    SimilarAnswer answer;
    if (!impl_->opened) return answer;
    answer.complete = impl_->complete;
    Visible visible(snapshot, question);
    reuse::FindOptions options;
    options.limit = static_cast<std::size_t>(std::clamp(question.limit, 1, 100));
    options.min_share = question.least_share;
    options.allowed = [&](std::uint64_t number) { return visible.row(number) != nullptr; };
    options.text_of = [&](std::uint64_t number, std::string& text) { return visible.text(number, text); };
    for (const auto& match : impl_->index->find(question.text, options)) {
        const auto* row = visible.row(match.id);
        if (row == nullptr) continue;
        auto item = shown(*row, question);
        item.verdict = reuse::name(match.verdict == reuse::Verdict::distinct ? reuse::Verdict::overlap : match.verdict);
        item.same_document = item.verdict == "same" && !contradicts(question.symbol, item.symbol) &&
                             !(question.date && item.date && *question.date != *item.date);
        item.share_of_this = match.share;
        item.share_of_other = match.source_share;
        item.ocr_like = match.ocr_like;
        answer.items.push_back(std::move(item));
    }
    TRYV(visible.status());
    sort_for_people(answer.items);
    return answer;
}

Result<SimilarAnswer> Engine::related(db::Snapshot& snapshot, const Question& question) const {
    SimilarAnswer answer;
    if (!impl_->opened) return answer;
    answer.complete = impl_->complete;
    std::optional<reuse::Similar> after;
    if (question.cursor) {
        TRY(after, place_of(*question.cursor));
    }
    Visible visible(snapshot, question);
    const auto limit = static_cast<std::size_t>(std::clamp(question.limit, 1, 50));
    const auto found = impl_->index->similar(
        question.text, limit + 1, [&](std::uint64_t number) { return visible.row(number) != nullptr; },
        after ? &*after : nullptr);
    for (const auto& one : found) {
        if (one.score < kLeastRelated) break;
        if (answer.items.size() == limit) {
            answer.next = cursor_of(found[limit - 1]);
            break;
        }
        const auto* row = visible.row(one.id);
        if (row == nullptr) continue;
        auto item = shown(*row, question);
        item.verdict = "related";
        item.share_of_this = one.score;
        answer.items.push_back(std::move(item));
    }
    TRYV(visible.status());
    return answer;
}

Result<std::vector<reuse::Match>> Engine::registered_like(db::Snapshot& snapshot, std::int64_t number,
                                                          std::string_view text, std::size_t limit) const {
    std::vector<reuse::Match> none;
    if (!impl_->opened) return none;
    TRY(const auto own, store::by_number(snapshot, number));
    if (!own) return none;
    std::unordered_map<std::uint64_t, std::string> ids;  // "" = not to be compared
    std::optional<Error> failed;
    const auto id_of = [&](std::uint64_t candidate) -> const std::string& {
        const auto [at, fresh] = ids.try_emplace(candidate);
        if (fresh && candidate != static_cast<std::uint64_t>(number)) {
            auto row = store::by_number(snapshot, static_cast<std::int64_t>(candidate));
            if (!row) failed = row.error();
            if (row && *row && (*row)->direction == own->direction &&
                (own->direction == "out" || (*row)->unit_id == own->unit_id))
                at->second = (*row)->id;
        }
        return at->second;
    };
    reuse::FindOptions options;
    options.limit = limit;
    options.candidates = limit;
    options.allowed = [&](std::uint64_t candidate) { return !id_of(candidate).empty(); };
    options.text_of = [&](std::uint64_t candidate, std::string& out) {
        auto found = store::text_of(snapshot, id_of(candidate));
        if (!found) {
            failed = found.error();
            return false;
        }
        out = std::move(*found);
        return !out.empty();
    };
    auto found = impl_->index->find(text, options);
    if (failed) return std::unexpected(*failed);
    return found;
}

}  // namespace sauro::compare
