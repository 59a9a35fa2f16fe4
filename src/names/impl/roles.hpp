#pragma once

#include <cstdint>
#include <vector>

#include "names/form.hpp"
#include "names/impl/particles.hpp"

namespace attest::names {

/// Where the given name stands among the words of a text.
enum class Order : std::uint8_t { kGivenFirst, kFamilyFirst };

/// The words of a column, joined and without articles, as tokens with roles, in canonical order.
/// `no_given`: the text says that the given name is unknown, so the words begin with the father's.
struct Naming {
  Field field = Field::kWhole;
  Order order = Order::kGivenFirst;
  bool no_given = false;
};
std::vector<Token> give_roles(const Words& words, Naming naming);

/// Given, father and patronymic, grandfather, forefathers, family, then the rest; stable.
void sort_by_role(std::vector<Token>& tokens);

}  // namespace attest::names
