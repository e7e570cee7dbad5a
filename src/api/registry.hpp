// The templates of Registry: they only wrap a handler so that registry.cpp can call it without its types.
#pragma once
#include <memory>
#include <utility>

#include "api/api.hpp"

namespace sauro::api {

struct Registry::Erased {
    using Held = std::shared_ptr<const void>;
    enum class Way { read, write, upload, raw };
    About about;
    Way way = Way::read;
    std::uint64_t max_bytes = 0;
    const json::StructInfo* in = nullptr;
    Result<Held> (*parse)(const json::Any&) = nullptr;
    json::Any (*out_schema)(json::SchemaBook&) = nullptr;  // nullptr: answers with its own Response
    std::function<Result<json::Any>(Ctx&, const void* in, db::Snapshot&)> read;
    std::function<Result<Held>(Ctx&, const void* in, db::Snapshot&)> prepare;  // may be empty
    std::function<Result<Held>(Ctx&, const void* in, const std::filesystem::path&)> prepare_upload;
    std::function<Result<json::Any>(Ctx&, const void* in, const void* prepared, db::Tx&)> store;
    std::function<Result<http::Response>(Ctx&, const void* in)> raw;

    template <class In>
    static Erased of(About about, Way way) {
        Erased made;
        made.about = std::move(about);
        made.way = way;
        made.in = &json::info_of<In>();
        made.parse = [](const json::Any& any) -> Result<Held> {
            TRY(auto value, json::from_json<In>(any));
            return std::make_shared<const In>(std::move(value));
        };
        return made;
    }
    template <class Out>
    static Result<json::Any> answer(Result<Out> out) {
        if (!out) return std::unexpected(std::move(out).error());
        return json::to_json(*out);
    }
    template <class T>
    static Result<Held> held(Result<T> value) {
        if (!value) return std::unexpected(std::move(value).error());
        return std::make_shared<const T>(std::move(*value));
    }
};

template <class In, class Out>
void Registry::read(About about, std::function<Result<Out>(Ctx&, const In&, db::Snapshot&)> handler) {
    Erased made = Erased::of<In>(std::move(about), Erased::Way::read);
    made.out_schema = &json::schema_of<Out>;
    made.read = [handler = std::move(handler)](Ctx& ctx, const void* in, db::Snapshot& snapshot) {
        return Erased::answer<Out>(handler(ctx, *static_cast<const In*>(in), snapshot));
    };
    add(std::move(made));
}

template <class In, class Out>
void Registry::write(About about, std::function<Result<Out>(Ctx&, const In&, db::Tx&)> handler) {
    Erased made = Erased::of<In>(std::move(about), Erased::Way::write);
    made.out_schema = &json::schema_of<Out>;
    made.store = [handler = std::move(handler)](Ctx& ctx, const void* in, const void*, db::Tx& tx) {
        return Erased::answer<Out>(handler(ctx, *static_cast<const In*>(in), tx));
    };
    add(std::move(made));
}

template <class In, class Prepared, class Out>
void Registry::write(About about, std::function<Result<Prepared>(Ctx&, const In&, db::Snapshot&)> prepare,
                     std::function<Result<Out>(Ctx&, const In&, const Prepared&, db::Tx&)> store) {
    Erased made = Erased::of<In>(std::move(about), Erased::Way::write);
    made.out_schema = &json::schema_of<Out>;
    made.prepare = [prepare = std::move(prepare)](Ctx& ctx, const void* in, db::Snapshot& snapshot) {
        return Erased::held<Prepared>(prepare(ctx, *static_cast<const In*>(in), snapshot));
    };
    made.store = [store = std::move(store)](Ctx& ctx, const void* in, const void* prepared, db::Tx& tx) {
        return Erased::answer<Out>(
            store(ctx, *static_cast<const In*>(in), *static_cast<const Prepared*>(prepared), tx));
    };
    add(std::move(made));
}

template <class In, class Prepared, class Out>
void Registry::upload(About about, std::uint64_t max_bytes,
                      std::function<Result<Prepared>(Ctx&, const In&, const std::filesystem::path&)> prepare,
                      std::function<Result<Out>(Ctx&, const In&, const Prepared&, db::Tx&)> store) {
    Erased made = Erased::of<In>(std::move(about), Erased::Way::upload);
    made.max_bytes = max_bytes;
    made.out_schema = &json::schema_of<Out>;
    made.prepare_upload = [prepare = std::move(prepare)](Ctx& ctx, const void* in, const std::filesystem::path& path) {
        return Erased::held<Prepared>(prepare(ctx, *static_cast<const In*>(in), path));
    };
    made.store = [store = std::move(store)](Ctx& ctx, const void* in, const void* prepared, db::Tx& tx) {
        return Erased::answer<Out>(
            store(ctx, *static_cast<const In*>(in), *static_cast<const Prepared*>(prepared), tx));
    };
    add(std::move(made));
}

template <class In>
void Registry::raw(About about, std::function<Result<http::Response>(Ctx&, const In&)> handler) {
    Erased made = Erased::of<In>(std::move(about), Erased::Way::raw);
    made.raw = [handler = std::move(handler)](Ctx& ctx, const void* in) {
        return handler(ctx, *static_cast<const In*>(in));
    };
    add(std::move(made));
}

}  // namespace sauro::api
