// Errors as values: every function of the library that can fail returns a Result<T> or a Status.
// The library never prints, never throws across its border and never aborts.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace mockdata {

// What went wrong, in the terms of the program's exit codes (their numbers are the codes).
enum class ErrorKind {
  kCheckFailed = 1,   // a check found a difference
  kUsage = 2,         // the command line asks for something that does not exist
  kInvalid = 3,       // a template or another input is invalid
  kSource = 4,        // the source could not be read, or its credentials were refused
  kDestination = 5,   // the destination could not be written or read
  kRefused = 6,       // a safeguard forbids it
  kInterrupted = 130  // the user stopped it
};

// An error that a user can act upon. Never holds a secret or a value of a source.
struct Error {
  ErrorKind kind = ErrorKind::kInvalid;
  std::string message;  // what was found, and what was expected
  std::string where;    // the place in the user's input: "metadata.json:12 entities[0].fields[3].type", a path, a URL without its query
  std::string hint;     // the nearest fix, in one sentence; may be empty

  // "where: message\n  hint" without the parts that are empty.
  std::string to_string() const;
};

inline Error usage_error(std::string message, std::string hint = {}) { return {ErrorKind::kUsage, std::move(message), {}, std::move(hint)}; }
inline Error invalid_error(std::string message, std::string where = {}, std::string hint = {}) {
  return {ErrorKind::kInvalid, std::move(message), std::move(where), std::move(hint)};
}
inline Error source_error(std::string message, std::string where = {}, std::string hint = {}) {
  return {ErrorKind::kSource, std::move(message), std::move(where), std::move(hint)};
}
inline Error destination_error(std::string message, std::string where = {}, std::string hint = {}) {
  return {ErrorKind::kDestination, std::move(message), std::move(where), std::move(hint)};
}
inline Error refused_error(std::string message, std::string where = {}, std::string hint = {}) {
  return {ErrorKind::kRefused, std::move(message), std::move(where), std::move(hint)};
}

// A T or an Error. REQUIRES ok() before value(), operator* and operator->; REQUIRES !ok() before error().
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() { return *std::get_if<0>(&state_); }
  const T& value() const { return *std::get_if<0>(&state_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  Error& error() { return *std::get_if<1>(&state_); }
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

// Success, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : failed_(true), error_(std::move(error)) {}
  bool ok() const { return !failed_; }
  explicit operator bool() const { return ok(); }
  Error& error() { return error_; }
  const Error& error() const { return error_; }

 private:
  bool failed_ = false;
  Error error_;
};
using Status = Result<void>;

}  // namespace mockdata

// Returns the error of `expression` from the enclosing function, if it is one.
#define MOCKDATA_CHECK(expression)                                  \
  do {                                                              \
    if (auto status_ = (expression); !status_.ok()) return std::move(status_.error()); \
  } while (false)

#define MOCKDATA_JOIN_(a, b) a##b
#define MOCKDATA_JOIN(a, b) MOCKDATA_JOIN_(a, b)
// MOCKDATA_ASSIGN(auto x, f()): x becomes the value of f(), or the enclosing function returns its error.
#define MOCKDATA_ASSIGN(target, expression) MOCKDATA_ASSIGN_(target, expression, MOCKDATA_JOIN(result_, __LINE__))
#define MOCKDATA_ASSIGN_(target, expression, name)   \
  auto name = (expression);                          \
  if (!name.ok()) return std::move(name.error());    \
  target = std::move(*name)
