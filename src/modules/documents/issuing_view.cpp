#include "modules/documents/issuing_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/text.hpp"

namespace sauro::documents {

namespace {

std::string_view verb_name(api::Verb verb) { return boost::describe::enum_to_string(verb, "view"); }

void add_times(IssuingView& view, const std::vector<issuing::Stay>& stays, const base::WorkCalendar& calendar,
               base::Millis now) {
    for (const auto& stay : stays) {
        const bool end = stay.step == "released" || stay.step == "recalled" || stay.step == "replaced";
        const auto minutes = end ? 0 : flow::working_minutes(calendar, stay.entered_at, stay.left_at.value_or(now));
        const std::string name(flow::step_name(stay.step));
        view.stays.push_back({stay.step, name, stay.act, stay.entered_at, stay.left_at, minutes});
        if (end) continue;
        const auto known = std::ranges::find(view.totals, stay.step, &StepTotalView::step);
        if (known == view.totals.end())
            view.totals.push_back({stay.step, name, {}, minutes});
        else
            known->minutes += minutes;
    }
    for (auto& total : view.totals) {
        total.text = flow::duration_text(total.minutes);
        view.times_text += fmt::format("{}{} {}", view.times_text.empty() ? "" : "; ", total.name, total.text);
    }
}

Status add_links(IssuingView& view, db::Snapshot& snapshot, const Record& record) {
    const auto add = [&](std::string kind, std::string_view id, const std::string& reason) -> Status {
        TRY(const auto other, store::find(snapshot, record.unit_id, id));
        if (other)
            view.links.push_back({std::move(kind), other->id, other->symbol, other->subject, other->direction, reason});
        return {};
    };
    TRY(const auto link, issuing::link_of(snapshot, record.id));
    if (link) TRYV(add(link->kind, link->of_document_id, link->reason));
    TRY(const auto back, issuing::links_to(snapshot, record.id));
    for (const auto& one : back)
        TRYV(add(one.kind == "replaces" ? "replaced_by" : "corrected_by", one.document_id, one.reason));
    return {};
}

}  // namespace

OpinionView view_of(const issuing::Opinion& o) {
    return {o.id,          o.asked_name,  o.asked_unit_id.has_value(),
            o.question,    o.due,         o.asked_at,
            o.asked_by,    o.stance,      o.answer,
            o.answered_at, o.answered_by, o.recorded};
}

Result<IssuingView> issuing_view(db::Snapshot& snapshot, const Record& record, const Services& services,
                                 const api::Ctx& ctx) {
    IssuingView view;
    view.id = record.id;
    view.version = record.version;
    TRY(auto known, issuing::known_of(snapshot, record, {}));
    view.step = known.step;
    view.step_name = flow::step_name(known.step);
    view.locked = record.direction != "draft" || known.step == "signing" || known.step == "signed";
    view.breached = known.breached;
    view.necessity_needed = known.necessity_needed;
    TRY(const auto stays, issuing::stays_of(snapshot, record.id));
    add_times(view, stays, services.calendar, ctx.now);
    if (known.step == "numbered") known.recipients = 1;  // they are named in the dialog of the release
    for (const auto& fault : known.file) view.file_faults.push_back({fault.code, fault.message, fault.excusable});
    for (const auto& choice :
         flow::choices(known, [&](api::Verb verb) { return api::allowed(ctx.who, verb, ctx.unit.path); })) {
        const auto text = [](const std::string& s) { return s.empty() ? Text() : Text(s); };
        view.acts.push_back({std::string(choice.act->act), std::string(choice.act->label), std::string(choice.act->to),
                             std::string(verb_name(choice.act->verb)), choice.allowed, text(choice.why),
                             text(choice.asks)});
    }
    TRY(const auto necessity, issuing::necessity_of(snapshot, record.id));
    if (necessity) {
        view.necessity = NecessityView{necessity->why,          necessity->adds,        necessity->resources,
                                       necessity->deadline,     necessity->responsible, necessity->waived_by,
                                       necessity->waive_reason, necessity->at,          necessity->actor_name};
    }
    TRY(const auto opinions, issuing::opinions_of(snapshot, record.id));
    for (const auto& one : opinions) view.opinions.push_back(view_of(one));
    TRY(const auto signoffs, issuing::signoffs_of(snapshot, record.id));
    for (const auto& s : signoffs)
        view.signoffs.push_back({s.outcome, s.signer, s.breached, s.reason, s.at, s.recorded_by});
    TRY(const auto answers, issuing::finding_answers(snapshot, record.id));
    for (const auto& a : answers) view.answers.push_back({a.norm, a.quote, a.kind, a.reason, a.at, a.actor_name});
    TRY(const auto receipts, issuing::receipts_of(snapshot, record.id));
    for (const auto& r : receipts) {
        view.receipts.push_back({r.id, r.to_name, r.to_unit_id.has_value(), r.state, r.reason, r.number_text, r.sent_at,
                                 r.at, r.by_name, r.notice, r.notice_at});
    }
    TRYV(add_links(view, snapshot, record));
    TRY(const auto files, issuing::files_of(snapshot, record.id));
    for (const auto& f : files) view.files.push_back({f.seq, f.file, f.at, f.actor_name});
    return view;
}

}  // namespace sauro::documents
