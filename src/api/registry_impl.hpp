// Private to api: what stands behind Registry.
#pragma once
#include <mutex>

#include "api/api.hpp"

namespace sauro::api {

struct Registry::Impl {
    db::Database& database;
    db::FileStore& files;
    Authenticator& authenticator;
    UnitDirectory& units;
    base::Clock clock;
    std::vector<std::shared_ptr<const Erased>> routes;
    std::vector<Row> rows;
    std::once_flag document_once;
    std::string document;  // the OpenAPI document, made once

    json::Any openapi() const;
};

inline constexpr std::string_view session_cookie = "sauro_session";
inline constexpr std::string_view openapi_path = "/api/v1/openapi.json";

// "/units/{unit}/documents/{id}" -> unit, id
std::vector<std::string> parameters_of(std::string_view pattern);

}  // namespace sauro::api
