// What the words of a draft say it is, beside what its record says: a paper copied from a neighbour keeps his name, a
// kế hoạch recorded as a thông báo takes the wrong number.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "modules/documents/service.hpp"

namespace sauro::documents {

struct TextClaims {
    Text type, system, issuer, signer;  // as the reader finds them in the words; absent: they do not say
};

// "Đầu văn bản ghi “Ủy ban nhân dân xã Thạch Bình”, đơn vị đang soạn là “…”": names of two communes or two provinces;
// "" when they agree or one of them names none.
std::string other_place(std::string_view issuer, std::string_view unit);

// A sentence each, for people; empty when nothing differs. `signer`: who is to stand in the register.
std::vector<std::string> differing_claims(const TextClaims&, const Record&, std::string_view unit,
                                          std::string_view signer);

}  // namespace sauro::documents
