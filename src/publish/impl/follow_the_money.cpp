#include "publish/impl/follow_the_money.hpp"

#include "base/json.hpp"
#include "publish/impl/links.hpp"
#include "publish/render.hpp"

namespace attest::publish {
namespace {

using base::Json;

std::string id_of(std::string_view kind, std::string_view text) {
  return std::string(kind) + "-" + base::to_hex(base::sha256(text)).substr(0, 32);
}

/// An entity: every property is a list of texts.
class Entity {
 public:
  Entity(std::string id, std::string_view schema) : id_(std::move(id)), schema_(schema) {}
  Entity& add(std::string_view property, std::string_view value) {
    if (!value.empty())
      properties_[std::string(property)].push_back(Json::string(std::string(value)));
    return *this;
  }
  std::string line() const {
    Json properties = Json::object();
    for (const auto& [property, values] : properties_)
      properties.set(property, Json::array(values));
    return base::to_json(Json::object({{"id", Json::string(id_)},
                                       {"schema", Json::string(schema_)},
                                       {"properties", std::move(properties)}})) +
           "\n";
  }

 private:
  std::string id_;
  std::string schema_;
  std::map<std::string, std::vector<Json>> properties_;
};

/// FollowTheMoney takes a year, a month or a day; wider dates stay in words.
std::string ftm_date(const std::optional<model::Date>& date) {
  if (!date || date->is_interval()) return {};
  const auto& digits = date->start().digits;
  return digits.find('X') == digits.npos ? digits : std::string();
}

std::string_view schema_of(model::SourceKind kind) {
  switch (kind) {
    case model::SourceKind::kStateParty:
    case model::SourceKind::kCourt:
      return "PublicBody";
    case model::SourceKind::kNgo:
    case model::SourceKind::kPress:
    case model::SourceKind::kInternationalOrganisation:
      return "Organization";
    default:
      return "LegalEntity";
  }
}

std::string subject_id(const Subject& subject) {
  return id_of("event", subject.slug);
}
std::string exhibit_id(std::string_view sha256) {
  return "file-" + std::string(sha256.substr(0, 32));
}

void write_subjects(Writer& writer, const Index& index) {
  for (const auto& subject : index.subjects()) {
    Entity entity(subject_id(subject), "Event");
    entity.add("name", subject.name);
    if (subject.incident != nullptr) {
      const auto& noun = subject.incident->incident;
      entity.add("date", ftm_date(noun.date)).add("location", noun.place);
      if (noun.date && ftm_date(noun.date).empty())
        entity.add("summary", "Date (EDTF): " + noun.date->text());
      for (const auto& other : noun.also_named) entity.add("alias", other);
    }
    writer.more(entity.line());
  }
}

void write_speakers(Writer& writer, const Index& index) {
  for (const auto& voice : index.speakers()) {
    Entity entity(id_of("source", voice.name),
                  voice.source ? schema_of(voice.source->kind) : "LegalEntity");
    entity.add("name", voice.name);
    if (voice.source != nullptr) {
      entity.add("classification", model::word(voice.source->kind));
      for (const auto& other : voice.source->also_named) entity.add("alias", other);
    }
    if (!voice.affiliation.empty())
      entity.add("notes", "Speaks for or belongs to, as sources state it: " + voice.affiliation);
    writer.more(entity.line());
  }
}

void write_files(Writer& writer, const Index& index) {
  for (const auto& exhibit : index.site().exhibits)
    writer.more(Entity(exhibit_id(exhibit.exhibit.sha256), "Document")
                    .add("fileName", exhibit.exhibit.name.empty() ? exhibit.exhibit.sha256
                                                                  : exhibit.exhibit.name)
                    .add("title", exhibit.title)
                    .add("mimeType", exhibit.exhibit.media)
                    .add("fileSize", std::to_string(exhibit.exhibit.size))
                    .add("notes", "SHA-256 " + exhibit.exhibit.sha256)
                    .line());
}

std::string web_address(const std::string& reference) {
  return reference.starts_with("http") && is_safe_link(reference) ? reference : std::string();
}

void write_articles(Writer& writer, const Index& index) {
  const auto& articles = index.site().articles;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const auto& article = articles[i];
    writer.more(Entity(id_of("said", index.path({Noun::kArticle, i})), "Article")
                    .add("fileName",
                         article.by.key.empty() ? "item " + std::to_string(i + 1) : article.by.key)
                    .add("title", article.title)
                    .add("publisher", article.outlet)
                    .add("language", article.language)
                    .add("publishedAt", ftm_date(article.date))
                    .add("sourceUrl", web_address(article.by.reference))
                    .line());
  }
}

/// A figure has no schema there: it is handed on as a note about the incident, in words.
void write_notes(Writer& writer, const Index& index) {
  for (const Said said : index.everything()) {
    if (said.noun == Noun::kArticle) continue;
    const auto& by = index.by(said);
    std::string text = short_line(index, said) + " – said by " + by.asserter;
    if (by.said) text += ", " + by.said->text();
    if (!is_seen(by)) text += " (" + std::string(model::word(by.seen)) + ", not seen)";
    Entity entity(id_of("said", index.path(said)), "Note");
    entity.add("name", short_line(index, said))
        .add("description", text)
        .add("entity", subject_id(index.subject(said)))
        .add("publisher", by.publication)
        .add("sourceUrl", web_address(by.reference))
        .add("notes", words_of(index, said));
    if (index.exhibit(by.locator.exhibit) != nullptr)
      entity.add("proof", exhibit_id(by.locator.exhibit));
    writer.more(entity.line());
  }
}

}  // namespace

void write_entities(Writer& writer, const Index& index) {
  writer.begin("data/entities.ftm.json");
  write_subjects(writer, index);
  write_speakers(writer, index);
  write_files(writer, index);
  write_articles(writer, index);
  write_notes(writer, index);
  writer.end();
}

}  // namespace attest::publish
