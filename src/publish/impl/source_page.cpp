#include <algorithm>

#include "base/unicode.hpp"
#include "publish/impl/pages.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

using Column = TableBuilder::Column;
constexpr std::size_t kMostOfOne = 400;

std::string kind_of(const Voice& voice) {
  return voice.source ? std::string(model::word(voice.source->kind)) : "not described";
}

Html described(const Links& links, const Voice& voice) {
  std::vector<std::pair<Html, Html>> pairs = {
      {"Kind", kind_of(voice)},
      {"Speaks for or belongs to",
       voice.affiliation.empty() ? Html("none stated") : links.party(voice.affiliation)}};
  Html derives, spellings;
  if (voice.source != nullptr)
    for (const auto& other : voice.source->derives_from) {
      if (!derives.empty()) derives += "; ";
      derives += links.source(other);
    }
  for (const auto& spelling : voice.spellings) {
    if (spelling == voice.name) continue;
    if (!spellings.empty()) spellings += "; ";
    spellings += name(spelling);
  }
  pairs.emplace_back("Copies or repeats", derives);
  pairs.emplace_back("Also named in statements", spellings);
  if (voice.source == nullptr)
    pairs.emplace_back("Note",
                       "no source of this name is described in the case; statements name it so");
  if (voice.source != nullptr && !voice.source->address.empty())
    pairs.emplace_back("Address in the log", el("code", model::to_string(voice.source->address)));
  return facts(pairs);
}

std::string_view noun_word(Noun noun) {
  switch (noun) {
    case Noun::kFigure:
      return "figure";
    case Noun::kPosition:
      return "position";
    case Noun::kArticle:
      return "press item";
    case Noun::kStatement:
      break;
  }
  return "statement";
}

std::vector<Html> said_cells(const Links& links, Said said) {
  const auto& by = links.index().by(said);
  Html shown = el("span", {{"dir", "auto"}}, short_line(links.index(), said));
  if (said.noun == Noun::kFigure) {
    const auto& figure = links.index().site().figures[said.index];
    shown = all(links.figure(said, shortened(shown_number(figure), 80)), " ",
                name(model::label(figure.measure)), ", ", name(figure.category.words));
  }
  return {print_date(by.said),
          noun_word(said.noun),
          shown,
          links.subject(said),
          seen_badge(by.seen),
          links.statement(said, by.key.empty() ? "open" : by.key)};
}

Html said_table(const Links& links, std::string_view caption, std::span<const Said> said) {
  TableBuilder table(caption, {{"Said"}, {"Kind"}, {"What"}, {"About"}, {"Status"}, {"Opens"}});
  for (const auto one : said.first(std::min(said.size(), kMostOfOne)))
    table.row(said_cells(links, one), is_seen(links.index().by(one)) ? "" : "unseen");
  if (table.empty()) return {};
  Html out = table.html();
  if (said.size() > kMostOfOne)
    out += el("p", {{"class", "note"}}, "The first ", std::to_string(kMostOfOne), " of ",
              std::to_string(said.size()), "; all are in ",
              links.plain("downloads.html", "the tables"), ".");
  return out;
}

void write_source(Writer& writer, const Index& index, const Voice& voice) {
  const Links links(index, "../");
  auto said = voice.said;
  std::stable_sort(said.begin(), said.end(),
                   [&](Said a, Said b) { return findings::said_before(index.by(a), index.by(b)); });
  Html body = el("p", {{"class", "kicker"}}, "Source");
  body += el("h1", name(voice.name));
  body += described(links, voice);
  if (said.empty()) body += el("p", "No statement in this report is by this source.");
  body += said_table(links, "What it says in this report, in the order said", said);
  writer.page(voice.path, voice.name, body, {{"data-attest", "source"}});
}

std::string size_words(std::uint64_t bytes) {
  return model::display(static_cast<std::int64_t>(bytes)) + " bytes";
}

std::string title_of(const Exhibit& exhibit) {
  if (!exhibit.title.empty()) return exhibit.title;
  return exhibit.exhibit.name.empty() ? exhibit.exhibit.sha256 : exhibit.exhibit.name;
}

/// Endings under which a browser shows or saves a file without running it; all else is ".bin", so
/// that a page kept as evidence never runs as part of this one.
std::string bytes_path(const Exhibit& exhibit) {
  constexpr std::string_view kQuiet[] = {".csv",  ".tsv",   ".txt", ".pdf", ".xlsx",
                                         ".json", ".jsonl", ".png", ".jpg", ".jpeg",
                                         ".mp3",  ".mp4",   ".zip"};
  std::string ending = ".bin";
  for (const auto quiet : kQuiet)
    if (exhibit.exhibit.name.ends_with(quiet)) ending = quiet;
  return "bytes/" + exhibit.exhibit.sha256 + ending;
}

Html bytes_offer(const Links& links, const Exhibit& exhibit) {
  if (exhibit.bytes == Bytes::kWithheld)
    return el("p", {{"class", "withheld"}}, "The bytes are not given out here: ",
              exhibit.why_withheld.empty() ? "no reason is recorded." : exhibit.why_withheld,
              " Whoever has the file can compare its SHA-256 with the one above.");
  return el("p",
            el("a",
               {{"data-attest", "bytes"},
                {"download", exhibit.exhibit.name},
                {"href", links.to(bytes_path(exhibit))}},
               "Download the file as it was received"),
            ", ", size_words(exhibit.exhibit.size), ".");
}

void write_exhibit(Writer& writer, const Index& index, const Exhibit& exhibit) {
  const Links links(index, "../");
  const auto& noun = exhibit.exhibit;
  const auto* act = index.act(noun.added.whole_entry());
  Html body = el("p", {{"class", "kicker"}}, "Exhibit");
  body += el("h1", name(title_of(exhibit)));
  std::vector<std::pair<Html, Html>> pairs = {{"SHA-256", el("code", noun.sha256)},
                                              {"File name", name(noun.name)},
                                              {"Size", size_words(noun.size)},
                                              {"Type", name(noun.media)},
                                              {"How it was obtained", name(noun.obtained)}};
  if (act != nullptr) {
    pairs.emplace_back("Added by", name(act->member));
    pairs.emplace_back("On", act->time);
  }
  if (!noun.added.empty())
    pairs.emplace_back("Address in the log", el("code", model::to_string(noun.added)));
  body += facts(pairs);
  body += bytes_offer(links, exhibit);
  body += said_table(links, "Statements that rest on this file", index.resting_on(noun.sha256));
  writer.page(exhibit_path(noun.sha256), title_of(exhibit), body,
              {{"data-attest", "exhibit"}, {"data-sha256", noun.sha256}});
  if (exhibit.bytes == Bytes::kOffered) writer.copy(bytes_path(exhibit), noun.sha256);
}

}  // namespace

void write_sources(Writer& writer, const Index& index) {
  const Links links(index, "");
  std::vector<const Voice*> voices;
  for (const auto& voice : index.speakers()) voices.push_back(&voice);
  std::stable_sort(voices.begin(), voices.end(), [](const auto* a, const auto* b) {
    return base::compare_collated(a->name, b->name) < 0;
  });
  TableBuilder table("Everybody who says something in this report, by name",
                     {{"Source"},
                      {"Kind"},
                      {"Speaks for or belongs to"},
                      {"Statements", Column::kNumber},
                      {"Not seen", Column::kNumber}});
  for (const auto* voice : voices) {
    const auto unseen = std::count_if(voice->said.begin(), voice->said.end(),
                                      [&](Said said) { return !is_seen(index.by(said)); });
    table.row({links.plain(voice->path, name(voice->name)), kind_of(*voice),
               links.party(voice->affiliation), std::to_string(voice->said.size()),
               unseen > 0 ? std::to_string(unseen) : ""});
  }
  writer.page("sources.html", "Sources", all(el("h1", "Sources"), table.html()));
  for (std::size_t i = 0; i < voices.size(); ++i) {
    if (i % 256 == 0) writer.reporter().progress("source pages", i, voices.size());
    write_source(writer, index, *voices[i]);
  }
}

void write_exhibits(Writer& writer, const Index& index) {
  const Links links(index, "");
  TableBuilder table("Files that were kept, byte for byte", {{"File"},
                                                             {"Type"},
                                                             {"Size", Column::kNumber},
                                                             {"Statements", Column::kNumber},
                                                             {"Bytes"},
                                                             {"SHA-256"}});
  for (const auto& exhibit : index.site().exhibits) {
    const auto& noun = exhibit.exhibit;
    table.row({links.exhibit(noun.sha256, name(title_of(exhibit))), name(noun.media),
               model::display(static_cast<std::int64_t>(noun.size)),
               std::to_string(index.resting_on(noun.sha256).size()),
               exhibit.bytes == Bytes::kOffered ? "offered" : "withheld",
               el("code", noun.sha256.substr(0, 16) + "…")});
  }
  writer.page("exhibits.html", "Exhibits",
              all(el("h1", "Exhibits"),
                  el("p",
                     "Every statement was read from one of these files. A file’s name here is the "
                     "SHA-256 of "
                     "its bytes: whoever has the same file can see that it is the same."),
                  table.html()));
  for (const auto& exhibit : index.site().exhibits) write_exhibit(writer, index, exhibit);
}

}  // namespace attest::publish
