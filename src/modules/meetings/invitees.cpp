// Bodies that a list names by code or by name.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_map>

#include "base/number.hpp"
#include "modules/meetings/service.hpp"
#include "modules/meetings/table_rows.hpp"

namespace sauro::meetings {
namespace {

// The bodies in the convenor's reach by name; "" where two share it.
using ByName = std::unordered_map<std::string, std::string>;
Result<ByName> names_below(db::Snapshot& snapshot, const api::Ctx& ctx) {
    std::string end = ctx.unit.path;
    end.back() = '0';  // paths end with '/', the next character closes the range
    ByName out;
    TRYV(snapshot.query("SELECT name, code FROM units WHERE path >= ? AND path < ?", {ctx.unit.path, end},
                        [&](const db::Row& row) {
                            const auto [at, fresh] = out.emplace(plain(row.text(0)), row.str(1));
                            if (!fresh) at->second.clear();
                            return true;
                        }));
    return out;
}

// Puts the code where a name was said. What is no code and no name of one body stays as it is.
class Namer {
  public:
    static Result<Namer> of(db::Snapshot& snapshot, const api::Ctx& ctx, const std::vector<std::string>& said) {
        Namer out;
        TRY(out.known_, store::known_units(snapshot, said));
        if (out.known_.size() < said.size()) {
            TRY(out.names_, names_below(snapshot, ctx));
        }
        return out;
    }
    const store::Known* known(const std::string& code) const {
        const auto at = std::ranges::lower_bound(known_, code, {}, &store::Known::code);
        return at != known_.end() && at->code == code ? &*at : nullptr;
    }
    std::string code_of(const std::string& said) const {
        if (known(said) != nullptr) return said;
        const auto at = names_.find(plain(said));
        return at == names_.end() || at->second.empty() ? said : at->second;
    }
    bool shared(const std::string& said) const {
        const auto at = names_.find(plain(said));
        return at != names_.end() && at->second.empty();
    }

  private:
    std::vector<store::Known> known_;
    ByName names_;
};

}  // namespace

Status name_invitees(db::Snapshot& snapshot, const api::Ctx& ctx, std::vector<PlanRow>& rows) {
    std::vector<std::string> said;
    for (const auto& row : rows)
        for (const auto& one : row.draft.invited()) said.push_back(one.unit);
    if (said.empty()) return {};
    TRY(const auto namer, Namer::of(snapshot, ctx, said));
    for (auto& row : rows)
        if (row.draft.invitees)
            for (auto& one : *row.draft.invitees) one.unit = namer.code_of(one.unit);
    return {};
}

Result<InviteeList> read_invitees(db::Snapshot& snapshot, const api::Ctx& ctx, const docread::Sheet& sheet) {
    auto rows = invitee_rows(sheet);
    if (rows.size() > most_invitees)
        return fail(ErrorKind::too_large, "meeting.too_many",
                    fmt::format("Danh sách có hơn {} dòng. Tách thành nhiều hội nghị hoặc mời theo đơn vị.",
                                base::vi_number(most_invitees)),
                    "Too many invitees.");
    std::vector<std::string> said;
    for (const auto& row : rows) said.push_back(row.said);
    TRY(const auto namer, Namer::of(snapshot, ctx, said));
    std::vector<std::string> codes;
    for (auto& row : rows) {
        row.invitee.unit = namer.code_of(row.invitee.unit);
        codes.push_back(row.invitee.unit);
    }
    TRY(const auto known, store::known_units(snapshot, codes));
    InviteeList out;
    std::unordered_map<std::string, std::int64_t> lines;
    for (auto& row : rows) {
        const auto refuse = [&](std::string message) {
            out.refused.push_back({row.line, row.said, std::move(message)});
        };
        if (!row.faults.empty()) {
            refuse(fmt::format("{}", fmt::join(row.faults, " ")));
            continue;
        }
        const auto at = std::ranges::lower_bound(known, row.invitee.unit, {}, &store::Known::code);
        const bool ours = at != known.end() && at->code == row.invitee.unit;
        if (ours) {
            row.invitee.name = at->name;
        } else if (!(row.invitee.level && row.invitee.bloc)) {
            refuse(namer.shared(row.said)
                       ? "Nhiều đơn vị cùng tên này. Ghi mã đơn vị."
                       : "Không có đơn vị này trong phạm vi. Ghi mã, hoặc ghi cấp và khối nếu là nơi ngoài hệ thống.");
            continue;
        }
        const auto [line, fresh] = lines.emplace(row.invitee.unit, row.line);
        if (fresh)
            out.items.push_back(std::move(row.invitee));
        else
            refuse(fmt::format("Đã có ở dòng {}.", line->second));
    }
    return out;
}

}  // namespace sauro::meetings
