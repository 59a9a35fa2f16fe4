#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "findings/policy.hpp"
#include "model/nouns.hpp"
#include "publish/estimate_page.hpp"
#include "publish/roll.hpp"
#include "publish/text_page.hpp"

namespace attest::publish {

/// What a published site is made from: plain values, filled by casework, read by render(). Text is
/// UTF-8 as it was recorded; nothing is escaped, trimmed or truncated here. Persons have pages
/// only where the case gives a roll.

/// A word and what the case means by it.
struct Definition {
  std::string term;
  std::string text;
};

/// How one party is told apart in pictures. Affiliations without a Party get a shape and a colour
/// by the number of their statements (then by name); the fifth and later share one shape, and
/// always their word.
enum class Shape { kSquare, kTriangle, kDiamond, kPentagon };
struct Party {
  std::string affiliation;  ///< as sources state it
  std::string label;        ///< for legends; empty: the affiliation
  Shape shape = Shape::kSquare;
  std::string colour;  ///< "#rrggbb"; empty, malformed, or a red: one of the site's own palette
};

/// The state of the log that the site shows (C2SP checkpoint). Its date is the only date the site
/// prints as its own; a page never prints "now".
struct Checkpoint {
  std::string origin;      ///< the log's origin line
  std::uint64_t size = 0;  ///< entries
  std::string root;        ///< base64
  std::string date;        ///< ISO 8601, of the newest entry
  std::string note;        ///< the signed note, whole; offered as a download
};

/// One act of the log: who recorded something, and how. A statement belongs to the act at its
/// `statement.whole_entry()`.
struct Act {
  model::Address entry;
  std::string member;
  std::string time;  ///< ISO 8601
  std::string what;  ///< "import", "add", "decision"…
  std::string how;   ///< program, mapping, list: one sentence for readers
};

/// A file that is kept, and whether readers get its bytes.
enum class Bytes { kOffered, kWithheld };
struct Exhibit {
  model::Exhibit exhibit;
  std::string title;  ///< for people; empty: the file's name
  Bytes bytes = Bytes::kWithheld;
  std::string why_withheld;  ///< printed where bytes are withheld: "rights of its author", "sealed"
};

/// An incident as decisions resolved it. `also_named` of `incident` holds every spelling and key
/// that `about` fields use; an `about` that no incident has gets a page of its own, marked as such.
enum class Standing { kMain, kComparable };
struct Incident {
  model::Incident incident;
  Standing standing = Standing::kMain;
  std::string summary;  ///< attributed prose, or empty
};

/// A whole site.
struct Site {
  std::string title;
  std::string language = "en";  ///< BCP 47 of the case's own prose; decides the direction of pages
  std::string summary;          ///< what this is about, one paragraph
  std::string scope;
  std::string inclusion_rule;
  std::string standard_of_proof;
  std::vector<Definition> definitions;
  std::string method;    ///< how it was compiled: prose, paragraphs split by blank lines
  std::string licence;   ///< of the site's tables
  std::string citation;  ///< how to cite; empty: made from title, checkpoint and date
  std::string address;   ///< where it will be read, only for citations; may be empty
  std::string program;   ///< "attest 0.1.0"
  Checkpoint checkpoint;

  std::vector<findings::Policy> policies;  ///< the first is drawn; empty: the standard ones
  std::vector<Party> parties;
  std::vector<Incident> incidents;  ///< comparable ones are shown by date, then name; never ranked
  std::vector<model::Source> sources;
  std::vector<Act> acts;
  std::vector<Exhibit> exhibits;

  std::vector<model::Figure> figures;
  std::vector<model::Position> positions;
  std::vector<model::Article> articles;
  std::vector<model::Statement> statements;

  std::optional<Roll> roll;     ///< linked persons; nothing: they have no pages
  std::vector<TextPage> texts;  ///< texts with their claims marked; the first is shown first
  std::vector<EstimatePage> estimates;  ///< each a page, with its draws as a file
};

/// One cell of a recorded row, as the statement page lists it.
struct RecordedCell {
  std::string property;             ///< "quantity"
  std::string column;               ///< the table's own heading, may be empty
  std::optional<std::string> text;  ///< exact; nothing: the cell was missing
  std::string parsed;               ///< what it was read as; empty: the text says it all
  model::Address statement;
};

/// What stands around a place in an exhibit: rows of a table, or text before and after a passage.
struct Excerpt {
  struct Row {
    std::int64_t number = 0;  ///< 0-based, as locators count
    std::vector<std::string> cells;
    bool marked = false;
  };
  std::vector<std::string> columns;
  std::vector<Row> rows;      ///< a few before and after the marked one
  std::string marked_column;  ///< empty: the whole row is meant
  std::string before, marked, after;
  bool empty() const { return rows.empty() && marked.empty(); }
};

/// What is kept of one thing said, beside what the Site says of it.
struct Original {
  Excerpt around;                   ///< empty: it cannot be shown
  std::vector<RecordedCell> cells;  ///< of its record; empty: the page shows the noun's own fields
  std::string proof;  ///< that the log of the checkpoint holds the record (C2SP tlog-proof text);
                      ///< may be empty
};

/// How render() asks for what is too large to hold in a Site: for some hundred statements at a
/// time, each once, ordered by exhibit, table and row, from one thread. The answers must not change
/// during a render.
class Originals {
 public:
  virtual ~Originals() = default;
  /// One answer a question, in order. By itself: nothing is kept.
  virtual std::vector<Original> read(std::span<const model::Attribution* const> said) const;
};

}  // namespace attest::publish
