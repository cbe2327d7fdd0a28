#include "verify/json_reader.h"

#include <algorithm>
#include <cstring>

namespace mockdata::verify {
namespace {

constexpr size_t kWindow = 1 << 20, kMaxRow = 64 << 20;

}  // namespace

JsonReader::JsonReader(InputFile file, bool lines, const std::vector<std::string>& paths, bool note_unknown)
    : file_(std::move(file)), lines_(lines), extractor_(paths, note_unknown), window_(kWindow) {}

Result<JsonReader> JsonReader::open(const std::string& path, bool lines, const std::vector<std::string>& paths, bool note_unknown) {
  MOCKDATA_ASSIGN(InputFile file, InputFile::open(path));
  return JsonReader(std::move(file), lines, paths, note_unknown);
}

Error JsonReader::damaged(const std::string& what) const {
  return destination_error(what, file_.path() + ": row " + std::to_string(row_ + 1) + ", byte " + std::to_string(window_offset_ + at_));
}

// Moves what is left to the front of the window and fills it up; the window doubles when a row fills it.
Status JsonReader::more() {
  if (at_ == 0 && end_ == window_.size()) {
    if (window_.size() >= kMaxRow) return damaged("a row is longer than 64 MiB");
    window_.resize(window_.size() * 2);
  }
  std::memmove(window_.data(), window_.data() + at_, end_ - at_);
  window_offset_ += at_;
  end_ -= at_;
  at_ = 0;
  MOCKDATA_ASSIGN(const size_t got, file_.read_next(window_.data() + end_, window_.size() - end_));
  end_ += got;
  complete_ = got == 0;
  return {};
}

void JsonReader::skip_spaces() {
  while (at_ < end_ && (window_[at_] == ' ' || window_[at_] == '\n' || window_[at_] == '\r' || window_[at_] == '\t')) ++at_;
}

// Behind a row, or at the beginning: on to the next row, or the end. Called with all spaces skipped and a byte in the window, or at
// the end of the file.
Status JsonReader::expect_separator() {
  const bool over = at_ == end_;
  if (lines_) {
    state_ = over ? State::kEnd : State::kRow;
    return {};
  }
  if (state_ == State::kEnd) return over ? Status() : Status(damaged("something follows the array"));
  if (over) return damaged("the array is cut off");
  const char c = window_[at_];
  switch (state_) {
    case State::kStart:
      if (c != '[') return damaged("an array is expected");
      state_ = State::kFirst;
      break;
    case State::kFirst:
      if (c != ']') {
        state_ = State::kRow;
        return {};
      }
      state_ = State::kEnd;
      break;
    default:
      if (c != ',' && c != ']') return damaged("a comma or the end of the array is expected");
      state_ = c == ',' ? State::kRow : State::kEnd;
  }
  ++at_;
  return {};
}

Result<size_t> JsonReader::next(size_t rows, std::vector<CellColumn>& columns) {
  size_t done = 0;
  for (;;) {
    if (state_ == State::kRow && done == rows) return done;
    if (state_ != State::kRow) {
      if (lines_ && state_ == State::kSeparator) {
        // The rest of the row's line must be empty.
        while (at_ < end_ && (window_[at_] == ' ' || window_[at_] == '\t' || window_[at_] == '\r')) ++at_;
        if (at_ < end_ && window_[at_] != '\n') return damaged("two rows stand on one line");
        if (at_ < end_) state_ = State::kStart;
      }
      skip_spaces();
      if (at_ == end_ && !complete_) {
        MOCKDATA_CHECK(more());
        continue;
      }
      if (state_ == State::kEnd && at_ == end_) return done;
      MOCKDATA_CHECK(expect_separator());
      continue;
    }
    const char* at = window_.data() + at_;
    const auto outcome = extractor_.row(at, window_.data() + end_, columns);
    if (outcome == JsonExtractor::Outcome::kMore) {
      if (complete_) return damaged("the last row is cut off");
      MOCKDATA_CHECK(more());
      continue;
    }
    const size_t begin = at_;
    at_ = static_cast<size_t>(at - window_.data());
    if (outcome == JsonExtractor::Outcome::kBad) return damaged(extractor_.problem());
    if (lines_ && std::memchr(window_.data() + begin, '\n', at_ - begin)) return damaged("a row is spread over several lines");
    state_ = State::kSeparator;
    ++row_, ++done;
  }
}

}  // namespace mockdata::verify
