// Who is named: from the first word of a body or an office to the word that says what is to be done.
#include <algorithm>

#include "docread/tasks/tasks.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kLongestName = 110;  // words of one naming; "Chánh Văn phòng, Giám đốc các sở, …" runs long

bool is(const Words& words, std::size_t i, std::initializer_list<std::string_view> folded) {
    return i < words.size() && std::find(folded.begin(), folded.end(), words.folded(i)) != folded.end();
}

bool digits(const Words& words, std::size_t i) {
    const std::string_view f = words.folded(i);
    return !f.empty() && f[0] >= '0' && f[0] <= '9';
}

// "VNPT Minh Họa", "CDC tỉnh": letters for a name, with where it is.
bool is_acronym(const Words& words, std::size_t i) {
    const std::string_view raw = words.raw(i);
    if (raw.size() < 3 || raw.size() > 8 || !is_capitals(raw) ||
        raw.find_first_not_of("ABCDEGHKLMNOPQRSTUVXĐ") != std::string_view::npos)
        return false;
    if (raw.find_first_not_of("IVXLC") == std::string_view::npos) return false;
    if (i + 1 >= words.size() || words[i + 1].sep != ' ') return false;
    return (words[i + 1].upper && !is_capitals(words.raw(i + 1))) || is(words, i + 1, {"tinh", "xa", "phuong"});
}

// "cơ quan chủ trì hội nghị có trách nhiệm …": where the charge stands that ends a naming, if one does before the next
// stop.
std::size_t later_charge(const Words& words, std::size_t from, std::size_t limit) {
    for (std::size_t k = from; k < limit && k < words.size() && k < from + 24; ++k) {
        if (k > from && words[k].sep != ' ' && words[k].sep != '/' && words[k].sep != '-') return 0;
        if (is(words, k, {"duoc", "de", "nhung", "khong", "ma"})) return 0;
        if (is(words, k, {"co", "chiu"}) && charges().match(words, k) >= 3) return k;
        if (k > from && is(words, k, {"phai"}) && deeds().match(words, k) > 0) return k;
    }
    return 0;
}

// Words of a head that stands at `i`; 0 when none does. `plural`: "các" went before, so a common noun is a body too.
std::size_t head_at(const Words& words, std::size_t i, bool plural) {
    if (i >= words.size() || words[i].quoted) return 0;
    const std::size_t head = actor_heads().match(words, i);
    if (head == 0) return is_acronym(words, i) ? 1 : 0;
    if (head == 1 && !plural && !words[i].upper && words.source().marks_missing())
        return 0;  // "quán triệt" begins like "quận"
    const std::size_t other = not_actors().match(words, i);
    if (other >= head && other > 0 && !(words.source().marks_missing() && i + 1 < words.size() && words[i + 1].upper)) {
        // "Tổ chức thực hiện" is no body, "tổ chức đảng" is: the longer entry wins above; "Ban hành" loses.
        // So is "Tổ chức khai thác có trách nhiệm …": a noun, since it is charged.
        const bool charged = is(words, i, {"to"}) && words[i].upper && later_charge(words, i + 2, i + 9) > 0;
        if (!(plural && is(words, i, {"to"}) && words.folded(i + 1) == "chuc")) return charged ? 2 : 0;
    }
    // "Lãnh đạo thực hiện …" is a deed, "Lãnh đạo Ban theo dõi …" names people.
    if (head == 2 && is(words, i, {"lanh"}) && i + 2 < words.size() && words[i + 2].sep == ' ' && !words[i + 2].upper &&
        (deeds().match(words, i + 2) > 0 || is(words, i + 2, {"viec", "cong", "toan"})))
        return 0;
    if (is(words, i, {"phong"}) && i + 1 < words.size() && words[i + 1].sep == ',' && is(words, i + 1, {"chong"}))
        return 0;
    const std::size_t common = actor_capital_heads().match(words, i);
    if (common >= head && common > 0 && !plural) {
        const bool named = i + common < words.size() && words[i + common].sep == ' ' &&
                           (words[i + common].upper || digits(words, i + common));
        if (!words[i].upper && !named) return 0;
        // At the start of a sentence the capital says nothing.
        if (i == 0 && !named && is(words, i, {"bao", "vu", "doi", "dai", "tinh"})) return 0;
    }
    return head;
}

std::size_t quantifier_at(const Words& words, std::size_t i) {
    const std::size_t n = quantifiers().match(words, i);
    if (n > 0) return n;
    // "02 xã", "34 tỉnh"
    if (i < words.size() && digits(words, i) && words.folded(i).size() <= 4 && i + 1 < words.size() &&
        words[i + 1].sep == ' ' && head_at(words, i + 1, true) > 0)
        return 1;
    return 0;
}

// Words of quantifier and head together.
std::size_t opening_at(const Words& words, std::size_t i, bool plural) {
    const std::size_t many = quantifier_at(words, i);
    if (many > 0) {
        std::size_t next = i + many;
        if (next < words.size() && words[next].sep != ' ') return 0;
        const std::size_t more = quantifiers().match(words, next);
        const std::size_t head = head_at(words, next + more, true);
        return head > 0 ? many + more + head : 0;
    }
    return head_at(words, i, plural);
}

bool generic(const Words& words, std::size_t i) {
    return is(words, i,
              {"quan", "vi", "nguoi", "chuc", "nhan", "dau", "bo", "phong", "nganh", "vien", "truong", "dao"});
}

// "công trình", "thành lập", "cuộc họp": nouns and verbs that end like a deed of one syllable.
bool compound(const Words& words, std::size_t j) {
    if (is(words, j, {"trinh"}))
        return is(words, j - 1, {"cong", "chuong", "quy", "tien", "lo", "qua", "giao", "to", "hanh", "lich"});
    if (is(words, j, {"lap"})) return is(words, j - 1, {"doc", "thanh", "trung", "doi", "cong", "xac", "thiet", "hoc"});
    if (is(words, j, {"hop"}))
        return is(words, j - 1, {"cuoc", "phien", "hoi", "phoi", "tong", "lien", "ket", "ky", "phu", "truong"});
    if (is(words, j, {"giao"}))
        return is(words, j - 1, {"ban", "chuyen", "ngoai", "ton", "tuyen", "thu", "nghi", "dao"});
    if (is(words, j, {"cap"}))
        return is(words, j - 1,
                  {"trung", "so", "cao", "cung", "cung", "nang", "phan", "khan", "cac", "2", "hai", "moi", "cao"});
    if (is(words, j, {"cu", "mo", "truc", "treo", "trao", "phat", "dat", "goi"}))
        return is(words, j - 1, {"thuong", "bau", "dan", "quy", "xuat", "nha", "hinh", "ruong", "quan", "tieu"});
    return false;
}

bool actor_opens(const Words& words, std::size_t i) { return head_at(words, i, false) > 0; }

// "Phòng Giám sát, kiểm tra và xử lý sau thanh tra theo dõi …": a name made of deeds, joined by a comma and "và". Where
// its list begins at `j`, the deed that ends it; 0 when the list is what the body does.
std::size_t named_by_deeds(const Words& words, std::size_t j, std::size_t head_end, std::size_t limit) {
    if (words[j].sep != ',' || j <= head_end || j > head_end + 4 || !words[head_end].upper) return 0;
    if (deeds().match(words, head_end) == 0 || head_end + deeds().match(words, head_end) != j) return 0;
    std::size_t k = j + deeds().match(words, j);
    while (k < limit && words[k].sep == ',' && deeds().match(words, k) > 0) k += deeds().match(words, k);
    if (!is(words, k, {"va"}) || words[k].sep != ' ' || deeds().match(words, k + 1) == 0) return 0;
    k += 1 + deeds().match(words, k + 1);
    for (const std::size_t far = std::min(limit, k + 6); k < far; ++k) {
        if (words[k].sep != ' ' || words[k].upper) return 0;
        const std::size_t n = deeds().match(words, k);
        if (n > 1 && !is(words, k - 1, {"sau", "truoc", "ve", "cong"})) return k;
        if (n > 1) k += n - 1;
    }
    return 0;
}

// `name_at`: the first word behind the last head, when a name is being read.
std::size_t deed_at(const Words& words, std::size_t j, std::size_t name_at = static_cast<std::size_t>(-2)) {
    if (words[j].quoted) return 0;
    const std::size_t n = deeds().match(words, j);
    if (n == 0) return 0;
    if (words[j].upper && j > 0) return 0;  // a capital inside a sentence: part of a name
    if (not_deeds().match(words, j) >= n) return 0;
    if (n == 1 && j > 0 && words[j].sep == ' ' && (deeds().match(words, j - 1) > 1 || compound(words, j)))
        return 0;  // its second syllable
    if (n == 1 && words.source().marks_missing() && !is(words, j, {"gui", "giao", "phai", "trinh"})) return 0;
    if (j > 0 && words[j].sep == ' ' && words[j - 1].upper) {
        // The second syllable of a name: "Xây dựng", "An toàn". Behind two capitals ("Minh Họa lập") or letters the
        // name is over.
        const bool letters = is_capitals(words.raw(j - 1));
        if (n == 1 && !letters && (j == name_at + 1 || !(j >= 2 && words[j - 2].upper && words[j - 1].sep == ' ')))
            return 0;
    }
    // "Khoa Hồi sức tích cực - Chống độc": small words before a dash and a capital stand inside a name.
    if (j > 0 && words[j].sep == ' ' && words[j - 1].sep == ' ' && j >= name_at && j < name_at + 6) {
        for (std::size_t k = j + 1; k < words.size() && k < j + 4 && !words[k].quoted; ++k) {
            if (words[k].sep == '-' && words[k].upper && !actor_opens(words, k)) return 0;
            if (words[k].sep != ' ') break;
        }
        // "Trung tâm Dịch vụ tổng hợp xã phát …": the level that closes the name, and then the verb.
        const std::size_t level = is(words, j + n, {"thanh"}) || is(words, j + n, {"dac"}) ? j + n + 2 : j + n + 1;
        if (is(words, j + n, {"xa", "phuong", "tinh", "huyen", "thanh", "dac"}) && words[j + n].sep == ' ' &&
            words[j - 1].upper == false && level < words.size() && words[level].sep == ' ' && !words[level].upper &&
            deeds().match(words, level) > 0)
            return 0;
    }
    // "Ban Quản lý dự án đầu tư xây dựng"
    if (j >= 2 && words[j].sep == ' ' && is(words, j, {"dau", "xay", "phat"}) &&
        ((is(words, j - 1, {"an"}) && is(words, j - 2, {"du"})) ||
         (is(words, j - 1, {"tu"}) && is(words, j - 2, {"dau"}))))
        return 0;
    if (j > 0 && words[j].sep == ' ' && is(words, j - 1, {"nghe"}) && is(words, j, {"thong"}))
        return 0;  // "Công nghệ thông tin"
    // "Phòng Kế hoạch tổng hợp"
    if (j >= 2 && words[j].sep == ' ' && words[j - 2].upper && is(words, j - 2, {"ke", "hanh"}) &&
        is(words, j, {"tong", "quan", "to"}))
        return 0;
    // "các tổ chức, cá nhân", "cơ quan, tổ chức liên quan"
    if (n == 1 || is(words, j, {"to"})) {
        if (is(words, j, {"to"}) && is(words, j + 1, {"chuc"}) && n == 2 &&
            (words.after(j + 1) != ' ' || is(words, j + 2, {"lien", "co", "va", "khac", "tren", "thuoc", "cua"})))
            return 0;
    }
    return n;
}

}  // namespace

bool actor_at(const Words& words, std::size_t i) { return i < words.size() && opening_at(words, i, false) > 0; }

std::optional<Actors> read_actors(const Words& words, std::size_t i, std::size_t limit, bool ordered, bool helpers) {
    limit = std::min(limit, words.size());
    if (i >= limit) return std::nullopt;
    Actors out;
    out.begin = i;
    bool plural = quantifier_at(words, i) > 0;
    const std::size_t opening = opening_at(words, i, ordered && (plural || helpers));
    if (opening == 0) return std::nullopt;
    std::size_t cut = 0;  // "… theo chức năng, nhiệm vụ hướng dẫn": the name ends before how it acts
    const auto deed = [&](std::size_t end, std::size_t at) {
        out.end = cut > 0 ? std::min(cut, end) : end;
        out.deed = at;
        out.has_deed = true;
        out.charged = charges().match(words, at) > 0;
        return out;
    };
    const auto stop = [&](std::size_t end) {
        out.end = out.deed = end;
        return out;
    };
    std::size_t j = i + opening;
    std::size_t head = i, head_end = j;  // the last head
    bool many = plural;                  // the last head stands in the plural
    std::size_t fallback = 0;            // an unknown small word behind a capital name
    bool name_open = named_by_deed().match(words, i + (plural ? quantifier_at(words, i) : 0)) > 0;
    const std::size_t last = std::min(limit, i + kLongestName);
    while (j < last) {
        const char sep = words[j].sep;
        if (sep == '.') break;
        if (sep == ':') {
            // "các Sở: Nội vụ, Tài chính", "Trưởng các phòng: …": a list of names behind a plural.
            if ((plural || many) && words[j].upper && deed_at(words, j) == 0 && !actor_at(words, j) && j - head <= 3) {
                ++j;
                continue;
            }
            // "Các ông (bà): Chánh Văn phòng, … chịu trách nhiệm thi hành"
            if (is(words, head, {"ong", "ba", "dong", "cac"}) && actor_at(words, j) && j - out.begin <= 6) {
                ++j;
                continue;
            }
            out.colon = true;
            return stop(j);
        }
        if (sep == '(') {
            std::size_t k = j;
            while (k < last && words[k].sep != ')' && k < j + 40) ++k;
            if (k >= last || words[k].sep != ')') {
                if (words.after(last - 1) == ')') return stop(last);
                // one word in brackets at the end: the bracket closed and a stronger sign followed
                while (k > j && words[k - 1].sep == ' ') --k;
                k = std::max(k, j + 1);
            }
            if (k < last && words[k].sep == ')') {
                if (const std::size_t n = deed_at(words, k); n > 0) return deed(k, k);
                if (adverbials().match(words, k) > 0) return deed(k, k);
            }
            j = std::max(k, j + 1);
            continue;
        }
        if (sep == ';') {
            const std::size_t next = opening_at(words, j, false);
            if (next == 0) {
                if (is(words, j, {"va"}) && opening_at(words, j + 1, true) > 0) {
                    ++j;
                    continue;
                }
                return stop(j);
            }
            // A new naming of its own: only a list that no deed has ended goes on.
            plural = quantifier_at(words, j) > 0;
            head = j;
            j += next;
            head_end = j;
            name_open = named_by_deed().match(words, head) > 0;
            continue;
        }
        if (cut == 0 && is(words, j, {"theo"}) &&
            is(words, j + 1, {"chuc", "linh", "tham", "nhiem", "pham", "quy", "phan"}))
            cut = j;
        const bool after_stop = sep == ',' || sep == ')' || sep == '-';
        if (past_marks().match(words, j) > 0 && !words[j].upper) {
            const bool relative = is(words, j, {"duoc", "dang", "da", "bi", "gom", "bao"});
            if (is(words, j, {"la"})) {  // "là cơ quan thường trực, có trách nhiệm …"
                if (ordered || charges().match(words, j) > 0) return deed(j, j);
                for (std::size_t k = j + 1;
                     k < last && k < j + 14 && std::string_view(" ,-").find(words[k].sep) != std::string_view::npos;
                     ++k) {
                    if (charges().match(words, k) > 0 && is(words, k, {"co", "chiu", "chu"})) return deed(j, k);
                }
            }
            if (const std::size_t at = relative ? later_charge(words, j + 1, last) : 0; at > 0) return deed(at, at);
            if (relative && ordered && !after_stop) {
                // "đơn vị được giao chủ trì khẩn trương …": the verb of the clause belongs to the name.
                ++j;
                if (j < last) j += std::max<std::size_t>(1, deeds().match(words, j));
                continue;
            }
            out.told = true;
            return stop(j);
        }
        const bool joint = after_stop || is(words, j - 1, {"va", "cung", "dong", "can", "tap", "ban"});
        const bool acts = !joint && !words[j].upper && deed_at(words, j, head_end) > 0 && !generic(words, j - 1);
        if (const std::size_t next = acts ? 0 : opening_at(words, j, plural && after_stop); next > 0) {
            // "Trưởng ban Tổ chức", "Giám đốc Sở": heads follow heads.
            if (after_stop || is(words, j - 1, {"va", "cung"})) {
                plural = quantifier_at(words, j) > 0 || (plural && !words[j].upper);
                name_open = false;
            }
            if (named_by_deed().match(words, j) > 0) name_open = true;
            many = quantifier_at(words, j) > 0;
            head = j;
            j += next;
            head_end = j;
            continue;
        }
        if (const std::size_t n = deed_at(words, j, head_end); n > 0) {
            if (const std::size_t at = named_by_deeds(words, j, head_end, last); at > 0) return deed(at, at);
            if (is(words, j - 1, {"noi"}) && !after_stop) {  // "Ủy ban nhân dân các xã nơi tổ chức tiếp xúc bố trí …"
                j += n;
                fallback = 0;
                continue;
            }
            if (fallback > 0 && fallback < j) return deed(fallback, fallback);  // an unknown verb, with what it acts on
            const bool relative = is(words, j, {"phu", "tham", "thuong"}) &&
                                  !after_stop;  // "Phó Trưởng phòng phụ trách tổng hợp có trách nhiệm …"
            if ((generic(words, j - 1) || relative) && !after_stop) {
                if (const std::size_t at = later_charge(words, j + n, last); at > 0) return deed(at, at);
            }
            // "Ban Chỉ đạo thực hiện Nghị quyết 57 chủ trì …": its name says what it is for.
            if (name_open && !after_stop && sep == ' ' && charges().match(words, j) == 0 && j == head_end) {
                std::size_t k = j + n;
                for (; k < last && k < j + 16; ++k) {
                    if (words[k].sep != ' ') break;
                    if (charges().match(words, k) > 0 || is(words, k, {"khan", "phai"})) return deed(k, k);
                }
            }
            return deed(j, j);
        }
        if (after_stop && adverbials().match(words, j) > 0 && !words[j].upper) return deed(j, j);
        if (!after_stop && j > i + opening && !words[j].upper && adverbials().match(words, j) > 0 &&
            !is(words, j, {"theo", "tai", "trong", "qua", "bang", "de", "khi", "sau", "tu", "vao", "den"}))
            return deed(j, j);
        if (fallback == 0 && ends_name(words, j, head, head_end)) fallback = j;
        ++j;
    }
    if (fallback > 0 && fallback + 2 < last) return deed(fallback, fallback);
    return stop(std::min(j, last));
}

// "Ủy ban nhân dân các xã": a plural inside a name, so that "phường" behind a comma belongs to it.
static bool inner_plural(const Words& words, std::size_t from, std::size_t to) {
    for (std::size_t i = from + 1; i < to; ++i) {
        if (is(words, i, {"cac"})) return true;
    }
    return false;
}

std::vector<std::string> split_actors(const Words& words, std::size_t begin, std::size_t end) {
    std::vector<std::string> out;
    std::size_t from = begin;
    bool loose = false;   // the current item is a list of common nouns, which goes on
    bool person = false;  // "đồng chí Nguyễn Văn A, Trưởng ban …"
    const auto opens = [&](std::size_t i) {
        loose = quantifier_at(words, i) > 0 || !words[i].upper;
        person = is(words, i, {"dong", "d", "ong", "ba"});
    };
    const auto put = [&](std::size_t to) {
        while (to > from && is(words, to - 1, {"va", "cung", "voi"})) --to;
        std::string name = words.text(from, to);
        if (!name.empty() && name.size() < 400 && out.size() < 60) out.push_back(std::move(name));
    };
    opens(begin);
    for (std::size_t i = begin + 1; i < end; ++i) {
        const bool joint = is(words, i - 1, {"va", "cung"}) && i - 1 > from;
        if (words[i].sep != ',' && words[i].sep != ';' && !joint) continue;
        const bool many = quantifier_at(words, i) > 0;
        if (opening_at(words, i, loose) == 0) continue;
        if (person && words[i].upper && !is(words, i, {"dong"}) && words[i].sep == ',' && i - from <= 8) continue;
        // "các sở, ban, ngành": one item; a capital or a new "các" opens the next.
        if (loose && !many && !words[i].upper) continue;
        // "Ủy ban nhân dân các xã, thị trấn": the plural inside goes on.
        if (!many && !words[i].upper && words[i].sep == ',' && inner_plural(words, from, i)) continue;
        put(i);
        from = i;
        opens(i);
    }
    put(end);
    return out;
}

bool is_vague(const Words& words, std::size_t begin, std::size_t end) {
    const std::size_t n = vague_actors().match(words, begin);
    if (n == 0) return false;
    for (std::size_t i = begin; i < end; ++i) {  // a proper name makes it precise
        if (i > begin && words[i].upper) return false;
    }
    return true;
}

}  // namespace sauro::docread
