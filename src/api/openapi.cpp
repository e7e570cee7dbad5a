// OpenAPI 3.1 from the route table. The TypeScript client is generated from it, so a name here is a name there.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "api/registry_impl.hpp"

namespace sauro::api {
namespace {

using boost::json::array;
using boost::json::object;

boost::json::string_view key(std::string_view text) { return {text.data(), text.size()}; }

std::string lower_method(http::Method method) {
    std::string name(http::method_name(method));
    for (char& c : name) c = static_cast<char>(c | 0x20);
    return name;
}

object problem_schema() {
    const object text{{"type", "string"}};
    const object fault{
        {"type", "object"},
        {"properties", object{{"path", object{{"type", "string"}, {"description", "JSON Pointer của trường"}}},
                              {"code", text},
                              {"message", text}}},
        {"required", array{"path", "code", "message"}}};
    return {{"type", "object"},
            {"description", "Lỗi theo RFC 9457; detail là câu cho người dùng, code là mã ổn định"},
            {"properties", object{{"type", text},
                                  {"title", text},
                                  {"status", object{{"type", "integer"}}},
                                  {"code", text},
                                  {"detail", text},
                                  {"detail_en", text},
                                  {"clause", text},
                                  {"fields", object{{"type", "array"}, {"items", fault}}},
                                  {"request_id", text}}},
            {"required", array{"type", "title", "status", "code", "detail", "request_id"}}};
}

object content(std::string_view media, json::Any schema) {
    object by_media;
    by_media.emplace(key(media), object{{"schema", std::move(schema)}});
    return by_media;
}

}  // namespace

json::Any Registry::Impl::openapi() const {
    json::SchemaBook book;
    object paths;
    for (const auto& route : routes) {
        const About& about = route->about;
        const auto names = parameters_of(about.path);
        const auto in_path = [&](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
        const bool has_body =
            about.method != http::Method::get && about.method != http::Method::del && route->way != Erased::Way::upload;

        array parameters;
        for (const std::string& name : names) {
            const json::Member* member = route->in->find(name);
            json::Any schema =
                member != nullptr && name != "unit" ? member->schema(book) : json::Any(object{{"type", "string"}});
            object row{{"name", name}, {"in", "path"}, {"required", true}, {"schema", std::move(schema)}};
            if (name == "unit") row.emplace("description", "Mã hoặc id của đơn vị");
            parameters.push_back(std::move(row));
        }
        object properties;
        array required;
        bool path_members = false;
        for (const json::Member& member : route->in->members) {
            if (in_path(member.name)) {
                path_members = true;
            } else if (!has_body) {
                object row{{"name", key(member.name)},
                           {"in", "query"},
                           {"required", !member.optional},
                           {"schema", member.schema(book)}};
                if (member.kind == json::Kind::list) row.emplace("style", "form"), row.emplace("explode", false);
                parameters.push_back(std::move(row));
            } else {
                properties.emplace(key(member.name), member.schema(book));
                if (!member.optional) required.emplace_back(key(member.name));
            }
        }
        object operation{{"operationId", about.name},
                         {"summary", about.summary},
                         {"tags", array{about.name.substr(0, about.name.find('.'))}}};
        object verb;
        operation.emplace("x-verb", json::to_json(about.verb));
        if (about.method != http::Method::get) {
            parameters.push_back(
                object{{"name", "X-Sauro"}, {"in", "header"}, {"required", true}, {"schema", object{{"const", "1"}}}});
        }
        if (about.method != http::Method::get && route->way != Erased::Way::raw && about.verb != Verb::open &&
            about.verb != Verb::signed_in) {
            parameters.push_back(object{{"name", "Idempotency-Key"},
                                        {"in", "header"},
                                        {"required", false},
                                        {"description",
                                         "Mã chống gửi trùng: gửi lại cùng yêu cầu với cùng mã trong 30 "
                                         "ngày thì nhận lại kết quả cũ, không ghi lần nữa"},
                                        {"schema", object{{"type", "string"}, {"minLength", 16}, {"maxLength", 64}}}});
        }
        if (!parameters.empty()) operation.emplace("parameters", std::move(parameters));
        if (route->way == Erased::Way::upload) {
            operation.emplace("requestBody",
                              object{{"required", true},
                                     {"content", content("application/octet-stream",
                                                         object{{"type", "string"}, {"format", "binary"}})}});
            operation.emplace("x-max-bytes", route->max_bytes);
        } else if (has_body) {
            json::Any schema;
            if (!path_members) {
                schema = book.refer(*route->in);
            } else {
                object made{{"type", "object"}, {"properties", std::move(properties)}};
                if (!required.empty()) made.emplace("required", required);
                made.emplace("additionalProperties", false);
                schema = std::move(made);
            }
            const bool needed = !required.empty();
            operation.emplace("requestBody", object{{"required", needed},
                                                    {"content", content("application/json", std::move(schema))}});
        }
        object good{{"description", "Thành công"}};
        if (route->out_schema != nullptr)
            good.emplace("content", content("application/json", route->out_schema(book)));
        else
            good.emplace("content",
                         content("application/octet-stream", object{{"type", "string"}, {"format", "binary"}}));
        operation.emplace(
            "responses",
            object{{"200", std::move(good)},
                   {"default", object{{"description", "Lỗi"},
                                      {"content", content("application/problem+json",
                                                          object{{"$ref", "#/components/schemas/Problem"}})}}}});
        operation.emplace("security", about.verb == Verb::open ? array{} : array{object{{"session", array{}}}});
        auto& path = paths[about.path];
        if (path.is_null()) path = object{};
        path.as_object().emplace(lower_method(about.method), std::move(operation));
    }
    object schemas = book.take();
    schemas.emplace("Problem", problem_schema());
    return object{
        {"openapi", "3.1.0"},
        {"info",
         object{{"title", "Sáu Rõ"},
                {"version", "1"},
                {"description",
                 "Giao diện lập trình của Sáu Rõ. Mọi thao tác ghi cần tiêu đề X-Sauro: 1 và phiên đăng nhập."}}},
        {"paths", std::move(paths)},
        {"components",
         object{{"schemas", std::move(schemas)},
                {"securitySchemes",
                 object{{"session", object{{"type", "apiKey"}, {"in", "cookie"}, {"name", key(session_cookie)}}}}}}}};
}

}  // namespace sauro::api
