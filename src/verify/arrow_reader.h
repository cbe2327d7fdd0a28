// Reads an Arrow IPC file or stream independently of everything that writes one here, as columns of cells.
//
// Memory: where each message stands (some 60 bytes a batch), and for each open column the buffers of one batch on the way to
// its leaf, its dictionary, and the rows asked for. Nothing in the file is trusted: damaged, cut or malicious input gives an Error (kDestination) that
// names file and column. Compressed buffers, views, unions, maps and decimals of 256 bits are refused by name.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "verify/arrow_metadata.h"
#include "verify/input_file.h"

namespace mockdata::verify {

// A column that holds values.
struct ArrowLeaf {
  std::string path;                            // "teams[].id"
  std::vector<const arrow::Field*> fields;     // from the top to the leaf, one for each step of the path
  const arrow::Field& field() const { return *fields.back(); }
};

class ArrowColumn;

class ArrowFile {
 public:
  static Result<ArrowFile> open(const std::string& path);

  const std::string& path() const { return contents_->file.path(); }
  const std::vector<ArrowLeaf>& leaves() const { return contents_->leaves; }
  int64_t rows() const { return contents_->rows; }
  size_t batches() const { return contents_->batches; }
  // The leaf's number, or -1.
  int find(const std::string& path) const;
  // The column's values from the first row on. The column keeps the file open by itself. REQUIRES leaf < leaves().size().
  ArrowColumn column(size_t leaf) const;

 private:
  friend class ArrowColumn;
  struct Contents {
    InputFile file;
    std::vector<arrow::Field> fields;
    std::vector<ArrowLeaf> leaves;
    std::vector<arrow::Message> messages;      // dictionaries and batches in the order in which they count
    int64_t rows = 0;
    size_t batches = 0;

    Status read_file();
    Status read_stream(uint64_t at, std::vector<arrow::Message>& found, uint64_t& end);
    // The message at `at`; nullopt at the mark that ends a stream.
    Result<std::optional<arrow::Message>> message(uint64_t at) const;
    Status add(const std::vector<arrow::Message>& found);
    void add_leaves(const arrow::Field& field, std::string path, std::vector<const arrow::Field*> above);
    std::string metadata;                      // of the schema's message
  };
  std::shared_ptr<const Contents> contents_;
};

// One column, read from its first row to its last, across batches.
class ArrowColumn {
 public:
  ArrowColumn(const ArrowFile& file, size_t leaf);
  ArrowColumn(ArrowColumn&&) = default;
  ArrowColumn& operator=(ArrowColumn&&) = default;

  const ArrowLeaf& leaf() const { return contents_->leaves[leaf_]; }
  // Appends up to `rows` rows to `out`; the number appended is less only at the end of the file. After an error the column is over.
  Result<size_t> next(size_t rows, CellColumn& out);

 private:
  // The array of one step of the path, in the open batch.
  struct Array {
    const arrow::Field* field = nullptr;
    int64_t length = 0;
    std::string validity;                      // empty: all are valid
    std::string offsets;                       // as stored
    std::string values;                        // of fixed width, bits, indices, or the bytes of texts
    bool valid(int64_t i) const { return validity.empty() || (static_cast<unsigned char>(validity[static_cast<size_t>(i / 8)]) >> (i % 8) & 1); }
    // REQUIRES offsets, and i <= length.
    int64_t offset(int64_t i) const;
  };
  Status next_batch();
  Status load(const arrow::Message& message, const std::string& metadata, const arrow::Field& field, size_t node, size_t buffer, bool indices, Array& out) const;
  Status check_offsets(const Array& array, int64_t most) const;
  Status load_dictionary(const arrow::Message& message, const std::string& metadata);
  Result<std::string> read_buffer(const arrow::Message& message, const std::string& metadata, size_t number) const;
  // The cell of value i of an array of plain values.
  Cell value(const Array& array, int64_t i, Arena& arena) const;
  Status put(size_t step, int64_t i, CellColumn& out) const;
  Error damaged(const std::string& what) const;
  std::string where() const;

  std::shared_ptr<const ArrowFile::Contents> contents_;
  size_t leaf_;
  size_t message_ = 0;                         // the next one
  std::vector<Array> arrays_;                  // of the open batch, one for each step
  int64_t row_ = 0, rows_ = 0;                 // of the open batch
  std::vector<Cell> dictionary_;
  std::shared_ptr<Arena> dictionary_arena_;
};

}  // namespace mockdata::verify
