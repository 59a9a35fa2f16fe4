#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// A small reader of the markup that publish writes, for tests: not a parser of HTML at large.
namespace attest::publish {

struct Tag {
  std::string name;
  std::map<std::string, std::string> attributes;
  bool closes = false;   ///< </p>
  bool is_leaf = false;  ///< <br/>
  bool has(const std::string& attribute_name) const { return attributes.contains(attribute_name); }
  std::string attribute(const std::string& attribute_name) const {
    const auto found = attributes.find(attribute_name);
    return found == attributes.end() ? "" : found->second;
  }
};

/// All tags in order; contents of <script> and <style> are skipped.
std::vector<Tag> read_tags(std::string_view page);
/// The first tag that closes nothing or stays open; empty: well-formed.
std::string first_unbalanced(std::string_view page);

}  // namespace attest::publish
