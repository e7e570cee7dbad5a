// The package around settle_part(): which parts change, which go, and the reading that proves it.
#include "docread/formats/docx_clean.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "docread/formats/docx_package.hpp"
#include "docread/formats/docx_presentation.hpp"
#include "docread/formats/extract.hpp"
#include "docread/formats/xml_node.hpp"

namespace sauro::docread {
namespace {

using Ids = std::set<std::string>;
constexpr int kDeepest = 1000;

template <class Visit>
void walk(pugi::xml_node node, const Visit& visit, int depth = 0) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node c : node.children()) {
        visit(c);
        walk(c, visit, depth + 1);
    }
}

std::string_view prefix_of(std::string_view name) { return name.substr(0, std::min(name.find(':'), name.size())); }

// Values that name relationships: attributes of another prefix than their element's (r:embed, r:id). One that is named
// no more held what was deleted.
Ids named_ids(pugi::xml_node root) {
    Ids out;
    walk(root, [&](pugi::xml_node node) {
        for (const pugi::xml_attribute a : node.attributes()) {
            const std::string_view name = a.name();
            if (name.contains(':') && prefix_of(name) != prefix_of(node.name())) out.emplace(a.value());
        }
    });
    return out;
}

Ids notes_named(pugi::xml_node root, std::string_view reference) {
    Ids out;
    walk(root, [&](pugi::xml_node node) {
        if (local(node) == reference) out.emplace(value(node, "id"));
    });
    return out;
}

std::string folder_of(std::string_view part) {
    const std::size_t slash = part.rfind('/');
    return std::string(part.substr(0, slash == std::string_view::npos ? 0 : slash + 1));
}

std::string rels_of(const std::string& part) {
    const std::string folder = folder_of(part);
    return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

// "../media/a.png" beside word/charts/ is word/media/a.png; "/word/a.xml" is word/a.xml.
std::string target_of(const std::string& source, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string folder = folder_of(source);
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        folder = folder.empty() ? "" : folder_of(std::string_view(folder).substr(0, folder.size() - 1));
    }
    return folder + std::string(target);
}

class Cleaning {
  public:
    explicit Cleaning(OfficeArchive& archive) : archive_(archive), names_(archive.names()) {}

    Status run() {
        const std::string main = docx_main_part(archive_);
        if (!archive_.has(main)) return archive_.damaged("no " + main);
        for (const std::string& name : names_) {
            if (!name.ends_with(".rels")) continue;
            TRY(rels_[name], load_part(archive_, name));
        }
        std::vector<std::string> stories = docx_story_parts(archive_);
        stories.push_back(main);
        for (const std::string& name : stories) TRYV(settle(name));
        for (const char* const kind : {"footnote", "endnote"}) TRYV(drop_notes(main, kind));
        drop_comments(main);
        for (auto& [name, part] : parts_) changed_.emplace_back(name, saved_part(part));
        for (const std::string& name : changed_rels_) {
            if (!dropped.contains(name)) changed_.emplace_back(name, saved_part(rels_[name]));
        }
        return contents();
    }

    NewParts take_changed() { return std::move(changed_); }
    std::set<std::string> dropped;

  private:
    Status settle(const std::string& name) {
        TRY(pugi::xml_document part, load_part(archive_, name));
        const std::string whole = saved_part(part);
        const Ids before = named_ids(part);
        for (const char* const kind : {"footnote", "endnote"}) {
            for (const std::string& id : notes_named(part, std::string(kind) + "Reference")) notes_[kind].insert(id);
        }
        if (!settle_part(part.document_element())) {
            return fail(ErrorKind::conflict, "repair.words",
                        "Tệp có chỗ sửa theo dõi mà máy chưa chắc chấp nhận đúng (trong công thức, hoặc cắt ngang một "
                        "trường), nên tệp được giữ nguyên. Chấp nhận các chỗ sửa trong Word rồi tải lên lại.",
                        "Some tracked change cannot be accepted for certain.");
        }
        if (saved_part(part) == whole) return {};
        const Ids after = named_ids(part);
        for (const std::string& id : before) {
            if (!after.contains(id))
                drop_relation(rels_of(name), [&](pugi::xml_node rel) { return value(rel, "Id") == id; });
        }
        parts_[name] = std::move(part);
        return {};
    }

    // Notes whose only reference was deleted: their words were deleted with it.
    Status drop_notes(const std::string& main, const std::string& kind) {
        const auto found = parts_.find(main);
        const std::string name = "word/" + kind + "s.xml";
        if (found == parts_.end() || !archive_.has(name)) return {};
        const Ids now = notes_named(found->second, kind + "Reference");
        std::erase_if(notes_[kind], [&](const std::string& id) { return now.contains(id); });
        if (notes_[kind].empty()) return {};
        if (!parts_.contains(name)) {
            TRY(parts_[name], load_part(archive_, name));
        }
        pugi::xml_node root = parts_[name].document_element();
        for (pugi::xml_node c = root.first_child(), next; c; c = next) {
            next = c.next_sibling();
            if (local(c) == kind && notes_[kind].contains(std::string(value(c, "id")))) root.remove_child(c);
        }
        return {};
    }

    // The comments, who answered them, and the list of people that only comments and changes name.
    void drop_comments(const std::string& main) {
        drop_relation(rels_of(main), [](pugi::xml_node rel) {
            const std::string_view type = value(rel, "Type");
            const std::string_view kind = type.substr(type.rfind('/') + 1);
            return kind.starts_with("comments") || kind == "people";
        });
        for (const std::string& name : names_) {
            if (name.starts_with("word/comments") && name.ends_with(".xml")) drop_part(name);
        }
    }

    template <class Which>
    void drop_relation(const std::string& rels, const Which& which) {
        const auto found = rels_.find(rels);
        if (found == rels_.end()) return;
        pugi::xml_node root = found->second.document_element();
        for (pugi::xml_node rel = root.first_child(), next; rel; rel = next) {
            next = rel.next_sibling();
            if (rel.type() != pugi::node_element || !which(rel)) continue;
            const bool inside = value(rel, "TargetMode") != "External";
            const std::string target = target_of(source_of(rels), value(rel, "Target"));
            root.remove_child(rel);
            changed_rels_.insert(rels);
            if (inside && !named_elsewhere(target)) drop_part(target);
        }
    }

    void drop_part(const std::string& name) {
        if (!archive_.has(name) || !dropped.insert(name).second) return;
        const std::string rels = rels_of(name);
        if (!rels_.contains(rels)) return;
        dropped.insert(rels);
        drop_relation(rels, [](pugi::xml_node) { return true; });
    }

    static std::string source_of(const std::string& rels) {  // word/_rels/document.xml.rels -> word/document.xml
        std::string out = rels.substr(0, rels.size() - std::string_view(".rels").size());
        if (const std::size_t at = out.rfind("_rels/"); at != std::string::npos) out.erase(at, 6);
        return out;
    }
    bool named_elsewhere(const std::string& target) const {
        for (const auto& [name, rels] : rels_) {
            if (dropped.contains(name)) continue;
            for (const pugi::xml_node rel : rels.document_element().children()) {
                if (value(rel, "TargetMode") != "External" &&
                    target_of(source_of(name), value(rel, "Target")) == target)
                    return true;
            }
        }
        return false;
    }

    Status contents() {
        constexpr const char* name = "[Content_Types].xml";
        if (dropped.empty() || !archive_.has(name)) return {};
        TRY(pugi::xml_document list, load_part(archive_, name));
        pugi::xml_node root = list.document_element();
        bool fewer = false;
        for (pugi::xml_node c = root.first_child(), next; c; c = next) {
            next = c.next_sibling();
            if (local(c) != "Override" || !dropped.contains(target_of("", value(c, "PartName")))) continue;
            root.remove_child(c);
            fewer = true;
        }
        if (fewer) changed_.emplace_back(name, saved_part(list));
        return {};
    }

    OfficeArchive& archive_;
    std::vector<std::string> names_;
    std::map<std::string, pugi::xml_document> rels_, parts_;
    std::map<std::string, Ids> notes_;  // named before, by kind
    std::set<std::string> changed_rels_;
    NewParts changed_;
};

}  // namespace

Result<std::string> cleaned_docx(OfficeArchive& archive, std::string_view bytes, const Limits& limits) {
    Cleaning cleaning(archive);
    TRYV(cleaning.run());
    const NewParts parts = cleaning.take_changed();
    if (parts.empty() && cleaning.dropped.empty()) {
        return fail(ErrorKind::conflict, "repair.nothing",
                    "Tệp không còn chỗ sửa theo dõi hay ý kiến bên lề nào để làm sạch.",
                    "The file holds no tracked change and no comment.");
    }
    TRY(std::string out, repacked(archive, bytes, parts, cleaning.dropped));
    TRY(const Extracted before, extract_docx(bytes, limits));
    TRY(const Extracted after, extract_docx(out, limits));
    if (after.text != before.text || after.leftovers.changes > 0 || after.leftovers.comments > 0) {
        return fail(ErrorKind::conflict, "repair.words",
                    "Chấp nhận các chỗ sửa của tệp này làm lời văn đọc được khác với lời văn trên trang, nên tệp được "
                    "giữ nguyên. Chấp nhận các chỗ sửa, xóa ý kiến trong Word rồi tải lên lại.",
                    "Cleaning would change what is read.");
    }
    return out;
}

}  // namespace sauro::docread
