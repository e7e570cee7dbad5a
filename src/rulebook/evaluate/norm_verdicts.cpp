#include "rulebook/evaluate/norm_verdicts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <thread>

#include "rulebook/render.hpp"

namespace sauro::rulebook {
namespace {
constexpr std::size_t facts_shown = 1000;
}

NormVerdicts::NormVerdicts(const Rulebook::Impl& book, const Plan& plan, const EvaluateRequest& request,
                           const Shift* shift)
    : book_(book),
      plan_(plan),
      unit_path_(request.unit_path),
      only_open_(request.only_open),
      window_(window_of(book.norms[plan.norm], request.period, request.as_of)),
      context_{book.norms[plan.norm], plan, window_, book.overlays, book.calendar, shift},
      note_(reading_note(context_.norm.interpretations, book.interpretations)) {}

Status NormVerdicts::prepare(db::Snapshot& snapshot) {
    if (plan_.shape != Plan::Shape::change) return {};
    TRY(bases_, base_years(snapshot, context_.norm, window_, unit_path_, {}));
    return {};
}

Judgement NormVerdicts::judged(const Group& group) const {
    const auto base = bases_.find(group.key);
    return judge(context_, group, base == bases_.end() ? nullptr : &base->second);
}

void NormVerdicts::take(Group group) {
    const Judgement verdict = judged(group);
    const bool closed =
        verdict.outcome == "met" || verdict.outcome == "not_applicable" || verdict.reason == Reason::not_due;
    if (only_open_ && closed && (has_subject(plan_) || plan_.shape == Plan::Shape::parts)) return;
    order_.push_back(&groups_.emplace_back(std::move(group), verdict.outcome));
}

void NormVerdicts::sort() {
    std::vector<std::pair<std::int64_t, const JudgedGroup*>> days;
    days.reserve(order_.size());
    for (const auto* one : order_)
        days.emplace_back(one->group.date ? one->group.date->days() : std::numeric_limits<std::int64_t>::min(), one);
    std::ranges::sort(days, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : a.second->group.key < b.second->group.key;
    });
    std::ranges::transform(days, order_.begin(), [](const auto& day) { return day.second; });
}

// Which rows each verdict rests on: one more pass, over the listed rows only.
Status NormVerdicts::list_facts(db::Snapshot& snapshot, const Selection& selection) {
    if (order_.empty()) return {};
    for (const auto* one : order_) facts_.try_emplace(one->group.key);
    std::vector<db::Value> params;
    std::string sql = fmt::format("SELECT {}, id FROM fact_{} WHERE {} AND {}", plan_.key, plan_.view.name,
                                  prune_sql(plan_, window_), to_sql(plan_.listed, window_.days));
    add_selection(plan_, selection, snapshot.dialect(), sql, params);
    sql += " ORDER BY date, id";
    return snapshot.query(sql, params, [&](const db::Row& row) {
        const auto found = facts_.find(row.str(0));
        if (found == facts_.end()) return true;
        Facts& facts = found->second;
        ++facts.total;
        if (facts.ids.size() < facts_shown) facts.ids.push_back(row.str(1));
        return true;
    });
}

Status NormVerdicts::finish(db::Snapshot& snapshot, const Selection& selection, bool with_facts) {
    const bool record = plan_.shape == Plan::Shape::record;
    if (record && plan_.expected)
        TRYV(each_absent(snapshot, context_.norm, plan_, window_, selection,
                         [&](Group group) { take(std::move(group)); }));
    return with_facts && !record ? list_facts(snapshot, selection) : Status();
}

Finding NormVerdicts::told(const JudgedGroup& one) const {
    const Group& group = one.group;
    const Judgement verdict = judged(group);
    Finding out = render(context_, group, verdict, note_);
    if (plan_.shape == Plan::Shape::record) {
        if (group.absent) return out;
        out.facts = {group.key};
        if (verdict.count.value_or(0) > 0 && !group.other.empty()) out.facts.push_back(group.other);
        out.facts_total = static_cast<std::int64_t>(out.facts.size());
    } else if (const auto facts = facts_.find(group.key); facts != facts_.end()) {
        out.facts = facts->second.ids;
        out.facts_total = facts->second.total;
    }
    return out;
}

namespace {
const std::string* known(const std::optional<std::string>& text) { return text ? &*text : nullptr; }
}  // namespace

const Norm& Verdict::norm() const { return of_->context().norm; }
std::string_view Verdict::outcome() const { return one_->outcome; }
const std::string* Verdict::unit() const {
    return of_->context().plan.key == "area" ? nullptr : known(one_->group.unit);
}
const std::string* Verdict::area() const { return known(one_->group.area); }
const std::string* Verdict::subject() const {
    return has_subject(of_->context().plan) && !one_->group.absent ? &one_->group.key : nullptr;
}
std::string Verdict::figures() const {
    const Judgement verdict = of_->judged(one_->group);
    return fmt::format("{} {} / {}", verdict.outcome, measured_text(of_->context(), verdict).value_or("–"),
                       limit_text(of_->context(), verdict).value_or("–"));
}
Finding Verdict::told() const { return of_->told(*one_); }

Verdicts::Verdicts(std::vector<std::unique_ptr<NormVerdicts>> norms) : norms_(std::move(norms)) {
    std::size_t total = 0;
    for (const auto& norm : norms_) total += norm->all().size();
    all_.reserve(total);
    for (const auto& norm : norms_)
        for (const auto* one : norm->all()) all_.emplace_back(*norm, *one);
}
Verdicts::Verdicts(Verdicts&&) noexcept = default;
Verdicts& Verdicts::operator=(Verdicts&&) noexcept = default;
Verdicts::~Verdicts() = default;

std::vector<Finding> Verdicts::told(unsigned threads) const {
    constexpr std::size_t at_once = 1000;
    std::vector<Finding> out(all_.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto from = next.fetch_add(at_once); from < all_.size(); from = next.fetch_add(at_once))
            for (auto i = from; i < std::min(all_.size(), from + at_once); ++i) out[i] = all_[i].told();
    };
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < threads && i * at_once < all_.size(); ++i) others.emplace_back(work);
        work();
    }
    return out;
}

}  // namespace sauro::rulebook
