#include "discover/relations/roles.h"

#include <string_view>
#include <unordered_set>

namespace mockdata::discover {

Role role_of(const std::string& stem) {
  static const std::unordered_set<std::string_view> kSelf{
      "parent", "parentitem", "superior", "root", "ancestor", "predecessor", "successor", "previous", "next", "duplicateof", "mergedinto", "replacedby", "replaces", "original",
      "parentrecord", "clonedfrom", "copiedfrom", "derivedfrom", "supersedes", "supersededby", "splitfrom", "inreplyto", "replyto", "duplicate", "master", "masterrecord", "child"};
  static const std::unordered_set<std::string_view> kBoss{
      "manager", "supervisor", "boss", "reportsto", "reportto", "linemanager", "directmanager", "mentor", "teamlead", "leader", "buddy", "hrmanager", "deputy", "backup", "delegate",
      "chef", "vorgesetzter", "superviser", "head", "coach"};
  static const std::unordered_set<std::string_view> kPerson{
      "owner", "approver", "approvedby", "createdby", "updatedby", "modifiedby", "deletedby", "lastmodifiedby", "lastupdatedby", "assignee", "assignedto", "assigned", "assignedby", "reviewer",
      "reviewedby", "author", "requester", "requestor", "requestedby", "submitter", "submittedby", "reporter", "reportedby", "creator", "editor", "agent", "responder", "contactperson",
      "salesrep", "supportrep", "rep", "salesperson", "closedby", "resolvedby", "openedby", "sender", "recipient", "coordinator", "recruiter", "interviewer", "primaryuser", "managedby",
      "addedby", "approvedbyuser", "handler", "caller", "host", "enteredby", "completedby", "cancelledby", "canceledby", "startedby", "invitedby", "sentby", "uploadedby", "ownedby",
      "lastcontactedby", "lasteditedby", "editedby", "changedby", "lockedby", "archivedby", "performedby", "recordedby", "verifiedby", "signedby", "postedby", "member", "participant",
      "attendee", "organizer", "organiser", "follower", "watcher", "subscriber", "createuser", "updateuser", "changeuser"};
  const std::string_view word = stem;
  if (kSelf.contains(word)) return Role::kSelf;
  if (kBoss.contains(word)) return Role::kBoss;
  if (kPerson.contains(word)) return Role::kPerson;
  return Role::kNone;
}

bool anybody(const std::string& role) {
  static const std::unordered_set<std::string_view> kAnybody{"recipient", "sender", "attendee", "member", "participant", "subscriber", "follower", "watcher", "host", "caller", "requester", "requestor",
                                                             "organizer", "organiser", "author", "contactperson", "guest"};
  return kAnybody.contains(std::string_view(role));
}

bool kind_of_user(const std::string& noun) {
  static const std::unordered_set<std::string_view> kNouns{"student", "teacher", "staff", "pupil", "instructor", "driver", "nurse", "employee", "worker", "agent", "technician", "operator", "guardian",
                                                           "consultant", "advisor", "tutor", "admin", "administrator", "salesperson"};
  return kNouns.contains(std::string_view(noun));
}

bool qualifies(const std::string& word) {
  static const std::unordered_set<std::string_view> kFront{
      "effective", "default", "primary", "secondary", "home", "work", "current", "previous", "original", "source", "target", "from", "to", "main", "last", "first", "new", "old", "latest",
      "final", "initial", "next", "parent", "child", "related", "linked", "origin", "destination", "local", "remote", "internal", "external", "preferred", "alternate", "other", "base",
      "master", "top", "root", "owner", "owning", "most", "recent", "my", "own", "for", "by", "in", "counter", "sub", "super", "responsible", "regular", "ordinary", "main", "principal", "inbound",
      "outbound", "incoming", "outgoing", "replaced", "selected", "active", "front", "back", "inside", "outside", "upper", "lower", "bottom", "left", "right", "voice", "sms", "emergency", "fallback", "backup", "expected", "actual", "requested"};
  // Gerunds that are things rather than doings: a shipping product is no product.
  static const std::unordered_set<std::string_view> kThings{"shipping", "billing", "mailing", "pricing", "tracking", "accounting", "marketing", "building", "meeting", "training", "booking", "listing",
                                                            "setting", "rating", "heading", "landing", "banking", "funding", "heating", "testing", "clothing", "string", "king", "thing", "spring"};
  if (kFront.contains(std::string_view(word))) return true;
  const std::string_view w = word;
  if (w.size() > 5 && w.ends_with("ing")) return !kThings.contains(w);
  if (w.size() > 6 && (w.ends_with("able") || w.ends_with("ible"))) return true;
  return w.size() > 4 && w.ends_with("ed") && w != "feed" && w != "seed" && w != "speed";
}

}  // namespace mockdata::discover
