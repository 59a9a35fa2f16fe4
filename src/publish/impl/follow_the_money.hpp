#pragma once

#include "publish/impl/writer.hpp"

namespace attest::publish {

/// data/entities.ftm.json: one FollowTheMoney entity a line (schema 3.x), for what that model can
/// hold: Event (incidents), LegalEntity, Organization or PublicBody (sources), Document (exhibits),
/// Article (press items), Note (figures, positions and statements, in words). Ids are digests of
/// our own names for the things, the same in every publication.
void write_entities(Writer& writer, const Index& index);

}  // namespace attest::publish
