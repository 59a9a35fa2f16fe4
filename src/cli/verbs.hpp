#pragma once

namespace attest::cli {

class Program;

// One function a verb, each in a file of its name (keeping.cpp holds the small ones), in the order
// of `attest --help`.
void add_rows(Program& program);
void add_init(Program& program);
void add_add(Program& program);
void add_import(Program& program);
void add_undo(Program& program);
void add_count(Program& program);
void add_link(Program& program);
void add_review(Program& program);
void add_estimate(Program& program);
void add_read(Program& program);
void add_accept(Program& program);
void add_publish(Program& program);
void add_log(Program& program);
void add_verify(Program& program);
void add_member(Program& program);
void add_rebuild(Program& program);
void add_completion(Program& program);

}  // namespace attest::cli
