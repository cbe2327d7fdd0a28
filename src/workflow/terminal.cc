#include "workflow/terminal.h"

#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace mockdata {

std::atomic<bool>& interrupted() {
  static std::atomic<bool> flag{false};
  return flag;
}

namespace {
void on_signal(int signal) {
  if (interrupted().exchange(true)) _exit(128 + signal);
}

Error interrupted_error() { return {ErrorKind::kInterrupted, "stopped by the user", {}, {}}; }

std::string trimmed(const std::string& text) {
  const std::size_t a = text.find_first_not_of(" \t\r\n");
  return a == std::string::npos ? std::string() : text.substr(a, text.find_last_not_of(" \t\r\n") - a + 1);
}

std::string grouped(uint64_t n) {
  std::string s = std::to_string(n);
  for (std::size_t i = s.size(); i > 3; i -= 3) s.insert(i - 3, ",");
  return s;
}

// One byte of standard input; false at its end or when stopped.
bool read_byte(char& c) {
  while (!interrupted()) {
    pollfd fd{STDIN_FILENO, POLLIN, 0};
    const int ready = poll(&fd, 1, 200);
    if (ready < 0 && errno != EINTR) return false;
    if (ready <= 0) continue;
    const ssize_t n = read(STDIN_FILENO, &c, 1);
    if (n == 1) return true;
    if (n < 0 && errno == EINTR) continue;
    return false;
  }
  return false;
}
}  // namespace

void watch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

std::size_t terminal_columns() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

Terminal::Terminal()
    : can_ask_(isatty(STDIN_FILENO)),
      colour_(isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR") && std::getenv("TERM") && std::strcmp(std::getenv("TERM"), "dumb") != 0),
      bar_(isatty(STDERR_FILENO)) {}

void Terminal::line(const std::string& text) {
  end_progress();
  if (quiet_) return;
  std::fputs((text + "\n").c_str(), stdout);
  std::fflush(stdout);
}

void Terminal::note(const std::string& text) {
  end_progress();
  std::fputs((text + "\n").c_str(), stderr);
}

void Terminal::error(const Error& error) { note((isatty(STDERR_FILENO) && colour_ ? "\033[31merror:\033[0m " : "error: ") + error.to_string()); }

std::string Terminal::bold(const std::string& text) const { return colour_ ? "\033[1m" + text + "\033[0m" : text; }

void Terminal::check(bool passed, const std::string& text) {
  line(colour_ ? (passed ? "\033[32m" : "\033[31m") + text.substr(0, 3) + "\033[0m" + text.substr(3) : text);
}

Result<std::string> Terminal::ask(const std::string& question) {
  end_progress();
  std::fputs((question + " ").c_str(), stdout);
  std::fflush(stdout);
  std::string text;
  char c;
  while (read_byte(c)) {
    if (c == '\n') return trimmed(text);
    text += c;
  }
  std::fputs("\n", stdout);
  if (!interrupted() && !text.empty()) return trimmed(text);
  return interrupted_error();
}

Result<bool> Terminal::ask_yes(const std::string& question, std::optional<bool> fallback) {
  while (true) {
    MOCKDATA_ASSIGN(const std::string answer, ask(question));
    if (answer == "yes" || answer == "y" || answer == "Yes" || answer == "Y") return true;
    if (answer == "no" || answer == "n" || answer == "No" || answer == "N") return false;
    if (answer.empty() && fallback) return *fallback;
    line("Please answer yes or no.");
  }
}

Result<WipedBytes> Terminal::ask_hidden(const std::string& question) {
  end_progress();
  termios before{};
  const bool tty = tcgetattr(STDIN_FILENO, &before) == 0;
  if (tty) {
    termios hidden = before;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  std::fputs((question + " ").c_str(), stdout);
  std::fflush(stdout);
  WipedBytes typed;
  char c;
  bool ended = false;
  while (read_byte(c)) {
    if (c == '\n') {
      ended = true;
      break;
    }
    typed.append(std::string_view(&c, 1));
  }
  c = 0;
  if (tty) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
  std::fputs("\n", stdout);
  if (!ended && (interrupted() || typed.empty())) return interrupted_error();
  return typed;
}

void Terminal::progress(const std::string& what, uint64_t rows, uint64_t total, double seconds) {
  if (quiet_ && !bar_) return;
  const bool done = rows >= total;
  if (!bar_) {
    if (done || seconds - last_ < 1) return;
    last_ = seconds;
    std::fputs((what + ": " + grouped(rows) + " of " + grouped(total) + " rows\n").c_str(), stderr);
    return;
  }
  if (what != last_what_) last_ = -1;
  if (!done && seconds - last_ < 0.1 && last_ >= 0) return;
  last_ = seconds;
  last_what_ = what;
  const int width = 24, full = total ? static_cast<int>(rows * width / total) : width;
  std::string bar;
  for (int i = 0; i < width; ++i) bar += i < full ? "█" : "░";
  const std::string rate = seconds > 0.05 ? "  " + grouped(static_cast<uint64_t>(static_cast<double>(rows) / seconds)) + " rows/s" : "";
  std::fputs(("\r\033[K" + what + " " + bar + " " + grouped(rows) + "/" + grouped(total) + rate).c_str(), stderr);
  std::fflush(stderr);
  on_bar_ = true;
  if (done) end_progress();
}

void Terminal::end_progress() {
  if (!on_bar_) return;
  on_bar_ = false;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

}  // namespace mockdata
