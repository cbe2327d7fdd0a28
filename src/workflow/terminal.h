// What a person sees and types: lines, questions, progress bars; colour only on terminals that want it.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <mutex>
#include <optional>
#include <string>

#include "base/result.h"
#include "http/wiped.h"

namespace mockdata {

// Set by Ctrl-C; everything that takes long looks at it. The second Ctrl-C ends the process at once.
std::atomic<bool>& interrupted();
void watch_interrupts();

// How wide the terminal on standard output is, in columns; 0 where there is none.
std::size_t terminal_columns();

class Terminal {
 public:
  // `answers`: whether questions may be asked (standard input is a terminal, or a test says so).
  Terminal();

  bool can_ask() const { return can_ask_; }
  void set_can_ask(bool can) { can_ask_ = can; }
  void set_quiet(bool quiet) { quiet_ = quiet; }
  bool colour() const { return colour_; }

  void line(const std::string& text = {});                 // standard output, unless quiet
  void note(const std::string& text);                      // standard error
  void error(const Error& error);
  std::string bold(const std::string& text) const;
  // A check's line with its mark in green or red.
  void check(bool passed, const std::string& line);

  // Asks and returns the trimmed answer; kInterrupted at the end of input or Ctrl-C. REQUIRES can_ask().
  Result<std::string> ask(const std::string& question);
  // Asks until one of yes, y, no, n is given; Enter takes `fallback` where there is one.
  Result<bool> ask_yes(const std::string& question, std::optional<bool> fallback = {});
  // The same without echo; what is typed is wiped with the result.
  Result<WipedBytes> ask_hidden(const std::string& question);

  // A progress bar on a terminal, a plain line a second elsewhere (on standard error). `done` finishes it.
  void progress(const std::string& what, uint64_t rows, uint64_t total, double seconds);
  void end_progress();

 private:
  bool can_ask_, colour_, bar_;
  bool quiet_ = false, on_bar_ = false;
  double last_ = -1;
  std::string last_what_;
};

}  // namespace mockdata
