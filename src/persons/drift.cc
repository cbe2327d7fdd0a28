#include "persons/drift.h"

#include <vector>

#include "block/combine.h"
#include "block/text_of.h"
#include "persons/slip.h"

namespace mockdata {

namespace {

using Part = PersonPart;
using Names = PersonDomain::Names;

constexpr std::string_view kWords[] = {"typo", "nickname", "old_surname", "stale_address", "stale_phone", "stale_email"};

// Marks: one bit a kind, in the order of DriftKind; a typo is in the first name, or with this bit in the last.
constexpr int64_t kLastNameTypo = int64_t{1} << kDriftKinds;
constexpr int64_t bit(DriftKind kind) { return int64_t{1} << static_cast<int>(kind); }

bool in_address(Part part) {
  switch (part) {
    case Part::kPlace: case Part::kStreetName: case Part::kHouseNumber: case Part::kStreetAddress: case Part::kCity: case Part::kRegion: case Part::kRegionCode: case Part::kPostcode:
    case Part::kAddress: case Part::kLatitude: case Part::kLongitude: case Part::kTimeZone: return true;
    default: return false;
  }
}

class Marks final : public Column {
 public:
  Marks(const PersonDomain& domain, const Column* past, const Column* pick, const DriftRates& rates, Key key) : Column({TypeId::kInt64, 0, 0, {}}), domain_(domain), past_(past), pick_(pick) {
    for (std::size_t kind = 0; kind < kDriftKinds; ++kind) {
      thresholds_[kind] = threshold32(rates[kind]);
      keys_[kind] = key.with(kWords[kind]).value();
    }
    for (uint32_t i = 0; i < domain.firsts().pool()->size; ++i) first_slips_.push_back(has_slip(domain.firsts().pool()->text(i)));
    for (uint32_t i = 0; i < domain.lasts().pool()->size; ++i) last_slips_.push_back(has_slip(domain.lasts().pool()->text(i)));
  }
  void fill(Scope& scope, Block& out) const override {
    const Block& persons = scope.get(*pick_);
    Scope& there = scope.via(*pick_, domain_.table());
    const Names* names = there.get(*domain_.names()).values<Names>();
    const int64_t* past = there.get(*past_).values<int64_t>();
    int64_t* v = out.own_fixed<int64_t>(persons.size);
    for (uint32_t i = 0; i < persons.size; ++i) {
      const auto person = static_cast<uint64_t>(persons.values<int64_t>()[i]);
      int64_t marks = 0;
      for (std::size_t kind = 0; kind < kDriftKinds; ++kind) marks |= static_cast<int64_t>((bits(keys_[kind], person) >> 32) < thresholds_[kind]) << kind;
      if (!(past[i] & PersonDomain::kHasNickname)) marks &= ~bit(DriftKind::kNickname);
      if (!(past[i] & PersonDomain::kHadSurname)) marks &= ~bit(DriftKind::kOldSurname);
      if (marks & bit(DriftKind::kTypo)) {
        // Half of the slips are in each name; where it has none, in the other. Familiar and former names are spelt right.
        const bool first = first_slips_[names[i].first] && !(marks & bit(DriftKind::kNickname)), last = last_slips_[names[i].last] && !(marks & bit(DriftKind::kOldSurname));
        if (!first && !last) marks &= ~bit(DriftKind::kTypo);
        else if (!first || (last && (bits(keys_[0], person) & 1))) marks |= kLastNameTypo;
      }
      v[i] = marks;
    }
  }
  std::vector<const Column*> reads() const override { return {pick_}; }

 private:
  const PersonDomain& domain_;
  const Column *past_, *pick_;
  std::array<uint64_t, kDriftKinds> thresholds_, keys_;
  std::vector<bool> first_slips_, last_slips_;
};

// `then` where the mark is set, else `now`; NULL where `now` is.
class Marked final : public Column {
 public:
  Marked(const Column* marks, int64_t mark, const Column* now, const Column* then) : Column(now->type()), marks_(marks), mark_(mark), now_(now), then_(then) {}
  void fill(Scope& scope, Block& out) const override {
    const int64_t* marks = scope.get(*marks_).values<int64_t>();
    const Block &now = scope.get(*now_), &then = scope.get(*then_);
    const uint32_t rows = now.size;
    if (now.layout == Layout::kFixed) {  // places and degrees: 8 bytes
      uint64_t* v = out.own_fixed<uint64_t>(rows);
      for (uint32_t i = 0; i < rows; ++i) v[i] = (marks[i] & mark_ ? then : now).values<uint64_t>()[i];
    } else if (now.layout == Layout::kPool && then.layout == Layout::kPool && now.pool == then.pool) {
      uint32_t* v = out.own_pool(rows, now.pool);
      for (uint32_t i = 0; i < rows; ++i) v[i] = (marks[i] & mark_ ? then : now).index[i];
    } else {
      TextWriter writer(out, rows, 24);
      for (uint32_t i = 0; i < rows; ++i) {
        writer.put((marks[i] & mark_ ? then : now).text(i));
        writer.end_row();
      }
    }
    if (now.validity) write_validity(out.own_validity(), rows, [&](uint32_t i) { return now.valid(i); });
  }
  std::vector<const Column*> reads() const override { return {marks_, now_, then_}; }

 private:
  const Column* marks_;
  int64_t mark_;
  const Column *now_, *then_;
};

// The name with a slip where it is marked.
class Slipped final : public Column {
 public:
  Slipped(const PersonDomain& domain, const Column* marks, bool last, const Column* name, const Column* pick, Key key)
      : Column(name->type()), domain_(domain), marks_(marks), wanted_(bit(DriftKind::kTypo) | (last ? kLastNameTypo : 0)), name_(name), pick_(pick), key_(key.with("slip").value()) {
    for (const PersonDomain::Home& home : domain.homes()) keyboards_.push_back(keyboard_of(home.locale->language()));
  }
  void fill(Scope& scope, Block& out) const override {
    const int64_t* marks = scope.get(*marks_).values<int64_t>();
    const int64_t* persons = scope.get(*pick_).values<int64_t>();
    const Names* names = scope.via(*pick_, domain_.table()).get(*domain_.names()).values<Names>();
    const Block& name = scope.get(*name_);
    TextWriter writer(out, name.size, 24);
    for (uint32_t i = 0; i < name.size; ++i) {
      const std::string_view text = name.text(i);
      if ((marks[i] & (bit(DriftKind::kTypo) | kLastNameTypo)) == wanted_) {
        char* at = writer.room(text.size() + kSlipRoom);
        char* end = slip(text, keyboards_[names[i].home], bits(key_, static_cast<uint64_t>(persons[i])), at);
        if (end) writer.advance(end);
        else writer.put(text);
      } else {
        writer.put(text);
      }
      writer.end_row();
    }
    if (name.validity) write_validity(out.own_validity(), name.size, [&](uint32_t i) { return name.valid(i); });
  }
  std::vector<const Column*> reads() const override { return {marks_, name_, pick_}; }

 private:
  const PersonDomain& domain_;
  const Column* marks_;
  int64_t wanted_;
  const Column *name_, *pick_;
  uint64_t key_;
  std::vector<Keyboard> keyboards_;
};

// Full name or initials of names as they are shown.
class NameOf final : public Column {
 public:
  NameOf(const PersonDomain& domain, bool initials, const Column* first, const Column* last, const Column* pick)
      : Column({TypeId::kText, 0, 0, {}}), domain_(domain), initials_(initials), first_(first), last_(last), pick_(pick) {}
  void fill(Scope& scope, Block& out) const override {
    const Names* names = scope.via(*pick_, domain_.table()).get(*domain_.names()).values<Names>();
    const Block &first = scope.get(*first_), &last = scope.get(*last_);
    TextWriter writer(out, first.size, 32);
    for (uint32_t i = 0; i < first.size; ++i) {
      if (initials_) {
        writer.put(letter(first.text(i)));
        writer.put(letter(last.text(i)));
      } else {
        const PersonDomain::Home& home = domain_.homes()[names[i].home];
        writer.put(home.family_first ? last.text(i) : first.text(i));
        writer.put(home.name_gap);
        writer.put(home.family_first ? first.text(i) : last.text(i));
      }
      writer.end_row();
    }
    if (first.validity) write_validity(out.own_validity(), first.size, [&](uint32_t i) { return first.valid(i); });
  }
  std::vector<const Column*> reads() const override { return {first_, last_, pick_}; }

 private:
  static std::string_view letter(std::string_view text) {
    std::size_t bytes = text.empty() ? 0 : 1;
    while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
    return text.substr(0, bytes);
  }
  const PersonDomain& domain_;
  bool initials_;
  const Column *first_, *last_, *pick_;
};

// Marks as words.
class Listing final : public Column {
 public:
  Listing(const Column* marks, const Column* pick) : Column({TypeId::kText, 0, 0, {}}), marks_(marks), pick_(pick) {
    std::vector<std::string> texts;
    for (int64_t marks = 0; marks < 2 * kLastNameTypo; ++marks) {
      std::string& text = texts.emplace_back();
      for (std::size_t kind = 0; kind < kDriftKinds; ++kind) {
        if (!(marks >> kind & 1)) continue;
        text += (text.empty() ? "" : ",") + std::string(kWords[kind]);
        if (kind == 0) text += marks & kLastNameTypo ? "_last_name" : "_first_name";
      }
    }
    pool_ = std::make_unique<OwnedPool>(texts);
  }
  void fill(Scope& scope, Block& out) const override {
    const Block &marks = scope.get(*marks_), &persons = scope.get(*pick_);
    uint32_t* v = out.own_pool(marks.size, pool_->view());
    for (uint32_t i = 0; i < marks.size; ++i) v[i] = static_cast<uint32_t>(marks.values<int64_t>()[i]);
    if (persons.validity) write_validity(out.own_validity(), marks.size, [&](uint32_t i) { return persons.valid(i); });
  }
  std::vector<const Column*> reads() const override { return {marks_, pick_}; }

 private:
  const Column *marks_, *pick_;
  std::unique_ptr<OwnedPool> pool_;
};

}  // namespace

std::string_view to_string(DriftKind kind) { return kWords[static_cast<std::size_t>(kind)]; }

bool shows(Part part, DriftKind kind) {
  const bool first = part == Part::kFirstName, last = part == Part::kLastName, both = part == Part::kFullName || part == Part::kInitials;
  switch (kind) {
    case DriftKind::kTypo: return first || last || both;
    case DriftKind::kNickname: return first || both;
    case DriftKind::kOldSurname: return last || both;
    case DriftKind::kStaleAddress: return in_address(part);
    case DriftKind::kStalePhone: return part == Part::kPhone;
    case DriftKind::kStaleEmail: return part == Part::kEmail;
    default: return false;
  }
}

Drift::Drift(std::shared_ptr<PersonDomain> domain, Table& table, const Column* pick, const DriftRates& rates, Key key)
    : domain_(std::move(domain)), table_(table), pick_(pick), rates_(rates), key_(key) {}

Result<const Column*> Drift::marks() {
  if (!marks_) {
    MOCKDATA_ASSIGN(const Column* past, domain_->past());
    marks_ = table_.add(std::make_unique<Marks>(*domain_, past, pick_, rates_, key_));
  }
  return marks_;
}

Result<const Column*> Drift::listing() {
  if (!listing_) {
    MOCKDATA_ASSIGN(const Column* marks, this->marks());
    listing_ = table_.add(std::make_unique<Listing>(marks, pick_));
  }
  return listing_;
}

Result<const Column*> Drift::name(bool last) {
  const Part part = last ? Part::kLastName : Part::kFirstName;
  const DriftKind kind = last ? DriftKind::kOldSurname : DriftKind::kNickname;
  const Column*& now = names_[last];
  if (now) return now;
  MOCKDATA_ASSIGN(const Column* marks, this->marks());
  MOCKDATA_ASSIGN(const Column* true_name, domain_->column(part));
  now = table_.add(std::make_unique<ViaColumn>(pick_, true_name));
  if (rate(kind) > 0) {
    MOCKDATA_ASSIGN(const Column* former, domain_->former(part));
    now = table_.add(std::make_unique<Marked>(marks, bit(kind), now, table_.add(std::make_unique<ViaColumn>(pick_, former))));
  }
  if (rate(DriftKind::kTypo) > 0) now = table_.add(std::make_unique<Slipped>(*domain_, marks, last, now, pick_, key_));
  return now;
}

Result<const Column*> Drift::column(Part part, const Column* now) {
  bool drifts = false;
  for (std::size_t kind = 0; kind < kDriftKinds; ++kind) drifts = drifts || (rates_[kind] > 0 && shows(part, static_cast<DriftKind>(kind)));
  if (!drifts) return now;
  if (part == Part::kFirstName || part == Part::kLastName) return name(part == Part::kLastName);
  if (part == Part::kFullName || part == Part::kInitials) {
    MOCKDATA_ASSIGN(const Column* first, name(false));
    MOCKDATA_ASSIGN(const Column* last, name(true));
    return table_.add(std::make_unique<NameOf>(*domain_, part == Part::kInitials, first, last, pick_));
  }
  const DriftKind kind = part == Part::kPhone ? DriftKind::kStalePhone : part == Part::kEmail ? DriftKind::kStaleEmail : DriftKind::kStaleAddress;
  MOCKDATA_ASSIGN(const Column* marks, this->marks());
  MOCKDATA_ASSIGN(const Column* former, domain_->former(part));
  return table_.add(std::make_unique<Marked>(marks, bit(kind), now, table_.add(std::make_unique<ViaColumn>(pick_, former))));
}

}  // namespace mockdata
