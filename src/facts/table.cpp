#include "facts/fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

#include "base/id.hpp"
#include "base/time.hpp"

namespace sauro::facts {
namespace {

const db::Value& at(const Record& record, std::string_view key) {
    static const db::Value nothing;
    const auto found = record.find(key);
    return found == record.end() ? nothing : found->second;
}

std::string text_of(const db::Value& value) {
    const auto* text = std::get_if<std::string>(&static_cast<const db::Value::Base&>(value));
    return text == nullptr ? std::string() : *text;
}

bool is_null(const db::Value& value) {
    return std::holds_alternative<db::Null>(static_cast<const db::Value::Base&>(value));
}

// SQL texts made once per kind, so that the database's cache of prepared statements always sees the same ones.
class TableStore {
  public:
    TableStore(TableSpec spec, AfterInsert after) : spec_(std::move(spec)), after_(std::move(after)) {
        std::vector<std::string> names{"id", "external_id"};
        if (spec_.by_content) names.emplace_back("content_key");
        std::vector<std::string> own;
        for (const auto& column : spec_.columns) own.push_back(column.column);
        names.insert(names.end(), own.begin(), own.end());
        names.emplace_back("sample");
        names.emplace_back("created_at");
        const std::vector<std::string> marks(names.size(), "?");
        insert_ = fmt::format("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING", spec_.table,
                              fmt::join(names, ", "), fmt::join(marks, ", "));
        select_ = fmt::format("SELECT {} FROM {} WHERE ", fmt::join(own, ", "), spec_.table);
    }

    Result<Kind::Stored> operator()(db::Tx& tx, const Record& record) const {
        const std::string id = base::uuid7();
        std::vector<db::Value> values{id, at(record, "id")};
        if (spec_.by_content) values.push_back(at(record, content_key));
        const std::size_t first = values.size();
        for (const auto& column : spec_.columns) {
            const auto& given = at(record, column.field);
            if (column.lookup.empty() || is_null(given)) {
                values.push_back(given);
                continue;
            }
            TRY(auto found, tx.one(column.lookup, {given}, [](const db::Row& row) { return row.str(0); }));
            if (!found) return unknown_reference(column.field, column.refers, text_of(given));
            values.emplace_back(*std::move(found));
        }
        values.push_back(is_null(at(record, sample_key)) ? db::Value(0) : at(record, sample_key));
        values.emplace_back(base::now_ms());
        TRY(const auto changed, tx.execute(insert_, db::Params(values)));
        if (changed == 0) return compare(tx, record, std::span(values).subspan(first, spec_.columns.size()));
        if (after_) TRYV(after_(tx, id, record));
        return Kind::Stored::created;
    }

  private:
    // A row of the same id, content or natural key stands already: the same content is harmless, another one is
    // refused.
    Result<Kind::Stored> compare(db::Tx& tx, const Record& record, std::span<const db::Value> wanted) const {
        TRY(auto differs, difference(tx, "external_id = ?", {at(record, "id")}, wanted));
        if (!differs && spec_.by_content) {
            TRY(auto by_content, difference(tx, "content_key = ?", {at(record, content_key)}, wanted));
            differs = std::move(by_content);
        }
        if (!differs && !spec_.natural_key.empty()) {
            std::vector<std::string> parts;
            std::vector<db::Value> keys;
            for (std::size_t i = 0; i < spec_.columns.size(); ++i) {
                if (std::ranges::find(spec_.natural_key, spec_.columns[i].column) == spec_.natural_key.end()) continue;
                parts.push_back(spec_.columns[i].column + " = ?");
                keys.push_back(wanted[i]);
            }
            TRY(auto by_key, difference(tx, fmt::format("{}", fmt::join(parts, " AND ")), keys, wanted));
            differs = std::move(by_key);
        }
        if (!differs) return fail_internal("fact.lost", spec_.table + ": a conflict without a row");
        if (differs->empty()) return Kind::Stored::unchanged;
        std::string shown = text_of(at(record, "id"));
        if (shown.empty()) shown = text_of(at(record, spec_.columns.front().field));
        return duplicate(spec_.kind, shown, *differs);
    }

    // nullopt: no such row; "": the same; else the first field that differs.
    Result<std::optional<std::string>> difference(db::Tx& tx, std::string_view where, std::vector<db::Value> keys,
                                                  std::span<const db::Value> wanted) const {
        if (std::ranges::any_of(keys, is_null)) return std::optional<std::string>();
        std::optional<std::string> answer;
        TRYV(tx.query(select_ + std::string(where), db::Params(keys), [&](const db::Row& row) {
            answer.emplace();
            for (std::size_t i = 0; i < wanted.size() && answer->empty(); ++i) {
                const db::Value stands = row.value(i);
                if (!(static_cast<const db::Value::Base&>(stands) == static_cast<const db::Value::Base&>(wanted[i])))
                    *answer = spec_.columns[i].field;
            }
            return false;
        }));
        return answer;
    }

    TableSpec spec_;
    AfterInsert after_;
    std::string insert_, select_;
};

// Every word the column of such a field can hold.
std::vector<std::string> words_of(const Field& field) {
    std::vector<std::string> out = field.one_of;
    if (!field.null_means.empty()) out.push_back(field.null_means);
    return out;
}

}  // namespace

std::string text_of(const Record& record, std::string_view key) {
    const auto found = record.find(key);
    if (found == record.end()) return {};
    const auto* text = std::get_if<std::string>(&static_cast<const db::Value::Base&>(found->second));
    return text == nullptr ? std::string() : *text;
}

const std::vector<std::string>& levels() {
    static const std::vector<std::string> words{"central", "province", "commune"};
    return words;
}
const std::vector<std::string>& blocs() {
    static const std::vector<std::string> words{"party", "government", "elected", "mass"};
    return words;
}

View with_words(View view, const Kind& kind) {
    const auto fill = [&](const std::string& name, const Field& field) {
        const auto column = std::ranges::find(view.columns, name, &View::Column::name);
        if (column != view.columns.end() && column->one_of.empty()) column->one_of = words_of(field);
    };
    for (const auto& field : kind.fields) {
        fill(field.name, field);
        for (const auto& member : field.members) fill(field.name + "_" + member.name, member);
    }
    return view;
}

View unit_view(std::string name, std::vector<View::Column> own) {
    View view{std::move(name), {}, "unit", "area", "date"};
    view.columns = {{"id", Type::text, "mã của dữ kiện"},
                    {"unit", Type::text, "mã đơn vị"},
                    {"unit_path", Type::text, "đường dẫn của đơn vị trong cây"},
                    {"area", Type::text, "mã địa bàn"},
                    {"level", Type::text, "cấp của đơn vị", levels()},
                    {"bloc", Type::text, "khối của đơn vị", blocs()},
                    {"area_merged", Type::boolean, "địa bàn hình thành do sáp nhập"},
                    {"date", Type::date, "ngày tính"},
                    {"sample", Type::boolean, "số liệu minh họa"}};
    std::ranges::move(own, std::back_inserter(view.columns));
    return view;
}

std::function<Result<Kind::Stored>(db::Tx&, const Record&)> table_store(TableSpec spec, AfterInsert after) {
    return [store = std::make_shared<const TableStore>(std::move(spec), std::move(after))](
               db::Tx& tx, const Record& record) { return (*store)(tx, record); };
}

Kind table_kind(TableKind spec) {
    TableSpec table{spec.name, spec.table, {}, false, std::move(spec.natural_key)};
    table.by_content = std::ranges::none_of(spec.fields, [](const Field& f) { return f.name == "id" && f.required; });
    for (const auto& field : spec.fields) {
        if (field.name == "id") continue;
        const bool refers = !field.refers.empty() && field.type == Type::text;
        const auto named = spec.columns.find(field.name);
        std::string column = named != spec.columns.end() ? named->second : field.name + (refers ? "_id" : "");
        if (!refers) {
            table.columns.push_back({field.name, std::move(column)});
        } else if (field.refers == "unit") {
            table.columns.push_back(unit_column(field.name, std::move(column)));
        } else {
            table.columns.push_back(
                {field.name, std::move(column),
                 fmt::format("SELECT id FROM {} WHERE external_id = ?", spec.references.at(field.refers)),
                 field.refers});
        }
    }
    return {std::move(spec.name), std::move(spec.fields), table_store(std::move(table), std::move(spec.after))};
}

View kind_view(std::string name, const Kind& kind, std::vector<View::Column> more) {
    std::vector<View::Column> own;
    for (const auto& field : kind.fields) {
        if (field.type == Type::list || field.name == "id" || field.name == "unit" || field.name == "date") continue;
        // Words of SQL, and names that every view gives to the unit's own area and level.
        static const std::map<std::string_view, const char*> taken{
            {"from", "from_unit"}, {"to", "to_unit"}, {"by", "by_unit"}, {"area", "place"}, {"level", "of_level"}};
        const auto other = taken.find(field.name);
        own.push_back({other == taken.end() ? field.name : other->second, field.type, field.note, words_of(field)});
    }
    std::ranges::move(more, std::back_inserter(own));
    return unit_view(std::move(name), std::move(own));
}

}  // namespace sauro::facts
