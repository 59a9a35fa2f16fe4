#include "publish/text_page.hpp"

#include <algorithm>

#include "base/unicode.hpp"
#include "publish/impl/pages.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

struct Verdict {
  std::string_view mark, words;
};

Verdict verdict_of(Corroboration corroboration) {
  switch (corroboration) {
    case Corroboration::kAgree:
      return {"=", "others agree"};
    case Corroboration::kDiffer:
      return {"≠", "others differ"};
    case Corroboration::kOnlyRepeat:
      return {"↺", "others only repeat it"};
    case Corroboration::kNoneFound:
      break;
  }
  return {"·", "nothing else found"};
}

std::string claim_id(std::size_t number) {
  return "claim-" + std::to_string(number + 1);
}

Html others(const Links& links, std::string_view title,
            const std::vector<model::Address>& statements) {
  Html items;
  for (const auto& address : statements)
    if (const auto said = links.index().at(address)) {
      const Html line = name(short_line(links.index(), *said));
      const Html link =
          said->noun == Noun::kFigure ? links.figure(*said, line) : links.statement(*said, line);
      items += el("li", link, " – ", links.asserter(*said), ", ",
                  print_year(links.index().by(*said).said), " ",
                  seen_badge(links.index().by(*said).seen));
    }
  if (items.empty()) return {};
  return all(el("p", {{"class", "note"}}, title), el("ul", items));
}

Html beside(const Links& links, const TextPage& page, std::size_t number) {
  const auto& claim = page.claims[number];
  const auto verdict = verdict_of(claim.corroboration);
  Html out = el("p", el("a", {{"href", "#" + claim_id(number)}}, std::to_string(number + 1)), " ",
                el("strong", verdict.mark, " ", verdict.words));
  if (page.text.empty()) out += el("p", quote(claim.quote));
  std::string who =
      claim.speaker.empty() ? "in the author’s own voice" : "said to be by “" + claim.speaker + "”";
  if (claim.hedged) who += ", hedged";
  if (claim.denied) who += ", denied";
  const Html what = claim.what.empty() ? Html() : all(": ", name(claim.what));
  out += el("p", {{"class", "note"}}, name(claim.kind), what, " – ", el("bdi", who));
  if (const auto said = links.index().at(claim.statement))
    out += el("p", {{"class", "note"}}, links.statement(*said, "the statement as accepted"));
  else
    out += el("p", {{"class", "note"}}, "suggested by rule ", el("code", claim.rule),
              "; nobody has accepted it yet");
  out +=
      all(others(links, "Say the same", claim.agree), others(links, "Say otherwise", claim.differ),
          others(links, "Only repeat", claim.repeat));
  return el("div", {{"class", "claim"}, {"id", "about-" + claim_id(number)}}, out);
}

/// A piece of text with the claims that begin in it marked; marks that overlap an earlier one are
/// cut where that one ends.
Html marked(const TextPage& page, std::string_view text, std::int64_t from, std::size_t first,
            std::size_t last) {
  Html out;
  std::int64_t at = from;
  const auto piece = [&](std::int64_t a, std::int64_t b) {
    const auto begin = base::byte_offset(text, static_cast<std::size_t>(a - from));
    const auto end = base::byte_offset(text, static_cast<std::size_t>(b - from));
    return text.substr(begin, end - begin);
  };
  const auto end = from + static_cast<std::int64_t>(base::count_points(text));
  for (std::size_t i = first; i < last; ++i) {
    const auto start = std::clamp(page.claims[i].start, at, end);
    const auto stop = std::clamp(page.claims[i].end, start, end);
    out += piece(at, start);
    const Html number =
        el("sup", el("a", {{"href", "#about-" + claim_id(i)}}, std::to_string(i + 1)));
    out += el("mark", {{"id", claim_id(i)}}, piece(start, stop));
    out += number;
    at = stop;
  }
  out += piece(at, end);
  return out;
}

/// Paragraph by paragraph: the text at one side, what others say at the other.
Html paragraphs_beside(const Links& links, const TextPage& page) {
  Html out;
  std::string_view rest = page.text;
  std::int64_t from = 0;
  std::size_t claim = 0;
  while (!rest.empty()) {
    const auto line = std::min(rest.find('\n'), rest.size() - 1) + 1;
    const auto paragraph = rest.substr(0, line);
    const auto end = from + static_cast<std::int64_t>(base::count_points(paragraph));
    const auto first = claim;
    Html notes;
    for (; claim < page.claims.size() && page.claims[claim].start < end; ++claim)
      notes += beside(links, page, claim);
    if (paragraph.find_first_not_of(" \t\r\n") != paragraph.npos)
      out += el("div", {{"class", "beside"}},
                el("p", {{"dir", "auto"}, {"lang", page.language}},
                   marked(page, paragraph, from, first, claim)),
                el("aside", notes));
    rest.remove_prefix(line);
    from = end;
  }
  return out;
}

std::size_t claims_with(const TextPage& page, Corroboration corroboration) {
  return static_cast<std::size_t>(
      std::count_if(page.claims.begin(), page.claims.end(),
                    [&](const TextClaim& claim) { return claim.corroboration == corroboration; }));
}

Html summary(const TextPage& page) {
  TableBuilder table("What other sources say about its claims",
                     {{"Finding"}, {"Claims", TableBuilder::Column::kNumber}});
  for (const auto one : {Corroboration::kAgree, Corroboration::kDiffer, Corroboration::kOnlyRepeat,
                         Corroboration::kNoneFound}) {
    const auto count = claims_with(page, one);
    table.row({all(verdict_of(one).mark, " ", verdict_of(one).words), std::to_string(count)});
  }
  return table.html();
}

}  // namespace

Html in_short(const TextPage& page) {
  return counted(page.claims.size(), "claim", "claims") + " marked: others agree on " +
         std::to_string(claims_with(page, Corroboration::kAgree)) + ", differ on " +
         std::to_string(claims_with(page, Corroboration::kDiffer)) + ", only repeat " +
         std::to_string(claims_with(page, Corroboration::kOnlyRepeat));
}

void write_text(Writer& writer, const Index& index, const TextPage& page, const std::string& path) {
  const Links links(index, "../");
  Html body = el("p", {{"class", "kicker"}}, "A text and what others say");
  body += el("h1", name(page.title));
  if (!page.author.empty()) body += el("p", "By ", links.source(page.author), ".");
  body += el("p",
             "Marked are claims that can be checked. A mark says nothing on whether a claim is "
             "true: it leads to what "
             "other sources of this case say about the same.");
  if (!page.exhibit.empty())
    body += el("p", "The text is ", links.exhibit(page.exhibit, "kept as an exhibit"), ".");
  body += summary(page);
  if (page.text.empty()) {
    body += el("p", {{"class", "note"}}, "The text itself is not printed here: ", page.why_no_text,
               " Quotations are.");
    for (std::size_t i = 0; i < page.claims.size(); ++i)
      body += el("div", {{"class", "beside"}, {"id", claim_id(i)}}, beside(links, page, i));
  } else {
    body += paragraphs_beside(links, page);
  }
  writer.page(path, page.title, body, {{"data-attest", "text"}});
}

}  // namespace attest::publish
