#include <fmt/format.h>

#include "base/id.hpp"
#include "modules/documents/dated.hpp"
#include "modules/documents/store.hpp"
#include "modules/documents/store_row.hpp"

namespace sauro::documents::store {

namespace {

constexpr std::string_view kRegisterColumns = "id, unit_id, direction, book, kind, period, document_type, next_number";

Register register_of(const db::Row& row) {
    return {row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5), row.opt_text(6), row.integer(7)};
}

}  // namespace

Result<Taken> take_numbers(db::Tx& tx, std::string_view unit_id, const BookKey& key, std::int64_t count,
                           std::int64_t now) {
    // The counter row is changed first and stays locked to the end of the write: nobody else sees these numbers, and
    // they come back when the write fails.
    constexpr std::string_view take =
        "UPDATE registers SET next_number = next_number + ? WHERE unit_id = ? AND direction = ? AND book = ? AND "
        "period = ? RETURNING id, next_number";
    std::optional<Taken> taken;
    const auto once = [&]() -> Status {
        return tx.query(take, {count, unit_id, key.direction, key.book, key.period}, [&](const db::Row& row) {
            taken = Taken{row.str(0), row.integer(1) - count};
            return true;
        });
    };
    TRYV(once());
    if (!taken) {
        TRYV(tx.execute(
            "INSERT INTO registers (id, unit_id, direction, book, kind, document_type, period, next_number, "
            "created_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT (unit_id, direction, book, period) DO NOTHING",
            {base::uuid7(), unit_id, key.direction, key.book, key.kind, key.document_type, key.period, now}));
        TRYV(once());
    }
    if (!taken) return fail_internal("register.take", "the register row is missing after it was made");
    return *taken;
}

Result<std::optional<Register>> find_register(db::Snapshot& snapshot, std::string_view unit_id,
                                              std::string_view register_id) {
    return snapshot.one(fmt::format("SELECT {} FROM registers WHERE id = ? AND unit_id = ?", kRegisterColumns),
                        {register_id, unit_id}, register_of);
}

Result<std::optional<Register>> find_book(db::Snapshot& snapshot, std::string_view unit_id, const BookKey& key) {
    return snapshot.one(
        fmt::format("SELECT {} FROM registers WHERE unit_id = ? AND direction = ? AND book = ? AND period = ?",
                    kRegisterColumns),
        {unit_id, key.direction, key.book, key.period}, register_of);
}

Result<std::vector<Register>> registers_of(db::Snapshot& snapshot, std::string_view unit_id, std::optional<int> year) {
    TRY(auto all,
        snapshot.all(fmt::format("SELECT {} FROM registers WHERE unit_id = ? ORDER BY direction, book, period",
                                 kRegisterColumns),
                     {unit_id}, register_of));
    if (year) {
        // A year, or a term that covers it.
        const auto wanted = std::to_string(*year);
        std::erase_if(all, [&](const Register& r) {
            return r.period.size() == 9 ? wanted < r.period.substr(0, 4) || wanted > r.period.substr(5)
                                        : r.period != wanted;
        });
    }
    return all;
}

Result<std::optional<Record>> at_number(db::Snapshot& snapshot, std::string_view register_id, std::int64_t number) {
    return snapshot.one("SELECT " + record_columns() + " FROM documents d WHERE d.register_id = ? AND d.number = ?",
                        {register_id, number}, record_of);
}

Result<Neighbours> neighbours(db::Snapshot& snapshot, std::string_view register_id, std::int64_t number) {
    const auto one = [&](std::string_view side) {
        return snapshot.one("SELECT " + record_columns() + " FROM documents d WHERE d.register_id = ? AND d.number " +
                                std::string(side) + " LIMIT 1",
                            {register_id, number}, record_of);
    };
    Neighbours out;
    TRY(out.before, one("< ? ORDER BY d.number DESC"));
    TRY(out.after, one("> ? ORDER BY d.number"));
    return out;
}

Status add_number_event(db::Tx& tx, std::string_view register_id, const NumberEvent& event) {
    TRYV(
        tx.execute("INSERT INTO number_events (id, register_id, number, event, reason, actor, actor_name, at) VALUES "
                   "(?, ?, ?, ?, ?, ?, ?, ?)",
                   {base::uuid7(), register_id, event.number, event.event, event.reason, event.actor, event.actor_name,
                    event.at}));
    return {};
}

Result<std::vector<NumberEvent>> number_events(db::Snapshot& snapshot, std::string_view register_id, std::int64_t from,
                                               std::int64_t to) {
    return snapshot.all(
        "SELECT number, event, reason, actor, actor_name, at FROM number_events WHERE register_id = ? AND number >= ? "
        "AND number <= ? ORDER BY number, id",
        {register_id, from, to}, [](const db::Row& row) {
            return NumberEvent{row.integer(0), row.str(1), row.str(2), row.str(3), row.str(4), row.integer(5)};
        });
}

Result<std::vector<std::int64_t>> numbers_without_document(db::Snapshot& snapshot, const Register& book, int limit) {
    std::vector<std::int64_t> missing;
    std::int64_t expected = 1;
    const auto room = [&] { return missing.size() < static_cast<std::size_t>(limit); };
    TRYV(snapshot.query("SELECT number FROM documents WHERE register_id = ? AND number IS NOT NULL ORDER BY number",
                        {book.id}, [&](const db::Row& row) {
                            for (; expected < row.integer(0) && room(); ++expected) missing.push_back(expected);
                            expected = row.integer(0) + 1;
                            return room();
                        }));
    for (; expected < book.next_number && room(); ++expected) missing.push_back(expected);
    return missing;
}

Result<std::vector<Record>> lines(db::Snapshot& snapshot, std::string_view register_id, std::int64_t after_number,
                                  int limit) {
    return snapshot.all("SELECT " + record_columns() +
                            " FROM documents d WHERE d.register_id = ? AND d.number > ? ORDER BY d.number LIMIT ?",
                        {register_id, after_number, limit}, record_of);
}

}  // namespace sauro::documents::store
