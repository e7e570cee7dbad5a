#include "modules/meetings/draft_composition.hpp"

#include <algorithm>

namespace sauro::meetings {
namespace {

using rulebook::Norm;

constexpr std::pair<std::string_view, Flag Marks::*> mark_names[] = {
    {"other_bloc", &Marks::other_bloc},       {"other_role", &Marks::other_role},
    {"out_of_scope", &Marks::out_of_scope},   {"unconcerned", &Marks::unconcerned},
    {"not_in_charge", &Marks::not_in_charge}, {"unrelated", &Marks::unrelated},
    {"other_level", &Marks::other_level},     {"outsiders", &Marks::outsiders}};

Marks marks_of(const Invitee& one, const store::Known* body, const ConferenceDraft& draft, const api::UnitRef& unit) {
    Marks m;
    const Text bloc = one.capacity ? one.capacity : one.bloc ? one.bloc : body ? Text(body->bloc) : Text();
    const Text level = one.level ? one.level : body ? Text(body->level) : Text();
    const bool both_sectors = one.sector && draft.sector;
    const bool same_sector = both_sectors && *one.sector == *draft.sector;
    const bool other_sector = both_sectors && !same_sector;
    const bool own_area = body && (body->area == unit.area || body->area_parent == unit.area);
    if (bloc) m.other_bloc = *bloc != unit.bloc;
    if (one.role) m.other_role = *one.role == "other";
    if (one.in_scope) {
        m.out_of_scope = !*one.in_scope;
    } else if (same_sector) {
        m.out_of_scope = false;
    } else if (body) {
        m.out_of_scope = !(body->path.starts_with(unit.path) || own_area);
    }
    if (one.concerned) m.unconcerned = !*one.concerned;
    if (one.in_charge) m.not_in_charge = !*one.in_charge;
    if (one.concerned == false || other_sector) {
        m.unrelated = true;
    } else if (one.concerned == true || same_sector) {
        m.unrelated = false;
    }
    if (same_sector || (level && *level == unit.level)) {
        m.other_level = false;
    } else if (level) {
        m.other_level = true;
    }
    if ((unit.level != "central" && level && *level == "central") || other_sector ||
        (unit.level == "province" && body && !own_area)) {
        m.outsiders = true;
    } else if (level) {
        m.outsiders = false;
    }
    return m;
}

// Which mark a norm on composition looks at.
Flag Marks::* mark_of(const Norm& norm) {
    for (const auto& [name, mark] : mark_names) {
        if (std::ranges::find(norm.measure, name) != norm.measure.end()) return mark;
        for (const auto& need : norm.required)
            if (need.when.starts_with(name)) return mark;
    }
    return nullptr;
}

}  // namespace

Result<Composition> composition_of(db::Snapshot& snapshot, const api::UnitRef& unit, const ConferenceDraft& draft,
                                   Record record) {
    Composition out;
    std::vector<std::string> codes;
    for (const auto& one : draft.invited()) codes.push_back(one.unit);
    TRY(const auto known, store::known_units(snapshot, codes));
    for (const auto& one : draft.invited()) {
        const auto at = std::ranges::lower_bound(known, one.unit, {}, &store::Known::code);
        const auto* body = at != known.end() && at->code == one.unit ? &*at : nullptr;
        out.invitees.emplace_back(body ? body->name : one.unit, marks_of(one, body, draft, unit));
    }
    if (!draft.invited().empty()) {
        record["invited"] = static_cast<std::int64_t>(draft.invited().size());
        for (const auto& [name, mark] : mark_names) {
            std::int64_t yes = 0, told = 0;
            for (const auto& [who, marks] : out.invitees) {
                told += (marks.*mark).has_value();
                yes += (marks.*mark).value_or(false);
            }
            if (yes > 0 || told == static_cast<std::int64_t>(out.invitees.size())) record[std::string(name)] = yes;
        }
    }
    out.record = std::move(record);
    return out;
}

std::vector<std::string> named_by(const Norm& norm, const Composition& composition) {
    std::vector<std::string> out;
    const auto mark = mark_of(norm);
    if (mark == nullptr) return out;
    for (const auto& [name, marks] : composition.invitees)
        if ((marks.*mark).value_or(false)) out.push_back(name);
    return out;
}

}  // namespace sauro::meetings
