// The former record of a person: a familiar name, the surname before marriage, and where he or she could be reached before.
#include <algorithm>

#include "base/date.h"
#include "block/text_of.h"
#include "persons/nicknames.h"
#include "persons/person_columns.h"

namespace mockdata {

namespace {

using Part = PersonPart;
using Names = PersonDomain::Names;

// Familiar forms of every first name of a domain, by its index in firsts().
struct Familiar {
  explicit Familiar(const PersonDomain& domain) : of(domain.firsts().pool()->size) {
    for (const PersonDomain::Home& home : domain.homes())
      for (const auto& [men, women] : home.first)
        for (const uint32_t list : {men, women}) add(domain.firsts(), domain.firsts().list(list), home.locale->language());
    if (texts.empty()) texts.emplace_back();
  }
  void add(const NameSpace& firsts, const NameList& names, std::string_view language) {
    for (uint32_t i = names.base; i < names.base + names.slots; ++i) {
      const auto forms = nicknames(language, firsts.pool()->text(i));
      of[i] = {static_cast<uint32_t>(texts.size()), static_cast<uint32_t>(forms.size())};
      texts.insert(texts.end(), forms.begin(), forms.end());
    }
  }
  struct Forms {
    uint32_t first = 0, count = 0;
  };
  std::vector<Forms> of;
  std::vector<std::string> texts;
};

class PastColumn final : public Column {
 public:
  PastColumn(const PersonDomain& domain, const Column* names, const Column* birth)
      : Column({TypeId::kInt64, 0, 0, {}}), names_(names), birth_(birth), grown_(add_months(domain.options().today, -12 * 18)) {
    const Familiar familiar(domain);
    for (const Familiar::Forms& forms : familiar.of) nicknamed_.push_back(forms.count > 0);
    for (const PersonDomain::Home& home : domain.homes()) several_.push_back(domain.lasts().list(home.last[0]).slots > 1 && domain.lasts().list(home.last[1]).slots > 1);
  }
  void fill(Scope& scope, Block& out) const override {
    const Names* names = scope.get(*names_).values<Names>();
    const Block& birth = scope.get(*birth_);
    int64_t* v = out.own_fixed<int64_t>(birth.size);
    for (uint32_t i = 0; i < birth.size; ++i) {
      const Names& n = names[i];
      v[i] = nicknamed_[n.first] ? int64_t{PersonDomain::kHasNickname} : 0;
      if ((n.female || n.took_name) && several_[n.home] && birth.values<int32_t>()[i] <= grown_) v[i] |= PersonDomain::kHadSurname;
    }
  }
  std::vector<const Column*> reads() const override { return {names_, birth_}; }

 private:
  const Column *names_, *birth_;
  int32_t grown_;  // who is born by then may have been married
  std::vector<bool> nicknamed_, several_;
};

class NicknameColumn final : public Column {
 public:
  NicknameColumn(const PersonDomain& domain, const Column* names)
      : Column({TypeId::kText, 0, 0, {}}), familiar_(domain), pool_(familiar_.texts), names_(names), key_(domain.options().key.with("nickname").value()) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const Names* names = scope.get(*names_).values<Names>();
    uint32_t* v = out.own_pool(rows.count, pool_.view());
    for (uint32_t i = 0; i < rows.count; ++i) {
      const Familiar::Forms& forms = familiar_.of[names[i].first];
      v[i] = forms.first < pool_.view()->size ? forms.first + below(bits(key_, rows[i]), forms.count) : 0;
    }
  }
  std::vector<const Column*> reads() const override { return {names_}; }

 private:
  Familiar familiar_;
  OwnedPool pool_;
  const Column* names_;
  uint64_t key_;
};

// Another surname of the locale and sex, by weight.
class FormerSurname final : public Column {
 public:
  FormerSurname(const PersonDomain& domain, const Column* names)
      : Column({TypeId::kText, 0, 0, {}}), domain_(domain), names_(names), key_(domain.options().key.with("former surname").value()) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const Names* names = scope.get(*names_).values<Names>();
    const NameSpace& lasts = domain_.lasts();
    uint32_t* v = out.own_pool(rows.count, lasts.pool());
    for (uint32_t i = 0; i < rows.count; ++i) {
      const NameList& list = lasts.list(domain_.homes()[names[i].home].last[names[i].female]);
      const uint64_t h = bits(key_, rows[i]);
      uint32_t at = below(h, list.slots);
      const NameSpace::Slot& slot = lasts.slot(list, at);
      v[i] = slot.outcome(h).name;
      const std::string_view now = lasts.pool()->text(names[i].last);
      for (uint32_t tries = 0; tries < list.slots && lasts.pool()->text(v[i]) == now; ++tries) {
        at = at + 1 == list.slots ? 0 : at + 1;
        v[i] = lasts.slot(list, at).outcomes[0].name;
      }
    }
  }
  std::vector<const Column*> reads() const override { return {names_}; }

 private:
  const PersonDomain& domain_;
  const Column* names_;
  uint64_t key_;
};

// Another house number of the same pool, for all who live together.
class FormerNumber final : public Column {
 public:
  FormerNumber(const PersonDomain& domain, const Column* now)
      : Column({TypeId::kText, 0, 0, {}}), rule_(domain.options()), now_(now), key_(domain.options().key.with("former number").value()) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const Block& now = scope.get(*now_);
    uint32_t* v = out.own_pool(rows.count, now.pool);
    for (uint32_t i = 0; i < rows.count; ++i) v[i] = (now.index[i] + 1 + below(bits(key_, rule_.address(rows[i])), now.pool->size - 1)) % now.pool->size;
  }
  std::vector<const Column*> reads() const override { return {now_}; }

 private:
  HouseholdRule rule_;
  const Column* now_;
  uint64_t key_;
};

// Another number of the country's range (the same where it has but one).
class FormerPhone final : public Column {
 public:
  FormerPhone(const PersonDomain& domain, const Column* names)
      : Column({TypeId::kText, 0, 0, {}}), domain_(domain), names_(names), now_(domain.options().key.with("phone").value()), key_(domain.options().key.with("former phone").value()) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const Names* names = scope.get(*names_).values<Names>();
    TextWriter writer(out, rows.count, 24);
    for (uint32_t i = 0; i < rows.count; ++i) {
      const identifiers::Pattern& pattern = domain_.homes()[names[i].home].phone->pattern;
      const uint64_t numbers = pattern.capacity(), now = below64(bits(now_, rows[i]), numbers);
      const uint64_t other = numbers > 1 ? (now + 1 + below64(bits(key_, rows[i]), numbers - 1)) % numbers : now;
      char* at = writer.room(identifiers::Pattern::kMaxSize);
      writer.advance(at + pattern.write(other, at));
      writer.end_row();
    }
  }
  std::vector<const Column*> reads() const override { return {names_}; }

 private:
  const PersonDomain& domain_;
  const Column* names_;
  uint64_t now_, key_;
};

// The same name at a mail provider that nobody has now, so that it is nobody else's.
class FormerEmail final : public Column {
 public:
  FormerEmail(const PersonDomain& domain, const Column* now) : Column({TypeId::kText, 0, 0, {}}), now_(now), key_(domain.options().key.with("former mail").value()) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const Block& now = scope.get(*now_);
    TextWriter writer(out, rows.count, 40);
    for (uint32_t i = 0; i < rows.count; ++i) {
      const std::string_view address = now.text(i);
      writer.put(address.substr(0, address.find('@')));
      writer.put(bits(key_, rows[i]) >> 63 ? std::string_view("@former.example") : std::string_view("@old-mail.example"));
      writer.end_row();
    }
  }
  std::vector<const Column*> reads() const override { return {now_}; }

 private:
  const Column* now_;
  uint64_t key_;
};

}  // namespace

std::unique_ptr<Column> make_past_column(const PersonDomain& domain, const Column* names, const Column* birth) { return std::make_unique<PastColumn>(domain, names, birth); }

std::unique_ptr<Column> make_former_column(const PersonDomain& domain, PersonPart part, const PersonInputs& inputs) {
  switch (part) {
    case Part::kFirstName: return std::make_unique<NicknameColumn>(domain, inputs.names);
    case Part::kLastName: return std::make_unique<FormerSurname>(domain, inputs.names);
    case Part::kHouseNumber: return std::make_unique<FormerNumber>(domain, inputs.now);
    case Part::kPhone: return std::make_unique<FormerPhone>(domain, inputs.names);
    case Part::kEmail: return std::make_unique<FormerEmail>(domain, inputs.now);
    default: return nullptr;
  }
}

}  // namespace mockdata
