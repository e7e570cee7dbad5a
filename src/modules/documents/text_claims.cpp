#include "modules/documents/text_claims.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/text.hpp"

namespace sauro::documents {
namespace {

// "ủy ban nhân dân xã minh an" -> "minh an" for `kind` "xa".
std::string_view name_behind(std::string_view folded, std::string_view kind) {
    const std::string word = " " + std::string(kind) + " ";
    const auto at = folded.rfind(word);
    return at == std::string_view::npos ? std::string_view() : folded.substr(at + word.size());
}

}  // namespace

std::string other_place(std::string_view issuer, std::string_view unit) {
    const std::string theirs = text::fold(issuer), ours = text::fold(unit);
    for (const std::string_view kind : {"xa", "phuong", "dac khu", "tinh", "thanh pho"}) {
        const auto a = name_behind(theirs, kind), b = name_behind(ours, kind);
        if (a.empty() || b.empty()) continue;
        if (a.starts_with(b) || b.starts_with(a)) return {};
        return fmt::format("Đầu văn bản ghi “{}”, đơn vị đang soạn là “{}”.", issuer, unit);
    }
    return {};
}

std::vector<std::string> differing_claims(const TextClaims& claims, const Record& record, std::string_view unit,
                                          std::string_view signer) {
    std::vector<std::string> out;
    if (claims.type && record.document_type && text::canonical(*claims.type) != text::canonical(*record.document_type))
        out.push_back(fmt::format("Dự thảo được ghi là “{}”, lời văn là “{}”.", *record.document_type, *claims.type));
    if (claims.system && record.system && *claims.system != *record.system)
        out.push_back(*claims.system == "party" ? "Đơn vị lấy số của Nhà nước, lời văn mang thể thức của Đảng."
                                                : "Đơn vị lấy số của Đảng, lời văn mang thể thức của Nhà nước.");
    if (claims.issuer) {
        if (auto place = other_place(*claims.issuer, unit); !place.empty()) out.push_back(std::move(place));
    }
    if (claims.signer && !signer.empty() &&
        text::canonical(*claims.signer) != text::canonical(text::collapse_space(signer)))
        out.push_back(fmt::format("Lời văn ghi người ký là “{}”, sổ ghi “{}”.", *claims.signer, signer));
    return out;
}

}  // namespace sauro::documents
