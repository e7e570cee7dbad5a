// The review of many documents in force, and one draft of ten pages checked beside them, through the product itself.
// Usage: bench_reviews [documents = 20000] [folder = a temporary one, kept when named]
// One document in fifty repeats most of an earlier one with other numbers; everything else shares no more than texts of
// one trade do (set phrases, standard clauses).
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <set>

#include "../must.hpp"
#include "app/app.hpp"
#include "base/log.hpp"
#include "corpus.hpp"
#include "json/json.hpp"
#include "modules/accounts/accounts.hpp"

namespace {

using namespace sauro;
namespace fs = std::filesystem;

double wall() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
double cpu() {
    timespec at{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) / 1e9;
}
double status_mb(std::string_view name) {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(name)) return std::strtod(line.c_str() + name.size() + 1, nullptr) / 1024;
    return 0;
}
// Files under a mapping count as resident but can be dropped at any time: what the process itself needs is the rest.
void print_memory(std::string_view when) {
    fmt::print("memory {}: peak RSS {:.0f} MB, of its own now {:.0f} MB\n", when, status_mb("VmHWM"),
               status_mb("RssAnon"));
}

using bench::must;

constexpr std::uint32_t one_planted_in = 50;
constexpr std::uint32_t syllables = 800;  // two pages

std::string head(std::uint32_t number, std::string_view type) {
    return fmt::format(
        "ĐẢNG BỘ TỈNH MINH HỌA\nĐẢNG ỦY XÃ BẾN MẪU\n*\nSố {}-{}/ĐU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nBến Mẫu, ngày 12 tháng "
        "01 "
        "năm 2026\n\n{}\n",
        number, type == "QUY ĐỊNH" ? "QyĐ" : "KH", type);
}

// What one document repeats: 60 to 90 % of the syllables of an earlier one, in one stretch.
struct Planted {
    std::uint32_t source = 0;
    bool made = false;
};
Planted planted(std::uint32_t number) {
    if (number % one_planted_in != one_planted_in - 1) return {};
    return {bench::Random(number).below(number / one_planted_in) * one_planted_in, true};
}
std::string text_of(const bench::Language& language, std::uint32_t number) {
    bench::Random random(bench::corpus_seed * 1'000'003ULL + number);
    const auto from = planted(number);
    if (!from.made) return head(number, "QUY ĐỊNH") + language.document(random, bench::Kind::legal, 0.12, syllables);
    bench::Random of_source(bench::corpus_seed * 1'000'003ULL + from.source);
    const auto source = language.document(of_source, bench::Kind::legal, 0.12, syllables);
    const auto parts = bench::split(source);
    const auto count = static_cast<std::uint32_t>(static_cast<double>(parts.size()) * (0.6 + 0.3 * random.unit()));
    const auto first = random.below(static_cast<std::uint32_t>(parts.size()) - count + 1);
    return head(number, "QUY ĐỊNH") + language.document(random, bench::Kind::legal, 0.12, syllables / 4) + "\n" +
           source.substr(parts[first].first, parts[first + count - 1].second - parts[first].first) + "\n" +
           language.document(random, bench::Kind::legal, 0.12, syllables / 8);
}

void fill(db::Database& database, const bench::Language& language, std::uint32_t documents) {
    std::vector<std::string> units;
    must(database.read([&](db::Snapshot& snapshot) {
        return snapshot.query("SELECT id FROM units WHERE sample = 1 ORDER BY id", {}, [&](const db::Row& row) {
            units.push_back(row.str(0));
            return true;
        });
    }));
    constexpr std::uint32_t batch = 500;
    for (std::uint32_t at = 0; at < documents; at += batch) {
        must(database.write([&](db::Tx& tx) -> Status {
            for (std::uint32_t i = at; i < std::min(at + batch, documents); ++i) {
                const auto id = fmt::format("bench-{:08}", i);
                const auto& unit = units[i % units.size()];
                TRYV(
                    tx.execute("INSERT INTO documents (id, unit_id, direction, status, register_year, symbol, "
                               "document_type, date, subject, counted_on, sort_key, sample, created_at, updated_at, "
                               "created_by) VALUES (?, ?, 'out', 'released', 2026, ?, 'Quy định', '2026-01-12', ?, "
                               "'2026-01-12', ?, 1, 0, 0, 'bench')",
                               {id, unit, fmt::format("{}-QyĐ/ĐU", i), fmt::format("về việc số {}", i),
                                static_cast<std::int64_t>(i)}));
                TRYV(tx.execute("INSERT INTO document_texts (document_id, text, reading) VALUES (?, ?, '{}')",
                                {id, text_of(language, i)}));
                TRYV(
                    tx.execute("INSERT INTO text_numbers (number, document_id, change) SELECT COALESCE(MAX(number), 0) "
                               "+ 1, ?, COALESCE(MAX(change), 0) + 1 FROM text_numbers",
                               {id}));
            }
            return {};
        }));
    }
}

std::uint32_t number_in(const std::string& id) { return static_cast<std::uint32_t>(std::atoi(id.c_str() + 6)); }

void score(db::Database& database, std::uint32_t documents) {
    std::uint32_t good = 0, close = 0, close_good = 0, all = 0;
    std::set<std::uint32_t> found;
    must(database.read([&](db::Snapshot& snapshot) {
        return snapshot.query(
            "SELECT a_document, b_document, share_a, share_b FROM review_pairs WHERE a_document LIKE "
            "'bench-%' AND b_document LIKE 'bench-%'",
            {}, [&](const db::Row& row) {
                constexpr double close_share = 0.3;
                const auto a = number_in(row.str(0)), b = number_in(row.str(1));
                // Two copies of one source overlap as well.
                const auto root = [](std::uint32_t n) { return planted(n).made ? planted(n).source : n; };
                const bool true_pair = root(a) == root(b);
                const bool is_close = std::max(row.real(2), row.real(3)) >= close_share;
                ++all;
                good += true_pair ? 1 : 0;
                close += is_close ? 1 : 0;
                close_good += is_close && true_pair ? 1 : 0;
                if (true_pair && planted(a).made && planted(a).source == b) found.insert(a);
                if (true_pair && planted(b).made && planted(b).source == a) found.insert(b);
                return true;
            });
    }));
    const auto hundred = [](std::uint32_t part, std::uint32_t whole) {
        return whole == 0 ? 0.0 : 100.0 * part / whole;
    };
    const auto copies = documents / one_planted_in;
    fmt::print("pairs: {}, planted among them {:.1f} %; close ones (30 % and more): {}, planted among them {:.1f} %\n",
               all, hundred(good, all), close, hundred(close_good, close));
    fmt::print("copies found with their source: {} of {} ({:.1f} %)\n", found.size(), copies,
               hundred(static_cast<std::uint32_t>(found.size()), copies));
    must(database.read([&](db::Snapshot& snapshot) {
        return snapshot.query(
            "SELECT COUNT(*), COALESCE(MAX(documents), 0) FROM review_groups", {}, [&](const db::Row& row) {
                fmt::print("groups: {}, the largest of {} documents\n", row.integer(0), row.integer(1));
                return false;
            });
    }));
}

http::Response ask(const http::Router& router, const std::string& cookie, const std::string& path,
                   const std::string& body) {
    http::Request request;
    request.method = http::Method::post;
    request.path = path;
    request.body = body;
    request.remote = "10.0.0.1";
    request.id = "bench";
    request.headers["x-sauro"] = "1";
    if (!cookie.empty()) request.headers["cookie"] = "sauro_session=" + cookie;
    const auto match = router.find(http::Method::post, path);
    if (match.route == nullptr) std::exit(1);
    request.params = match.params;
    std::promise<http::Response> answered;
    auto waiting = answered.get_future();
    match.route->handler(std::move(request), [&](http::Response response) { answered.set_value(std::move(response)); });
    return waiting.get();
}

std::string signed_in(app::App& app, const http::Router& router) {
    const auto account = must(
        accounts::create_user(app.database(), {"bench", "Người đo", "", std::nullopt, "MH.TU", api::Role::leader}));
    const auto token = must(accounts::make_sign_in_link(app.database(), account));
    const auto answer = ask(router, "", "/api/v1/sign-in-link", fmt::format(R"({{"token":"{}"}})", token));
    for (const auto& [name, value] : answer.headers) {
        if (name != "Set-Cookie") continue;
        const auto from = value.find('=') + 1;
        return value.substr(from, value.find(';') - from);
    }
    fmt::print(stderr, "not signed in: {}\n", answer.status);
    std::exit(1);
}

// Ten pages, a fifth of them out of one document of the store; every round another draft. Whoever asks may view
// everything, so that every document counts as a possible source.
void check_drafts(app::App& app, const bench::Language& language, std::uint32_t documents) {
    constexpr int rounds = 60;
    constexpr std::uint32_t ten_pages = 4500;
    const auto registry = app.registry();
    const auto router = registry->take_router();
    const auto cookie = signed_in(app, router);
    std::vector<double> took, used;
    std::size_t findings = 0, copies = 0, bytes = 0;
    for (int i = 0; i < rounds; ++i) {
        bench::Random random(77'000ULL + static_cast<std::uint64_t>(i));
        const auto source = text_of(language, random.below(documents));
        const auto text = head(9000 + static_cast<std::uint32_t>(i), "KẾ HOẠCH") +
                          language.document(random, bench::Kind::legal, 0.12, ten_pages - 2 * syllables) + "\n" +
                          source + "\n" + language.document(random, bench::Kind::legal, 0.12, syllables) +
                          "\nNơi nhận:\n- Như trên;\n- Lưu Văn phòng.\nT/M ĐẢNG ỦY\nBÍ THƯ\n\nNguyễn Văn Mẫu\n";
        bytes += text.size();
        const auto body = json::write(boost::json::object{{"text", text}, {"document_type", "Kế hoạch"}});
        const double begun = wall(), begun_cpu = cpu();
        const auto answer = ask(router, cookie, "/api/v1/units/MH01.DU/check", body);
        took.push_back(1000 * (wall() - begun));
        used.push_back(1000 * (cpu() - begun_cpu));
        const auto any = json::parse(std::get<std::string>(answer.body));
        if (answer.status != 200 || !any) {
            fmt::print(stderr, "check: {} {}\n", answer.status, std::get<std::string>(answer.body).substr(0, 300));
            std::exit(1);
        }
        findings += any->at("findings").as_array().size();
        copies += any->at("copies").as_array().empty() ? 0 : 1;
    }
    const auto at = [](std::vector<double>& values, double share) {
        std::ranges::sort(values);
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    fmt::print(
        "draft of ten pages ({} kB), all norms, format and reuse against {} documents: p50 {:.0f} ms, p95 {:.0f} ms "
        "(processor time p50 {:.0f}, p95 {:.0f}); {} norms judged each; a source of a superior found in {} of {}\n",
        bytes / rounds / 1000, documents, at(took, 0.5), at(took, 0.95), at(used, 0.5), at(used, 0.95),
        findings / rounds, copies, rounds);
}

}  // namespace

int main(int argc, char** argv) {
    base::log_quiet(true);
    const auto documents = static_cast<std::uint32_t>(argc > 1 ? std::atoi(argv[1]) : 20000);
    const bool keep = argc > 2;
    const fs::path folder =
        keep ? fs::path(argv[2]) : fs::temp_directory_path() / fmt::format("sauro-ra-soat-{}", ::getpid());
    const bool filled = fs::exists(folder / "sauro.db");
    const bench::Language language(bench::corpus_seed);
    {
        double begun = wall();
        auto app = must(filled ? app::App::open({folder.string(), "", {}})
                               : app::App::create({folder.string(), "", {}}, "", true));
        if (!filled) {
            fill(app->database(), language, documents);
            fmt::print("{} documents written in {:.0f} s\n", documents, wall() - begun);
        }
        begun = wall();
        double begun_cpu = cpu(), indexed = 0, indexed_cpu = 0;
        must(app->follow_texts());
        const auto all = must(app->review_all([&](std::int64_t) {
            if (indexed > 0) return;
            indexed = wall();  // the first step begins when the index has read the store
            indexed_cpu = cpu();
        }));
        fmt::print("index of the store: {:.1f} s ({:.1f} s processor)\n", indexed - begun, indexed_cpu - begun_cpu);
        fmt::print("review: {} documents in {:.1f} s ({:.1f} s processor), {:.0f} documents a second\n", all.documents,
                   wall() - indexed, cpu() - indexed_cpu,
                   static_cast<double>(all.documents) / std::max(wall() - indexed, 1e-9));
        print_memory("after the review");
        score(app->database(), documents);
        check_drafts(*app, language, documents);
        print_memory("after the drafts");
    }
    std::error_code ignored;
    if (!keep) fs::remove_all(folder, ignored);
    return 0;
}
