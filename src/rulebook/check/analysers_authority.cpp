// D2: a type that the issuer may issue, signed in the form that the matter and the issuer demand.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/check/analysers.hpp"
#include "rulebook/check/authority.hpp"

namespace sauro::rulebook {
namespace {

Seen cannot(std::string message, std::string missing) {
    Seen out;
    out.outcome = "cannot_tell";
    out.message = std::move(message);
    out.missing = std::move(missing);
    return out;
}

std::string type_of(const Draft& draft) {
    return draft.document.document_type ? text::canonical(*draft.document.document_type) : "";
}

// Whom a row may be about: the body that speaks, or every one it could be.
std::vector<std::string> candidates(const Authority& table, const Issuer& issuer) {
    if (issuer.committee_or_standing) return {"party_committee", "standing_committee"};
    if (!issuer.body.empty()) return {issuer.body};
    std::vector<std::string> out;
    for (const auto& body : table.bodies) {
        const bool here = body.level.empty() || issuer.level.empty() || body.level == issuer.level;
        if (body.system == issuer.system && here) out.push_back(body.id);
    }
    return out;
}

void show_field(const Draft& draft, std::string_view field, Seen& out) {
    const auto found = std::ranges::find(draft.document.fields, field, &docread::FieldMark::field);
    if (found == draft.document.fields.end()) return;
    Finding::Passage place;
    place.start = found->start;
    place.end = found->end;
    place.quote = std::string(draft.prose.of({draft.prose.byte(found->start), draft.prose.byte(found->end)}));
    out.passages.push_back(std::move(place));
}

// "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ" as a line of its own before the legal bases, or "Chủ tịch Ủy ban nhân dân xã yêu cầu":
// the document is the chairman's, though its head names the committee. The line "ỦY BAN NHÂN DÂN XÃ" says the opposite.
// Without either the text does not tell.
enum class Voice : std::uint8_t { untold, chairman, collective };
Voice voice_of(const Norm& norm, const Draft& draft) {
    const Prose& prose = draft.prose;
    const auto& chairman = list_of(norm, "chairman");
    const auto& deciding = list_of(norm, "speaking_verbs");
    const auto opens_in_capitals = [&](const Phrases& names, Span sentence) {
        const auto found = prose.find_any(names, sentence);
        if (!found || found->start - prose.trimmed(sentence).start > 2) return false;
        const auto words = prose.of({found->start, sentence.end});
        return all_capitals(words.substr(0, words.find('\n')));
    };
    const std::size_t title_end = prose.byte(draft.title_end());
    for (const Span& sentence : prose.sentences()) {
        if (opens_in_capitals(chairman, sentence)) return Voice::chairman;  // the line that says who decides
        if (sentence.start >= title_end && opens_in_capitals(list_of(norm, "collective"), sentence))
            return Voice::collective;
        const auto found = prose.find_any(chairman, sentence);
        if (!found || prose.find("các", {found->end, std::min(sentence.end, found->end + 8)})) continue;
        constexpr std::size_t reach = 90;
        const auto verb = prose.find_any(deciding, {found->end, std::min(sentence.end, found->end + reach)});
        if (!verb || prose.find_any(list_of(norm, "told_to"), {sentence.start, found->start}) ||
            prose.find("thi hành", sentence))
            continue;
        return Voice::chairman;
    }
    return Voice::untold;
}

std::string form_word(const std::string& system, std::string_view form) {
    const bool party = system == "party";
    if (form == "tm") return party ? "T/M" : "TM.";
    if (form == "kt") return party ? "K/T" : "KT.";
    if (form == "tl") return party ? "T/L" : "TL.";
    if (form == "tuq") return "TUQ.";
    return "trực tiếp";
}

// "T/M BAN THƯỜNG VỤ" and below it "K/T BÍ THƯ": the deputy of a Party body signs for its head all the same.
bool signs_for_the_head(const Draft& draft) {
    const Prose& prose = draft.prose;
    static const Phrases forms = {"k/t bí thư", "kt. bí thư", "kt bí thư"};
    return std::ranges::any_of(prose.all(forms, {prose.body_end(), prose.text().size()}),
                               [&](const Span& one) { return one.start > 0 && prose.text()[one.start - 1] == '\n'; });
}

}  // namespace

Seen right_authority(const AnalyserInput& in) {
    const Draft& draft = in.draft;
    const std::string type = type_of(draft);
    if (type.empty()) return cannot("Chưa đọc ra loại văn bản", "loại văn bản");
    const Authority& table = draft.authority;
    const Issuer issuer = issuer_of(table, draft.document, draft.context);
    if (issuer.system.empty()) return cannot("Chưa biết cơ quan ban hành thuộc khối nào", "cơ quan ban hành");
    const base::Date day = draft.day();
    const IssueRow* may = nullptr;
    const IssueRow* may_not = nullptr;
    bool unknown = false;
    for (const auto& body : candidates(table, issuer)) {
        const auto* row = issue_row(table, issuer, body, type, day);
        if (!row)
            unknown = true;
        else
            (row->may ? may : may_not) = row;
    }
    if (unknown && issuer.name.empty())
        return cannot("Văn bản chưa ghi cơ quan ban hành nên chưa tra được bảng thẩm quyền", "tên cơ quan ban hành");
    const std::string who = issuer.name.empty() ? "Cơ quan ban hành" : issuer.name;
    if (unknown || (may && may_not) || (!may && !may_not)) {
        if (may && may_not)
            return cannot(fmt::format("“{}” tùy người ký: {}", type, may_not->instead),
                          "phần ký ghi rõ T/M Đảng ủy hay T/M Ban Thường vụ");
        return cannot(fmt::format("Bảng thẩm quyền chưa có dòng cho “{}” của {}", type, who),
                      fmt::format("dòng thẩm quyền: {} × {}", type, who));
    }
    Seen out;
    const IssueRow& row = may_not ? *may_not : *may;
    out.outcome = may_not ? "breached" : "met";
    if (may_not) {
        out.message = fmt::format("{} không ban hành {}: {} [{}]", who, type, row.instead, row.clause);
        show_field(draft, "document_type", out);
    } else {
        out.message = fmt::format("{} được ban hành {} [{}]", who, type, row.clause);
    }
    if (row.reliability == "C") {
        out.doubtful = true;
        out.message += ", độ tin C: suy ra, chưa đối chiếu bản gốc; người có bản gốc xem lại";
    }
    return out;
}

Seen joint_authority(const AnalyserInput& in) {
    const Draft& draft = in.draft;
    const std::string type = type_of(draft);
    if (type.empty()) return cannot("Chưa đọc ra loại văn bản", "loại văn bản");
    const Authority& table = draft.authority;
    Issuer issuer = issuer_of(table, draft.document, draft.context);
    if (issuer.system.empty()) return cannot("Chưa biết cơ quan ban hành thuộc khối nào", "cơ quan ban hành");
    const Voice voice = issuer.body == "peoples_committee" ? voice_of(in.norm, draft) : Voice::untold;
    if (voice == Voice::chairman && type != "nghị quyết") issuer.body = "chairman";
    std::string form = signing_form(draft.document);
    if (form == "tm" && issuer.system == "party" && signs_for_the_head(draft)) form = "kt";
    if (form.empty()) return cannot("Chưa đọc ra phần ký", "phần ký (hình thức ký, chức vụ)");
    const std::string title =
        draft.document.signer->title ? text::canonical(*draft.document.signer->title) : std::string();
    const std::string who = issuer.name.empty() ? "Cơ quan ban hành" : issuer.name;
    const std::string signed_as =
        fmt::format("{} ({})", form_word(issuer.system, form), title.empty() ? "không rõ chức vụ" : title);
    Seen out;
    const SigningRow* row = signing_row(table, issuer, form, type, title);
    // Fines, rewards, teams: a chairman decides much in his own name, under the head of his committee.
    if (row && !row->may && form == "none" && type == "quyết định" && issuer.body == "peoples_committee" &&
        voice == Voice::untold)
        return cannot(
            fmt::format("{} ký {}; bản này không có dòng nói ai quyết định, tập thể hay Chủ tịch", type, signed_as),
            "dòng thẩm quyền ban hành trên phần căn cứ (ỦY BAN NHÂN DÂN … hay CHỦ TỊCH ỦY BAN NHÂN DÂN …)");
    if (row && !row->may) {
        out.outcome = "breached";
        out.message = fmt::format("{} của {} ký {}: {} [{}]", type, who, signed_as, row->why, row->clause);
        show_field(draft, "signer", out);
        return out;
    }
    // A matter of the collective decided by an office, a board or one person.
    const bool own_form = issuer.body == "party_office" || issuer.body == "party_board" || issuer.body == "office" ||
                          issuer.body == "department" || issuer.body == "chairman";
    const auto& deciding = list_of(in.norm, "deciding_types");
    if (own_form && std::ranges::find(deciding, type) != deciding.end() && draft.document.subject) {
        const std::string subject = text::canonical(*draft.document.subject);
        const Prose line(subject);
        const Span whole{0, subject.size()};
        if (const auto matter = line.find_any(list_of(in.norm, "joint_matters"), whole)) {
            out.outcome = "breached";
            out.message = fmt::format("“{}” là việc của tập thể, {} ban hành {} bằng thẩm quyền riêng",
                                      line.of(*matter), who, type);
            show_field(draft, "subject", out);
            return out;
        }
    }
    if (!row) {
        if (own_form) {
            out.outcome = "met";
            out.message =
                fmt::format("{} ký {} trong thẩm quyền của mình; chưa thấy việc thuộc tập thể", who, signed_as);
            return out;
        }
        return cannot(fmt::format("Bảng hình thức ký chưa có dòng cho {} của {} ký {}", type, who, signed_as),
                      fmt::format("dòng hình thức ký: {} × {} × {}", type, who, form_word(issuer.system, form)));
    }
    if (title.empty() && form == "tm")
        return cannot(fmt::format("{} ký {}: chưa đọc ra chức vụ người ký", who, signed_as), "chức vụ người ký");
    out.outcome = "met";
    out.message = fmt::format("{} ký {} đúng bảng hình thức ký [{}]", who, signed_as, row->clause);
    return out;
}

}  // namespace sauro::rulebook
