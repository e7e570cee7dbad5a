#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents {

namespace {

struct RegistersIn {
    std::optional<int> year;
};
BOOST_DESCRIBE_STRUCT(RegistersIn, (), (year))
struct CancelledNumber {
    std::int64_t number = 0;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(CancelledNumber, (), (number, reason))
struct Gap {
    std::int64_t number = 0;
    Text explanation;
};
BOOST_DESCRIBE_STRUCT(Gap, (), (number, explanation))
struct RegisterOut {
    std::string id, direction, book, book_name, kind, period;
    std::int64_t last_number = 0, next_number = 1;
    std::vector<std::int64_t> reserved;
    std::vector<CancelledNumber> cancelled;
    std::vector<Gap> gaps;
};
BOOST_DESCRIBE_STRUCT(RegisterOut, (),
                      (id, direction, book, book_name, kind, period, last_number, next_number, reserved, cancelled,
                       gaps))
struct RegistersOut {
    std::vector<RegisterOut> items;
};
BOOST_DESCRIBE_STRUCT(RegistersOut, (), (items))

struct OpenIn {
    std::string direction;
    Text document_type, system, book;
    std::optional<base::Date> date;  // a day of the book's period; today when absent
};
BOOST_DESCRIBE_STRUCT(OpenIn, (), (direction, document_type, system, book, date))
struct ReserveIn {
    std::string id;
    std::int64_t count = 0;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReserveIn, (), (id, count, reason))
struct ReserveOut {
    std::vector<std::int64_t> numbers;
};
BOOST_DESCRIBE_STRUCT(ReserveOut, (), (numbers))
struct CancelIn {
    std::string id;
    std::int64_t number = 0;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(CancelIn, (), (id, number, reason))
struct ExplainIn {
    std::string id;
    std::int64_t number = 0;
    std::string explanation;
};
BOOST_DESCRIBE_STRUCT(ExplainIn, (), (id, number, explanation))

Result<RegisterOut> describe(db::Snapshot& snapshot, const store::Register& book) {
    constexpr int most = 1000;
    RegisterOut out{book.id,
                    book.direction,
                    book.book,
                    book_name(book.direction, book.book, book.kind),
                    book.kind,
                    book.period,
                    book.next_number - 1,
                    book.next_number,
                    {},
                    {},
                    {}};
    TRY(const auto missing, store::numbers_without_document(snapshot, book, most));
    if (missing.empty()) return out;
    TRY(const auto events, store::number_events(snapshot, book.id, missing.front(), missing.back()));
    std::map<std::int64_t, store::NumberEvent> last;
    for (const auto& event : events) last.insert_or_assign(event.number, event);
    for (const auto number : missing) {
        const auto at = last.find(number);
        if (at == last.end()) {
            out.gaps.push_back({number, {}});
        } else if (at->second.event == "reserve") {
            out.reserved.push_back(number);
        } else if (at->second.event == "cancel") {
            out.cancelled.push_back({number, at->second.reason});
        } else {
            out.gaps.push_back({number, at->second.reason});
        }
    }
    return out;
}

Result<RegistersOut> list_registers(api::Ctx& ctx, const RegistersIn& in, db::Snapshot& snapshot) {
    RegistersOut out;
    TRY(const auto books, store::registers_of(snapshot, ctx.unit.id, in.year));
    for (const auto& book : books) {
        TRY(auto described, describe(snapshot, book));
        out.items.push_back(std::move(described));
    }
    return out;
}

// A book before its first document, so that numbers can be reserved in it.
Result<RegisterOut> open_register(api::Ctx& ctx, const OpenIn& in, db::Tx& tx) {
    TRY(const auto desk, desk_of(ctx, tx));
    const auto day = in.date.value_or(ctx.today());
    BookKey key;
    if (in.direction == "in") {
        key = incoming_book(desk.unit.bloc, day);
    } else {
        const std::string system = in.system.value_or(desk.unit.bloc == "party" ? "party" : "state");
        const auto* type = find_type(system, in.document_type.value_or(system == "state" ? "công văn" : ""));
        if (type == nullptr) {
            return fail(ErrorKind::invalid, "document.type_needed",
                        "Chưa chọn đúng tên loại văn bản: sổ của Đảng mở theo từng tên loại.",
                        "Choose the document type of the book.");
        }
        TRY(const auto settings, store::settings_of(tx, desk.unit));
        TRY(key, outgoing_book(*type, day, in.book.value_or(""), settings.term));
    }
    TRY(const auto opened, store::take_numbers(tx, desk.unit.id, key, 0, ctx.now));
    TRY(const auto book, store::find_register(tx, desk.unit.id, opened.register_id));
    ctx.audit = {.subject = opened.register_id, .detail = {}, .actor = {}};
    return describe(tx, *book);
}

}  // namespace

void add_register_routes(api::Registry& registry, const Shared&) {
    using api::Verb;
    using http::Method;
    registry.read<RegistersIn, RegistersOut>({Method::get, "/api/v1/units/{unit}/registers", "registers.list",
                                              "Các sổ của đơn vị, số giữ chỗ, số hủy, số trống", Verb::view},
                                             list_registers);
    registry.write<OpenIn, RegisterOut>({Method::post, "/api/v1/units/{unit}/registers", "registers.open",
                                         "Mở một sổ trước khi có văn bản đầu tiên", Verb::register_document},
                                        open_register);
    registry.write<ReserveIn, ReserveOut>(
        {Method::post, "/api/v1/units/{unit}/registers/{id}/reserve", "registers.reserve", "Giữ trước một số lượng số",
         Verb::register_document},
        [](api::Ctx& ctx, const ReserveIn& in, db::Tx& tx) -> Result<ReserveOut> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRY(auto numbers, reserve_numbers(tx, desk, in.id, in.count, in.reason));
            ctx.audit = {.subject = in.id,
                         .detail = fmt::format(R"({{"from":{},"to":{}}})", numbers.front(), numbers.back()),
                         .actor = {}};
            return ReserveOut{std::move(numbers)};
        });
    registry.write<CancelIn, json::Nothing>(
        {Method::post, "/api/v1/units/{unit}/registers/{id}/cancel", "registers.cancel", "Hủy một số, nêu lý do",
         Verb::register_document},
        [](api::Ctx& ctx, const CancelIn& in, db::Tx& tx) -> Result<json::Nothing> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRYV(cancel_number(tx, desk, in.id, in.number, in.reason));
            ctx.audit = {.subject = in.id, .detail = fmt::format(R"({{"number":{}}})", in.number), .actor = {}};
            return json::Nothing{};
        });
    registry.write<ExplainIn, json::Nothing>(
        {Method::post, "/api/v1/units/{unit}/registers/{id}/explain", "registers.explain", "Giải trình một số trống",
         Verb::register_document},
        [](api::Ctx& ctx, const ExplainIn& in, db::Tx& tx) -> Result<json::Nothing> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRYV(explain_number(tx, desk, in.id, in.number, in.explanation));
            ctx.audit = {.subject = in.id, .detail = fmt::format(R"({{"number":{}}})", in.number), .actor = {}};
            return json::Nothing{};
        });
}

}  // namespace sauro::documents
