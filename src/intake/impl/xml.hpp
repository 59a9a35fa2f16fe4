#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "intake/impl/archive.hpp"

namespace attest::intake {

/// The attributes of an element; names come without their prefix ("id" for "r:id").
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** list) : list_(list) {}
  /// Empty if there is none. Where two differ by prefix only, the prefixed one is meant by "r:id"
  /// style names.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const;

 private:
  const char** list_;
};

/// What a part's elements are told to. Element names come without their prefix.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view characters) = 0;
};

/// Reads an XML part of an archive, piece by piece. A DOCTYPE is refused, depth and token length
/// are limited.
class XmlPart {
 public:
  XmlPart(Archive& archive, const std::string& name, const Limits& limits, XmlHandler& handler);
  ~XmlPart();
  XmlPart(const XmlPart&) = delete;
  XmlPart& operator=(const XmlPart&) = delete;

  /// Reads one piece; false once the part is read to its end. Throws base::Error{kMalformed} or
  /// {kLimit}.
  bool feed();
  void read_all() {
    while (feed()) {
    }
  }

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attest::intake
