#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/process.hpp"
#include "base/unicode.hpp"
#include "intake/impl/held_rows.hpp"
#include "intake/impl/readers.hpp"

// The text of a PDF is taken by poppler's pdftotext, in a child process with hard limits that gets
// the bytes through a pipe: a file made to break a PDF library breaks the child alone.

namespace attest::intake {
namespace {

constexpr std::uint64_t kMostSeconds = 60;

std::string first_line_of(std::string_view text) {
  return base::replace_invalid_utf8(text.substr(0, std::min(text.find('\n'), text.size())));
}

[[noreturn]] void fail(const base::ProcessResult& result, const std::string& file) {
  const std::string& errors = result.error_output;
  if (!result.limit.empty())
    throw base::Error(
        base::Code::kLimit,
        fmt::format("its text could not be taken within the limit on {}", result.limit), file,
        raise_limit("seconds", "Print it to a simpler PDF, or give it more time"));
  if (errors.find("Incorrect password") != errors.npos || errors.find("ncrypted") != errors.npos)
    throw base::Error(base::Code::kMalformed, "the PDF is encrypted with a password", file,
                      "Open it with the password, print it to a new PDF, and read that");
  throw base::Error(
      base::Code::kMalformed,
      fmt::format("the PDF is damaged: {}",
                  errors.empty() ? fmt::format("exit {}", result.status) : first_line_of(errors)),
      file, "Fetch the file again, or print it to a new PDF");
}

/// pdftotext ends each page with a form feed.
std::vector<HeldRow> pages_of(const std::string& text) {
  std::vector<HeldRow> pages;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\f', begin), text.size());
    HeldRow row;
    row.page = static_cast<std::int64_t>(pages.size()) + 1;
    row.cells.emplace_back(text.substr(begin, end - begin));
    pages.push_back(std::move(row));
    begin = end + 1;
  }
  return pages;
}

bool has_text(const HeldRow& page) {
  return page.cells[0]->find_first_not_of(" \t\r\n") != std::string::npos;
}

}  // namespace

std::unique_ptr<Reader> open_pdf(Input input) {
  const std::string bytes = base::read_all(input.source, input.options.limits.memory, "memory");
  base::ProcessLimits limits;
  const auto seconds = static_cast<int>(std::min(input.options.limits.seconds, kMostSeconds));
  limits.cpu_seconds = seconds;
  limits.wall_seconds = seconds;
  const base::ProcessResult result =
      base::run_process({"pdftotext", "-enc", "UTF-8", "-", "-"}, bytes, limits);
  if (result.status != 0 || !result.limit.empty()) fail(result, input.source.name());
  std::vector<HeldRow> pages = pages_of(result.output);
  Head head;
  head.kind = Kind::kPdf;
  head.columns = {"text"};
  head.named = false;
  head.notes = std::move(input.notes);
  head.notes.push_back(fmt::format("{} pages, one a row, in reading order", pages.size()));
  const auto silent =
      std::ranges::count_if(pages, [](const HeldRow& page) { return !has_text(page); });
  if (silent > 0)
    head.notes.push_back(fmt::format(
        "{} pages hold no text: they may be pictures, which need text recognition first", silent));
  if (!result.error_output.empty())
    head.notes.push_back(fmt::format("the PDF has faults; what could be read was: {}",
                                     first_line_of(result.error_output)));
  return std::make_unique<HeldReader>(std::move(head), std::move(pages));
}

}  // namespace attest::intake
