#pragma once

#include <memory>

#include "publish/site.hpp"

/// An invented case for tests: two parties, a town that never was, every kind of statement, bound,
/// echo and script. Not part of the program.
namespace attest::publish::invented {

struct Case {
  Site site;
  std::unique_ptr<Originals> originals;
};

Case make();
/// The same with a title and prose in Arabic, so that pages are written from the right.
Case make_from_the_right();
/// The same where every text is `hostile`.
Case make_hostile(const std::string& hostile);
/// As many figures as asked, spread over `incidents` incidents and five hundred sources.
Case make_large(std::size_t statements, std::size_t incidents);

}  // namespace attest::publish::invented
