// Recursive descent, lowest precedence first: OR, AND, NOT, comparison, sum, product, primary.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <regex>

#include "base/error.hpp"
#include "link/impl/sql_node.hpp"

namespace attest::link::impl {
namespace {

using Node = SqlExpression::Node;
using NodePtr = std::shared_ptr<const Node>;

struct Lexeme {
  enum class Kind { kEnd, kWord, kQuoted, kText, kNumber, kSign } kind = Kind::kEnd;
  std::string text;
  std::size_t at = 0;
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Lexeme> run() {
    std::vector<Lexeme> all;
    do {
      all.push_back(next());
    } while (all.back().kind != Lexeme::Kind::kEnd);
    return all;
  }

 private:
  Lexeme next() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    Lexeme lexeme;
    lexeme.at = at_;
    if (at_ == text_.size()) return lexeme;
    const char c = text_[at_];
    if (c == '\'' || c == '"' || c == '`') return quoted(c);
    if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) {
      return run_of(Lexeme::Kind::kNumber,
                    [](char x) { return is_digit(x) || x == '.' || x == 'e'; });
    }
    if (is_word(c)) return run_of(Lexeme::Kind::kWord, is_word);
    lexeme.kind = Lexeme::Kind::kSign;
    static constexpr std::string_view kPairs[] = {"<=", ">=", "<>", "!=", "||", "::"};
    for (const auto pair : kPairs) {
      if (text_.substr(at_, 2) == pair) lexeme.text = pair;
    }
    if (lexeme.text.empty()) lexeme.text = c;
    at_ += lexeme.text.size();
    return lexeme;
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
  }

  template <typename Belongs>
  Lexeme run_of(Lexeme::Kind kind, Belongs belongs) {
    Lexeme lexeme{kind, {}, at_};
    while (at_ < text_.size() && belongs(text_[at_])) lexeme.text += text_[at_++];
    return lexeme;
  }

  Lexeme quoted(char quote) {
    Lexeme lexeme{quote == '\'' ? Lexeme::Kind::kText : Lexeme::Kind::kQuoted, {}, at_};
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] != quote) {
        lexeme.text += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == quote) {
        lexeme.text += text_[at_++];
      } else {
        break;
      }
    }
    if (at_ == text_.size()) {
      throw base::Error(base::Code::kMalformed, "A quote is not closed", std::string(text_), "");
    }
    ++at_;
    return lexeme;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

NodePtr make(Node::Kind kind, std::string name, std::vector<NodePtr> children) {
  auto node = std::make_shared<Node>();
  node->kind = kind;
  node->name = std::move(name);
  node->children = std::move(children);
  return node;
}

class Parser {
 public:
  Parser(std::string_view text, std::vector<std::string>& columns)
      : text_(text), columns_(columns), lexemes_(Lexer(text).run()) {}

  NodePtr run() {
    NodePtr node = either();
    if (now().kind != Lexeme::Kind::kEnd) fail();
    return node;
  }

 private:
  const Lexeme& now() const { return lexemes_[at_]; }
  bool is_word(std::string_view word) const {
    return now().kind == Lexeme::Kind::kWord && lowered(now().text) == word;
  }
  bool take_word(std::string_view word) { return is_word(word) && ++at_ > 0; }
  bool take_sign(std::string_view sign) {
    return now().kind == Lexeme::Kind::kSign && now().text == sign && ++at_ > 0;
  }
  [[noreturn]] void fail() const {
    throw base::Error(base::Code::kMalformed, fmt::format("\"{}\" is not understood", now().text),
                      fmt::format("SQL condition, character {}: {}", now().at + 1, text_),
                      "docs/manual/link.md lists what is.");
  }
  void expect_sign(std::string_view sign) {
    if (!take_sign(sign)) fail();
  }

  NodePtr either() {
    if (++depth_ > 100) fail();
    std::vector<NodePtr> parts = {both()};
    while (take_word("or")) parts.push_back(both());
    --depth_;
    return parts.size() == 1 ? parts[0] : make(Node::Kind::kOr, "or", std::move(parts));
  }

  NodePtr both() {
    std::vector<NodePtr> parts = {negation()};
    while (take_word("and")) parts.push_back(negation());
    return parts.size() == 1 ? parts[0] : make(Node::Kind::kAnd, "and", std::move(parts));
  }

  NodePtr negation() {
    bool negated = false;
    while (take_word("not")) negated = !negated;
    NodePtr node = comparison();
    return negated ? make(Node::Kind::kNot, "not", {std::move(node)}) : node;
  }

  NodePtr comparison() {
    NodePtr left = sum();
    if (take_word("is")) {
      const bool negated = take_word("not");
      if (!take_word("null")) fail();
      NodePtr node = make(Node::Kind::kIsNull, "is null", {std::move(left)});
      return negated ? make(Node::Kind::kNot, "not", {std::move(node)}) : node;
    }
    for (const std::string_view sign : {"=", "<=", ">=", "<>", "!=", "<", ">"}) {
      if (!take_sign(sign)) continue;
      NodePtr right = sum();
      const std::string name(sign == "<>" ? "!=" : sign);
      return make(Node::Kind::kCompare, name, {std::move(left), std::move(right)});
    }
    return left;
  }

  NodePtr sum() {
    NodePtr left = product();
    while (true) {
      std::string sign;
      for (const std::string_view each : {"+", "-", "||"}) {
        if (sign.empty() && take_sign(each)) sign = each;
      }
      if (sign.empty()) return left;
      NodePtr right = product();
      left = make(Node::Kind::kArithmetic, sign, {std::move(left), std::move(right)});
    }
  }

  NodePtr product() {
    NodePtr left = cast();
    while (true) {
      std::string sign;
      for (const std::string_view each : {"*", "/"}) {
        if (sign.empty() && take_sign(each)) sign = each;
      }
      if (sign.empty()) return left;
      NodePtr right = cast();
      left = make(Node::Kind::kArithmetic, sign, {std::move(left), std::move(right)});
    }
  }

  NodePtr cast() {
    NodePtr node = primary();
    while (take_sign("::")) {
      if (now().kind != Lexeme::Kind::kWord) fail();
      ++at_;
    }
    return node;
  }

  NodePtr constant(SqlValue value) {
    auto node = std::make_shared<Node>();
    node->constant = std::move(value);
    return node;
  }

  NodePtr primary() {
    const Lexeme lexeme = now();
    if (take_sign("(")) {
      NodePtr node = either();
      expect_sign(")");
      return node;
    }
    if (take_sign("-")) {
      if (++depth_ > 100) fail();
      NodePtr zero = constant(0.0);
      NodePtr value = primary();
      --depth_;
      return make(Node::Kind::kArithmetic, "-", {std::move(zero), std::move(value)});
    }
    ++at_;
    switch (lexeme.kind) {
      case Lexeme::Kind::kNumber:
        return constant(std::strtod(lexeme.text.c_str(), nullptr));
      case Lexeme::Kind::kText:
        return constant(lexeme.text);
      case Lexeme::Kind::kQuoted:
        return column(lexeme.text);
      case Lexeme::Kind::kWord:
        return word(lexeme);
      default:
        --at_;
        fail();
    }
  }

  NodePtr word(const Lexeme& lexeme) {
    const std::string lower = lowered(lexeme.text);
    if (lower == "null") return constant({});
    if (lower == "true") return constant(1.0);
    if (lower == "false") return constant(0.0);
    if ((lower == "l" || lower == "r") && take_sign(".")) {
      const std::string name = now().text;
      if (now().kind != Lexeme::Kind::kWord && now().kind != Lexeme::Kind::kQuoted) fail();
      ++at_;
      return column_of(name, lower == "l" ? Side::kLeft : Side::kRight);
    }
    if (take_sign("(")) return call(lower, lexeme);
    return column(lexeme.text);
  }

  NodePtr call(const std::string& name, const Lexeme& lexeme) {
    const SqlFunction function = find_function(name);
    if (function == nullptr) {
      at_ -= 2;
      static_cast<void>(lexeme);
      fail();
    }
    std::vector<NodePtr> arguments;
    if (!take_sign(")")) {
      do {
        arguments.push_back(either());
        if (take_word("as")) ++at_;  // CAST(x AS type)
      } while (take_sign(","));
      expect_sign(")");
    }
    check_pattern(name, arguments);
    auto node = std::make_shared<Node>();
    node->kind = Node::Kind::kCall;
    node->name = name;
    node->function = function;
    node->children = std::move(arguments);
    return node;
  }

  /// A broken pattern is told when the model is read, not at the first row.
  void check_pattern(const std::string& name, const std::vector<NodePtr>& arguments) const {
    if (name != "regexp_extract" || arguments.size() < 2) return;
    try {
      static_cast<void>(std::regex(text_of(arguments[1]->constant), std::regex::ECMAScript));
    } catch (const std::regex_error&) {
      throw base::Error(base::Code::kMalformed, "A regular expression is not understood",
                        std::string(text_), "");
    }
  }

  /// "name_l" or "name_r".
  NodePtr column(const std::string& name) {
    const bool left = name.ends_with("_l"), right = name.ends_with("_r");
    if (!left && !right) fail_column(name);
    return column_of(name.substr(0, name.size() - 2), left ? Side::kLeft : Side::kRight);
  }
  [[noreturn]] void fail_column(const std::string& name) const {
    throw base::Error(base::Code::kMalformed, fmt::format("\"{}\" names no column of a pair", name),
                      std::string(text_), "Columns end in _l or _r, or begin with l. or r.");
  }

  NodePtr column_of(const std::string& name, Side side) {
    const auto at = std::find(columns_.begin(), columns_.end(), name);
    auto node = std::make_shared<Node>();
    node->kind = Node::Kind::kColumn;
    node->side = side;
    node->column = static_cast<std::size_t>(at - columns_.begin());
    if (at == columns_.end()) columns_.push_back(name);
    return node;
  }

  std::string_view text_;
  std::vector<std::string>& columns_;
  std::vector<Lexeme> lexemes_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::shared_ptr<const SqlExpression::Node> parse_sql(std::string_view text,
                                                     std::vector<std::string>& columns) {
  return Parser(text, columns).run();
}

}  // namespace attest::link::impl
