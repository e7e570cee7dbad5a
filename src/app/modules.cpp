#include "app/modules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/app.hpp"
#include "app/local_rules.hpp"
#include "app/today_sources.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/calendar_feed/calendar_feed.hpp"
#include "modules/compare/compare.hpp"
#include "modules/deliveries/deliveries.hpp"
#include "modules/documents/module.hpp"
#include "modules/evaluation/evaluation.hpp"
#include "modules/findings/findings.hpp"
#include "modules/hall/hall.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/record.hpp"
#include "modules/methods/methods.hpp"
#include "modules/overview/overview.hpp"
#include "modules/procedures/procedures.hpp"
#include "modules/recommendations/recommendations.hpp"
#include "modules/reorganisation/reorganisation.hpp"
#include "modules/reports/reports.hpp"
#include "modules/reviews/relations.hpp"
#include "modules/reviews/reviews.hpp"
#include "modules/rules/rules.hpp"
#include "modules/tasks/tasks.hpp"
#include "modules/units/units.hpp"
#include "planning/planning.hpp"
#include "search/search.hpp"
#include "text/text.hpp"

namespace sauro::app {

namespace {

constexpr std::string_view kOwnRegister = "sổ văn bản của đơn vị";

// Warnings of entry by wording, in the shape of the documents module.
Result<std::vector<documents::Duplicate>> alike(const compare::Engine& engine, db::Snapshot& snapshot,
                                                const api::Ctx& ctx, const docread::Document& reading) {
    constexpr int most = 5;
    TRY(const auto found, engine.similar(snapshot, {ctx.who, ctx.unit.level, reading.text, "", "", most}));
    std::vector<documents::Duplicate> out;
    for (const auto& one : found.items) {
        documents::Duplicate warning;
        warning.id = one.id;
        warning.unit = one.unit;
        if (one.number_text) warning.number = std::stoll(*one.number_text);
        warning.symbol = one.symbol;
        warning.subject = one.subject;
        warning.arrival_date = one.date;
        warning.reason = one.verdict == "same" ? "same_text" : one.verdict;
        warning.match_percent = static_cast<int>(100 * one.share_of_this + 0.5);
        out.push_back(std::move(warning));
    }
    return out;
}

// People of the accounts module, in the shape of the findings module.
Result<std::vector<findings::Person>> people_at(db::Snapshot& snapshot, const std::string& unit_id) {
    TRY(auto people, accounts::people_at(snapshot, unit_id));
    std::vector<findings::Person> out;
    for (auto& one : people) out.push_back({std::move(one.id), std::move(one.name), std::move(one.title)});
    return out;
}

Result<std::optional<findings::Person>> person_for(db::Snapshot& snapshot, const std::string& account,
                                                   const std::string& unit_path) {
    TRY(auto one, accounts::person_for(snapshot, account, unit_path));
    if (!one) return std::nullopt;
    return findings::Person{std::move(one->id), std::move(one->name), std::move(one->title)};
}

Result<std::optional<rules::SourceText>> source_text(db::Snapshot& snapshot, const api::Ctx& ctx,
                                                     const std::string& symbol, base::Date issued) {
    TRY(auto found, documents::source_text(snapshot, ctx, symbol, issued));
    if (!found) return std::nullopt;
    return rules::SourceText{std::move(found->document), std::move(found->unit), std::move(found->text)};
}

// Baselines of documents that units declared, through the view of the reports module.
Result<std::map<std::string, std::int64_t>> declared_baselines(db::Snapshot& snapshot, const std::string& path,
                                                               int year) {
    std::map<std::string, std::int64_t> out;
    std::string end = path;
    end.back() = '0';  // paths end with '/', the next character closes the range
    TRYV(
        snapshot.query("SELECT unit, value FROM fact_baselines WHERE unit_path >= ? AND unit_path < ? AND year = ? AND "
                       "measure = 'documents'",
                       {path, end, year}, [&](const db::Row& row) {
                           out.emplace(row.str(0), row.integer(1));
                           return true;
                       }));
    return out;
}

// What a draft repeats of bodies above its unit.
Result<std::vector<documents::Superior>> superiors(const compare::Engine& engine, db::Snapshot& snapshot,
                                                   const api::Ctx& ctx, std::string_view text,
                                                   std::string_view except) {
    constexpr int most = 10;
    TRY(const auto found, engine.similar(snapshot, {ctx.who, ctx.unit.level, text, std::string(except), "", most}));
    std::vector<documents::Superior> out;
    for (const auto& one : found.items) {
        if (one.superior) out.push_back({one.id, one.unit, one.symbol, one.issuer, one.subject, one.share_of_this});
    }
    return out;
}

// "3219/QĐ-UBND", "12-KH/ĐU": every place has one, each year or term; a year in it, or a body of the province or the
// Centre, tells which.
bool given_anew_each_year(const std::string& symbol) {
    static constexpr std::array<std::string_view, 5> everywhere = {"ubnd", "hdnd", "du", "mttq", "cb"};
    const auto key = reviews::symbol_key(symbol);
    const auto last = key.find_last_of("-/");
    const auto organ = last == std::string::npos ? std::string_view() : std::string_view(key).substr(last + 1);
    const bool year = key.find("/20") != std::string::npos || key.find("/19") != std::string::npos;
    return !year && std::ranges::find(everywhere, organ) != everywhere.end();
}

// The documents in force that come with the program, and what registers of the unit and those above it say of these;
// the registers have the last word.
Result<rulebook::LegalRegister> in_force_of(db::Snapshot& snapshot, const std::string& path,
                                            const std::vector<std::string>& symbols) {
    auto legal = rulebook::LegalRegister::shipped();
    TRY(const auto relations, reviews::done_to(snapshot, path, symbols));
    for (const auto& one : relations) {
        const auto* known = legal.find(one.older);
        rulebook::LegalEntry entry = known != nullptr ? *known : rulebook::LegalEntry{};
        const bool whole = one.relation == "replaces" || one.relation == "repeals";
        const bool ends = whole && !one.clause;
        // They come in order of time: the first end stands, and what ended is amended no more.
        if (entry.ended_on && (!ends || entry.source == kOwnRegister)) continue;
        entry.symbol = one.older;
        entry.ended_by = one.newer;
        entry.relation = !ends ? "amended" : one.relation == "replaces" ? "replaced" : "repealed";
        entry.ended_on.reset();
        TRY(const auto since, base::Date::parse_iso(one.date));
        (ends ? entry.ended_on : entry.amended_on) = since;
        if (known == nullptr && !entry.date && entry.issuer.empty()) {
            TRY(const auto paper, reviews::paper_of(snapshot, path, one.older));
            if (paper && paper->date) {
                TRY(entry.date, base::Date::parse_iso(*paper->date));
            }
            if (paper) entry.issuer = paper->issuer.value_or("");
            entry.certain = entry.date || !entry.issuer.empty() || !given_anew_each_year(one.older);
        }
        entry.source = kOwnRegister;
        legal.add(std::move(entry));
    }
    return legal;
}

// Of the documents that a text cites.
Result<rulebook::LegalRegister> documents_in_force(db::Snapshot& snapshot, const std::string& path,
                                                   const docread::Document& document) {
    std::vector<std::string> cited;
    for (const auto& one : document.about) cited.push_back(one.symbol);
    return in_force_of(snapshot, path, cited);
}

// What was replaced or repealed by the day of the conference covers nothing any more.
Status set_ended_apart(db::Snapshot& snapshot, const std::string& path, base::Date day, meetings::Guidance& found) {
    std::vector<std::string> symbols;
    for (const auto& one : found.items)
        if (one.symbol) symbols.push_back(*one.symbol);
    TRY(const auto legal, in_force_of(snapshot, path, symbols));
    for (auto& one : found.items) {
        const auto* entry = one.symbol ? legal.find(*one.symbol) : nullptr;
        if (entry == nullptr || !entry->ended(day)) continue;
        one.relation = entry->relation;
        one.ended_by = entry->ended_by;
        one.ended_on = entry->ended_on->iso();
        found.ended.push_back(one);
    }
    std::erase_if(found.items, [](const auto& one) { return one.relation.has_value(); });
    return {};
}

// Guidance that the registers of the unit and of those above it hold on the subject of a conference: a document of
// guidance whose subject is close, or any whose wording its agenda and papers repeat.
Result<meetings::Guidance> guiding(const compare::Engine& engine, db::Snapshot& snapshot, const api::Ctx& ctx,
                                   const meetings::Subject& subject) {
    constexpr int most = 20;
    constexpr double close = 0.6, copied = 0.3;  // INT-25: from 0.3 on a text is said to repeat another
    constexpr std::size_t least_text = 200;      // bytes; shorter texts share wording by chance
    std::vector<std::string> scopes{ctx.unit.path + ".in/"};
    for (auto slash = ctx.unit.path.find('/'); slash != std::string::npos; slash = ctx.unit.path.find('/', slash + 1)) {
        const std::string above = ctx.unit.path.substr(0, slash + 1);
        if (api::allowed(ctx.who, api::Verb::view, above)) scopes.push_back(above + ".out/");
    }
    meetings::Guidance out;
    std::map<std::string, std::pair<double, std::string>> found;  // id -> share, reason
    const search::Query query{
        .text = "huong dan " + subject.words, .kind = "document", .scopes = scopes, .limit = most};
    if (!subject.words.empty()) {
        TRY(const auto hits, search::find(snapshot, query));
        for (const auto& hit : hits) {
            const double share = meetings::closeness(subject.words, planning::subject_words(hit.title));
            if (share >= close) found[hit.id] = {share, "subject"};
        }
    }
    if (subject.text.size() >= least_text) {
        compare::Question question{ctx.who, ctx.unit.level, subject.text, "", "", most};
        question.least_share = copied;
        TRY(const auto alike, engine.similar(snapshot, question));
        out.complete = alike.complete;
        for (const auto& one : alike.items)
            if (one.share_of_this >= copied) found.try_emplace(one.id, one.share_of_this, "text");
    }
    for (const auto& [id, why] : found) {
        TRY(auto one, snapshot.one("SELECT id, unit_code, direction, subject, symbol, document_type, issuer, date FROM "
                                   "comparable_documents WHERE id = ?",
                                   {id}, [&](const db::Row& row) {
                                       return meetings::Guiding{row.str(0),      row.str(1),      row.str(2),
                                                                row.str(3),      row.opt_text(4), row.opt_text(5),
                                                                row.opt_text(6), row.opt_text(7), why.first,
                                                                why.second};
                                   }));
        if (!one || (one->date && *one->date > subject.day.iso())) continue;
        const bool guides = one->document_type == "hướng dẫn" || text::fold(one->subject).contains("huong dan");
        if (guides || one->reason == "text") out.items.push_back(*std::move(one));
    }
    TRYV(set_ended_apart(snapshot, ctx.unit.path, subject.day, out));
    for (auto* list : {&out.items, &out.ended}) {
        constexpr std::size_t most_shown = 5;
        std::ranges::stable_sort(*list, std::ranges::greater{}, &meetings::Guiding::share);
        if (list->size() > most_shown) list->resize(most_shown);
    }
    return out;
}

// Conferences and tasks as the hall knows them.
Result<std::optional<hall::Conference>> hall_conference(db::Snapshot& snapshot, const std::string& unit_id,
                                                        const std::string& id) {
    TRY(auto found, meetings::find_conference(snapshot, unit_id, id));
    if (!found) return std::nullopt;
    return hall::Conference{
        found->id,    found->code,   found->date,   found->title,           found->type,           found->mode,
        found->chair, found->agenda, found->status, found->planned_minutes, found->actual_minutes, found->delegates};
}

Result<std::vector<hall::Paper>> hall_papers(db::Snapshot& snapshot, const std::string& conference_id) {
    TRY(auto found, meetings::papers_of(snapshot, conference_id));
    std::vector<hall::Paper> out;
    for (auto& one : found) out.push_back({std::move(one.title), std::move(one.text), std::move(one.sent_on)});
    return out;
}

Status hall_speech(db::Tx& tx, const hall::HeldSpeech& speech, base::Millis now) {
    return meetings::add_speech(
        tx,
        {speech.code, speech.conference_id, speech.type, speech.speaker, speech.minutes, speech.text,
         speech.copied_percent, speech.reading_minutes, speech.listed_ideas, speech.kept_reason},
        now);
}

// A task like any other that an office loads: the same checks, the same table.
Status hall_task(const facts::Kind& kind, db::Tx& tx, const hall::Assignment& task) {
    facts::Record record{{"id", task.code}, {"assigner", task.assigner}, {"lead", task.lead},     {"work", task.work},
                         {"due", task.due}, {"source", task.source},     {"clause", task.clause}, {"status", "open"}};
    if (!task.product.empty()) record.emplace("product", task.product);
    if (!task.lead_person.empty()) {
        record.emplace("lead_person", task.lead_person);
        record.emplace("accountable", task.lead_person);
    }
    TRYV(kind.store(tx, record));
    return {};
}

}  // namespace

documents::Services documents_services(const rulebook::Rulebook& book, const base::WorkCalendar& calendar,
                                       const std::shared_ptr<compare::Engine>& engine) {
    return {book,
            calendar,
            {},
            today_sources(),
            [engine](db::Snapshot& snapshot, const api::Ctx& ctx, const docread::Document& reading) {
                return alike(*engine, snapshot, ctx, reading);
            },
            [engine](db::Snapshot& snapshot, const api::Ctx& ctx, std::string_view text, std::string_view except) {
                return superiors(*engine, snapshot, ctx, text, except);
            },
            declared_baselines,
            documents_in_force};
}

std::vector<api::Module> modules(const rulebook::Rulebook& book, const base::WorkCalendar& calendar,
                                 const std::shared_ptr<compare::Engine>& engine,
                                 const std::shared_ptr<const findings::Rules>& rules) {
    std::vector<api::Module> list;
    list.push_back(units::module());
    list.push_back(accounts::module({std::string(version)}));
    list.push_back(documents::module(documents_services(book, calendar, engine)));
    list.push_back(compare::module(engine));
    list.push_back(meetings::module(
        book,
        [engine](db::Snapshot& snapshot, const api::Ctx& ctx, const meetings::Subject& subject) {
            return guiding(*engine, snapshot, ctx, subject);
        },
        calendar));
    list.push_back(calendar_feed::module({accounts::principal}));
    list.push_back(tasks::module());
    list.push_back(hall::module({book, hall_conference, hall_papers, hall_speech, meetings::set_held,
                                 [kind = tasks::module().kinds.front()](db::Tx& tx, const hall::Assignment& task) {
                                     return hall_task(kind, tx, task);
                                 }}));
    list.push_back(reports::module());
    list.push_back(recommendations::module());
    list.push_back(procedures::module());
    list.push_back(methods::module());
    list.push_back(evaluation::module());
    list.push_back(reorganisation::module());
    list.push_back(reviews::module());
    list.push_back(deliveries::module());
    list.push_back(overview::module(book));
    list.push_back(findings::module({rules, people_at, person_for, accounts::owner_path}));
    list.push_back(rules::module(
        {book, source_text, accounts::owner_path,
         [rules](db::Snapshot& snapshot) -> Result<bool> {
             TRY(const auto active, findings::active_rules(snapshot, *rules));
             return active.same;
         },
         [rules](db::Tx& tx, const rulebook::Rulebook& next, const api::Ctx& ctx, bool everything) {
             return findings::activate(tx, *rules, next, ctx.who.account_id, ctx.now,
                                       everything ? findings::Again::everything : findings::Again::below_the_unit);
         }}));
    return list;
}

namespace {

// Those that need nothing to be built.
std::vector<api::Module> fact_modules() {
    return {units::module(),           meetings::module(),   tasks::module(),     reports::module(),
            recommendations::module(), procedures::module(), methods::module(),   evaluation::module(),
            reorganisation::module(),  reviews::module(),    deliveries::module()};
}

}  // namespace

std::vector<facts::View> fact_views() {
    std::vector<facts::View> views = documents::views();
    for (const auto& module : fact_modules()) views.insert(views.end(), module.views.begin(), module.views.end());
    return views;
}

std::vector<facts::Kind> fact_kinds() {
    std::vector<facts::Kind> kinds = documents::kinds();
    for (const auto& module : fact_modules()) kinds.insert(kinds.end(), module.kinds.begin(), module.kinds.end());
    return kinds;
}

Result<rulebook::Rulebook> shipped_rulebook() {
    return rulebook::Rulebook::load(rulebook::embedded_rulebook(), fact_views(), units::calendar());
}

Result<rulebook::Rulebook> rulebook_from(const std::string& folder) {
    return folder.empty() ? shipped_rulebook()
                          : rulebook::Rulebook::load_folder(folder, fact_views(), units::calendar());
}

Result<std::shared_ptr<findings::Rules>> rules_from(const std::string& folder, const std::string& data) {
    auto rules = std::make_shared<findings::Rules>();
    if (folder.empty()) {
        for (const auto& file : rulebook::embedded_rulebook()) rules->files.emplace_back(file.name, file.content);
    } else {
        TRY(rules->files, rulebook::files_of(folder));
    }
    TRY(auto local, local_rule_files(data));
    std::ranges::move(local, std::back_inserter(rules->files));
    rules->load = [](const std::vector<std::pair<std::string, std::string>>& files) {
        std::vector<base::EmbeddedFile> all;
        for (const auto& [name, text] : files) all.push_back({name, text});
        return rulebook::Rulebook::load(all, fact_views(), units::calendar());
    };
    TRY(rules->given, rules->load(rules->files));
    return rules;
}

Error unknown_unit(std::string_view code) {
    Error error{ErrorKind::not_found, "unit.unknown", {}, {}, {}, {}, {}};
    error.message = fmt::format("Không có đơn vị mã “{}”. Tìm mã: sauro unit find.", code);
    error.message_en = fmt::format("No unit \"{}\". Look it up: sauro unit find.", code);
    return error;
}

Result<UnitKind> standard_unit(const std::string& code) {
    if (auto kind = units::standard_unit(code)) return UnitKind{kind->level, kind->bloc};
    return fail(unknown_unit(code));
}

}  // namespace sauro::app
