// The module behind a router: what the web page does, with session, rights, JSON and audit, but without a socket. Only
// for the tests of this folder.
#pragma once
#include <boost/json.hpp>
#include <fstream>
#include <future>

#include "db/files.hpp"
#include "modules/documents/documents_fixture.hpp"
#include "rulebook/test_views.hpp"

namespace sauro::documents {

// Sessions "clerk", "specialist", "auditor": that role at xã MH01 (Party committee and below).
struct Sessions : api::Authenticator {
    Result<std::optional<api::Principal>> principal_of(db::Snapshot&, std::string_view token, base::Millis) override {
        api::Role role{};
        if (!boost::describe::enum_from_string(std::string(token).c_str(), role)) return std::nullopt;
        return api::Principal{"a-" + std::string(token), "Lê Thị Văn Thư", "", {{role, "", "TW/MH.TU/MH01.DU/"}}};
    }
};
struct Directory : api::UnitDirectory {
    Result<std::optional<api::UnitRef>> find(db::Snapshot& snapshot, std::string_view id_or_code) override {
        TRY(const auto unit, store::find_unit(snapshot, id_or_code));
        if (!unit) return std::nullopt;
        return api::UnitRef{unit->id, unit->code, unit->name, unit->path, unit->level, unit->bloc, unit->area};
    }
};

inline const std::string kLetter =
    "ỦY BAN NHÂN DÂN\nTỈNH MINH HỌA\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh "
    "phúc\n---------------\n"
    "Số: 15/KH-UBND\nMinh Họa, ngày 12 tháng 01 năm 2026\n\nKẾ HOẠCH\nTinh giản văn bản hành chính năm 2026\n\n"
    "Ủy ban nhân dân tỉnh ban hành kế hoạch tinh giản văn bản hành chính năm 2026 như sau.\n";

class Routes : public DocumentsTest {
  protected:
    void SetUp() override {
        DocumentsTest::SetUp();
        auto files = db::FileStore::open(folder_.path() / "files");
        ASSERT_TRUE(files);
        files_.emplace(std::move(*files));
        registry_.emplace(database(), *files_, sessions_, directory_, [] { return kNow; });
        module({rulebook::testing::shipped(), {}}).routes(*registry_);
        router_ = registry_->take_router();
    }

    struct Answer {
        int status = 0;
        boost::json::value json;
        std::string text;  // of a streamed or file body
        http::Response raw;
        std::string code() const {
            return json.is_object() && json.as_object().contains("code") ? std::string(json.at("code").as_string())
                                                                         : "";
        }
    };

    Answer call(http::Method method, const std::string& target, const std::string& body = {},
                const std::string& as = "clerk", const std::string& upload = {}, const std::string& known_tag = {}) {
        http::Request request;
        request.method = method;
        const auto mark = target.find('?');
        request.path = "/api/v1" + target.substr(0, mark);
        if (mark != std::string::npos) {
            std::string_view rest = std::string_view(target).substr(mark + 1);
            while (!rest.empty()) {
                const auto pair = rest.substr(0, rest.find('&'));
                rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
                request.query[std::string(pair.substr(0, pair.find('=')))] =
                    std::string(pair.substr(pair.find('=') + 1));
            }
        }
        request.headers["cookie"] = "sauro_session=" + as;
        request.headers["x-sauro"] = "1";
        if (!known_tag.empty()) request.headers["if-none-match"] = known_tag;
        request.body = body;
        if (!upload.empty()) {
            request.upload = files_->temporary();
            std::ofstream(request.upload, std::ios::binary) << upload;
            request.upload_size = upload.size();
        }
        const auto match = router_.find(method, request.path);
        EXPECT_NE(match.route, nullptr) << request.path;
        Answer answer;
        if (match.route == nullptr) return answer;
        request.params = match.params;
        std::promise<http::Response> promise;
        auto future = promise.get_future();
        match.route->handler(std::move(request),
                             [&](http::Response response) { promise.set_value(std::move(response)); });
        answer.raw = future.get();
        answer.status = answer.raw.status;
        if (auto* produce = std::get_if<http::Producer>(&answer.raw.body)) {
            for (bool more = true; more;) {
                std::string chunk;
                const auto next = (*produce)(chunk);
                EXPECT_TRUE(next);
                answer.text += chunk;
                more = next && *next;
            }
        } else if (auto* file = std::get_if<http::FileBody>(&answer.raw.body)) {
            std::ifstream in(file->path, std::ios::binary);
            answer.text.assign(std::istreambuf_iterator<char>(in), {});
        } else {
            boost::system::error_code error;
            answer.json = boost::json::parse(std::get<std::string>(answer.raw.body), error);
        }
        return answer;
    }
    Answer get(const std::string& target, const std::string& as = "clerk") {
        return call(http::Method::get, target, {}, as);
    }
    Answer post(const std::string& target, const std::string& body, const std::string& as = "clerk") {
        return call(http::Method::post, target, body, as);
    }
    Answer put(const std::string& target, const std::string& body, const std::string& as = "clerk") {
        return call(http::Method::put, target, body, as);
    }
    static std::string str(const boost::json::value& object, const char* key) {
        const auto* at = object.as_object().if_contains(key);
        return at == nullptr || !at->is_string() ? "" : std::string(at->as_string());
    }
    std::string audited() {
        std::string all;
        EXPECT_TRUE(read([&](db::Snapshot& s) -> Result<int> {
            TRYV(s.query("SELECT action FROM audit_log ORDER BY seq", {}, [&](const db::Row& row) {
                all += row.str(0) + " ";
                return true;
            }));
            return 0;
        }));
        return all;
    }

    const std::string unit_ = "/units/MH01.UBND";
    sauro::testing::TempFolder folder_;
    Sessions sessions_;
    Directory directory_;
    std::optional<db::FileStore> files_;
    std::optional<api::Registry> registry_;
    http::Router router_;
};

}  // namespace sauro::documents
