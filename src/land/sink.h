// Where encoded bytes go: a file that appears under its name only when it is whole, standard output, or nowhere.
//
// A file is written under a hidden temporary name in its own folder and renamed by close(); a sink that is destroyed or
// aborted before that leaves nothing behind. A process that is killed leaves at most a temporary file, which
// remove_temporaries() finds by its name.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/encoding.h"
#include "land/digest.h"

namespace mockdata {

class Sink : public ByteSink {
 public:
  // Nothing more will be written: gives resources back, but does not show the file yet. Optional before close().
  virtual Status seal() { return {}; }
  // Makes what was written visible under its final name.
  virtual Status close() = 0;
  // Drops what was written.
  virtual void abort() {}
  // Whether nobody reads any more (a closed pipe): further writes do nothing and are no error.
  virtual bool abandoned() const { return false; }
};

// A file at `path`, whose folders are made as needed. close() replaces a file of that name.
Result<std::unique_ptr<Sink>> open_file_sink(const std::string& path);
// A file descriptor that stays open (1 is standard output). A reader that goes away is abandoned(), not an error.
std::unique_ptr<Sink> make_descriptor_sink(int descriptor, std::string name);
std::unique_ptr<Sink> make_null_sink();

// Counts and digests what goes through it.
class MeasuredSink final : public Sink {
 public:
  explicit MeasuredSink(std::unique_ptr<Sink> inner, bool digest = true) : inner_(std::move(inner)), digesting_(digest) {}
  Status write(std::string_view bytes) override {
    bytes_ += bytes.size();
    if (digesting_) digest_.add(bytes);
    return inner_->write(bytes);
  }
  Status seal() override { return inner_->seal(); }
  Status close() override { return inner_->close(); }
  void abort() override { inner_->abort(); }
  bool abandoned() const override { return inner_->abandoned(); }
  uint64_t bytes() const { return bytes_; }
  // The SHA-256 of the bytes, "" where not asked for. Once, after seal() or close().
  std::string sha256() { return digesting_ ? digest_.hex() : std::string(); }

 private:
  std::unique_ptr<Sink> inner_;
  Digest digest_;
  uint64_t bytes_ = 0;
  bool digesting_;
};

// Writes `bytes` as the whole file `path`, replacing what was there.
Status write_file(const std::string& path, std::string_view bytes);
// Writes `bytes` as the new file `path`; false when a file of that name exists already (which is left alone).
Result<bool> put_if_absent(const std::string& path, std::string_view bytes);
Result<std::string> read_file(const std::string& path);
// Makes a folder and those above it.
Status make_folders(const std::string& path);
// Deletes temporary files that a killed run left in this folder (not below it).
void remove_temporaries(const std::string& folder);

}  // namespace mockdata
