#pragma once

#include "publish/impl/dossier.hpp"
#include "publish/impl/links.hpp"
#include "publish/impl/writer.hpp"

/// The pages of a site, one function a kind. Each writes what it makes and keeps nothing.
namespace attest::publish {

/// Figures, questions and lives of one incident, and its panels' figures under every other policy.
void write_incident(Writer& writer, const Links& links, const Dossier& dossier);
/// One page a panel: how each policy makes its range, and every statement.
void write_panels(Writer& writer, const Links& links, const Dossier& dossier);
/// Origins and what goes back to them: a picture with its table.
void write_relays(Writer& writer, const Links& links, const Dossier& dossier);
void write_positions(Writer& writer, const Links& links, const Dossier& dossier);
void write_press(Writer& writer, const Links& links, const Subject& subject);
/// Statements that are no figures, positions or press items, by topic.
void write_said(Writer& writer, const Links& links, const Subject& subject);

/// `texts`: lines that lead to the texts of the case, which come first where there are any.
void write_overview(Writer& writer, const Links& links, const Html& texts,
                    const std::vector<Html>& incident_rows, const Html& picture);
void write_incident_list(Writer& writer, const std::vector<Html>& rows);
void write_sources(Writer& writer, const Index& index);
void write_statements(Writer& writer, const Index& index, const Peers& peers,
                      const Originals& originals);
void write_exhibits(Writer& writer, const Index& index);
void write_methods(Writer& writer, const Index& index);
void write_downloads(Writer& writer, const Index& index);

void write_roll(Writer& writer, const Index& index, const Roll& roll);
/// "42 claims marked: others agree on 3, differ on 2, only repeat 4".
Html in_short(const TextPage& page);
void write_text(Writer& writer, const Index& index, const TextPage& page, const std::string& path);

/// The strip of an incident's pages; `current` is the part that is being read: "", "positions"…
Html parts_of(const Links& links, const Subject& subject, std::string_view current);
/// Marks of the parties among these statements, and of what was not seen.
Html legend(const Links& links, const std::vector<Said>& said);
/// The policy's name and what it does.
Html policy_words(const findings::Policy& policy);
std::string policy_path(const Subject& subject, const Index& index, std::size_t policy);
/// The widest question of an incident: persons killed, of all; else the panel with most statements.
const findings::Panel* central_panel(const Dossier& dossier);
/// A row of the list of incidents: name, date, place, statements, central range.
Html incident_row(const Links& links, const Dossier& dossier);
/// The central picture with its band and caption, for the overview.
Html central_picture(const Links& links, const Dossier& dossier);
std::string_view incident_word(const Subject& subject);

}  // namespace attest::publish
