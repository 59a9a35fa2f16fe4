#pragma once

#include <vector>

#include "casework/case.hpp"
#include "casework/nouns.hpp"
#include "publish/text_page.hpp"

namespace attest::casework {

/// A page for each kept text, its claims marked beside what the case's other sources say of each.
/// Suggestions that somebody rejected are left out. A text whose exhibit is withheld is not
/// printed; its quotes are.
std::vector<publish::TextPage> make_text_pages(const Case& kase, const Nouns& nouns,
                                               base::Reporter& reporter);

}  // namespace attest::casework
