#include "db/postgres/connection.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <deque>

#include "db/postgres/placeholders.hpp"

namespace sauro::db::postgres {
namespace {

constexpr std::size_t kept_statements = 256;
// Type numbers of the catalogue, fixed for ever (src/include/catalog/pg_type.dat).
constexpr Oid bool_type = 16, int8_type = 20, int2_type = 21, int4_type = 23, oid_type = 26, text_type = 25,
              float4_type = 700, float8_type = 701, numeric_type = 1700;

class AnswerRow final : public Row {
  public:
    void show(const PGresult* answer, int row) { answer_ = answer, row_ = row; }
    std::size_t size() const override { return static_cast<std::size_t>(PQnfields(answer_)); }
    std::string_view name(std::size_t column) const override { return PQfname(answer_, static_cast<int>(column)); }
    bool is_null(std::size_t column) const override {
        return PQgetisnull(answer_, row_, static_cast<int>(column)) != 0;
    }
    std::int64_t integer(std::size_t column) const override {
        const std::string_view cell = text(column);
        std::int64_t n = 0;
        const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), n);
        if (code == std::errc() && end == cell.data() + cell.size()) return n;
        return static_cast<std::int64_t>(real(column));  // "12.0" of a numeric
    }
    double real(std::size_t column) const override {
        const std::string_view cell = text(column);
        double d = 0;
        std::from_chars(cell.data(), cell.data() + cell.size(), d);
        return d;
    }
    std::string_view text(std::size_t column) const override {
        const int at = static_cast<int>(column);
        const std::string_view cell(PQgetvalue(answer_, row_, at),
                                    static_cast<std::size_t>(PQgetlength(answer_, row_, at)));
        if (PQftype(answer_, at) == bool_type && !cell.empty()) return cell == "t" ? "1" : "0";
        return cell;
    }
    Value value(std::size_t column) const override {
        if (is_null(column)) return Null{};
        switch (PQftype(answer_, static_cast<int>(column))) {
            case bool_type:
            case int8_type:
            case int4_type:
            case int2_type:
            case oid_type:
                return integer(column);
            case float4_type:
            case float8_type:
            case numeric_type:
                return real(column);
            default:
                return text(column);
        }
    }

  private:
    const PGresult* answer_ = nullptr;
    int row_ = 0;
};

}  // namespace

// Parameters in the form libpq wants.
struct Connection::Bound {
    std::vector<std::string> texts;
    std::vector<const char*> values;
    std::vector<Oid> types;
    std::string signature;

    Status take(Params params) {
        texts.resize(params.size());
        for (std::size_t i = 0; i < params.size(); ++i) {
            const auto& value = static_cast<const Value::Base&>(params[i]);
            Oid type = 0;  // a null takes the type of its place
            if (const auto* n = std::get_if<std::int64_t>(&value)) {
                type = int8_type;
                texts[i] = fmt::format("{}", *n);
            } else if (const auto* d = std::get_if<double>(&value)) {
                type = float8_type;
                texts[i] = fmt::format("{}", *d);
            } else if (const auto* s = std::get_if<std::string>(&value)) {
                TRYV(check_text(*s));
                type = text_type;
            }
            values.push_back(std::holds_alternative<std::string>(value) ? std::get<std::string>(value).c_str()
                             : type == 0                                ? nullptr
                                                                        : texts[i].c_str());
            types.push_back(type);
            signature += type == 0 ? 'n' : type == int8_type ? 'i' : type == float8_type ? 'd' : 's';
        }
        return {};
    }
};

// Rows as they arrive; in memory only when something else must be asked in between.
class Connection::Stream {
  public:
    explicit Stream(Connection& connection) : connection_(connection) { connection.streams_.push_back(this); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() {
        if (!ended_) connection_.drain();
        connection_.streams_.pop_back();
    }
    Answer next() {
        if (!buffered_.empty()) {
            Answer answer = std::move(buffered_.front());
            buffered_.pop_front();
            return answer;
        }
        if (ended_) return {nullptr, &PQclear};
        Answer answer = connection_.next();
        if (!answer) ended_ = true;
        return answer;
    }
    void take_rest() {
        while (!ended_) {
            Answer answer = connection_.next();
            if (answer)
                buffered_.push_back(std::move(answer));
            else
                ended_ = true;
        }
    }

  private:
    Connection& connection_;
    std::deque<Answer> buffered_;
    bool ended_ = false;
};

Connection::~Connection() { PQfinish(handle_); }

Result<std::unique_ptr<Connection>> Connection::open(const std::string& url) {
    // Explicit keys win over the URL where both stand; keepalives find a dead server in about 30 s.
    const char* keys[] = {"dbname",           "client_encoding", "keepalives_idle",  "keepalives_interval",
                          "keepalives_count", "connect_timeout", "application_name", nullptr};
    const char* values[] = {url.c_str(), "UTF8", "15", "5", "3", "10", "sauro", nullptr};
    std::unique_ptr<Connection> made(new Connection(PQconnectdbParams(keys, values, 1)));
    if (!made->alive()) {
        return fail(Error{ErrorKind::unavailable,
                          "db.away",
                          "Không kết nối được tới máy chủ PostgreSQL. Kiểm tra địa chỉ trong --database, máy chủ có "
                          "đang chạy và tài khoản có được phép vào không.",
                          "Cannot connect to PostgreSQL. Check the address, the server and the account.",
                          {},
                          {},
                          PQerrorMessage(made->handle_)});
    }
    PQsetNoticeProcessor(made->handle_, [](void*, const char*) {}, nullptr);
    return made;
}

Answer Connection::next() { return {PQgetResult(handle_), &PQclear}; }

void Connection::drain() {
    while (next()) {
    }
}

Result<std::string> Connection::prepared(std::string_view sql, const Bound& bound) {
    std::string key = bound.signature;
    key += ' ';
    key += sql;
    if (const auto found = statements_.find(key); found != statements_.end()) {
        found->second.used = ++clock_;
        return found->second.name;
    }
    const Translated translated = translate(sql);
    if (translated.parameters != static_cast<int>(bound.values.size())) {
        return fail_internal("db.parameters", fmt::format("{} parameters given: {}", bound.values.size(), sql));
    }
    std::string name = fmt::format("s{}", ++clock_);
    const Answer answer(PQprepare(handle_, name.c_str(), translated.sql.c_str(), static_cast<int>(bound.types.size()),
                                  bound.types.data()),
                        &PQclear);
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return fail(error_of(answer.get(), sql));
    statements_.emplace(std::move(key), Prepared{name, clock_});
    return name;
}

Status Connection::send(std::string_view sql, Params params, bool single_rows) {
    if (!streams_.empty()) streams_.back()->take_rest();
    Bound bound;
    TRYV(bound.take(params));
    TRY(const std::string name, prepared(sql, bound));
    if (PQsendQueryPrepared(handle_, name.c_str(), static_cast<int>(bound.values.size()), bound.values.data(), nullptr,
                            nullptr, 0) != 1) {
        return fail(error_of(nullptr, sql));
    }
    if (single_rows) PQsetSingleRowMode(handle_);
    return {};
}

Status Connection::query(std::string_view sql, Params params, const Snapshot::EachRow& each) {
    TRYV(send(sql, params, true));
    Stream stream(*this);
    AnswerRow row;
    bool wanted = true;
    std::optional<Error> error;
    while (const Answer answer = stream.next()) {
        const auto status = PQresultStatus(answer.get());
        if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
            if (!error) error = error_of(answer.get(), sql);
            continue;
        }
        for (int i = 0; wanted && i < PQntuples(answer.get()); ++i) {
            row.show(answer.get(), i);
            wanted = each(row);
        }
    }
    if (error) return fail(std::move(*error));
    return {};
}

Result<std::int64_t> Connection::execute(std::string_view sql, Params params) {
    TRYV(send(sql, params, false));
    std::int64_t changed = 0;
    std::optional<Error> error;
    while (const Answer answer = next()) {
        const auto status = PQresultStatus(answer.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
            if (!error) error = error_of(answer.get(), sql);
            continue;
        }
        const std::string_view said = PQcmdStatus(answer.get());
        if (!said.starts_with("SELECT")) changed = std::strtoll(PQcmdTuples(answer.get()), nullptr, 10);
    }
    if (error) return fail(std::move(*error));
    return changed;
}

Result<std::string> Connection::script_value(std::string_view statements) {
    if (!streams_.empty()) streams_.back()->take_rest();
    if (PQsendQuery(handle_, std::string(statements).c_str()) != 1) return fail(error_of(nullptr, statements));
    std::string found;
    std::optional<Error> error;
    while (const Answer answer = next()) {
        const auto status = PQresultStatus(answer.get());
        if (status == PGRES_TUPLES_OK && PQntuples(answer.get()) > 0)
            found = PQgetvalue(answer.get(), 0, 0);
        else if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY && !error)
            error = error_of(answer.get(), statements);
    }
    if (error) return fail(std::move(*error));
    return found;
}

Status Connection::script(std::string_view statements) {
    TRYV(script_value(statements));
    return {};
}

void Connection::forget_extra_statements() {
    while (statements_.size() > kept_statements) {
        auto oldest = statements_.begin();
        for (auto it = statements_.begin(); it != statements_.end(); ++it) {
            if (it->second.used < oldest->second.used) oldest = it;
        }
        best_effort(script("DEALLOCATE " + oldest->second.name));
        statements_.erase(oldest);
    }
}

void Connection::forget_all_statements() {
    statements_.clear();
    best_effort(script("DEALLOCATE ALL"));
}

}  // namespace sauro::db::postgres
