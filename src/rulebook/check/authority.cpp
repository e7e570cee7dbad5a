#include "rulebook/check/authority.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "docread/tables.hpp"
#include "rulebook/impl.hpp"
#include "rulebook/prose/prose.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

bool holds(const std::vector<std::string>& list, std::string_view value) {
    return std::ranges::find(list, value) != list.end();
}
bool any_or_holds(const std::vector<std::string>& list, std::string_view value) {
    return list.empty() || holds(list, value);
}

bool begins(std::string_view text, std::string_view word) {
    return text.starts_with(word) && (text.size() == word.size() || !word_byte(text[word.size()]));
}

Result<std::vector<AuthorityBody>> load_bodies(const Mapping& owner, const std::string& file) {
    std::vector<AuthorityBody> out;
    TRY(auto items, owner.list("bodies"));
    for (const auto& item : items) {
        TRY(auto map, Mapping::of(item, file, "cơ quan", {"id", "system", "level", "names"}));
        AuthorityBody body;
        TRY(body.id, map.text("id"));
        TRY(body.system, map.word("system", {"party", "state"}));
        if (map.has("level")) {
            TRY(body.level, map.word("level", {"central", "province", "commune"}));
        }
        TRY(auto names, map.texts("names"));
        for (const auto& name : names) body.names.push_back(text::canonical(name));
        if (names.empty()) return map.wrong("", "cần ít nhất một tên (“names”).");
        if (std::ranges::any_of(out, [&](const auto& b) { return b.id == body.id; }))
            return map.wrong("id", "lặp cơ quan.");
        out.push_back(std::move(body));
    }
    return out;
}

Status known_bodies(const Mapping& map, const std::vector<AuthorityBody>& bodies,
                    const std::vector<std::string>& named) {
    for (const auto& id : named) {
        if (std::ranges::none_of(bodies, [&](const auto& b) { return b.id == id; }))
            return map.wrong("body", fmt::format("không có cơ quan “{}”.", id));
    }
    return {};
}

// Both hold for some issuer, type and day.
bool overlap(const IssueRow& a, const IssueRow& b) {
    const auto words = [](const std::string& x, const std::string& y) { return x.empty() || y.empty() || x == y; };
    const auto lists = [](const auto& x, const auto& y) {
        return x.empty() || y.empty() || std::ranges::any_of(x, [&](const auto& one) { return holds(y, one); });
    };
    const bool days = (!a.to || b.from <= *a.to) && (!b.to || a.from <= *b.to);
    return days && words(a.system, b.system) && words(a.level, b.level) && lists(a.bodies, b.bodies) &&
           lists(a.types, b.types);
}

// A type that no document bears would make a row that never speaks.
Status take_types(const Mapping& map, const std::vector<std::string>& types, std::vector<std::string>& into) {
    for (const auto& type : types) {
        if (docread::type_named(text::fold(type)) == nullptr)
            return map.wrong("types", fmt::format("không có loại văn bản “{}”.", type));
        into.push_back(text::canonical(type));
    }
    return {};
}

Result<IssueRow> load_issue_row(const Yaml& node, const std::string& file, const std::vector<AuthorityBody>& bodies) {
    TRY(auto map,
        Mapping::of(node, file, "dòng thẩm quyền",
                    {"system", "level", "body", "types", "may", "instead", "from", "to", "clause", "reliability"}));
    IssueRow row;
    row.line = map.line();
    TRY(row.system, map.word("system", {"party", "state"}));
    if (map.has("level")) {
        TRY(row.level, map.word("level", {"central", "province", "commune"}));
    }
    TRY(row.bodies, map.texts("body"));
    TRYV(known_bodies(map, bodies, row.bodies));
    TRY(auto types, map.texts("types"));
    TRYV(take_types(map, types, row.types));
    if (types.empty()) return map.wrong("", "thiếu “types” (loại văn bản).");
    TRY(const auto may, map.word("may", {"true", "false"}));
    row.may = may == "true";
    TRY(row.instead, map.text_or("instead", ""));
    if (!row.may && row.instead.empty()) return map.wrong("", "dòng không được ban hành phải nói dùng gì (“instead”).");
    TRY(const auto from, map.date("from"));
    if (!from) return map.wrong("", "thiếu “from” (ngày bắt đầu có hiệu lực).");
    row.from = *from;
    TRY(row.to, map.date("to"));
    TRY(row.clause, map.text("clause"));
    TRY(row.reliability, map.word("reliability", {"A", "B", "C"}));
    return row;
}

Result<SigningRow> load_signing_row(const Yaml& node, const std::string& file,
                                    const std::vector<AuthorityBody>& bodies) {
    TRY(auto map, Mapping::of(node, file, "dòng hình thức ký",
                              {"system", "body", "form", "types", "titles", "may", "why", "clause"}));
    SigningRow row;
    TRY(row.system, map.word("system", {"party", "state"}));
    TRY(row.bodies, map.texts("body"));
    TRYV(known_bodies(map, bodies, row.bodies));
    if (map.has("form")) {
        TRY(row.form, map.word("form", {"tm", "kt", "tl", "tuq", "none"}));
    }
    TRY(auto types, map.texts("types"));
    TRYV(take_types(map, types, row.types));
    TRY(auto titles, map.texts("titles"));
    for (const auto& title : titles) row.titles.push_back(text::canonical(title));
    TRY(const auto may, map.word("may", {"true", "false"}));
    row.may = may == "true";
    TRY(row.why, map.text_or("why", ""));
    if (!row.may && row.why.empty()) return map.wrong("", "dòng không được ký phải nói vì sao (“why”).");
    TRY(row.clause, map.text("clause"));
    return row;
}

const AuthorityBody* body_named(const Authority& table, std::string_view name) {
    const AuthorityBody* best = nullptr;
    std::size_t longest = 0;
    for (const auto& body : table.bodies) {
        for (const auto& word : body.names) {
            if (word.size() > longest && begins(name, word)) {
                best = &body;
                longest = word.size();
            }
        }
    }
    return best;
}

// What names a level; "" = a former one, or none of a body that issues documents.
constexpr std::pair<std::string_view, std::string_view> level_names[] = {{"xã", "commune"},
                                                                         {"phường", "commune"},
                                                                         {"đặc khu", "commune"},
                                                                         {"tỉnh", "province"},
                                                                         {"thành phố", "province"},
                                                                         {"tỉnh ủy", "province"},
                                                                         {"thành ủy", "province"},
                                                                         {"trung ương", "central"},
                                                                         {"bộ", ""},
                                                                         {"huyện", ""},
                                                                         {"quận", ""},
                                                                         {"thị xã", ""},
                                                                         {"khu", ""},
                                                                         {"thôn", ""}};

std::string level_in(std::string_view name) {
    std::size_t first = std::string_view::npos;
    std::string out;
    for (const auto& [word, level] : level_names) {
        if (level.empty()) continue;
        for (auto at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
            const bool whole = (at == 0 || !word_byte(name[at - 1])) &&
                               (at + word.size() == name.size() || !word_byte(name[at + word.size()]));
            if (!whole) continue;
            if (at < first) {
                first = at;
                out = level;
            }
            break;
        }
    }
    return out;
}

}  // namespace

bool begins_level(std::string_view word) {
    return std::ranges::any_of(level_names,
                               [&](const auto& one) { return one.first.substr(0, one.first.find(' ')) == word; });
}

Result<Authority> load_authority(const Yaml& root, const std::string& file) {
    TRY(auto top, Mapping::of(root, file, "tệp thẩm quyền", {"authority"}));
    TRY(auto map, Mapping::of(top.node("authority"), file, "bảng thẩm quyền", {"bodies", "may_issue", "signing"}));
    Authority out;
    TRY(out.bodies, load_bodies(map, file));
    TRY(auto rows, map.list("may_issue"));
    for (const auto& node : rows) {
        TRY(auto row, load_issue_row(node, file, out.bodies));
        for (const auto& other : out.may_issue) {
            if (other.may != row.may && overlap(other, row))
                return schema_error(file, row.line, fmt::format("trái với dòng {} của cùng bảng.", other.line));
        }
        out.may_issue.push_back(std::move(row));
    }
    TRY(auto signing, map.list("signing"));
    for (const auto& node : signing) {
        TRY(auto row, load_signing_row(node, file, out.bodies));
        out.signing.push_back(std::move(row));
    }
    return out;
}

std::string signing_form(const docread::Document& document) {
    if (!document.signer) return "";
    if (!document.signer->form) return document.signer->title || document.signer->name ? "none" : "";
    std::string form;
    for (char c : text::canonical(*document.signer->form)) {
        if (c != '.' && c != '/' && c != ' ') form += c;
    }
    if (form == "tu") return "tuq";
    return form == "tm" || form == "kt" || form == "tl" || form == "tuq" ? form : "none";
}

Issuer issuer_of(const Authority& table, const docread::Document& document, const CheckContext& context) {
    Issuer out;
    out.system = document.system.value_or("");
    const std::string signer_body =
        document.signer && document.signer->body ? text::canonical(*document.signer->body) : "";
    if (document.issuer) {
        out.name = *document.issuer;
        const std::string name = text::canonical(*document.issuer);
        out.level = level_in(name);
        if (const auto* body = body_named(table, name)) {
            out.body = body->id;
            if (out.system.empty()) out.system = body->system;
            if (out.level.empty()) out.level = body->level;  // "Ban Bí thư" names no level
        }
    }
    if (out.system.empty() && context.unit_bloc) {
        if (*context.unit_bloc == "party") out.system = "party";
        if (*context.unit_bloc == "government" || *context.unit_bloc == "elected") out.system = "state";
    }
    if (out.level.empty() && document.parent_body) {
        // "Văn phòng" under "Đảng ủy xã": the level is its parent's.
        const std::string parent = text::canonical(*document.parent_body);
        if (out.body != "party_committee" && out.body != "peoples_committee") out.level = level_in(parent);
    }
    if (out.level.empty() && context.unit_level) out.level = *context.unit_level;
    // Who speaks is said where it is signed: "T/M BAN THƯỜNG VỤ" under the name of the committee.
    if (out.system == "party" && (out.body == "party_committee" || out.body.empty())) {
        const auto* speaks = body_named(table, signer_body);
        if (speaks && (speaks->id == "standing_committee" || speaks->id == "party_cell" || speaks->id == "permanent" ||
                       speaks->id == "party_committee" || speaks->id == "congress")) {
            out.body = speaks->id;
        } else if (out.body == "party_committee") {
            out.committee_or_standing = true;
        }
    }
    if (out.body.empty() && !document.issuer) {
        // A draft without its head: what the signing block or `--as` says.
        if (const auto* body = body_named(table, signer_body); body && body->system == out.system) out.body = body->id;
        if (out.body == "party_committee") out.committee_or_standing = true;
    }
    return out;
}

const IssueRow* issue_row(const Authority& table, const Issuer& issuer, std::string_view body, std::string_view type,
                          base::Date day) {
    for (const auto& row : table.may_issue) {
        if (row.system != issuer.system || !holds(row.types, type)) continue;
        if (!row.level.empty() && row.level != issuer.level) continue;
        if (!any_or_holds(row.bodies, body)) continue;
        if (day < row.from || (row.to && *row.to < day)) continue;
        return &row;
    }
    return nullptr;
}

const SigningRow* signing_row(const Authority& table, const Issuer& issuer, std::string_view form,
                              std::string_view type, std::string_view title) {
    for (const auto& row : table.signing) {
        if (row.system != issuer.system || !any_or_holds(row.bodies, issuer.body)) continue;
        if (!row.form.empty() && row.form != form) continue;
        if (!any_or_holds(row.types, type)) continue;
        if (!row.titles.empty() && std::ranges::none_of(row.titles, [&](const auto& t) { return begins(title, t); }))
            continue;
        return &row;
    }
    return nullptr;
}

}  // namespace sauro::rulebook
