#include "modules/meetings/necessity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "modules/meetings/checks.hpp"
#include "modules/meetings/table_rows.hpp"
#include "planning/planning.hpp"
#include "text/text.hpp"

namespace sauro::meetings {
namespace {

using Record = std::map<std::string, db::Value>;

std::set<std::string> pairs_of(const std::string& words) {
    std::set<std::string> out;
    std::size_t from = 0, middle = words.find(' ');
    while (middle != std::string::npos) {
        const auto end = words.find(' ', middle + 1);
        out.insert(words.substr(from, end == std::string::npos ? end : end - from));
        from = middle + 1;
        middle = end;
    }
    return out;
}

const rulebook::Norm* norm_of(const rulebook::Rulebook& book, std::string_view row) {
    const auto at =
        std::ranges::find_if(book.norms(), [&](const auto& norm) { return norm.checked && norm.row() == row; });
    return at == book.norms().end() ? nullptr : &*at;
}

// The finding of one norm on the draft, with one more fact; nothing when it asks nothing of this conference.
Result<std::optional<rulebook::Finding>> asks(const rulebook::Rulebook& book, db::Snapshot& snapshot,
                                              const api::Ctx& ctx, const ConferenceDraft& draft, std::string_view row,
                                              const char* column, const std::string& value) {
    const auto* norm = norm_of(book, row);
    if (norm == nullptr) return std::optional<rulebook::Finding>();
    const auto year = base::Period::year(draft.date.year());
    Record record{{"unit", ctx.unit.code},
                  {"unit_path", ctx.unit.path},
                  {"area", ctx.unit.area},
                  {"level", ctx.unit.level},
                  {"bloc", ctx.unit.bloc},
                  {"sample", 0},
                  {"date", draft.date.iso()},
                  {"status", "planned"},
                  {"type", draft.type},
                  {"statutory_kind", draft.statutory_kind.value_or("none")},
                  {column, value}};
    TRY(auto findings, rulebook::evaluate_record(
                           book, snapshot, {"conferences", std::move(record), year, year.last, norm->id, Text()}));
    std::erase_if(findings, [](const auto& one) { return one.outcome == "met" || one.outcome == "not_applicable"; });
    return findings.empty() ? std::optional<rulebook::Finding>() : std::optional(std::move(findings[0]));
}

std::string clause_of(const rulebook::Finding& finding) {
    return fmt::format("{}, mục {}", finding.source, finding.clause);
}

// Papers of the saved conference, for the comparison of texts.
Result<std::string> papers(db::Snapshot& snapshot, const std::string& id) {
    constexpr std::size_t most = 1 << 20;
    std::string out;
    TRYV(snapshot.query("SELECT text FROM papers WHERE conference_id = ? AND text IS NOT NULL ORDER BY created_at, id",
                        {id}, [&](const db::Row& row) {
                            out += "\n" + row.str(0);
                            return out.size() < most;
                        }));
    return out;
}

// Areas that hold the unit's area, itself first.
Result<std::vector<std::string>> areas_above(db::Snapshot& snapshot, std::string area) {
    constexpr std::size_t most = 5;
    std::vector<std::string> out;
    while (!area.empty() && out.size() < most) {
        out.push_back(area);
        TRY(const auto parent, snapshot.one("SELECT COALESCE(parent_code, '') FROM areas WHERE code = ?", {area},
                                            [](const db::Row& row) { return row.str(0); }));
        area = parent.value_or("");
    }
    return out;
}

struct Broadcast {
    Rerun shown;
    std::string topic;
};
Broadcast broadcast_of(const db::Row& row) {
    return {{row.str(0), row.str(1), row.str(2), base::Date::parse_iso(row.text(3)).value_or(base::Date()), 0},
            row.str(4)};
}
// Conferences of bodies of the area and those above it that reached the communes in the half year before.
Result<std::vector<Broadcast>> broadcasts(db::Snapshot& snapshot, const api::Ctx& ctx, base::Date day,
                                          const std::string& own) {
    constexpr int half_year = 183;
    TRY(const auto areas, areas_above(snapshot, ctx.unit.area));
    std::vector<db::Value> params;
    std::string in_areas, on_path;
    for (const auto& area : areas) {
        in_areas += in_areas.empty() ? "?" : ", ?";
        params.emplace_back(area);
    }
    const std::string& path = ctx.unit.path;
    for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
        on_path += on_path.empty() ? "?" : ", ?";
        params.emplace_back(path.substr(0, slash + 1));
    }
    params.insert(params.end(), {day.plus_days(-half_year).iso(), day.iso(), own});
    return snapshot.all(
        fmt::format(
            "SELECT COALESCE(c.external_id, c.id), u.name, COALESCE(c.title, ''), c.date, COALESCE(c.topic_key, "
            "'') FROM units u JOIN conferences c ON c.unit_id = u.id WHERE ({} u.path IN ({})) AND c.date >= ? "
            "AND c.date <= ? AND c.id <> ? AND c.broadcast_to_grassroots = 1 AND (c.status IS NULL OR c.status "
            "<> 'cancelled') ORDER BY c.date DESC, c.id LIMIT 500",
            in_areas.empty() ? "" : fmt::format("u.area_code IN ({}) OR", in_areas), on_path),
        db::Params(params), broadcast_of);
}

// The one that the draft itself names, however long ago, where it reached the communes.
Result<std::optional<Broadcast>> linked(db::Snapshot& snapshot, const std::string& repeats, const std::string& own) {
    return snapshot.one(
        "SELECT COALESCE(c.external_id, c.id), u.name, COALESCE(c.title, ''), c.date, COALESCE(c.topic_key, '') FROM "
        "conferences c JOIN units u ON u.id = c.unit_id WHERE (c.external_id = ? OR c.id = ?) AND c.id <> ? AND "
        "c.broadcast_to_grassroots = 1 AND (c.status IS NULL OR c.status <> 'cancelled')",
        {repeats, repeats, own}, broadcast_of);
}

// Members of a series ("quý I", "quý II") are not one held again; a number that only one of them gives tells nothing.
bool one_of_series(const std::string& a, const std::string& b) {
    const auto numbers = [](const std::string& title) {
        planning::Conference one;
        one.title = title;
        auto out = planning::subject_of(one).numbers;
        std::ranges::sort(out);
        return out;
    };
    const auto left = numbers(a), right = numbers(b);
    return !std::ranges::includes(left, right) && !std::ranges::includes(right, left);
}

double likeness(const ConferenceDraft& draft, const Broadcast& earlier) {
    constexpr std::size_t least_agenda = 12;  // pairs: "báo cáo, thảo luận, kết luận" stands in every agenda
    if (one_of_series(draft.title, earlier.shown.title)) return 0;
    return std::max(closeness(planning::subject_words(draft.title), planning::subject_words(earlier.shown.title)),
                    closeness(plain(draft.agenda.value_or("")), earlier.topic, least_agenda));
}

Error unexplained(std::string code, std::string path, std::string message, std::string clause) {
    Error error{ErrorKind::invalid, code, message, "The conference must say why it is needed.", {},
                std::move(clause),  {}};
    error.fields.push_back({std::move(path), std::move(code), std::move(message)});
    return error;
}

}  // namespace

double closeness(const std::string& a, const std::string& b, std::size_t fewest) {
    const auto left = pairs_of(a), right = pairs_of(b);
    const auto shorter = std::min(left.size(), right.size());
    if (shorter < fewest) return 0;
    const auto both = std::ranges::count_if(left, [&](const auto& pair) { return right.contains(pair); });
    return static_cast<double>(both) / static_cast<double>(shorter);
}

Result<Necessity> necessity_of(const rulebook::Rulebook& book, const FindGuiding& find, db::Snapshot& snapshot,
                               const api::Ctx& ctx, const ConferenceDraft& draft, const std::string& id) {
    Necessity out;
    const std::string words = planning::subject_words(draft.title);
    TRY(const auto guided, asks(book, snapshot, ctx, draft, "M3", "guided_by", draft.guided_by.value_or("?")));
    if (find && guided) {
        Subject subject{words, draft.agenda.value_or(""), draft.date};
        if (!id.empty()) {
            TRY(const auto sent, papers(snapshot, id));
            subject.text += sent;
        }
        TRY(auto found, find(snapshot, ctx, subject));
        out.guiding = std::move(found.items);
        out.ended = std::move(found.ended);
        out.complete = found.complete;
        out.guiding_norm = guided->norm;
        out.guiding_clause = clause_of(*guided);
    }
    constexpr double close = 0.6;
    constexpr std::size_t most = 10;
    TRY(auto earlier, broadcasts(snapshot, ctx, draft.date, id));
    if (draft.repeats &&
        std::ranges::none_of(earlier, [&](const auto& one) { return one.shown.id == draft.repeats; })) {
        TRY(auto named, linked(snapshot, *draft.repeats, id));
        if (named) earlier.push_back(*std::move(named));
    }
    for (auto& one : earlier) {
        one.shown.share = likeness(draft, one);
        if (one.shown.share < close && one.shown.id != draft.repeats) continue;
        TRY(const auto rerun, asks(book, snapshot, ctx, draft, "M4", "repeats", one.shown.id));
        if (!rerun) break;  // the norm asks nothing of this conference
        out.rerun_norm = rerun->norm;
        out.rerun_clause = clause_of(*rerun);
        out.reruns.push_back(std::move(one.shown));
    }
    std::ranges::stable_sort(out.reruns, std::ranges::greater{}, &Rerun::share);
    if (out.reruns.size() > most) out.reruns.resize(most);
    return out;
}

Status must_be_explained(const Necessity& necessity, const ConferenceDraft& draft) {
    if (!necessity.guiding.empty() && !given(draft.necessity_note)) {
        const auto& one = necessity.guiding.front();
        return fail(unexplained("meeting.guided", "/necessity_note",
                                fmt::format("Nội dung này đã có văn bản hướng dẫn: {}. Gửi văn bản thay cho họp, hoặc "
                                            "ghi nội dung còn vướng phải họp.",
                                            one.symbol ? *one.symbol + " " + one.subject : one.subject),
                                necessity.guiding_clause));
    }
    if (!necessity.reruns.empty() && !given(draft.rerun_note)) {
        const auto& one = necessity.reruns.front();
        return fail(unexplained("meeting.rerun", "/rerun_note",
                                fmt::format("{} đã họp và truyền đến cơ sở ngày {}: “{}”. Không tổ chức lại; nếu nội "
                                            "dung hoặc người dự khác thì ghi rõ khác ở đâu.",
                                            one.unit_name, one.date.vi(), one.title),
                                necessity.rerun_clause));
    }
    return {};
}

}  // namespace sauro::meetings
