#include "modules/accounts/passwords.hpp"

#include <argon2.h>
#include <fmt/format.h>

#include <set>
#include <span>

#include "base/embedded.hpp"
#include "base/id.hpp"
#include "text/text.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> accounts_data();
}

namespace sauro::accounts {
namespace {

// OWASP's second choice: little memory, so that a small machine stays small (a worker holds it only while it hashes).
constexpr std::uint32_t passes = 2, memory_kib = 19 * 1024, lanes = 1;
constexpr std::size_t hash_bytes = 32, salt_characters = 22;  // six random bits each: as much as 16 bytes
constexpr std::size_t shortest = 12, longest = 256;           // characters; bytes

std::set<std::string, std::less<>> read_common() {
    std::set<std::string, std::less<>> words;
    for (const base::EmbeddedFile& file : embedded::accounts_data()) {
        std::string_view rest = file.content;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            const std::string_view line = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (!line.empty() && line.front() != '#') words.insert(text::fold(line));
        }
    }
    return words;
}

std::unexpected<Error> weak(std::string_view field, std::string_view code, std::string message,
                            std::string message_en) {
    Error error{ErrorKind::invalid, std::string(code), std::move(message), std::move(message_en), {}, {}, {}};
    error.fields.push_back({std::string(field), error.code, error.message});
    return fail(std::move(error));
}

}  // namespace

Status check_password(std::string_view password, std::string_view username, std::string_view field) {
    if (!text::is_utf8(password) || password.size() > longest) {
        return weak(field, "password.too_long",
                    fmt::format("Mật khẩu dài quá {} byte. Chọn mật khẩu ngắn hơn.", longest),
                    fmt::format("the password is longer than {} bytes", longest));
    }
    if (text::CodepointIndex(password).size() < shortest) {
        return weak(field, "password.too_short",
                    fmt::format("Mật khẩu cần ít nhất {} ký tự. Gợi ý: ghép vài từ dễ nhớ thành một cụm.", shortest),
                    fmt::format("a password has at least {} characters", shortest));
    }
    static const std::set<std::string, std::less<>> common = read_common();
    const std::string folded = text::fold(password);
    const std::set<char> letters(folded.begin(), folded.end());
    const std::string user = text::fold(username);
    constexpr std::size_t fewest_letters = 4, meaningful = 4;
    const bool about_user = user.size() >= meaningful && folded.find(user) != std::string::npos &&
                            folded.size() < user.size() + shortest - meaningful;
    if (common.contains(folded) || letters.size() < fewest_letters || about_user) {
        return weak(
            field, "password.common",
            "Mật khẩu này dễ bị đoán. Chọn một cụm từ riêng, không dùng dãy số, tên đăng nhập hay mật khẩu phổ biến.",
            "this password is easily guessed");
    }
    return {};
}

Result<std::string> hash_password(std::string_view password) {
    const std::string normal = text::nfc(password);
    // Text as salt: it only has to be unpredictable and unique.
    const std::string salt = base::random_token(salt_characters);
    std::string encoded(
        argon2_encodedlen(passes, memory_kib, lanes, static_cast<std::uint32_t>(salt.size()), hash_bytes, Argon2_id),
        '\0');
    const int code = argon2id_hash_encoded(passes, memory_kib, lanes, normal.data(), normal.size(), salt.data(),
                                           salt.size(), hash_bytes, encoded.data(), encoded.size());
    if (code != ARGON2_OK) return fail_internal("password.hash", argon2_error_message(code));
    encoded.resize(encoded.find('\0'));
    return encoded;
}

bool verify_password(std::string_view hash, std::string_view password) {
    // Nobody's password: what a guess at an unknown username is measured against.
    static const std::string nobody = hash_password(base::random_token()).value_or("");
    const std::string normal = text::nfc(password);
    const std::string encoded(hash.empty() ? std::string_view(nobody) : hash);
    const bool same = argon2id_verify(encoded.c_str(), normal.data(), normal.size()) == ARGON2_OK;
    return same && !hash.empty();
}

}  // namespace sauro::accounts
