#include "block/column.h"

namespace mockdata {

Scope::Entry& Scope::entry(const Column& column) {
  if (entries_.size() < table_->slots()) entries_.resize(table_->slots());
  auto& entry = entries_[column.slot()];
  if (!entry) entry = std::make_unique<Entry>();
  return *entry;
}

const Block& Scope::get(const Column& column) {
  Entry& e = entry(column);
  if (e.epoch != epoch_) {
    column.fill(*this, e.block);
    e.epoch = epoch_;
  }
  return e.block;
}

Scope& Scope::via(const Column& picks, const Table& table) {
  Entry& e = entry(picks);
  if (!e.child) e.child = std::make_unique<Scope>(table, nullptr);
  if (e.child_epoch != epoch_) {
    const Block& block = get(picks);
    e.child->start({0, block.size, block.values<uint64_t>()});
    e.child_epoch = epoch_;
  }
  return *e.child;
}

Scope& Scope::inner(const Column& owner, const Table& table) {
  Entry& e = entry(owner);
  if (!e.child) e.child = std::make_unique<Scope>(table, this);
  return *e.child;
}

Buffer& Scope::scratch(const Column& column) { return entry(column).scratch; }

}  // namespace mockdata
