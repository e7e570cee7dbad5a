// The ZIP around Office XML, read part by part with a counter running: what an archive says of its sizes may be a lie.
#pragma once
#include <zip.h>

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "docread/docread.hpp"

namespace sauro::docread {

class OfficeArchive {
  public:
    // `suffix` and `program` name the kind of file in messages. `bytes` must outlive the archive.
    static Result<OfficeArchive> open(std::string_view bytes, const Limits& limits, std::string_view suffix,
                                      std::string_view program);

    bool has(const std::string& name) const { return zip_name_locate(zip_.get(), name.c_str(), 0) >= 0; }
    // Refuses a document type: no writer of Office files makes one, and entities could reach outside.
    Status read(const std::string& name, pugi::xml_document& into);
    // Parts beside the main one may be missing or odd; only what is unsafe in them stops the reading.
    Result<bool> side_part(const std::string& name, pugi::xml_document& into);
    Result<std::string> bytes(const std::string& name) { return part(name); }  // unpacked, as they are
    std::vector<std::string> names() const;                                    // of all parts
    std::vector<std::string> names_with(std::string_view prefix) const;
    std::unexpected<Error> damaged(std::string detail) const;

  private:
    struct CloseZip {
        void operator()(zip_t* z) const { zip_discard(z); }
    };
    using Zip = std::unique_ptr<zip_t, CloseZip>;
    OfficeArchive(std::uint64_t budget, std::string_view suffix, std::string_view program)
        : budget_(budget), suffix_(suffix), program_(program) {}
    Result<std::string> part(const std::string& name);

    Zip zip_;
    std::uint64_t budget_;
    std::string suffix_, program_;
};

}  // namespace sauro::docread
