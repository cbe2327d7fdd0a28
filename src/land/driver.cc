#include "land/driver.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <thread>

namespace mockdata {
namespace {

// Rows measured to tell the size of a chunk: as many as take this many bytes, or so many rows.
constexpr uint64_t kSampleBytes = 64 << 10, kSampleRows = 512;

// What a thread makes chunks with.
struct Worker {
  Worker(const RowSource& source, const std::vector<DriverOutput>& outputs) : reader(source.reader()) {
    for (const DriverOutput& output : outputs) {
      transforms.push_back(output.transform ? output.transform() : nullptr);
      encoders.push_back(output.encoding->encoder());
    }
  }
  // The blocks of the next rows, as output i takes them.
  std::span<const Block* const> blocks(std::size_t i, std::span<const Block* const> made) { return transforms[i] ? transforms[i]->apply(made) : made; }

  std::unique_ptr<RowReader> reader;
  std::vector<std::unique_ptr<RowTransform>> transforms;
  std::vector<std::unique_ptr<ChunkEncoder>> encoders;
};

// What a thread made of one chunk: for each output the encoded bytes and, where asked for, statistics.
struct MadeChunk {
  uint64_t rows = 0;
  std::vector<std::unique_ptr<EncodedChunk>> encoded;
  std::vector<std::optional<DeltaStats>> stats;
};

// The files of one output as they grow; used by one thread at a time.
class Writer {
 public:
  Writer(const DriverOutput& output, uint64_t chunk_rows) : output_(output) {
    if (output.rows_per_file != 0) chunks_per_file_ = std::max<uint64_t>(1, (output.rows_per_file + chunk_rows - 1) / chunk_rows);
  }

  Status append(EncodedChunk& chunk, uint64_t rows, const DeltaStats* stats) {
    if (sink_ && chunks_per_file_ != 0 && chunks_ == chunks_per_file_) MOCKDATA_CHECK(end());
    if (!sink_) MOCKDATA_CHECK(begin());
    MOCKDATA_CHECK(assembler_->append(chunk, *sink_));
    if (stats) stats_->merge(*stats);
    rows_ += rows;
    ++chunks_;
    return {};
  }

  // After the last chunk.
  Status finish() {
    if (!sink_ && files_.empty() && output_.file_when_empty) MOCKDATA_CHECK(begin());
    return sink_ ? end() : Status();
  }

  bool abandoned() const { return sink_ && sink_->abandoned(); }
  std::vector<DrivenFile> take() { return std::move(files_); }

 private:
  Status begin() {
    MOCKDATA_ASSIGN(auto opened, output_.open(static_cast<uint32_t>(files_.size())));
    sink_ = std::make_unique<MeasuredSink>(std::move(opened), output_.digest);
    assembler_ = output_.encoding->assembler();
    if (output_.stats_schema) stats_.emplace(*output_.stats_schema);
    chunks_ = rows_ = 0;
    return assembler_->begin(*sink_);
  }
  Status end() {
    MOCKDATA_CHECK(assembler_->end(*sink_));
    MOCKDATA_CHECK(sink_->seal());
    DrivenFile file;
    file.part = static_cast<uint32_t>(files_.size());
    file.rows = rows_;
    file.bytes = sink_->bytes();
    file.sha256 = sink_->sha256();
    if (stats_) file.stats = stats_->json();
    file.sink = std::move(sink_);
    files_.push_back(std::move(file));
    return {};
  }

  const DriverOutput& output_;
  uint64_t chunks_per_file_ = 0;
  std::unique_ptr<MeasuredSink> sink_;
  std::unique_ptr<FileAssembler> assembler_;
  std::optional<DeltaStats> stats_;
  uint64_t chunks_ = 0, rows_ = 0;
  std::vector<DrivenFile> files_;
};

// One run of the driver. Threads run work(); chunks leave through deliver() in order.
class Drive {
 public:
  Drive(const RowSource& source, const std::vector<DriverOutput>& outputs, const DriverOptions& options, uint64_t chunk_rows)
      : source_(source), outputs_(outputs), options_(options), chunk_rows_(chunk_rows) {
    chunks_ = (source.rows() + chunk_rows_ - 1) / chunk_rows_;
    threads_ = static_cast<unsigned>(std::clamp<uint64_t>(options.threads, 1, std::max<uint64_t>(chunks_, 1)));
    for (const DriverOutput& output : outputs) writers_.emplace_back(output, chunk_rows_);
    spent_.resize(outputs.size());
  }

  Result<Driven> run() {
    std::vector<std::thread> helpers;
    try {
      for (unsigned i = 1; i < threads_; ++i) helpers.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      // Fewer threads than asked for make the same bytes.
    }
    work();
    for (std::thread& helper : helpers) helper.join();
    if (failed_) return std::move(error_);
    Driven driven;
    driven.abandoned = abandoned_;
    for (Writer& writer : writers_) {
      if (!abandoned_) MOCKDATA_CHECK(writer.finish());
      driven.outputs.push_back(writer.take());
    }
    return driven;
  }

 private:
  void work() {
    try {
      Worker worker(source_, outputs_);
      while (!stop_) {
        const uint64_t chunk = next_.fetch_add(1);
        if (chunk >= chunks_ || !wait_for_room(chunk)) return;
        auto made = make(chunk, worker);
        if (!made.ok()) return fail(std::move(made.error()));
        deliver(chunk, std::move(*made));
      }
    } catch (const std::bad_alloc&) {
      fail(destination_error("there is not enough memory", {}, "use fewer --threads"));
    }
  }

  Result<MadeChunk> make(uint64_t chunk, Worker& worker) {
    const uint64_t first = chunk * chunk_rows_;
    const uint64_t last = std::min(first + chunk_rows_, source_.rows());
    MadeChunk made;
    made.rows = last - first;
    made.encoded.resize(outputs_.size());
    for (const DriverOutput& output : outputs_)
      output.stats_schema ? made.stats.emplace_back(std::in_place, *output.stats_schema) : made.stats.emplace_back();
    for (std::size_t i = 0; i < outputs_.size(); ++i) worker.encoders[i]->begin(take_spent(i));
    for (uint64_t row = first; row < last; row += kBlockRows) {
      if (options_.cancel && *options_.cancel) return Error{ErrorKind::kInterrupted, "stopped; no half file was left behind", {}, {}};
      if (stop_) break;  // somebody else failed, and has said why
      const auto count = static_cast<uint32_t>(std::min<uint64_t>(kBlockRows, last - row));
      const auto blocks = worker.reader->read(row, count);
      for (std::size_t i = 0; i < outputs_.size(); ++i) {
        const auto own = worker.blocks(i, blocks);
        MOCKDATA_CHECK(worker.encoders[i]->add(own, count));
        if (made.stats[i]) made.stats[i]->add(own, count);
      }
    }
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
      MOCKDATA_ASSIGN(made.encoded[i], worker.encoders[i]->finish());
    }
    return made;
  }

  bool wait_for_room(uint64_t chunk) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stop_ || chunk <= written_ + threads_; });
    return !stop_;
  }

  // Hands a chunk over; the thread that completes the row of chunks in line writes them.
  void deliver(uint64_t chunk, MadeChunk made) {
    std::unique_lock lock(mutex_);
    ready_.emplace(chunk, std::move(made));
    if (writing_) return;
    writing_ = true;
    while (!stop_ && !ready_.empty() && ready_.begin()->first == written_) {
      MadeChunk now = std::move(ready_.begin()->second);
      ready_.erase(ready_.begin());
      lock.unlock();
      Status status;
      for (std::size_t i = 0; i < writers_.size() && status.ok(); ++i)
        status = writers_[i].append(*now.encoded[i], now.rows, now.stats[i] ? &*now.stats[i] : nullptr);
      if (!status.ok()) {
        fail(std::move(status.error()));
        return;
      }
      rows_done_ += now.rows;
      if (options_.progress) options_.progress(rows_done_);
      const bool gone = std::any_of(writers_.begin(), writers_.end(), [](const Writer& writer) { return writer.abandoned(); });
      lock.lock();
      for (std::size_t i = 0; i < writers_.size(); ++i) spent_[i].push_back(std::move(now.encoded[i]));
      ++written_;
      if (gone) abandoned_ = stop_ = true;
      room_.notify_all();
    }
    writing_ = false;
  }

  // A chunk of output i whose bytes are written: fresh memory costs more than what is put into it.
  std::unique_ptr<EncodedChunk> take_spent(std::size_t i) {
    const std::lock_guard lock(mutex_);
    if (spent_[i].empty()) return nullptr;
    auto chunk = std::move(spent_[i].back());
    spent_[i].pop_back();
    return chunk;
  }

  void fail(Error error) {
    const std::lock_guard lock(mutex_);
    if (!failed_) error_ = std::move(error);
    failed_ = true;
    stop_ = true;
    room_.notify_all();
  }

  const RowSource& source_;
  const std::vector<DriverOutput>& outputs_;
  const DriverOptions& options_;
  uint64_t chunk_rows_ = 0, chunks_ = 0;
  unsigned threads_ = 1;
  std::vector<Writer> writers_;  // used by the writing thread only
  uint64_t rows_done_ = 0;       // likewise
  std::atomic<uint64_t> next_{0};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::condition_variable room_;
  // Under mutex_:
  std::map<uint64_t, MadeChunk> ready_;
  std::vector<std::vector<std::unique_ptr<EncodedChunk>>> spent_;  // of each output
  uint64_t written_ = 0;
  bool writing_ = false, failed_ = false, abandoned_ = false;
  Error error_;
};

}  // namespace

Result<uint64_t> rows_per_chunk(const RowSource& source, const std::vector<DriverOutput>& outputs) {
  std::size_t wanted = 0, bytes = 0;
  for (const DriverOutput& output : outputs) wanted = std::max(wanted, output.encoding->chunk_bytes());
  Worker worker(source, outputs);
  for (auto& encoder : worker.encoders) encoder->begin(nullptr);
  uint64_t rows = 0;
  while (rows < std::min(source.rows(), kSampleRows) && bytes < kSampleBytes) {
    const auto count = static_cast<uint32_t>(std::min(source.rows() - rows, 1 + 7 * rows));  // a row, then ever more
    const auto blocks = worker.reader->read(rows, count);
    rows += count;
    bytes = 0;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      MOCKDATA_CHECK(worker.encoders[i]->add(worker.blocks(i, blocks), count));
      bytes += worker.encoders[i]->size();
    }
  }
  const uint64_t row_bytes = rows ? std::max<uint64_t>(bytes / rows, 1) : 1;
  uint64_t chunk = 1;
  while (chunk < (1u << 20) && chunk * 2 * row_bytes <= wanted) chunk *= 2;
  return chunk;
}

Result<Driven> drive(const RowSource& source, const std::vector<DriverOutput>& outputs, const DriverOptions& options) {
  if (options.cancel && *options.cancel) return Error{ErrorKind::kInterrupted, "stopped; no half file was left behind", {}, {}};
  uint64_t chunk_rows = options.chunk_rows;
  if (chunk_rows == 0) {
    MOCKDATA_ASSIGN(chunk_rows, rows_per_chunk(source, outputs));
  }
  return Drive(source, outputs, options, chunk_rows).run();
}

}  // namespace mockdata
