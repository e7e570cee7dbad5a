#include "reuse/merge.hpp"

#include <algorithm>

#include "reuse/errors.hpp"
#include "reuse/grams.hpp"

namespace sauro::reuse {
namespace {

constexpr std::uint32_t gone = 0xFFFFFFFF;

struct Source {
    const Part* part = nullptr;
    Segment::Cursor cursor;
    std::vector<std::uint32_t> renumbered;
    bool open = false;
    std::uint64_t keys_seen = 0;
    explicit Source(const Part& p) : part(&p), cursor(*p.segment), renumbered(p.segment->docs(), gone) { advance(); }
    void advance() {
        open = cursor.next();
        if (open) ++keys_seen;
    }
};

}  // namespace

Status merge_segments(const std::vector<Part>& parts, const std::filesystem::path& path, std::uint32_t sample,
                      std::vector<std::uint64_t>& ids) {
    std::vector<std::unique_ptr<Source>> sources;
    struct Entry {
        DocInfo info;
        std::uint32_t source, ordinal;
    };
    std::vector<Entry> entries;
    std::uint64_t keys = 0;
    for (const Part& part : parts) {
        keys += part.segment->keys();
        for (std::uint32_t i = 0; i < part.segment->docs(); ++i) {
            if (!part.removals->test(i))
                entries.push_back({part.segment->doc(i), static_cast<std::uint32_t>(sources.size()), i});
        }
        sources.push_back(std::make_unique<Source>(part));
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& x, const Entry& y) { return x.info.id < y.info.id; });
    std::vector<DocInfo> docs;
    docs.reserve(entries.size());
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        sources[entries[i].source]->renumbered[entries[i].ordinal] = i;
        docs.push_back(entries[i].info);
        ids.push_back(entries[i].info.id);
    }
    entries = {};
    SegmentWriter writer(path, sample, static_cast<std::uint32_t>(docs.size()), keys);
    std::vector<Place> places;
    for (;;) {
        std::uint64_t key = key_end(sample);
        for (const auto& source : sources) {
            if (source->open) key = std::min<std::uint64_t>(key, source->cursor.key());
        }
        if (key >= key_end(sample)) break;
        places.clear();
        bool common_key = false;
        for (const auto& source : sources) {
            if (!source->open || source->cursor.key() != key) continue;
            common_key = common_key || source->cursor.is_common();
            for (const Place& p : source->cursor.places()) {
                if (const std::uint32_t doc = source->renumbered[p.doc]; doc != gone)
                    places.push_back({doc, p.position});
            }
            source->advance();
        }
        sort_places(places);
        if (common_key)
            writer.add_common(static_cast<std::uint32_t>(key), places);
        else
            writer.add(static_cast<std::uint32_t>(key), places);
    }
    for (const auto& source : sources) {  // a cursor that stopped early has met damage
        if (!source->open && source->keys_seen != source->part->segment->keys())
            return damaged(path.parent_path(), "một đoạn chỉ mục không đọc hết được");
    }
    return writer.finish(docs);
}

}  // namespace sauro::reuse
