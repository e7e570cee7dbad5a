#include "docread/issuer.hpp"

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
    for (const auto word : {"uy ban",  "hoi dong",  "dang uy",  "dang bo", "tinh uy",   "thanh uy",  "ban",   "so",
                            "bo",      "van phong", "chi bo",   "cong an", "quan uy",   "mat tran",  "ubnd",  "hdnd",
                            "ubmttq",  "lien doan", "hoi",      "doan",    "truong",    "trung tam", "phong", "vien",
                            "cuc",     "chinh phu", "quoc hoi", "toa an",  "thanh tra", "tong",      "bao",   "dai",
                            "chi cuc", "thu tuong", "chu tich", "kho bac", "ngan hang"}) {
        if (starts_with_word(f, word)) return true;
    }
    return false;
}

// Names run over several lines; a line that opens with a place, or follows an open word, belongs to the one before.
bool continues(const Body& before, std::string_view f) {
    for (const auto word : {"tinh", "thanh pho", "xa", "phuong", "dac khu", "viet nam", "va", "nhan dan", "to quoc"}) {
        if (starts_with_word(f, word) && !f.starts_with("tinh uy") && !f.starts_with("tinh doan")) return true;
    }
    return before.folded.ends_with(" va") || before.folded.ends_with(",") || before.folded.ends_with(" cua") ||
           before.folded.ends_with(" tinh") || before.folded.ends_with(" xa") || before.folded.ends_with(" phuong");
}

// A name that only makes sense with the body it belongs to.
bool incomplete(std::string_view f) {
    return one_of(f, {"van phong", "ban to chuc", "uy ban kiem tra", "ban tuyen giao va dan van", "ban tuyen giao",
                      "ban dan van", "ban noi chinh", "ban xay dung dang", "ban thuong vu", "ban thuong truc",
                      "ban chap hanh", "thuong truc", "van phong cap uy", "ban chinh sach, chien luoc"});
}

std::string complete(const std::string& name, std::string_view name_folded, const std::string& parent,
                     std::string_view parent_folded) {
    if (parent_folded == "ban chap hanh trung uong" || parent_folded == "trung uong dang") {
        if (name_folded == "van phong") return "Văn phòng Trung ương Đảng";
        return name + " Trung ương";
    }
    return name + " " + parent;
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
    std::vector<std::string> names;
    for (const Body& b : bodies) {
        names.push_back(natural_organ(b.raw, bad));
    }
    const std::string code =
        out.symbol ? out.symbol->notation.substr(0, out.symbol->notation.find_first_of("-/")) : std::string();
    const bool joint = one_of(code, {"NQLT", "TTLT", "QCPH", "KHPH", "CTrPH", "CTPH", "HDLT", "KHLT", "KHLN", "HDLN"});

    if (!of.empty()) {
        std::string issuer = natural_organ(source.raw(of), bad);
        const std::string folded = text::fold(issuer);
        if (!names.empty()) {
            // "Ban Thường vụ Tỉnh ủy" under "TỈNH ỦY MINH HỌA" is the one of that province.
            const std::string& last = names.back();
            const std::string last_folded = text::fold(last);
            for (const std::string_view kind : {"tinh uy", "thanh uy", "dang uy"}) {
                if (folded.ends_with(kind) && last_folded.starts_with(kind) && last_folded.size() > kind.size()) {
                    std::size_t words = 0, at = 0;
                    while (at < last.size() && words < 2) {
                        if (last[at] == ' ') ++words;
                        ++at;
                    }
                    if (words == 2) issuer += " " + last.substr(at);
                    break;
                }
            }
            const std::size_t parent = names.size() > 1 && text::fold(names.back()) == text::fold(issuer)
                                           ? names.size() - 2
                                           : names.size() - 1;
            if (text::fold(names[parent]) != text::fold(issuer))
                out.parent_body = Read{names[parent], bodies[parent].span, 0.9};
        }
        const bool mended = bad && known_organ(text::fold(source.raw(of)), true).has_value();
        out.issuer = Read{std::move(issuer), of, bad ? (mended ? 0.7 : 0.3) : 0.96};
        return;
    }
    if (!names.empty()) {
        if (joint && names.size() > 1) {
            std::string all;
            for (const std::string& n : names) all += (all.empty() ? "" : ", ") + n;
            out.issuer = Read{std::move(all), {bodies.front().span.begin, bodies.back().span.end}, 0.85};
            return;
        }
        const std::size_t last = names.size() - 1;
        std::string issuer = names[last];
        if (last > 0) {
            out.parent_body = Read{names[last - 1], bodies[last - 1].span, bad ? 0.5 : 0.9};
            if (incomplete(bodies[last].folded))
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
