#include "derive/expression.h"

#include <cctype>
#include <optional>

namespace mockdata {

namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Expression> all() {
    MOCKDATA_ASSIGN(Expression e, comparison());
    skip();
    if (at_ < text_.size()) return fault("an operator or the end");
    return e;
  }

 private:
  static constexpr int kDeepest = 64;

  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
  }
  bool take(std::string_view word) {
    skip();
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  Error fault(const std::string& expected) const {
    const std::string found = at_ < text_.size() ? "\"" + std::string(text_.substr(at_, 12)) + "\"" : "the end";
    return invalid_error("expected " + expected + " at character " + std::to_string(at_ + 1) + " of \"" + std::string(text_) + "\", found " + found);
  }
  static Expression call(const char* name, std::size_t at, std::vector<Expression> args) {
    return {Expression::Kind::kCall, name, std::move(args), at};
  }

  Result<Expression> comparison() {
    MOCKDATA_ASSIGN(Expression left, terms());
    struct Sign { const char* text; const char* name; };
    for (const Sign& sign : {Sign{"!=", "differs"}, {"<=", "at_most"}, {">=", "at_least"}, {"==", "equals"}, {"=", "equals"}, {"<", "less"}, {">", "greater"}}) {
      if (!take(sign.text)) continue;
      const std::size_t at = at_;
      MOCKDATA_ASSIGN(Expression right, terms());
      return call(sign.name, at, {std::move(left), std::move(right)});
    }
    return left;
  }

  Result<Expression> terms() {
    MOCKDATA_ASSIGN(Expression left, factors());
    while (true) {
      const char* name = take("+") ? "sum" : take("-") ? "difference" : nullptr;
      if (!name) return left;
      const std::size_t at = at_;
      MOCKDATA_ASSIGN(Expression right, factors());
      left = call(name, at, {std::move(left), std::move(right)});
    }
  }

  Result<Expression> factors() {
    MOCKDATA_ASSIGN(Expression left, unary());
    while (true) {
      const char* name = take("*") ? "product" : take("/") ? "quotient" : nullptr;
      if (!name) return left;
      const std::size_t at = at_;
      MOCKDATA_ASSIGN(Expression right, unary());
      left = call(name, at, {std::move(left), std::move(right)});
    }
  }

  Result<Expression> unary() {
    skip();
    const std::size_t at = at_;
    if (!take("-")) return primary();
    if (at_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at_]))) {
      MOCKDATA_ASSIGN(Expression number, primary());
      number.text.insert(0, "-");
      return number;
    }
    MOCKDATA_ASSIGN(Expression inner, primary());
    return call("negate", at, {std::move(inner)});
  }

  Result<Expression> primary() {
    if (++depth_ > kDeepest) return invalid_error("the expression is nested more than 64 levels deep");
    Result<Expression> e = inner();
    --depth_;
    return e;
  }

  Result<Expression> inner() {
    skip();
    const std::size_t at = at_;
    if (at_ >= text_.size()) return fault("a field, a value or a function");
    const char c = text_[at_];
    if (take("(")) {
      MOCKDATA_ASSIGN(Expression e, comparison());
      if (!take(")")) return fault("\")\"");
      return e;
    }
    if (c == '"' || c == '\'' || c == '`') {
      MOCKDATA_ASSIGN(std::string text, quoted(c));
      return Expression{c == '`' ? Expression::Kind::kName : Expression::Kind::kText, std::move(text), {}, at};
    }
    if (std::isdigit(static_cast<unsigned char>(c))) {
      while (at_ < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[at_])) || text_[at_] == '.')) ++at_;
      return Expression{Expression::Kind::kNumber, std::string(text_.substr(at, at_ - at)), {}, at};
    }
    while (at_ < text_.size() && name_character(text_[at_])) ++at_;
    if (at_ == at) return fault("a field, a value or a function");
    std::string name(text_.substr(at, at_ - at));
    if (take("(")) return arguments(std::move(name), at);
    if (name == "true" || name == "false") return Expression{Expression::Kind::kBool, std::move(name), {}, at};
    if (name == "null") return Expression{Expression::Kind::kNull, std::move(name), {}, at};
    return Expression{Expression::Kind::kName, std::move(name), {}, at};
  }

  Result<Expression> arguments(std::string name, std::size_t at) {
    Expression e{Expression::Kind::kCall, std::move(name), {}, at};
    if (take(")")) return e;
    do {
      MOCKDATA_ASSIGN(Expression argument, comparison());
      e.args.push_back(std::move(argument));
    } while (take(","));
    if (!take(")")) return fault("\",\" or \")\"");
    return e;
  }

  Result<std::string> quoted(char quote) {
    std::string out;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == quote) {
        ++at_;
        return out;
      }
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      out += text_[at_];
    }
    return fault(std::string("a closing ") + quote);
  }

  static bool name_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '$' || c == '@' || (c & 0x80) != 0;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

Result<Expression> parse_expression(std::string_view text) { return Parser(text).all(); }

}  // namespace mockdata
