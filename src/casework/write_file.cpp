#include "casework/write_file.hpp"

#include <fstream>

#include "base/error.hpp"

namespace attest::casework {

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file)
    throw base::Error(base::Code::kUnwritable, "the file cannot be written", path,
                      "Choose a folder you may write to, on a disk with room");
}

}  // namespace attest::casework
