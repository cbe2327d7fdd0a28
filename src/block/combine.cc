#include "block/combine.h"

#include <cstring>

#include "base/cpu.h"

namespace mockdata {

void NullableColumn::fill(Scope& scope, Block& out) const {
  const Block& in = scope.get(*inner_);
  out.share(in);
  const Rows& rows = scope.rows();
  uint64_t* words = out.own_validity();
  // A word at a time: 64 decisions as bytes, then eight bytes of 0 or 1 to eight bits by one multiplication.
  on_cpu([=, key = key_, threshold = threshold_, list = rows.list, first = rows.first, count = rows.count] {
    for (uint32_t at = 0; at < count; at += 64) {
      const uint32_t n = count - at < 64 ? count - at : 64;
      uint8_t keep[64] = {};
      for (uint32_t i = 0; i < n; ++i) keep[i] = (bits(key, list ? list[at + i] : first + at + i) >> 32) >= threshold;
      uint64_t word = 0;
      for (uint32_t b = 0; b < 8; ++b) {
        uint64_t eight;
        std::memcpy(&eight, keep + 8 * b, 8);
        word |= (eight * 0x0102040810204080u >> 56) << (8 * b);
      }
      words[at / 64] = word;
    }
  });
  if (in.validity)
    for (uint32_t w = 0; w * 64 < rows.count; ++w) words[w] &= in.validity[w];
}

void MaskedColumn::fill(Scope& scope, Block& out) const {
  const Block& in = scope.get(*inner_);
  const Block& mask = scope.get(*mask_);
  out.share(in);
  if (!mask.validity) return;
  write_validity(out.own_validity(), in.size, [&](uint32_t i) { return mask.valid(i) && in.valid(i); });
}

void ViaColumn::fill(Scope& scope, Block& out) const {
  const Block& picks = scope.get(*picks_);
  const Block& in = scope.via(*picks_, *target_->table()).get(*target_);
  out.share(in);
  if (!picks.validity) return;
  write_validity(out.own_validity(), in.size, [&](uint32_t i) { return picks.valid(i) && in.valid(i); });
}

void StructColumn::fill(Scope& scope, Block& out) const {
  out.own_struct(scope.rows().count, members_.size());
  for (std::size_t i = 0; i < members_.size(); ++i) out.children[i] = &scope.get(*members_[i]);
}

void ListColumn::fill(Scope& scope, Block& out) const {
  const Rows& rows = scope.rows();
  const Block& length = scope.get(*length_);
  const int64_t* lengths = length.values<int64_t>();
  uint32_t* offsets = out.own_list(rows.count, nullptr);
  uint32_t total = 0;
  for (uint32_t i = 0; i < rows.count; ++i) {
    offsets[i] = total;
    if (length.valid(i)) total += static_cast<uint32_t>(lengths[i]);
  }
  offsets[rows.count] = total;
  Buffer& scratch = scope.scratch(*this);
  uint64_t* numbers = reinterpret_cast<uint64_t*>(scratch.reserve(total * (sizeof(uint64_t) + sizeof(uint32_t)) + 8));
  uint32_t* owners = reinterpret_cast<uint32_t*>(numbers + total);
  for (uint32_t i = 0; i < rows.count; ++i)
    for (uint32_t e = offsets[i]; e < offsets[i + 1]; ++e) {
      numbers[e] = rows[i] << kElementBits | (e - offsets[i]);
      owners[e] = i;
    }
  Scope& inner = scope.inner(*this, *elements_);
  inner.start({0, total, numbers});
  inner.set_owners(owners);
  out.children[0] = &inner.get(*element_);
  if (length.validity) {
    uint64_t* words = out.own_validity();
    std::memcpy(words, length.validity, (rows.count + 63) / 64 * sizeof(uint64_t));
  }
}

void OuterColumn::fill(Scope& scope, Block& out) const {
  copy_rows(type(), scope.outer()->get(*outer_), scope.owners(), scope.rows().count, out);
}

void SequenceColumn::fill(Scope& scope, Block& out) const {
  const Rows& rows = scope.rows();
  if (width_of(type()) == 4) {
    int32_t* v = out.own_fixed<int32_t>(rows.count);
    for (uint32_t i = 0; i < rows.count; ++i) v[i] = static_cast<int32_t>(start_ + step_ * static_cast<int64_t>(rows[i]));
  } else {
    int64_t* v = out.own_fixed<int64_t>(rows.count);
    for (uint32_t i = 0; i < rows.count; ++i) v[i] = start_ + step_ * static_cast<int64_t>(rows[i]);
  }
}

void NullColumn::fill(Scope& scope, Block& out) const {
  const uint32_t n = scope.rows().count;
  const uint32_t width = width_of(type());
  if (width) {
    std::memset(out.own_fixed<char>(n * width), 0, n * width);
    out.size = n;
  } else if (is_text(type().id)) {
    out.own_text(n, 0);
    std::memset(out.own_offsets(), 0, (n + 1) * sizeof(uint32_t));
  }
  write_validity(out.own_validity(), n, [](uint32_t) { return false; });
}

namespace {
template <class T>
void copy_fixed(const Block& in, const uint32_t* rows, uint32_t count, Block& out) {
  const T* from = in.values<T>();
  T* to = out.own_fixed<T>(count);
  for (uint32_t i = 0; i < count; ++i) to[i] = from[rows[i]];
}
}  // namespace

void copy_rows(const DataType& type, const Block& in, const uint32_t* rows, uint32_t count, Block& out) {
  switch (in.layout) {
    case Layout::kFixed:
      switch (width_of(type)) {
        case 1: copy_fixed<uint8_t>(in, rows, count, out); break;
        case 4: copy_fixed<uint32_t>(in, rows, count, out); break;
        case 8: copy_fixed<uint64_t>(in, rows, count, out); break;
        default: copy_fixed<unsigned __int128>(in, rows, count, out); break;
      }
      break;
    case Layout::kPool: {
      uint32_t* index = out.own_pool(count, in.pool);
      for (uint32_t i = 0; i < count; ++i) index[i] = in.index[rows[i]];
      break;
    }
    case Layout::kText: {
      std::size_t total = 0;
      for (uint32_t i = 0; i < count; ++i) total += in.text(rows[i]).size();
      char* bytes = out.own_text(count, total);
      uint32_t* offsets = out.own_offsets();
      uint32_t at = 0;
      for (uint32_t i = 0; i < count; ++i) {
        const std::string_view text = in.text(rows[i]);
        offsets[i] = at;
        if (!text.empty()) std::memcpy(bytes + at, text.data(), text.size());
        at += static_cast<uint32_t>(text.size());
      }
      offsets[count] = at;
      break;
    }
    case Layout::kStruct: case Layout::kList: break;  // the plan copies members, not objects
  }
  if (in.validity) write_validity(out.own_validity(), count, [&](uint32_t i) { return in.valid(rows[i]); });
}

}  // namespace mockdata
