// What one source has wrong or old of the persons that it shares with others: at given rates a slip in a name, a familiar
// name, the surname before marriage, an earlier address, telephone number or e-mail address.
//
// What drifts is a pure function of (person, source and entity, kind); who the person truly is stays in the domain. The
// earlier surname, address, number and mailbox are the person's too, so two sources that are out of date show the same. All of an
// address is of the earlier place. E-mail address and user name are made of the true names whatever slips; a stale
// e-mail address has the true name at another provider. Birth date, sex and ids never drift.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "persons/persons.h"

namespace mockdata {

enum class DriftKind : uint8_t { kTypo, kNickname, kOldSurname, kStaleAddress, kStalePhone, kStaleEmail, kCount };
inline constexpr std::size_t kDriftKinds = static_cast<std::size_t>(DriftKind::kCount);
std::string_view to_string(DriftKind kind);       // "typo", "nickname", "old_surname" …
// The kind that a part shows; nullopt where a part never drifts. (Names show several: of kFirstName and kLastName the old one.)
bool shows(PersonPart part, DriftKind kind);

// Shares of those persons who can have it (all, but for nickname and old_surname); 0 to 1.
using DriftRates = std::array<double, kDriftKinds>;

class Drift {
 public:
  // `pick`: the person of each row of `table`. `key`: of domain, source and entity.
  Drift(std::shared_ptr<PersonDomain> domain, Table& table, const Column* pick, const DriftRates& rates, Key key);

  // The part as the entity has it, given `now`, the part as it is in truth (a column of `table`); `now` where nothing drifts.
  Result<const Column*> column(PersonPart part, const Column* now);
  // What drifted of each row's person: "typo_last_name,stale_address"; empty where nothing did.
  Result<const Column*> listing();
  double rate(DriftKind kind) const { return rates_[static_cast<std::size_t>(kind)]; }

 private:
  Result<const Column*> marks();
  Result<const Column*> name(bool last);

  std::shared_ptr<PersonDomain> domain_;
  Table& table_;
  const Column* pick_;
  DriftRates rates_;
  Key key_;
  const Column *marks_ = nullptr, *listing_ = nullptr;
  std::array<const Column*, 2> names_{};   // first and last, as shown
};

}  // namespace mockdata
