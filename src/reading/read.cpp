#include "reading/read.hpp"

#include <algorithm>
#include <numeric>

#include "base/unicode.hpp"
#include "reading/impl/claims.hpp"
#include "reading/impl/lexicon.hpp"
#include "text/fold.hpp"
#include "text/patterns.hpp"
#include "text/segment.hpp"

namespace attest::reading {
namespace {

constexpr std::size_t kMostBlock = 1'000'000;  // bytes of a paragraph read in one piece

constexpr std::uint64_t kTriggers =
    bit(Class::kMeasure) | bit(Class::kTally) | bit(Class::kLegal) | bit(Class::kPosition);

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The words of which a paragraph must hold one to be read at all.
struct Triggers {
  std::vector<std::string> words;
  std::vector<bool> stem;

  explicit Triggers(const Lexicon& lexicon) {
    for (const Entry& entry : lexicon.entries()) {
      if ((bit(entry.cls) & kTriggers) == 0) continue;
      std::string word = entry.tokens.front();
      std::size_t same = 1;
      while (same < entry.tokens.size() && !entry.stem[same - 1])
        word += " " + entry.tokens[same++];
      words.push_back(std::move(word));
      stem.push_back(entry.stem[same - 1]);
    }
  }
  std::vector<std::string_view> views() const { return {words.begin(), words.end()}; }
};

text::SegmentRules segment_rules(const Lexicon& lexicon) {
  return {lexicon.language, lexicon.abbreviations, lexicon.elision};
}

/// Counts code points of a text whose places are asked for from left to right.
class PointCounter {
 public:
  explicit PointCounter(std::string_view text) : text_(text) {}
  std::int64_t at(std::size_t byte) {
    if (byte < byte_) byte_ = 0, points_ = 0;
    points_ += static_cast<std::int64_t>(base::count_points(text_.substr(byte_, byte - byte_)));
    byte_ = byte;
    return points_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::int64_t points_ = 0;
};

}  // namespace

struct Reader::State {
  State(const Pack& pack, std::optional<base::Day> article_date)
      : lexicon(pack.lexicon()),
        article(article_date),
        segmenter(segment_rules(lexicon)),
        triggers(lexicon),
        patterns(triggers.views()),
        sentence(lexicon) {}

  bool is_worth_reading(std::string_view block) {
    folded.clear();
    text::append_folded(folded, block);
    bool found = false;
    patterns.find(folded, [&](text::Patterns::Hit hit) {
      const std::size_t begin = hit.end - triggers.words[hit.pattern].size();
      const bool starts = begin == 0 || !is_ascii_letter(folded[begin - 1]);
      const bool ends = triggers.stem[hit.pattern] || hit.end == folded.size() ||
                        !is_ascii_letter(folded[hit.end]);
      found = starts && ends;
      return !found;
    });
    return found;
  }

  void read_block(std::string_view text, std::size_t begin, std::size_t end,
                  std::vector<Suggestion>& out) {
    const std::string_view block = text.substr(begin, end - begin);
    if (!is_worth_reading(block)) {
      open_paragraph();
      memory.quoted.clear();
      return;
    }
    const text::Segmented parts = segmenter.segment(block);
    for (const text::Sentence& part : parts.sentences) {
      if (part.opens_paragraph) open_paragraph();
      sentence.fill(block, parts.words, part.first_word, part.end_word);
      const std::size_t before = out.size();
      ClaimMaker(sentence, article, memory, out).make();
      for (std::size_t i = before; i < out.size(); ++i) {
        out[i].start += static_cast<std::int64_t>(begin);
        out[i].end += static_cast<std::int64_t>(begin);
      }
    }
  }

  void open_paragraph() {
    memory.date.clear();
    memory.whole.reset();
    memory.open_quote = false;
  }

  const Lexicon& lexicon;
  std::optional<base::Day> article;
  text::Segmenter segmenter;
  Triggers triggers;
  text::Patterns patterns;
  Sentence sentence;
  Memory memory;
  std::string folded;
};

namespace {

/// The end of the paragraph that begins at `begin`: a blank line, or a limit no paragraph reaches.
std::size_t block_end(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (at < text.size()) {
    at = text.find('\n', at);
    if (at == std::string_view::npos)
      at = text.size();
    else
      ++at;
    std::size_t next = at;
    while (next < text.size() && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r'))
      ++next;
    if (next >= text.size() || text[next] == '\n' || text[next] == '\f') return at;
    if (at - begin > kMostBlock) return at;
  }
  return text.size();
}

/// A single line without end is cut where a character begins.
std::size_t limited(std::string_view text, std::size_t begin, std::size_t end) {
  if (end - begin <= 2 * kMostBlock) return end;
  std::size_t cut = begin + kMostBlock;
  const std::size_t blank = text.rfind(' ', cut);
  if (blank != std::string_view::npos && blank > begin) return blank + 1;
  while (cut > begin + 1 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return cut;
}

/// By place; a whole before its parts where both begin at one place. Ties follow the new order.
void sort_by_place(std::vector<Suggestion>& list) {
  std::vector<std::size_t> order(list.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return list[a].start < list[b].start; });
  std::vector<std::size_t> place(list.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  std::vector<Suggestion> sorted;
  sorted.reserve(list.size());
  for (const std::size_t index : order) {
    sorted.push_back(std::move(list[index]));
    if (sorted.back().subset_of) sorted.back().subset_of = place[*sorted.back().subset_of];
  }
  list = std::move(sorted);
}

}  // namespace

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::kCount:
      return "count";
    case Kind::kDate:
      return "date";
    case Kind::kPlace:
      return "place";
    case Kind::kAttribution:
      return "attribution";
    case Kind::kLegalWord:
      return "legal_word";
    case Kind::kPosition:
      return "position";
    case Kind::kAssertion:
      break;
  }
  return "assertion";
}

Reader::Reader(const Pack& pack, std::optional<base::Day> article_date)
    : state_(std::make_unique<State>(pack, article_date)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;

std::vector<Suggestion> Reader::read(std::string_view utf8, base::Reporter& reporter) {
  std::vector<Suggestion> out;
  state_->memory = {};
  for (std::size_t begin = 0; begin < utf8.size();) {
    base::check_stop(reporter);
    const std::size_t end = limited(utf8, begin, block_end(utf8, begin));
    state_->read_block(utf8, begin, end, out);
    reporter.progress("reading", end, utf8.size());
    begin = end;
  }
  sort_by_place(out);
  PointCounter counter(utf8);
  for (Suggestion& suggestion : out) {
    const std::int64_t length = static_cast<std::int64_t>(base::count_points(suggestion.quote));
    suggestion.start = counter.at(static_cast<std::size_t>(suggestion.start));
    suggestion.end = suggestion.start + length;
  }
  return out;
}

}  // namespace attest::reading
