#pragma once

#include <optional>
#include <string>

#include "base/sign.hpp"

namespace attest::vault {

/// Private keys, outside every case: FOLDER/keys/ORIGIN, readable by their owner only. A copied
/// case therefore cannot grow a second history under the first one's name.
class KeyStore {
 public:
  /// Empty: $ATTEST_HOME, else $XDG_CONFIG_HOME/attest, else ~/.config/attest.
  explicit KeyStore(std::string folder);
  std::optional<base::SigningKey> find(const std::string& origin) const;
  /// A fresh key, on the device before it is returned.
  base::SigningKey make();

 private:
  std::string folder_;
};

}  // namespace attest::vault
