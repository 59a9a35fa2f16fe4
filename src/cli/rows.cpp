#include "casework/rows.hpp"

#include <cstdio>

#include "cli/program.hpp"
#include "cli/verbs.hpp"

namespace attest::cli {
namespace {
constexpr const char* kTeach =
    "The first thing to run on a strange file: nothing is imported, nothing is changed.\n"
    "What the reader assumed stands in the notes; every assumption has an option that overrules "
    "it.\n"
    "Cell text is exact: nothing is trimmed or normalised. A row that cannot be used is shown "
    "with\n"
    "the reason and the remedy; the rows after it are still read.\n"
    "Limits: memory, inflated, row, columns (bytes, bytes, bytes, cells), nesting, seconds.";

void print_line(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
}
}  // namespace

void add_rows(Program& program) {
  const auto request = std::make_shared<casework::RowsRequest>();
  CLI::App& verb =
      program.verb("rows", "What a reader makes of a file, before anything is imported");
  verb.add_option("FILE", request->file,
                  "CSV, TSV, XLSX, ODS, JSON, JSON lines, HTML, PDF, text; .gz of these")
      ->required();
  verb.add_option("--encoding", request->encoding,
                  "For example windows-1251; detected if left out");
  verb.add_option("--delimiter", request->delimiter,
                  "One character, or 'tab'; detected if left out");
  verb.add_option("--header", request->header,
                  "The row that holds the names, counted from 1, or 'none'");
  verb.add_option("--sheet", request->sheet, "Which table: its name or its number, counted from 1");
  verb.add_option("--kind", request->kind,
                  "csv, json, jsonl, followthemoney, html or text; by content if left out");
  verb.add_option("--limit", request->limits,
                  "NAME=NUMBER: raises or lowers a limit; may be repeated");
  verb.footer(kTeach);
  program.runs(verb, [request, &program] {
    using Form = casework::RowsRequest::Form;
    request->form = program.json() ? Form::kJson : Form::kText;
    casework::rows(*request, program.reporter(), print_line);
    return Exit::kDone;
  });
}

}  // namespace attest::cli
