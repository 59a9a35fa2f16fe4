#pragma once

/// Question → answer with footnotes. Everything here is pure: nouns in, answers out; indices point
/// into the spans that were given, so that each answer opens down to its statements.
///
///   Voices voices(sources);
///   for (const Panel& panel : panels(figures, voices, standard_policies()))
///     display(panel.answers[0]);            // "485–613"; answers[0].low_by are its footnotes
///   checks({figures, statements, positions, elsewhere}, voices);
///
/// All figures given to one call are about one incident; the caller sorts statements to incidents.

#include "findings/checks.hpp"     // IWYU pragma: export
#include "findings/figures.hpp"    // IWYU pragma: export
#include "findings/life.hpp"       // IWYU pragma: export
#include "findings/policy.hpp"     // IWYU pragma: export
#include "findings/positions.hpp"  // IWYU pragma: export
#include "findings/relay.hpp"      // IWYU pragma: export
#include "findings/tally.hpp"      // IWYU pragma: export
#include "findings/voices.hpp"     // IWYU pragma: export
