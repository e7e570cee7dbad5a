#include "docread/parts/issuer.hpp"

#include <algorithm>

#include "docread/names.hpp"
#include "docread/tables.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

struct Body {
    std::string raw, folded;
    Span span;
};

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool begins_organ(std::string_view f) {
    if (f.find(':') != std::string_view::npos || f.starts_with("so hieu") || f.starts_with("so ky hieu") ||
        f.starts_with("so van ban"))
        return false;
    for (const auto word : {"uy ban",        "hoi dong",     "dang uy",    "dang bo",    "tinh uy",    "thanh uy",
                            "huyen uy",      "quan uy",      "thi uy",     "ban",        "so",         "bo",
                            "van phong",     "chi bo",       "cong an",    "mat tran",   "ubnd",       "hdnd",
                            "ubmttq",        "lien doan",    "hoi",        "doan",       "truong",     "trung tam",
                            "phong",         "vien",         "cuc",        "chinh phu",  "quoc hoi",   "toa an",
                            "thanh tra",     "tong",         "bao",        "dai",        "chi cuc",    "thu tuong",
                            "chu tich",      "kho bac",      "ngan hang",  "benh vien",  "hoc vien",   "dai hoc",
                            "cao dang",      "bch",          "tinh doan",  "thanh doan", "huyen doan", "xa doan",
                            "cong ty",       "tap doan",     "hop tac xa", "chi nhanh",  "tram",       "hat",
                            "quy",           "kiem toan",    "bao hiem",   "thue",       "hai quan",   "buu dien",
                            "cong doan",     "btv",          "ubkt",       "vp",         "tap the",    "thuong truc",
                            "nha xuat ban",  "thong tan xa", "lien hiep",  "lien minh",  "quan khu",   "su doan",
                            "trung doan",    "bo chqs",      "ban chqs",   "dang doan",  "tieu ban",   "to cong tac",
                            "dien luc",      "vien thong",   "tand",       "vksnd",      "dai hoi",    "chi uy",
                            "doan dai bieu", "bql",          "hiep hoi"}) {
        if (starts_with_word(f, word)) return true;
    }
    return false;
}

// Names run over several lines; a line that opens with a place, or follows an open word, belongs to the one before.
bool continues(const Body& before, std::string_view f) {
    for (const auto word : {"va", "viet nam", "nhan dan", "to quoc", "khu vuc", "so"}) {
        if (word == std::string_view("so")
                ? f.size() > 3 && f.size() < 8 && f.starts_with("so ") && f[3] >= '0' && f[3] <= '9'
                : starts_with_word(f, word))
            return true;
    }
    for (const auto word : {"tinh", "thanh pho", "xa", "phuong", "dac khu", "huyen", "quan", "thi xa", "thi tran"}) {
        if (!starts_with_word(f, word)) continue;
        const std::string_view rest = strip(f.substr(std::string_view(word).size()), " ");
        if (!starts_with_word(rest, "uy") && !starts_with_word(rest, "doan") && !starts_with_word(rest, "khu"))
            return true;
    }
    for (const auto end : {" va", ",", " cua", " -", " –"}) {
        if (before.folded.ends_with(end)) return true;
    }
    // "SỞ NÔNG NGHIỆP VÀ MÔI" / "TRƯỜNG": a kind alone is no name.
    if (begins_organ(f) && f.find(' ') == std::string_view::npos) return true;
    if (begins_organ(f)) return false;
    return before.folded.ends_with(" tinh") || before.folded.ends_with(" xa") || before.folded.ends_with(" phuong") ||
           before.folded.ends_with(" huyen") || before.folded.ends_with(" thanh pho");
}

// A name that only makes sense with the body it belongs to.
bool incomplete(std::string_view f) {
    return one_of(f, {"van phong",
                      "ban to chuc",
                      "uy ban kiem tra",
                      "ban tuyen giao va dan van",
                      "ban tuyen giao",
                      "ban dan van",
                      "ban noi chinh",
                      "ban xay dung dang",
                      "ban thuong vu",
                      "ban thuong truc",
                      "ban chap hanh",
                      "thuong truc",
                      "van phong cap uy",
                      "van phong thuong truc",
                      "co quan thuong truc",
                      "bo phan thuong truc",
                      "ban chinh sach, chien luoc",
                      "thanh tra",
                      "ban kinh te - ngan sach",
                      "ban phap che",
                      "ban van hoa - xa hoi",
                      "ban do thi",
                      "ban dan toc",
                      "ban kinh te ngan sach",
                      "ban to chuc - kiem tra",
                      "hoi dong thi dua - khen thuong",
                      "ban thuong vu dang uy",
                      "co quan uy ban kiem tra"});
}

// "xã Bến Mẫu" of "Đảng ủy xã Bến Mẫu", "Minh Họa" of "Tỉnh ủy Minh Họa": what tells this body from its like.
std::string place_of(std::string_view name) {
    const std::string folded = text::fold(name);
    std::size_t at = std::string::npos;
    for (const std::string_view kind : {"tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy"}) {
        if (folded.starts_with(kind) && folded.size() > kind.size()) at = kind.size() + 1;
    }
    if (at == std::string::npos) {
        for (const std::string_view kind : {" tinh ", " thanh pho ", " xa ", " phuong ", " dac khu ", " huyen ",
                                            " quan ", " thi xa ", " thi tran "}) {
            std::size_t hit = folded.rfind(kind);
            // "các cơ quan Đảng tỉnh": no district.
            if (kind == " quan " && hit != std::string::npos &&
                std::string_view(folded).substr(0, hit).ends_with(" co"))
                hit = std::string::npos;
            if (hit != std::string::npos && (at == std::string::npos || hit + 1 < at)) at = hit + 1;
        }
    }
    if (at == std::string::npos) return {};
    // Words are the same in both spellings.
    std::size_t words =
        static_cast<std::size_t>(std::count(folded.begin(), folded.begin() + static_cast<std::ptrdiff_t>(at), ' '));
    std::size_t raw = 0;
    for (; raw < name.size() && words > 0; ++raw) {
        if (name[raw] == ' ') --words;
    }
    return std::string(name.substr(raw));
}

// "Ban Thường vụ Tỉnh ủy" under "TỈNH ỦY MINH HỌA": a collective of that very body.
bool collective_of(std::string_view of, std::string_view body) {
    if (of == body || body.starts_with(of) || of.starts_with(body)) return true;
    for (const std::string_view start :
         {"ban thuong vu", "ban chap hanh", "thuong truc", "ban thuong truc", "hoi nghi", "chu tich", "bi thu",
          "tap the", "dai hoi", "giam doc", "truong ban", "bo truong", "chanh van phong", "hoi nghi ban chap hanh"}) {
        if (!starts_with_word(of, start)) continue;
        const std::string_view rest = strip(of.substr(start.size()), " ");
        if (rest.empty()) return true;
        // the same kind of body: đảng bộ and đảng ủy are one
        for (const std::string_view kind :
             {"tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy", "uy ban nhan dan", "hoi dong nhan dan", "so ",
              "bo ", "ban ", "lien doan", "hoi ", "doan", "uy ban mat tran", "tinh doan"}) {
            if (rest.starts_with(kind) && body.starts_with(kind)) return true;
        }
        const auto party = [](std::string_view s) {
            return s.starts_with("dang uy") || s.starts_with("dang bo") || s.starts_with("tinh uy") ||
                   s.starts_with("thanh uy") || s.starts_with("huyen uy");
        };
        if (party(rest) && party(body)) return true;
    }
    return false;
}

// Without a place of its own it takes that of the body in the head.
void complete_place(std::string& issuer, const std::string& last) {
    const std::string folded = text::fold(issuer);
    // "Ban Thường vụ Đảng ủy" under "Đảng ủy các cơ quan Đảng tỉnh …": what follows the same noun.
    const std::string under = text::fold(last);
    if (folded.ends_with("dang uy") && starts_with_word(under, "dang uy") && under.size() > 8) {
        std::size_t raw = 0;
        for (std::size_t words = 2; raw < last.size() && words > 0; ++raw) {
            if (last[raw] == ' ') --words;
        }
        issuer += " " + last.substr(raw);
        return;
    }
    const std::string place = place_of(last);
    if (place.empty()) return;
    const std::string place_folded = text::fold(place);
    if (folded.find(place_folded) != std::string::npos) return;
    for (const std::string_view kind :
         {"tinh", "thanh pho", "xa", "phuong", "dac khu", "huyen", "quan", "thi xa", "thi tran"}) {
        const bool bare = !starts_with_word(place_folded, "xa") && !starts_with_word(place_folded, "phuong") &&
                          !starts_with_word(place_folded, "dac khu");
        const std::string last_folded = text::fold(last);
        if (folded.ends_with(std::string(" ") + std::string(kind)) && bare &&
            (last_folded.starts_with("tinh uy") || last_folded.starts_with("thanh uy") ||
             last_folded.starts_with("huyen uy"))) {
            issuer += " " + place;
            return;
        }
        if (folded.ends_with(std::string(" ") + std::string(kind)) && starts_with_word(place_folded, kind)) {
            std::size_t raw = 0;
            for (std::size_t words = static_cast<std::size_t>(std::count(kind.begin(), kind.end(), ' ')) + 1;
                 raw < place.size() && words > 0; ++raw) {
                if (place[raw] == ' ') --words;
            }
            issuer += " " + place.substr(raw);
            return;
        }
    }
    for (const std::string_view kind : {"tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy", "dang uy", "dang bo",
                                        "uy ban nhan dan", "hoi dong nhan dan"}) {
        if (folded.ends_with(kind)) {
            issuer += " " + place;
            return;
        }
    }
}

std::string complete(const std::string& name, std::string_view name_folded, const std::string& parent,
                     std::string_view parent_folded) {
    if (parent_folded == "ban chap hanh trung uong" || parent_folded == "trung uong dang") {
        if (name_folded == "van phong") return "Văn phòng Trung ương Đảng";
        return name + " Trung ương";
    }
    return name + " " + parent;
}

// A name in capitals as the text itself writes it elsewhere.
std::optional<std::string> as_the_body_writes(const Source& source, const std::string& folded) {
    if (folded.size() < 8) return std::nullopt;
    const std::string_view all = source.folded().substr(0, 200'000);
    for (std::size_t at = find_word(all, folded), tries = 0; at != std::string_view::npos && tries < 50;
         at = find_word(all, folded, at + 1), ++tries) {
        const std::string_view raw = source.raw(source.raw_span({at, at + folded.size()}));
        if (is_capitals(raw) || !starts_upper(raw) || text::to_lower(raw) == raw) continue;
        std::size_t capitals = 0;
        for (std::size_t i = 0; i < raw.size(); ++i)
            capitals += (i == 0 || raw[i - 1] == ' ') && starts_upper(raw.substr(i)) ? 1 : 0;
        if (capitals < 2) continue;  // "Công ty cổ phần cấp nước minh họa": the text knows no better
        return std::string(raw);
    }
    return std::nullopt;
}

}  // namespace

void read_issuer(const Source& source, const std::vector<Piece>& block, Span of, Heading& out) {
    const bool bad = source.marks_missing();
    std::vector<Body> bodies;
    for (const Piece& piece : block) {
        const std::string_view raw = source.raw(piece.raw);
        const std::string_view f = strip(source.fold(piece.folded), " .*-_:");
        const bool capitals = is_capitals(raw, bad ? 2 : 0);
        const bool small = !capitals && begins_organ(f) && raw.size() < 90 && !raw.ends_with('.') &&
                           !raw.ends_with(':') && !raw.ends_with(',') && !bad && out.symbol &&
                           piece.raw.end <= out.symbol->raw.begin;
        if (!capitals && !small) continue;
        if (out.document_type && piece.raw.begin > out.document_type->raw.begin) continue;
        // The youth union's motto stands where the State's and the Party's stand.
        if (f == "doan tncs ho chi minh" || f == "doan thanh nien cong san ho chi minh") {
            out.youth_motto = true;
            continue;
        }
        if (!bodies.empty() && continues(bodies.back(), f)) {
            bodies.back().raw.append(" ").append(strip(raw, " *"));
            bodies.back().folded.append(" ").append(f);
            bodies.back().span.end = piece.raw.end;
            continue;
        }
        if (!begins_organ(f) && !bodies.empty() && f.size() < 30 && bodies.back().span.end + 3 > piece.raw.begin &&
            !bodies.back().folded.empty() && edit_distance(f, "van phong", 1) > 1) {
            bodies.back().raw.append(" ").append(strip(raw, " *"));  // a wrapped name
            bodies.back().folded.append(" ").append(f);
            bodies.back().span.end = piece.raw.end;
            continue;
        }
        if (begins_organ(f) || known_organ(f, bad))
            bodies.push_back({std::string(strip(raw, " *")), std::string(f), piece.raw});
    }
    // "VĂN PHÒNG" on a line of its own above the body it serves: one name.
    if (bodies.size() >= 2 && bodies[0].folded == "van phong") {
        bodies[0].raw.append(" ").append(bodies[1].raw);
        bodies[0].folded.append(" ").append(bodies[1].folded);
        bodies[0].span.end = bodies[1].span.end;
        bodies.erase(bodies.begin() + 1);
    }
    std::vector<std::string> names;
    for (const Body& b : bodies) {
        names.push_back(as_the_body_writes(source, b.folded).value_or(natural_organ(b.raw, bad)));
    }
    const std::string code =
        out.symbol ? out.symbol->notation.substr(0, out.symbol->notation.find_first_of("-/")) : std::string();
    const bool joint = out.joint || one_of(code, {"NQLT", "TTLT", "QCPH", "KHPH", "CTrPH", "CTPH", "HDLT", "KHLT",
                                                  "KHLN", "HDLN", "TBLN", "BBLN"});

    if (!of.empty()) {
        std::string issuer = natural_organ(source.raw(of), bad);
        if (!names.empty()) {
            const std::string& last = names.back();
            const bool own = collective_of(text::fold(issuer), text::fold(last));
            if (own) complete_place(issuer, last);
            const std::size_t above = names.size() - (own ? 2 : 1);
            if (above < names.size()) out.parent_body = Read{names[above], bodies[above].span, 0.9};
        }
        const bool mended = bad && known_organ(text::fold(source.raw(of)), true).has_value();
        out.issuer = Read{std::move(issuer), of, bad ? (mended ? 0.7 : 0.3) : 0.96};
        return;
    }
    if (!names.empty()) {
        if (joint && names.size() > 1) {
            std::string all;
            for (const std::string& n : names) all += (all.empty() ? "" : " - ") + n;
            out.issuer = Read{std::move(all), {bodies.front().span.begin, bodies.back().span.end}, 0.85};
            return;
        }
        const std::size_t last = names.size() - 1;
        std::string issuer = names[last];
        if (last > 0) {
            out.parent_body = Read{names[last - 1], bodies[last - 1].span, bad ? 0.5 : 0.9};
            const bool of_council =
                bodies[last - 1].folded.starts_with("hoi dong nhan dan") && bodies[last].folded.starts_with("ban ");
            if (incomplete(bodies[last].folded) || of_council)
                issuer = complete(issuer, bodies[last].folded, names[last - 1], bodies[last - 1].folded);
        }
        out.issuer = Read{std::move(issuer), bodies[last].span, bad ? 0.5 : 0.93};
        return;
    }
    if (out.symbol && !out.symbol->notation.empty()) {
        const std::size_t cut = out.symbol->notation.find_last_of("-/");
        const std::string organ =
            cut == std::string::npos ? out.symbol->notation : out.symbol->notation.substr(cut + 1);
        if (const auto known = organ_of_notation(organ)) out.issuer = Read{std::string(*known), out.symbol->raw, 0.6};
    }
}

}  // namespace sauro::docread
