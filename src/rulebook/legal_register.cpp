#include "rulebook/legal_register.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <span>
#include <stdexcept>

#include "base/embedded.hpp"
#include "text/text.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> legal_register();
}

namespace sauro::rulebook {
namespace {

constexpr std::string_view header =
    "symbol,type,name,issuer,date,system,effective_from,ended_on,ended_by,relation,source,reliability";
constexpr std::size_t columns = 12;

std::unexpected<Error> wrong_line(std::string_view file, std::size_t line, const std::string& why) {
    return fail(ErrorKind::unreadable, "register.line",
                fmt::format("{}, dòng {}: {}. Sửa dòng đó rồi chạy lại.", file, line, why),
                fmt::format("{}, line {}: the register cannot be read.", file, line));
}

bool split_line(std::string_view line, std::vector<std::string>& fields) {
    std::string field;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            field += '"';
            ++i;
        } else if (c == '"' && (quoted || field.empty())) {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.push_back(std::move(field));
            field.clear();
        } else {
            field += c;
        }
    }
    fields.push_back(std::move(field));
    return !quoted;
}

Result<std::optional<base::Date>> day(const std::string& text, std::string_view file, std::size_t line) {
    if (text.empty()) return std::optional<base::Date>();
    const auto parsed = base::Date::parse_iso(text);
    if (!parsed) return wrong_line(file, line, fmt::format("“{}” không phải ngày dạng 2026-01-31", text));
    return std::optional(*parsed);
}

Status known_relation(const LegalEntry& entry, std::string_view file, std::size_t line) {
    if (entry.symbol.empty()) return wrong_line(file, line, "thiếu số, ký hiệu");
    const bool known = entry.relation.empty() || entry.relation == "replaced" || entry.relation == "repealed" ||
                       entry.relation == "amended";
    if (!known) return wrong_line(file, line, fmt::format("quan hệ lạ “{}”", entry.relation));
    return {};
}

Result<LegalEntry> from_csv(std::string_view file, std::size_t line, std::string_view content) {
    std::vector<std::string> f;
    if (!split_line(content, f)) return wrong_line(file, line, "dấu nháy kép không đóng");
    if (f.size() != columns) return wrong_line(file, line, fmt::format("có {} cột, cần {}", f.size(), columns));
    LegalEntry out;
    out.symbol = f[0];
    out.type = f[1];
    out.name = f[2];
    out.issuer = f[3];
    TRY(out.date, day(f[4], file, line));
    out.system = f[5];
    TRY(out.effective_from, day(f[6], file, line));
    TRY(out.ended_on, day(f[7], file, line));
    out.ended_by = f[8];
    out.relation = f[9];
    out.source = f[10];
    out.reliability = f[11];
    TRYV(known_relation(out, file, line));
    return out;
}

Result<LegalEntry> from_json(std::string_view file, std::size_t line, std::string_view content) {
    boost::system::error_code code;
    const auto value = boost::json::parse(content, code);
    if (code || !value.is_object()) return wrong_line(file, line, "không phải một đối tượng JSON");
    const auto& object = value.get_object();
    const auto word = [&](std::string_view key) -> std::string {
        const auto* found = object.if_contains(key);
        return found && found->is_string() ? std::string(found->get_string()) : std::string();
    };
    LegalEntry out;
    out.symbol = word("symbol");
    out.type = word("document_type");
    out.name = word("subject");
    out.issuer = word("issuer");
    out.system = word("system");
    TRY(out.date, day(word("date"), file, line));
    TRY(out.effective_from, day(word("in_force_from"), file, line));
    TRY(const auto last, day(word("in_force_to"), file, line));
    if (last) out.ended_on = last->plus_days(1);  // the last day is still in force
    TRY(const auto replaced_on, day(word("replaced_on"), file, line));
    if (replaced_on) out.ended_on = replaced_on;
    if (const auto by = word("replaced_by"); !by.empty()) {
        out.ended_by = by;
        out.relation = "replaced";
    } else if (const auto repealed = word("repealed_by"); !repealed.empty()) {
        out.ended_by = repealed;
        out.relation = "repealed";
    } else if (const auto* amended = object.if_contains("amended_by");
               amended && amended->is_array() && !amended->get_array().empty() && !out.ended_on) {
        const auto& first = amended->get_array().front();
        if (first.is_string()) out.ended_by = std::string(first.get_string());
        out.relation = "amended";
    }
    out.source = std::string(file);
    TRYV(known_relation(out, file, line));
    return out;
}

}  // namespace

std::string symbol_key(std::string_view symbol) {
    std::string out;
    for (char c : text::canonical(symbol)) {
        if (c != ' ' && c != '\t' && c != '\n' && !(c == '0' && out.empty())) out += c;
    }
    return out;
}

void LegalRegister::add(LegalEntry entry) {
    entry.symbol = text::nfc(entry.symbol);
    const std::string key = symbol_key(entry.symbol);
    if (text::canonical(entry.type) == "luật" && !entry.name.empty()) {
        auto& keys = names_[text::canonical(entry.name)];
        if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    }
    entries_.insert_or_assign(key, std::move(entry));
}

Status LegalRegister::add_file(std::string_view file, std::string_view content) {
    if (!text::is_utf8(content)) return wrong_line(file, 1, "tệp không phải UTF-8");
    if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
    std::vector<LegalEntry> read;
    bool headed = false;
    for (std::size_t line = 1; !content.empty(); ++line) {
        const std::size_t end = std::min(content.find('\n'), content.size());
        std::string_view row = content.substr(0, end);
        content.remove_prefix(std::min(end + 1, content.size()));
        if (row.ends_with('\r')) row.remove_suffix(1);
        if (row.empty()) continue;
        if (row.starts_with('{')) {
            TRY(auto entry, from_json(file, line, row));
            read.push_back(std::move(entry));
            continue;
        }
        if (!headed) {
            if (row != header) return wrong_line(file, line, fmt::format("cần đúng các cột {}", header));
            headed = true;
            continue;
        }
        TRY(auto entry, from_csv(file, line, row));
        read.push_back(std::move(entry));
    }
    for (auto& entry : read) add(std::move(entry));
    return {};
}

const LegalEntry* LegalRegister::find(std::string_view symbol) const {
    const auto found = entries_.find(symbol_key(symbol));
    return found == entries_.end() ? nullptr : &found->second;
}

std::vector<const LegalEntry*> LegalRegister::named(std::string_view canonical_name) const {
    std::vector<const LegalEntry*> out;
    const auto found = names_.find(canonical_name);
    if (found == names_.end()) return out;
    for (const auto& key : found->second) out.push_back(&entries_.find(key)->second);
    return out;
}

const LegalRegister& LegalRegister::shipped() {
    static const LegalRegister built = [] {
        LegalRegister out;
        for (const auto& file : embedded::legal_register()) {
            // Part of the program: a wrong line is a fault of the build, and the tests read it.
            if (auto added = out.add_file(file.name, file.content); !added)
                throw std::runtime_error(added.error().message);
        }
        return out;
    }();
    return built;
}

}  // namespace sauro::rulebook
