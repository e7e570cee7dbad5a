#include "api/input.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "text/text.hpp"

namespace sauro::api {
namespace {

// "\r\n" from a text pasted out of a file is a line feed; any other control character has no business in a field.
bool clean(std::string_view in, std::string& out) {
    out.clear();
    out.reserve(in.size());
    bool plain = true;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const auto c = static_cast<unsigned char>(in[i]);
        if (c == '\r' && i + 1 < in.size() && in[i + 1] == '\n') continue;
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return false;
        plain = plain && c < 0x80;
        out += in[i];
    }
    if (!plain) out = text::nfc(out);
    return true;
}

void clean_strings(json::Any& value, const json::Path& at, json::Faults& faults) {
    if (auto* text = value.if_string()) {
        std::string out;
        if (!clean({text->data(), text->size()}, out)) {
            json::detail::fault(
                faults, at, "field.value",
                "Trường này chứa ký tự điều khiển không nhìn thấy được. Gõ lại hoặc dán lại dạng chữ thường.");
        } else if (std::string_view(text->data(), text->size()) != out) {
            text->assign(out.data(), out.size());
        }
    } else if (auto* items = value.if_array()) {
        for (std::size_t i = 0; i < items->size(); ++i)
            clean_strings((*items)[i], json::Path{&at, {}, i, true}, faults);
    } else if (auto* fields = value.if_object()) {
        for (auto& field : *fields) {
            const std::string_view key(field.key().data(), field.key().size());
            clean_strings(field.value(), json::Path{&at, key, 0, false}, faults);
        }
    }
}

Error with_faults(json::Faults faults) { return json::detail::faults_error(std::move(faults)); }

}  // namespace

Result<json::Any> gather_input(const http::Request& request, const json::StructInfo& info, const std::string& unit_id) {
    json::Any whole = boost::json::object{};
    if (!request.body.empty()) {
        TRY(whole, json::parse(request.body));
        if (!whole.is_object()) return whole;  // from_json says what is wrong with it
    }
    auto& fields = whole.as_object();
    json::Faults faults;
    const json::Path root;

    std::map<std::string, std::string, std::less<>> from_path;
    for (const auto& [name, text] : request.params) {
        if (info.find(name) != nullptr) from_path[name] = name == "unit" ? unit_id : text;
    }
    const auto merge = [&](json::Any more, bool must_be_known) {
        for (auto& field : more.as_object()) {
            const std::string_view key(field.key().data(), field.key().size());
            const auto [stands, fresh] = fields.emplace(field.key(), field.value());
            if (!fresh && stands->value() != field.value()) {
                json::detail::fault(
                    faults, json::Path{&root, key, 0, false}, "field.twice",
                    must_be_known
                        ? "Trường này có hai giá trị khác nhau, trong địa chỉ và trong nội dung gửi lên. Chỉ giữ một."
                        : "Trường này khác với giá trị trong đường dẫn. Bỏ nó khỏi nội dung gửi lên.");
            }
        }
    };
    merge(json::from_text_fields(info, from_path), false);
    merge(json::from_text_fields(info, request.query), true);
    clean_strings(whole, root, faults);
    if (!faults.empty()) return std::unexpected(with_faults(std::move(faults)));
    return whole;
}

}  // namespace sauro::api
