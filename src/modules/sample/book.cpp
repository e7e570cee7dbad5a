#include "modules/sample/book.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "base/id.hpp"
#include "search/search.hpp"
#include "text/text.hpp"

namespace sauro::sample {
namespace {

constexpr std::string_view term = "2025-2030";
constexpr std::int64_t per_day = 10'000'000;

db::Value or_null(const std::string& text) { return text.empty() ? db::Value() : db::Value(text); }

template <class Date>
db::Value iso_or_null(const std::optional<Date>& date) {
    return date ? db::Value(date->iso()) : db::Value();
}

const std::string& insert_sql() {
    static const std::string sql = [] {
        constexpr std::array<std::string_view, 40> columns{"id",
                                                           "external_id",
                                                           "unit_id",
                                                           "direction",
                                                           "status",
                                                           "version",
                                                           "register_id",
                                                           "register_year",
                                                           "number",
                                                           "code_number",
                                                           "notation",
                                                           "symbol",
                                                           "document_type",
                                                           "date",
                                                           "arrival_date",
                                                           "issuer",
                                                           "subject",
                                                           "signer",
                                                           "signer_title",
                                                           "signing_form",
                                                           "recipients",
                                                           "urgency",
                                                           "pages",
                                                           "copies",
                                                           "due",
                                                           "handler_unit_id",
                                                           "administrative",
                                                           "system",
                                                           "channel",
                                                           "digital",
                                                           "implements",
                                                           "symbol_key",
                                                           "issuer_key",
                                                           "counted_on",
                                                           "sort_key",
                                                           "is_open",
                                                           "created_at",
                                                           "updated_at",
                                                           "created_by",
                                                           "sample"};
        const std::vector<std::string> marks(columns.size(), "?");
        return fmt::format("INSERT INTO documents ({}) VALUES ({})", fmt::join(columns, ", "), fmt::join(marks, ", "));
    }();
    return sql;
}

// As in the documents' own keys: folded, no blanks, no leading zeros.
std::string symbol_key(const std::string& symbol) {
    std::string key;
    for (const char c : text::fold(symbol)) {
        if (static_cast<unsigned char>(c) > ' ') key.push_back(c);
    }
    const auto first = key.find_first_not_of('0');
    return first == std::string::npos ? key : key.substr(first);
}

std::string issuer_key(const std::string& issuer) {
    std::string key;
    for (const auto& syllable : text::folded_syllables(issuer)) {
        key += syllable == "ubnd"   ? "uybannhandan"
               : syllable == "hdnd" ? "hoidongnhandan"
               : syllable == "mttq" ? "mattrantoquoc"
                                    : syllable;
    }
    return key;
}

}  // namespace

std::string_view type_notation(std::string_view type, bool party) {
    if (party && type == "công văn") return "CV";
    if (party && type == "quy định") return "QĐ";  // one sign for decisions and regulations
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> table{{{"nghị quyết", "NQ"},
                                                                                   {"quy định", "QyĐ"},
                                                                                   {"quyết định", "QĐ"},
                                                                                   {"kế hoạch", "KH"},
                                                                                   {"báo cáo", "BC"},
                                                                                   {"thông báo", "TB"},
                                                                                   {"tờ trình", "TTr"},
                                                                                   {"kết luận", "KL"},
                                                                                   {"hướng dẫn", "HD"},
                                                                                   {"giấy mời", "GM"}}};
    for (const auto& [name, notation] : table) {
        if (name == type) return notation;
    }
    return "";
}

std::string organ_notation(const Unit& unit) {
    const bool commune = unit.level == "commune";
    if (unit.body == "party_committee") return commune ? "ĐU" : "TU";
    if (unit.body == "party_office") return commune ? "VPĐU" : "VPTU";
    if (unit.body == "organisation_board") return "BTCTU";
    if (unit.body == "inspection_committee") return "UBKTTU";
    if (unit.body == "propaganda_board") return "BTGDVTU";
    if (unit.body == "internal_affairs_board") return "BNCTU";
    if (unit.body == "peoples_committee") return "UBND";
    if (unit.body == "peoples_council") return "HĐND";
    if (unit.body == "office_pc") return commune ? "VP" : "VPUBND";
    if (unit.body == "office_council") return "VPHĐND";
    return "MTTQ";
}

std::string symbol_of(const Unit& unit, std::string_view system, std::string_view type, std::int64_t number) {
    const std::string organ = organ_notation(unit);
    if (system == "party") return fmt::format("{:02}-{}/{}", number, type_notation(type, true), organ);
    if (type != "công văn") return fmt::format("{:02}/{}-{}", number, type_notation(type, false), organ);
    if (unit.body == "front") return fmt::format("{:02}/{}-BTT", number, organ);
    const bool drafted_by_office = unit.body == "peoples_committee" || unit.body == "peoples_council";
    return fmt::format("{:02}/{}{}", number, organ, drafted_by_office ? "-VP" : "");
}

Result<Books::Register*> Books::book(const Unit& unit, const std::string& direction, const std::string& book,
                                     const std::string& kind, const std::string& period, const db::Value& type) {
    auto [found, fresh] = registers_.try_emplace(Key{unit.id, direction, book, period});
    if (fresh) {
        found->second.id = base::uuid7();
        TRYV(world_.tx.execute(
            "INSERT INTO registers (id, unit_id, direction, book, kind, document_type, period, next_number, "
            "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)",
            {found->second.id, unit.id, direction, book, kind, type, period, world_.first.days() * 86'400'000}));
    }
    return &found->second;
}

Status Books::add(const Line& line) {
    const Unit& unit = *line.unit;
    const base::Date day = line.direction == "in" && line.arrival ? *line.arrival : line.date;
    std::string symbol = line.given_symbol;
    db::Value register_id, number;
    std::int64_t position = line.position;
    if (line.numbered && line.direction != "draft") {
        const bool party_out = line.direction == "out" && line.system == "party";
        const std::string notation(type_notation(line.document_type, true));
        const std::string period = party_out ? std::string(term) : std::to_string(day.year());
        const std::string name = line.direction == "in" ? "den" : party_out ? notation : "chung";
        const std::string kind = line.direction == "in" ? (unit.bloc == "party" ? "party" : "state")
                                 : party_out            ? "party"
                                                        : "state";
        TRY(auto* const held,
            book(unit, line.direction, name, kind, period, party_out ? db::Value(line.document_type) : db::Value()));
        register_id = held->id;
        position = held->next++;
        number = position;
        if (line.direction == "out") symbol = symbol_of(unit, line.system, line.document_type, position);
    }
    const auto split = symbol.find_first_of(line.system == "party" ? '-' : '/');
    const std::string id = base::uuid7();
    const bool is_open = line.status == "waiting" || line.status == "registered" || line.status == "in_progress" ||
                         line.direction == "draft";
    const std::int64_t at = day.days() * 86'400'000 + 3'600'000;  // eight in the morning, local time
    TRYV(
        world_.tx.execute(insert_sql(), {id,
                                         or_null(line.external_id),
                                         unit.id,
                                         line.direction,
                                         line.status,
                                         1,
                                         register_id,
                                         day.year(),
                                         number,
                                         split == std::string::npos ? db::Value() : db::Value(symbol.substr(0, split)),
                                         split == std::string::npos ? db::Value() : db::Value(symbol.substr(split + 1)),
                                         or_null(symbol),
                                         or_null(line.document_type),
                                         line.direction == "draft" ? db::Value() : db::Value(line.date.iso()),
                                         iso_or_null(line.arrival),
                                         or_null(line.issuer),
                                         line.subject,
                                         or_null(line.signer),
                                         or_null(line.signer_title),
                                         or_null(line.signing_form),
                                         or_null(line.recipients),
                                         line.urgency,
                                         line.pages,
                                         line.direction == "out" ? db::Value(1) : db::Value(),
                                         iso_or_null(line.due),
                                         line.handler == nullptr ? db::Value() : db::Value(line.handler->id),
                                         line.administrative,
                                         or_null(line.system),
                                         or_null(line.channel),
                                         line.digital,
                                         or_null(line.implements),
                                         symbol.empty() ? db::Value() : db::Value(symbol_key(symbol)),
                                         line.issuer.empty() ? db::Value() : db::Value(issuer_key(line.issuer)),
                                         day.iso(),
                                         day.days() * per_day + position,
                                         is_open,
                                         at,
                                         at,
                                         "sample",
                                         1}));
    if (!line.text.empty()) {
        TRYV(world_.tx.execute("INSERT INTO document_texts (document_id, text) VALUES (?, ?)", {id, line.text}));
        if (line.direction != "draft") {
            TRYV(
                world_.tx.execute("INSERT INTO text_numbers (number, document_id, change) SELECT COALESCE(max(number), "
                                  "0) + 1, ?, COALESCE(max(change), 0) + 1 FROM text_numbers",
                                  {id}));
        }
    }
    TRYV(search::put(
        world_.tx,
        {.kind = line.direction == "draft" ? "draft" : "document",
         .id = id,
         .scope = fmt::format("{}.{}/", unit.path, line.direction),  // the register, as modules/documents searches it
         .title = symbol.empty() ? line.subject : symbol + " " + line.subject,
         .body = line.issuer + "\n" + line.text,
         .type = line.document_type,
         .issuer = line.issuer.empty() ? "" : issuer_key(line.issuer),
         .day = line.date.iso()}));
    ++counts_[{unit.id, line.direction, day.year(), line.status}];
    if (line.direction == "out" && line.administrative.value_or(false))
        ++volumes_[{unit.id, day.year(), day.iso().substr(0, 7), line.document_type}];
    return {};
}

Status Books::close() {
    for (const auto& [key, held] : registers_) {
        TRYV(world_.tx.execute("UPDATE registers SET next_number = ? WHERE id = ?", {held.next, held.id}));
    }
    for (const auto& [key, count] : counts_) {
        const auto& [unit, direction, year, status] = key;
        TRYV(world_.tx.execute(
            "INSERT INTO document_counts (unit_id, direction, year, status, count) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (unit_id, direction, year, status) DO UPDATE SET count = document_counts.count + "
            "excluded.count",
            {unit, direction, year, status, count}));
    }
    for (const auto& [key, count] : volumes_) {
        const auto& [unit, year, month, type] = key;
        TRYV(world_.tx.execute(
            "INSERT INTO document_volumes (unit_id, year, month, document_type, count) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (unit_id, month, document_type) DO UPDATE SET count = document_volumes.count + excluded.count",
            {unit, year, month, type, count}));
    }
    return {};
}

}  // namespace sauro::sample
