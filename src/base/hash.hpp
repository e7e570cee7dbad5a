// SHA-256 as lower-case hex, whole or in pieces.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace sauro::base {

std::string sha256(std::string_view bytes);

class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void update(std::string_view bytes);
    std::string finish();  // once

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sauro::base
