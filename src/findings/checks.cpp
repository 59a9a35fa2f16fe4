#include "findings/checks.hpp"

#include <algorithm>
#include <array>

#include "findings/impl/context.hpp"

namespace attest::findings {
namespace {

struct Name {
  std::string_view word;
  std::string_view title;
};

constexpr std::array<Name, 19> kNames{{
    {"part_exceeds_whole", "A part larger than the whole"},
    {"sums_differ", "Sums that do not add up"},
    {"sums_agree", "Sums that add up"},
    {"one_number_many_labels", "One number, several labels"},
    {"one_label_many_numbers", "One label, several numbers"},
    {"digits_differ", "Two numbers one digit apart"},
    {"one_source_two_numbers", "One source, two numbers"},
    {"totals_through_time", "Official totals through time"},
    {"unit_changed", "A unit that changed"},
    {"speaker_changed", "A quotation with two speakers"},
    {"disclaimer_dropped", "A text cited without its reservation"},
    {"word_upgraded", "A stronger word than the text"},
    {"not_adopted_but_counted", "Not adopted, yet counted"},
    {"one_side_coded", "None where others count some"},
    {"repetition_not_source", "Repetitions of one origin"},
    {"words_against_numbers", "Words against the source's own numbers"},
    {"measures_under_one_word", "Different measures under one word"},
    {"shares_differ", "Shares that differ between samples"},
    {"said_before_event", "Dated before what it speaks of"},
}};

}  // namespace

std::string_view word(CheckKind kind) {
  return kNames[static_cast<std::size_t>(kind)].word;
}
std::string_view title(CheckKind kind) {
  return kNames[static_cast<std::size_t>(kind)].title;
}

std::vector<Check> checks(const Evidence& evidence, const Voices& voices) {
  impl::Context context(evidence, voices);
  for (const auto check : {impl::check_parts, impl::check_sums, impl::check_labels,
                           impl::check_numbers, impl::check_voices, impl::check_repetitions,
                           impl::check_one_side, impl::check_units, impl::check_composition,
                           impl::check_quotations, impl::check_positions, impl::check_dates}) {
    check(context);
  }
  std::stable_sort(context.out.begin(), context.out.end(),
                   [](const Check& a, const Check& b) { return a.kind < b.kind; });
  return std::move(context.out);
}

}  // namespace attest::findings
