#include "modules/documents/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <utility>

#include "base/id.hpp"
#include "base/number.hpp"
#include "modules/documents/keys.hpp"
#include "search/search.hpp"
#include "text/text.hpp"

namespace sauro::documents {

namespace {

constexpr std::array<std::string_view, 4> kUrgencies = {"thuong", "khan", "thuong_khan", "hoa_toc"};

// Checks one form; collects every fault before answering.
class Form {
  public:
    Form(Record& record, base::Date today) : record_(record), today_(today) {}

    void fault(std::string_view field, std::string_view code, std::string message) {
        faults_.push_back({"/" + std::string(field), std::string(code), std::move(message)});
    }

    // Clean text of at most `most` characters (Decree 30 Annex VI); "" clears the field.
    void text(std::string_view field, const Text& in, Text& out, std::size_t most) {
        if (!in) return;
        if (!text::is_utf8(*in)) return fault(field, "text.encoding", "Chữ không đúng bảng mã Unicode UTF-8.");
        auto clean = text::collapse_space(text::nfc(*in));
        if (clean.size() > most && text::CodepointIndex(clean).size() > most) {
            return fault(field, "text.too_long",
                         fmt::format("Dài quá {} ký tự (Phụ lục VI Nghị định 30/2020/NĐ-CP). Rút gọn lại.",
                                     base::vi_number(most)));
        }
        out = clean.empty() ? std::nullopt : Text(std::move(clean));
    }

    void word(std::string_view field, const Text& in, Text& out, std::initializer_list<std::string_view> allowed) {
        if (!in) return;
        if (std::find(allowed.begin(), allowed.end(), *in) == allowed.end()) {
            return fault(field, "word.unknown",
                         fmt::format("\"{}\" không có trong danh mục. Chọn một giá trị trong danh sách.", *in));
        }
        out = *in;
    }

    void number(std::string_view field, const Number& in, Number& out) {
        if (!in) return;
        if (*in < 0 || *in > 100'000) return fault(field, "number.range", "Số phải từ 0 đến 100.000.");
        out = *in;
    }

    void past_day(std::string_view field, const std::optional<base::Date>& in, Text& out) {
        if (!in) return;
        if (*in > today_) {
            return fault(field, "date.future",
                         fmt::format("Ngày {} chưa đến (hôm nay là {}). Kiểm tra lại ngày ghi trên văn bản.", in->vi(),
                                     today_.vi()));
        }
        if (in->year() < 1930)
            return fault(field, "date.too_old", fmt::format("Ngày {} quá xa. Kiểm tra lại năm.", in->vi()));
        out = in->iso();
    }

    Status done() {
        if (faults_.empty()) return {};
        Error error{.kind = ErrorKind::invalid,
                    .code = "document.fields",
                    .message = {},
                    .message_en = "Some fields are wrong.",
                    .fields = {},
                    .clause = {},
                    .detail = {}};
        error.message = faults_.size() == 1
                            ? faults_.front().message
                            : fmt::format("Có {} ô cần sửa: {}", faults_.size(), faults_.front().message);
        error.fields = std::move(faults_);
        return fail(std::move(error));
    }

    Record& record() { return record_; }

  private:
    Record& record_;
    base::Date today_;
    std::vector<FieldError> faults_;
};

}  // namespace

Status apply_fields(db::Snapshot& snapshot, const Desk& desk, const Fields& in, Record& r) {
    if (in.secrecy) TRYV(refuse_secret(*in.secrecy));
    Form form(r, desk.today());
    form.text("symbol", in.symbol, r.symbol, 60);
    form.text("document_type", in.document_type, r.document_type, 100);
    form.past_day("date", in.date, r.date);
    form.past_day("arrival_date", in.arrival_date, r.arrival_date);
    form.text("issuer", in.issuer, r.issuer, 200);
    if (in.subject) {
        Text subject;
        form.text("subject", in.subject, subject, 500);
        r.subject = subject.value_or("");
    }
    if (r.subject.empty() && r.direction != "draft")
        form.fault("subject", "field.needed", "Chưa có trích yếu. Ghi nội dung chính của văn bản trong một câu.");
    form.text("description", in.description, r.description, 500);
    form.text("signer", in.signer, r.signer, 50);
    form.text("signer_title", in.signer_title, r.signer_title, 100);
    form.text("signing_form", in.signing_form, r.signing_form, 20);
    form.text("to_places", in.to_places, r.to_places, 1000);
    if (in.recipients) {
        std::vector<std::string> clean;
        for (const auto& name : *in.recipients) {
            Text kept;
            form.text("recipients", name, kept, 200);
            if (kept) clean.push_back(std::move(*kept));
        }
        r.recipients = clean.empty() ? Text() : Text(recipients_json(clean));
    }
    Text urgency = r.urgency;
    form.word("urgency", in.urgency, urgency, {kUrgencies[0], kUrgencies[1], kUrgencies[2], kUrgencies[3]});
    r.urgency = *urgency;
    Text language = r.language;
    form.text("language", in.language, language, 30);
    if (language) r.language = *language;
    form.number("pages", in.pages, r.pages);
    form.number("copies", in.copies, r.copies);
    if (in.due) r.due = in.due->iso();
    if (in.handler_unit) {
        if (in.handler_unit->empty()) {
            r.handler_unit_id.reset();
        } else {
            TRY(const auto unit, store::find_unit(snapshot, *in.handler_unit));
            if (unit) {
                r.handler_unit_id = unit->id;
            } else {
                form.fault("handler_unit", "unit.unknown",
                           fmt::format("Không có đơn vị \"{}\". Chọn đơn vị trong danh sách.", *in.handler_unit));
            }
        }
    }
    form.text("handler_name", in.handler_name, r.handler_name, 100);
    form.text("note", in.note, r.note, 1000);
    if (in.administrative) r.administrative = in.administrative;
    if (in.digital) r.digital = in.digital;
    form.word("system", in.system, r.system, {"party", "state"});
    form.word("channel", in.channel, r.channel, {"network", "paper"});
    form.text("implements", in.implements, r.implements, 60);
    form.text("duplicate_reason", in.duplicate_reason, r.duplicate_reason, 500);
    if (r.date && r.arrival_date && *r.date > *r.arrival_date) {
        form.fault("date", "date.after_arrival", "Ngày văn bản sau ngày đến. Kiểm tra lại hai ngày.");
    }
    if (in.symbol) {
        const auto symbol = r.symbol ? parse_symbol(*r.symbol) : std::nullopt;
        r.code_number = symbol ? Text(symbol->number) : Text();
        r.notation = symbol ? Text(symbol->notation) : Text();
        if (symbol && !in.system && !r.system) r.system = symbol->system;
    }
    return form.done();
}

void derive(Record& r, base::Millis draft_started) {
    const auto symbol = symbol_key(r.symbol.value_or(""));
    r.symbol_key = symbol.empty() ? Text() : Text(symbol);
    const auto issuer = issuer_key(r.issuer.value_or(""));
    r.issuer_key = issuer.empty() ? Text() : Text(issuer);
    auto day = base::Date::from_ms(draft_started);
    std::int64_t position = r.number.value_or(0);
    if (r.direction == "draft") {
        constexpr base::Millis zone = 7 * 3600 * 1000, whole_day = 24 * 3600 * 1000;
        position = (draft_started + zone) % whole_day / 10;
    } else {
        const auto& shown = r.direction == "in" && r.arrival_date ? r.arrival_date : r.date;
        if (shown) {
            if (const auto parsed = base::Date::parse_iso(*shown)) day = *parsed;
        }
        if (!r.number && r.code_number) {
            // A book kept elsewhere: the printed number still orders the day.
            if (const auto parsed = parse_symbol(r.symbol.value_or("")); parsed && parsed->ordinal)
                position = *parsed->ordinal;
        }
    }
    r.counted_on = day.iso();
    r.register_year = day.year();
    r.sort_key = sort_key(day, position);
    r.is_open = r.status == "waiting" || r.status == "registered" || r.status == "in_progress" ||
                r.status == "editing" || r.status == "checked";
}

bool may_change(std::string_view status) { return status != "released" && status != "recalled"; }

bool may_follow(std::string_view direction, std::string_view from, std::string_view to) {
    using Step = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Step, 6> in = {{{"waiting", "registered"},
                                                {"registered", "in_progress"},
                                                {"registered", "done"},
                                                {"in_progress", "done"},
                                                {"in_progress", "registered"},
                                                {"done", "in_progress"}}};
    static constexpr std::array<Step, 2> draft = {{{"editing", "checked"}, {"checked", "editing"}}};
    const auto has = [&](const auto& steps) {
        return std::find(steps.begin(), steps.end(), Step{from, to}) != steps.end();
    };
    // What goes out follows the table of flow.hpp: a recall needs its reason.
    return direction == "in" ? has(in) : direction == "draft" && has(draft);
}

Result<store::Taken> number_for(db::Tx& tx, const Desk& desk, const BookKey& key, const Number& reserved) {
    if (!reserved) return store::take_numbers(tx, desk.unit.id, key, 1, desk.now);
    const auto refuse = [&](std::string_view why) {
        return fail(
            ErrorKind::conflict, "register.number_not_reserved",
            fmt::format("Số {} không dùng được: {}. Chọn một số đang giữ chỗ, hoặc để trống để lấy số tiếp theo.",
                        *reserved, why),
            fmt::format("Number {} is not a reserved one.", *reserved));
    };
    TRY(const auto book, store::find_book(tx, desk.unit.id, key));
    if (!book || *reserved < 1 || *reserved >= book->next_number) return refuse("sổ này chưa giữ số đó");
    TRY(const auto taken, store::at_number(tx, book->id, *reserved));
    if (taken) return refuse("số đã ghi cho văn bản khác");
    TRY(const auto events, store::number_events(tx, book->id, *reserved, *reserved));
    if (events.empty()) return refuse("sổ này chưa giữ số đó");
    if (events.back().event != "reserve") return refuse("số đã hủy hoặc đã giải trình");
    return store::Taken{book->id, *reserved};
}

std::string register_scope(std::string_view unit_path, std::string_view direction) {
    return fmt::format("{}.{}/", unit_path, direction);
}

Status put_in_search(db::Tx& tx, const Desk& desk, const Record& r, std::string_view text) {
    // A page of text holds some 3 KB: the first hundred pages of a document are searchable; the rest stands in its
    // file.
    constexpr std::size_t most = 300'000;
    std::string body = r.issuer.value_or("");
    body += '\n';
    if (text.size() > most) {
        std::size_t end = most;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not inside a character
        text = text.substr(0, end);
    }
    body += text;
    const std::string title = r.symbol ? *r.symbol + " " + r.subject : r.subject;
    TRYV(store::note_text_change(tx, r));
    return search::put(tx, {.kind = r.direction == "draft" ? "draft" : "document",
                            .id = r.id,
                            .scope = register_scope(desk.unit.path, r.direction),
                            .title = title,
                            .body = std::move(body),
                            .type = r.document_type.value_or(""),
                            .issuer = r.issuer_key.value_or(""),
                            .day = r.date.value_or("")});
}

Status note_event(db::Tx& tx, const Desk& desk, std::string_view document_id, std::string_view action,
                  std::string detail) {
    return store::add_event(tx, document_id,
                            {desk.now, desk.actor.id, desk.actor.name, std::string(action), std::move(detail)});
}

std::string recipients_json(const std::vector<std::string>& list) {
    boost::json::array names;
    for (const auto& name : list) names.emplace_back(name);
    return boost::json::serialize(names);
}

std::vector<std::string> recipients_list(std::string_view stored) {
    std::vector<std::string> list;
    boost::system::error_code error;
    const auto value = boost::json::parse(stored, error);
    if (error || !value.is_array()) return list;
    for (const auto& name : value.get_array()) {
        if (name.is_string()) list.emplace_back(name.get_string());
    }
    return list;
}

std::string checked_reason(std::string_view text) {
    return text::is_utf8(text) ? text::collapse_space(text::nfc(text)) : std::string();
}

bool says_why(std::string_view reason) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : reason) {
        const bool letter = static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter && !inside) ++words;
        inside = letter;
    }
    return words >= 3;
}

Status refuse_stale(const Record& before, std::int64_t version) {
    if (before.version == version) return {};
    return fail(ErrorKind::conflict, "document.stale",
                "Văn bản này vừa được người khác sửa. Hãy xem bản mới rồi sửa lại phần của mình.",
                "Somebody changed this document meanwhile; look at the new version first.");
}

Status refuse_renumbering(const Record& before, const Record& after) {
    if (!before.register_id) return {};
    const auto year = [](const Text& day) { return day ? day->substr(0, 4) : std::string(); };
    if (before.direction == "in") {
        if (year(before.arrival_date) == year(after.arrival_date)) return {};
        return fail(ErrorKind::conflict, "document.book_year",
                    fmt::format("Số đến {:02} thuộc sổ năm {}; ngày đến phải nằm trong năm đó.",
                                before.number.value_or(0), year(before.arrival_date)),
                    "The arrival number belongs to the book of another year.");
    }
    if (before.symbol == after.symbol && before.document_type == after.document_type &&
        year(before.date) == year(after.date))
        return {};
    return fail(
        ErrorKind::conflict, "document.numbered",
        fmt::format(
            "Văn bản đã lấy số {}: số, ký hiệu, tên loại và năm không đổi được. Hủy số (nêu lý do) rồi lấy số khác.",
            before.symbol.value_or("")),
        "The symbol, type and year of a numbered document are fixed; cancel the number instead.");
}

std::string changed_columns(const Record& before, const Record& after) {
    std::vector<std::string> old;
    const auto shown = [](const auto& member) {
        const db::Value value(member);
        if (const auto* text = std::get_if<std::string>(&value)) return *text;
        if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
        return std::string("\0", 1);
    };
    visit_columns(before, [&](std::string_view, const auto& member) { old.push_back(shown(member)); });
    std::string names;
    std::size_t at = 0;
    visit_columns(after, [&](std::string_view name, const auto& member) {
        const bool derived = name == "version" || name == "updated_at" || name == "sort_key" ||
                             name.ends_with("_key") || name == "is_open" || name == "counted_on";
        if (old[at++] != shown(member) && !derived) names += (names.empty() ? "" : ", ") + std::string(name);
    });
    return names;
}

std::string status_name(std::string_view status) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> names = {
        {{"waiting", "Chờ vào sổ"},
         {"registered", "Đã vào sổ"},
         {"in_progress", "Đang xử lý"},
         {"done", "Đã xử lý"},
         {"numbered", "Đã lấy số"},
         {"released", "Đã phát hành"},
         {"recalled", "Đã thu hồi"},
         {"editing", "Đang soạn"},
         {"checked", "Đã kiểm tra"}}};
    for (const auto& [code, name] : names) {
        if (code == status) return std::string(name);
    }
    return std::string(status);
}

bool reads_well(std::string_view reading_json, std::string_view text) {
    if (text.empty()) return false;
    boost::system::error_code error;
    const auto reading = boost::json::parse(reading_json, error);
    if (error || !reading.is_object()) return false;
    const auto* ocr = reading.get_object().if_contains("ocr");
    const auto* suspect = ocr != nullptr && ocr->is_object() ? ocr->get_object().if_contains("suspect") : nullptr;
    return suspect == nullptr || !suspect->is_bool() || !suspect->get_bool();
}

std::unexpected<Error> no_such_document() {
    return fail(ErrorKind::not_found, "document.not_found",
                "Không có văn bản này trong sổ của đơn vị. Có thể nó thuộc đơn vị khác hoặc đường dẫn đã cũ.",
                "No such document in this unit.");
}

}  // namespace sauro::documents
