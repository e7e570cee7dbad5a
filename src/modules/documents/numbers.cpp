#include <fmt/format.h>

#include "modules/documents/issuing.hpp"
#include "modules/documents/rules.hpp"
#include "search/search.hpp"

namespace sauro::documents {

namespace {

constexpr std::int64_t kLargestBlock = 500;

Result<store::Register> book_of(db::Tx& tx, const Desk& desk, std::string_view register_id) {
    TRY(const auto book, store::find_register(tx, desk.unit.id, register_id));
    if (book) return *book;
    return fail(ErrorKind::not_found, "register.not_found", "Không có sổ này trong đơn vị.",
                "No such register in this unit.");
}

Result<std::string> needed_reason(std::string_view given, std::string_view what) {
    auto reason = checked_reason(given);
    if (!reason.empty()) return reason;
    return fail(ErrorKind::invalid, "register.reason", fmt::format("Chưa nêu lý do {}. Lý do được in trong sổ.", what),
                "A reason is needed; it is printed in the book.");
}

Result<Text> last_event(db::Tx& tx, std::string_view register_id, std::int64_t number) {
    TRY(const auto events, store::number_events(tx, register_id, number, number));
    return events.empty() ? Text() : Text(events.back().event);
}

Status out_of_book(const store::Register& book, std::int64_t number) {
    if (number >= 1 && number < book.next_number) return {};
    return fail(ErrorKind::not_found, "register.number_unknown",
                fmt::format("Sổ này chưa có số {}. Số lớn nhất đã cấp là {}.", number, book.next_number - 1),
                fmt::format("Number {} is not in this book yet.", number));
}

}  // namespace

Result<std::vector<std::int64_t>> reserve_numbers(db::Tx& tx, const Desk& desk, std::string_view register_id,
                                                  std::int64_t count, std::string_view why) {
    TRY(const auto reason, needed_reason(why, "giữ số"));
    if (count < 1 || count > kLargestBlock) {
        return fail(ErrorKind::invalid, "register.block", fmt::format("Mỗi lần giữ từ 1 đến {} số.", kLargestBlock),
                    fmt::format("1 to {} numbers at a time.", kLargestBlock));
    }
    TRY(const auto book, book_of(tx, desk, register_id));
    const BookKey key{book.direction, book.book, book.kind, book.period, book.document_type};
    TRY(const auto taken, store::take_numbers(tx, desk.unit.id, key, count, desk.now));
    std::vector<std::int64_t> numbers;
    for (std::int64_t n = taken.first; n < taken.first + count; ++n) {
        TRYV(store::add_number_event(tx, book.id, {n, "reserve", reason, desk.actor.id, desk.actor.name, desk.now}));
        numbers.push_back(n);
    }
    return numbers;
}

Status cancel_number(db::Tx& tx, const Desk& desk, std::string_view register_id, std::int64_t number,
                     std::string_view why) {
    TRY(const auto reason, needed_reason(why, "hủy số"));
    TRY(const auto book, book_of(tx, desk, register_id));
    TRYV(out_of_book(book, number));
    TRY(const auto event, last_event(tx, book.id, number));
    if (event == "cancel") {
        return fail(ErrorKind::conflict, "register.cancelled", fmt::format("Số {:02} đã hủy trước đó.", number),
                    "This number was cancelled before.");
    }
    TRY(const auto held, store::at_number(tx, book.id, number));
    if (held && held->status != "numbered") {
        return fail(
            ErrorKind::conflict, "register.number_used",
            held->direction == "in"
                ? fmt::format("Số đến {:02} đã ghi cho \"{}\". Sửa thông tin của dòng đó thay vì hủy số.", number,
                              held->subject)
                : fmt::format("Văn bản {} đã phát hành. Thu hồi văn bản thay vì hủy số.", held->symbol.value_or("")),
            "The number belongs to a document that is registered or released.");
    }
    std::string printed = reason;
    if (held) {
        printed += fmt::format(" (\"{}\" trở lại dự thảo)", held->subject);
        Record after = *held;
        after.direction = "draft";
        after.status = "editing";
        after.register_id.reset();
        after.number.reset();
        after.symbol.reset();
        after.code_number.reset();
        after.notation.reset();
        after.updated_at = desk.now;
        derive(after, held->created_at);
        TRYV(store::update(tx, *held, after));
        TRYV(issuing::enter(tx, desk, after, "drafting", "cancel_number"));
        TRYV(note_event(tx, desk, after.id, "document.number_cancelled",
                        fmt::format("{}: {}", held->symbol.value_or(""), reason)));
        TRY(const auto text, store::text_of(tx, after.id));
        TRYV(search::remove(tx, "document", after.id));
        TRYV(put_in_search(tx, desk, after, text ? std::string_view(text->text) : std::string_view()));
    }
    return store::add_number_event(tx, book.id, {number, "cancel", printed, desk.actor.id, desk.actor.name, desk.now});
}

Status explain_number(db::Tx& tx, const Desk& desk, std::string_view register_id, std::int64_t number,
                      std::string_view why) {
    TRY(const auto explanation, needed_reason(why, "số trống"));
    TRY(const auto book, book_of(tx, desk, register_id));
    TRYV(out_of_book(book, number));
    TRY(const auto held, store::at_number(tx, book.id, number));
    if (held) {
        return fail(ErrorKind::conflict, "register.number_used",
                    fmt::format("Số {:02} đã ghi cho \"{}\", không phải số trống.", number, held->subject),
                    "This number is not a gap.");
    }
    return store::add_number_event(tx, book.id,
                                   {number, "explain", explanation, desk.actor.id, desk.actor.name, desk.now});
}

}  // namespace sauro::documents
