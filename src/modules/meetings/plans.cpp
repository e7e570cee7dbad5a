// Filling a plan from what is there: last year's conferences, or rows of a table.
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "modules/meetings/service.hpp"
#include "text/text.hpp"

namespace sauro::meetings {
namespace {

// One line of a delimited table; quotes hold the delimiter, a doubled quote stands for itself.
std::vector<std::string> cells_of(std::string_view line, char delimiter) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"') {
            if (quoted && i + 1 < line.size() && line[i + 1] == '"') {
                cells.back() += c;
                ++i;
            } else {
                quoted = !quoted;
            }
        } else if (c == delimiter && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

// "ke hoach": words compare without marks and case.
std::string plain(std::string_view text) {
    std::string out;
    for (const auto& syllable : text::folded_syllables(text)) out += (out.empty() ? "" : " ") + syllable;
    return out;
}

using Word = std::pair<std::string_view, std::string_view>;
constexpr Word types[] = {{"quan triet", "dissemination"},
                          {"pho bien", "dissemination"},
                          {"quan triet pho bien", "dissemination"},
                          {"chuyen mon", "professional"},
                          {"quan trong can thao luan", "deliberation"},
                          {"thao luan", "deliberation"},
                          {"ky niem", "anniversary"},
                          {"dai hoi", "congress"},
                          {"khac", "other"}};
constexpr Word scopes[] = {{"toan quoc", "national"},
                           {"toan tinh", "province_wide"},
                           {"toan xa", "commune_wide"},
                           {"noi bo", "internal"},
                           {"lien nganh", "inter_sector"}};
constexpr Word modes[] = {{"truc tuyen", "online"}, {"truc tiep", "in_person"}, {"ket hop", "hybrid"}};

Error wrong(std::string message) {
    return {ErrorKind::invalid, "plan.row", std::move(message), "The row has a fault.", {}, {}, {}};
}

Result<Text> choice(std::string_view said, std::span<const Word> words, std::string_view column) {
    const std::string word = plain(said);
    if (word.empty()) return Text();
    for (const auto& [vi, code] : words)
        if (word == vi) return Text(std::string(code));
    return fail(wrong(fmt::format("Cột {}: không hiểu “{}”.", column, said)));
}

Result<Count> number(std::string_view said, std::string_view column) {
    const std::string text = plain(said);
    if (text.empty()) return Count();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return fail(wrong(fmt::format("Cột {}: “{}” không phải số nguyên.", column, said)));
    return Count(value);
}

// "8:00", "08:00", "8h", "8h30".
Result<Count> clock(std::string_view said, std::string_view column) {
    if (plain(said).empty()) return Count();
    const auto split = said.find_first_of(":hH");
    const std::string_view minutes = split == std::string_view::npos ? "" : said.substr(split + 1);
    const auto hour = number(said.substr(0, split), column), minute = number(minutes, column);
    if (!hour || !minute || !*hour || **hour < 0 || **hour > 24 || minute->value_or(0) < 0 || minute->value_or(0) > 59)
        return fail(wrong(fmt::format("Cột {}: “{}” không phải giờ. Ghi dạng 08:00.", column, said)));
    return Count(**hour * 60 + minute->value_or(0));
}

enum Column {
    date_at,
    title_at,
    type_at,
    scope_at,
    mode_at,
    start_at,
    end_at,
    place_at,
    chair_at,
    delegates_at,
    columns
};

Result<ConferenceDraft> row_of(std::vector<std::string> cells) {
    cells.resize(columns);
    ConferenceDraft draft;
    auto day = base::Date::parse_vi(cells[date_at]);
    if (!day) day = base::Date::parse_iso(cells[date_at]);
    if (!day) return fail(wrong(fmt::format("Cột ngày: “{}” không phải ngày. Ghi dạng 15/03/2026.", cells[date_at])));
    draft.date = *day;
    draft.title = cells[title_at];
    TRY(draft.type, choice(cells[type_at], types, "loại"));
    TRY(draft.scope, choice(cells[scope_at], scopes, "quy mô"));
    TRY(draft.mode, choice(cells[mode_at], modes, "hình thức"));
    TRY(draft.start_at, clock(cells[start_at], "bắt đầu"));
    TRY(draft.end_at, clock(cells[end_at], "kết thúc"));
    if (!cells[place_at].empty()) draft.place = cells[place_at];
    if (!cells[chair_at].empty()) draft.chair = cells[chair_at];
    TRY(draft.delegates, number(cells[delegates_at], "đại biểu"));
    return draft;
}

void put(ImportResult& out, std::int64_t line, std::string title, const Result<ConferenceDetail>& saved) {
    ++(saved ? out.saved : out.refused);
    std::string message;
    if (!saved) message = saved.error().fields.empty() ? saved.error().message : saved.error().fields[0].message;
    out.rows.push_back({line, saved.has_value(), std::move(title), std::move(message)});
}

Status must_be_open(db::Tx& tx, const api::Ctx& ctx, std::int64_t year) {
    if (year < ctx.today().year())
        return fail(ErrorKind::conflict, "meeting.year_closed",
                    fmt::format("Năm {} đã khóa, không lập thêm kế hoạch.", year), "The year is closed.");
    TRY(const auto plan, store::plan(tx, ctx.unit.id, year));
    if (!plan || plan->state == "draft" || plan->state == "amended") return {};
    return fail(ErrorKind::conflict, "plan.state",
                "Kế hoạch đã trình hoặc đã duyệt. Mở điều chỉnh kế hoạch trước khi thêm nhiều hội nghị.",
                "The plan is not open.");
}

}  // namespace

Result<ImportResult> copy_last_year(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, std::int64_t year) {
    TRYV(must_be_open(tx, ctx, year));
    const auto before = base::Period::year(static_cast<int>(year) - 1);
    TRY(const auto ids,
        tx.all("SELECT id FROM conferences WHERE unit_id = ? AND date >= ? AND date <= ? AND (status IS "
               "NULL OR status <> 'cancelled') ORDER BY date, id LIMIT ?",
               {ctx.unit.id, before.first.iso(), before.last.iso(), most_import_rows},
               [](const db::Row& row) { return row.str(0); }));
    ImportResult out;
    for (const auto& id : ids) {
        TRY(const auto old, conference_for(tx, ctx, id));
        ConferenceDraft draft = old.detail.stated;
        draft.decision.reset();  // a decision is for one conference
        draft.date = draft.date.plus_days(draft.date.plus_days(364).year() == year ? 364 : 371);
        const std::string title = draft.title;
        TRY(const auto again, tx.one("SELECT 1 FROM conferences WHERE unit_id = ? AND date = ? AND title = ?",
                                     {ctx.unit.id, draft.date.iso(), title}, [](const db::Row&) { return true; }));
        if (again) {
            put(out, 0, title, fail(wrong("Đã có trong kế hoạch của năm nay.")));
            continue;
        }
        put(out, 0, title, create(tx, ctx, book, std::move(draft)));
    }
    ctx.audit = {fmt::format("{}", year), fmt::format(R"({{"copied":{}}})", out.saved), {}};
    return out;
}

Result<ImportResult> import_rows(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, std::int64_t year,
                                 const std::string& csv) {
    TRYV(must_be_open(tx, ctx, year));
    ImportResult out;
    std::int64_t line = 0;
    std::string_view rest = csv;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    const std::string_view head = rest.substr(0, rest.find('\n'));
    const char delimiter = head.find('\t') != std::string_view::npos  ? '\t'
                           : head.find(';') != std::string_view::npos ? ';'
                                                                      : ',';
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        std::string_view text = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        ++line;
        if (text.ends_with('\r')) text.remove_suffix(1);
        auto cells = cells_of(text, delimiter);
        const bool empty = std::ranges::all_of(cells, [](const std::string& cell) { return plain(cell).empty(); });
        if (empty || (line == 1 && plain(cells[0]).starts_with("ngay"))) continue;
        if (out.rows.size() == most_import_rows)
            return fail(
                ErrorKind::too_large, "plan.too_many",
                fmt::format("Bảng có hơn {} dòng. Chia nhỏ rồi nhập từng phần; chưa lưu dòng nào.", most_import_rows),
                "Too many rows.");
        auto draft = row_of(std::move(cells));
        if (draft && draft->date.year() != year)
            draft = fail(wrong(fmt::format("Ngày họp không thuộc năm {} của kế hoạch.", year)));
        if (!draft) {
            put(out, line, std::string(text.substr(0, 0)), std::unexpected(draft.error()));
            continue;
        }
        std::string title = draft->title;
        put(out, line, std::move(title), create(tx, ctx, book, *std::move(draft)));
    }
    if (out.rows.empty())
        return fail(ErrorKind::invalid, "plan.empty",
                    "Bảng không có dòng nào. Cột đầu là ngày họp, cột hai là tên hội nghị.", "No rows.");
    ctx.audit = {fmt::format("{}", year), fmt::format(R"({{"imported":{}}})", out.saved), {}};
    return out;
}

}  // namespace sauro::meetings
