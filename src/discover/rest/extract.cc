#include "discover/rest/extract.h"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstring>
#include <mutex>
#include <thread>

#include "discover/relations/names.h"
#include "discover/rest/access.h"
#include "discover/rest/record.h"
#include "http/json_scan.h"
#include "semantics/template_judge.h"

namespace mockdata::discover {
namespace {

using State = FoundRecord::State;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

// The limit parameter of an API whose document says nothing.
std::string usual_limit(const RestSource& source) {
  std::string text = lower(source.base_url + " " + (source.document ? source.document->system.text + " " + source.document->platform : ""));
  auto has = [&](const char* word) { return text.find(word) != std::string::npos; };
  if (has("service-now") || has("servicenow")) return "sysparm_limit";
  if (has("odata") || has("/api/data/v9") || has("graph.microsoft.com") || has("dynamics.com")) return "$top";
  if (has("freshservice") || has("freshdesk") || has("github") || has("gitlab")) return "per_page";
  if (has("zendesk")) return "page[size]";
  if (has("atlassian") || has("jira")) return "maxResults";
  if (has("fhir")) return "_count";
  return "limit";
}

bool variable_in(const std::string& path) { return path.find('{') != std::string::npos || path.find("/:") != std::string::npos; }

std::string bytes(std::size_t count) {
  return count >= 10'000 ? std::to_string(count / 1000) + " kB" : std::to_string(count) + " bytes";
}

// One endpoint: what was asked, what came back.
struct Visit {
  const RestEndpoint* endpoint = nullptr;
  EndpointReport report;
  FoundRecord found;
  std::string limit_used;
  WipedBytes key;  // of the one record, for child endpoints only; never leaves this process
  bool refused = false;
};

// The text or number at the end of `steps`.
bool value_at(std::string_view text, const std::vector<std::string>& steps, WipedBytes& out) {
  using Token = JsonScan::Token;
  JsonScan scan(text);
  Token token = scan.next();
  // Skips the value that begins with `token`.
  auto skip = [&](Token begin) {
    if (begin != Token::kBeginObject && begin != Token::kBeginArray) return;
    std::size_t depth = scan.depth();
    while (scan.depth() >= depth) {
      Token next = scan.next();
      if (next >= Token::kEnd) return;
    }
  };
  auto enter = [&](const std::string& member) {  // the object's member; token is then the begin of its value
    if (token != Token::kBeginObject) return false;
    for (;;) {
      token = scan.next();
      if (token != Token::kKey) return false;
      bool here = member == "[]" || json_name(scan.raw()) == member;
      token = scan.next();
      if (here) return true;
      skip(token);
    }
  };
  for (const std::string& step : steps) {
    if (step == "[]" && token == Token::kBeginArray) {
      token = scan.next();
    } else if (!enter(step)) {
      return false;
    }
  }
  if (token == Token::kString) {
    json_unescape(scan.raw(), out);
  } else if (token == Token::kNumber) {
    out.append(scan.raw());
  }
  return !out.empty();
}

class Extractor {
 public:
  Extractor(const RestSource& source, const http::Client& client) : source_(source), client_(client) {}

  Result<Extraction> run() {
    MOCKDATA_ASSIGN(base_, http::parse_url(source_.base_url));
    MOCKDATA_CHECK(http::require_https(base_));
    if (source_.endpoints.empty()) return usage_error("no endpoint is given", "list them in the source document's Entities table, or give --endpoint PATH");
    MOCKDATA_ASSIGN(credentials_, credentials_for(source_.access, base_, client_));
    limit_ = source_.limit_parameter;
    if (limit_.empty() && source_.document) limit_ = source_.document->paging.limit_parameter;
    if (limit_.empty()) limit_ = usual_limit(source_);

    visits_.resize(source_.endpoints.size());
    for (std::size_t i = 0; i < visits_.size(); ++i) {
      visits_[i].endpoint = &source_.endpoints[i];
      visits_[i].report.entity = source_.endpoints[i].entity;
      visits_[i].report.endpoint = source_.endpoints[i].path;
    }
    visit_all(false);
    visit_all(true);  // child endpoints need the key of a parent's record
    for (Visit& visit : visits_) visit.key.clear();

    const Visit* failed = nullptr;
    bool any = false;
    for (const Visit& visit : visits_) {
      any |= visit.report.read || visit.report.empty;
      bool worse = visit.refused || visit.report.error.kind == ErrorKind::kInterrupted;
      if (!visit.report.read && !visit.report.empty && (!failed || worse)) failed = &visit;
      if (worse && !visit.report.read && !visit.report.empty) break;
    }
    if (failed && (!any || failed->refused || failed->report.error.kind == ErrorKind::kInterrupted)) return failed->report.error;
    return assemble();
  }

 private:
  void visit_all(bool children) {
    std::vector<Visit*> queue;
    for (Visit& visit : visits_) {
      if (variable_in(visit.endpoint->path) == children) queue.push_back(&visit);
    }
    std::atomic<std::size_t> next{0};
    std::atomic<bool> refused{false};
    auto work = [&] {
      for (std::size_t i = next++; i < queue.size(); i = next++) {
        if (refused) {
          queue[i]->report.error = source_error("not asked, since the source refused the credentials", queue[i]->endpoint->path);
          continue;
        }
        visit_one(*queue[i]);
        if (queue[i]->refused) refused = true;
        tell(queue[i]->report);
      }
    };
    std::vector<std::thread> threads;
    std::size_t wanted = std::min<std::size_t>(queue.size(), static_cast<std::size_t>(std::max(1, source_.parallel)));
    for (std::size_t i = 1; i < wanted; ++i) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();
  }

  void tell(const EndpointReport& report) {
    if (!source_.progress) return;
    std::lock_guard<std::mutex> held(lock_);
    source_.progress(report.line.empty() ? report.entity + ": " + report.error.message : report.line);
  }

  // The path of a child endpoint with its variable filled from a parent that was read.
  Result<std::string> fill(const std::string& path, WipedBytes& filled) {
    std::size_t open = path.find('{'), colon = path.find("/:");
    std::size_t from = open != std::string::npos ? open : colon + 1;
    std::size_t to = open != std::string::npos ? path.find('}', open) : path.find('/', from);
    to = to == std::string::npos ? path.size() : to + (open != std::string::npos);
    std::string parent = path.substr(0, from);
    for (const Visit& visit : visits_) {
      std::string candidate = visit.endpoint->path.substr(0, visit.endpoint->path.find('?')) + "/";
      if (variable_in(visit.endpoint->path) || bare_name(last_path_segment(candidate)) != bare_name(last_path_segment(parent)) || visit.key.empty()) continue;
      filled.append(path.substr(0, from));
      std::string encoded = http::encode_component(visit.key.view());
      filled.append(encoded);
      explicit_bzero(encoded.data(), encoded.size());
      filled.append(path.substr(to));
      if (variable_in(path.substr(to))) break;
      return visit.endpoint->entity;
    }
    return source_error("the path needs the key of a parent record, and no endpoint of the parent was read", path,
                        "add the endpoint that lists " + last_path_segment(parent));
  }

  void visit_one(Visit& visit) {
    EndpointReport& report = visit.report;
    const std::string& path = visit.endpoint->path;
    WipedBytes filled;
    http::Url url = base_;
    if (variable_in(path)) {
      auto parent = fill(path, filled);
      if (!parent.ok()) return fail(visit, parent.error());
      report.remarks.push_back("read below one record of " + *parent);
    } else {
      filled.append(path);
    }
    auto made = http::endpoint_url(base_, filled.view());
    if (!made.ok()) return fail(visit, made.error());
    url = *made;
    Status https = http::require_https(url);
    if (!https.ok()) return fail(visit, https.error());

    visit.limit_used = limit_;
    auto answer = ask(visit, url, true);
    // Some APIs refuse parameters that they do not know.
    if (answer.ok() && (answer->status == 400 || answer->status == 422 || answer->status == 406)) {
      auto again = ask(visit, url, false);
      if (again.ok() && again->status < 400) {
        report.remarks.push_back("the parameter '" + limit_ + "' was refused, so the list was asked for without it");
        visit.limit_used.clear();
        answer = std::move(again);
      }
    }
    if (!answer.ok()) {
      Error error = answer.error();
      error.where = path;  // a child's path may hold a key
      return fail(visit, error);
    }
    judge(visit, *answer);
  }

  Result<http::Response> ask(const Visit& visit, http::Url url, bool with_limit) const {
    http::Request request;
    request.url = std::move(url);
    if (with_limit && !limit_.empty() && !http::has_query(request.url, limit_)) http::add_query(request.url, limit_, "1");
    request.headers = {{"Accept", "application/json, application/*+json;q=0.9, */*;q=0.1"}};
    bool home = request.url.same_origin(base_);
    for (const http::Credential& credential : credentials_) {
      if (home) request.credentials.push_back({credential.place, credential.name, credential.value.copy()});
    }
    std::vector<std::string> names = names_of(visit);
    request.enough = [names](std::string_view so_far) {
      FoundRecord found = find_record(shape_of_json(so_far).root, names);
      return found.state == State::kRecord && found.sure && found.record.complete;
    };
    return client_.send(request);
  }

  static std::vector<std::string> names_of(const Visit& visit) { return {visit.endpoint->entity, last_path_segment(visit.endpoint->path)}; }

  void fail(Visit& visit, Error error) {
    if (error.where.empty() || variable_in(visit.endpoint->path)) error.where = visit.endpoint->path;
    visit.report.error = std::move(error);
    visit.report.line = visit.report.entity + ": not read: " + visit.report.error.message;
  }

  std::string which_secret() const { return source_.access.secret ? "; used: " + source_.access.secret->label() : "; no secret was given"; }

  // What the answer is, in the terms of the person who has to act on it.
  void judge(Visit& visit, const http::Response& answer) {
    const std::string where = visit.endpoint->path;
    const std::string tries = answer.attempts > 1 ? " after " + std::to_string(answer.attempts) + " attempts" : "";
    const std::string status = std::to_string(answer.status);
    if (answer.status == 401 || answer.status == 403) {
      visit.refused = answer.status == 401;
      std::string message = answer.status == 401 ? "the source refused the credentials (status 401)" : "the credentials may not read this endpoint (status 403)";
      if (answer.credentials_dropped) message += "; they were not sent along, because the source redirects to another host (" + answer.url.host + ")";
      return fail(visit, source_error(message + which_secret(), where,
                                      answer.status == 401 ? "check that the secret is current and of the kind that the source expects"
                                                           : "grant the secret's owner read access to this endpoint"));
    }
    if (answer.status == 404 || answer.status == 410) {
      return fail(visit, source_error("the endpoint does not exist (status " + status + ")", where, "check the path, and the base URL " + base_.shown()));
    }
    if (answer.status == 429) {
      std::string asked = answer.asked_wait.count() > 0 ? "; the source asks to wait " + std::to_string(answer.asked_wait.count() / 1000) + " s" : "";
      return fail(visit, source_error("the source is limiting requests (status 429)" + tries + asked, where, "try again later, or fewer endpoints at a time"));
    }
    if (answer.status >= 500) return fail(visit, source_error("the source failed (status " + status + ")" + tries, where, "try again later"));
    if (answer.status >= 300) return fail(visit, source_error("unexpected status " + status, where, "check the endpoint's documentation"));

    std::string_view body = answer.body.view();
    std::string_view start = body.substr(std::min(body.find_first_not_of(" \t\r\n"), body.size()));
    if (start.empty()) {
      visit.found.state = State::kEmpty;
      visit.found.list = "$";
      return keep_empty(visit, "the answer has no content");
    }
    if (start[0] == '<') {
      bool xml = start.substr(0, 5) == "<?xml" && answer.content_type != "text/html";
      return fail(visit, source_error(xml ? "XML came instead of JSON" : "HTML came instead of JSON: a login page, or not the API", where,
                                      xml ? "ask the API for JSON in its settings" : "check the base URL " + base_.shown() + " and the authentication"));
    }
    if (start.substr(0, 2) == "\xFF\xFE" || start.substr(0, 2) == "\xFE\xFF") return fail(visit, source_error("the answer is UTF-16, JSON is UTF-8", where));
    if (start.substr(0, 2) == "\x1F\x8B") return fail(visit, source_error("the answer is compressed without saying so", where));

    ShapeOf shape = shape_of_json(body);
    visit.found = find_record(shape.root, names_of(visit));
    bool whole_record = visit.found.state == State::kRecord && visit.found.record.complete;
    bool by_budget = answer.ending == http::Ending::kByteBudget;
    if (shape.end == ShapeEnd::kTooDeep && !whole_record) {
      return fail(visit, source_error("the JSON is nested deeper than " + std::to_string(JsonScan::kDeepest) + " levels", where));
    }
    if (shape.end == ShapeEnd::kBroken && !whole_record) {
      return fail(visit, source_error("the answer is not JSON: " + std::string(shape.problem) + " at byte " + std::to_string(shape.offset), where,
                                      "check the base URL and the endpoint"));
    }
    if (shape.end == ShapeEnd::kCut && !whole_record && !(by_budget && visit.found.state == State::kRecord && !visit.found.record.members.empty())) {
      std::string reason = by_budget ? "no record ends within the " + bytes(client_.policy().max_bytes) + " that are read"
                           : answer.ending == http::Ending::kTimeBudget ? "time-out: no record came in whole within the time allowed"
                                                                        : "the JSON is cut off after " + bytes(body.size()) + tries;
      return fail(visit, source_error(reason, where, by_budget ? "narrow the request with the API's field selection" : "try again; if it stays, the source or a proxy cuts the answer"));
    }
    if (shape.end != ShapeEnd::kWhole && visit.found.state == State::kRecord) {
      if (!visit.found.record.complete) visit.report.remarks.push_back("one record is larger than " + bytes(client_.policy().max_bytes) + ": only the fields before that were read");
      else if (answer.ending == http::Ending::kCut || answer.ending == http::Ending::kTimeBudget || shape.end == ShapeEnd::kBroken) visit.report.remarks.push_back("the answer ended early; its first record was whole");
    }
    if (visit.found.state == State::kErrorBody) {
      return fail(visit, source_error("the source answered with an error inside a good status (" + status + ")" + which_secret(), where, "check the credentials and the endpoint's parameters"));
    }
    if (visit.found.state == State::kNothing) return fail(visit, source_error("the answer holds neither a list nor an object", where, "check that this is a list endpoint"));
    if (visit.found.state == State::kRows) {
      return fail(visit, source_error("the records are lists of values without names", where, "ask the API for records with names in its settings, or describe the entity in the template by hand"));
    }
    if (visit.found.state == State::kEmpty) return keep_empty(visit, "the list is empty");
    if (!visit.found.record.object) {
      Shape wrapper;
      wrapper.object = wrapper.complete = true;
      wrapper.members.push_back({"value", visit.found.record});
      visit.found.record = std::move(wrapper);
      visit.report.remarks.push_back("the list holds plain values");
    }
    if (visit.found.record.repeats) visit.report.remarks.push_back("a name stands twice in the record; the last one counts");
    if (!visit.found.sideloads.empty()) visit.report.remarks.push_back(std::to_string(visit.found.sideloads.size()) + " lists of other entities stand beside the records");
    Paging& paging = visit.found.paging;
    if (!paging.next.empty()) {
      WipedBytes next;
      value_at(body, paging.next, next);
      learn_from_next(next.view(), paging);
    }
    learn_from_header(answer.header("link"), paging);
    for (const char* name : {"id", "Id", "ID", "_id", "uuid", "key", "sys_id"}) {
      if (!visit.key.empty()) break;
      std::vector<std::string> steps = visit.found.steps;
      steps.push_back(name);
      value_at(body, steps, visit.key);
    }
    visit.report.read = true;
    std::string place = visit.found.list == "$" ? "a root list" : visit.found.style == "single" ? "a single object" : "list in " + visit.found.list;
    visit.report.line = visit.report.entity + ": " + std::to_string(visit.found.record.members.size()) + " fields from " + where + " (" + place + ")";
  }

  void keep_empty(Visit& visit, const std::string& why) {
    visit.report.empty = true;
    visit.report.line = visit.report.entity + ": " + why + " at " + visit.endpoint->path + "; its fields are unknown";
  }

  Result<Extraction> assemble() {
    Extraction out;
    Template& tmpl = out.tmpl;
    tmpl.source = source_.name;
    tmpl.source_type = "rest_api";
    tmpl.base_url = base_.shown();
    tmpl.extracted_at = source_.extracted_at;
    Value envelopes = Value::object();
    Paging paging;
    std::string limit;
    for (Visit& visit : visits_) {
      if (visit.report.read || visit.report.empty) {
        Entity entity;
        entity.name = visit.endpoint->entity;
        entity.api_endpoint = visit.endpoint->path;
        entity.bronze_table = visit.endpoint->bronze_table;
        if (visit.report.read) {
          entity.fields = fields_of(visit.found.record, entity.name, out.questions);
          if (limit.empty()) limit = visit.limit_used;
          if (!paging.said()) paging = visit.found.paging;
        } else {
          from_example(entity, out);
          entity.settings.set("evidence", Value::array({Value::object({{"rule", Value::string("sample.empty_list")}, {"confidence", Value::number(int64_t{0})}})}));
        }
        Value envelope = Value::object({{"list", Value::string(visit.found.list)}});
        if (!visit.found.style.empty()) envelope.set("style", Value::string(visit.found.style));
        if (!visit.found.members.empty()) {
          std::vector<Value> members;
          for (const std::string& member : visit.found.members) members.push_back(Value::string(member));
          envelope.set("members", Value::array(std::move(members)));
        }
        envelopes.set(entity.name, std::move(envelope));
        tmpl.entities.push_back(std::move(entity));
      }
      out.endpoints.push_back(std::move(visit.report));
    }
    if (source_.document) {
      out.disagreements = apply_document(tmpl, *source_.document);
      learn_from_document(source_.document->paging, paging);
    }
    find_primary_keys(tmpl);
    out.suggested = apply_relations(tmpl, guess_relations(tmpl));
    semantics::judge_template(tmpl, source_.judge ? *source_.judge : semantics::Judge::standard());
    Value api = Value::object();
    if (!limit.empty()) api.set("limit_parameter", Value::string(limit));
    if (paging.said()) api.set("paging", paging.to_value());
    AuthKind kind = source_.access.auth.kind == AuthKind::kUnsaid && source_.access.secret ? AuthKind::kBearer : source_.access.auth.kind;
    if (kind != AuthKind::kUnsaid) api.set("auth", Value::string(to_string(kind)));
    api.set("envelopes", std::move(envelopes));
    tmpl.settings.set("api", std::move(api));
    drop_answered(out);
    return out;
  }

  // An empty list says nothing, but the document may show the structure of a record.
  void from_example(Entity& entity, Extraction& out) {
    if (!source_.document) return;
    for (const DocumentExample& example : source_.document->examples) {
      if (bare_name(example.entity) != bare_name(entity.name)) continue;
      FoundRecord found = find_record(example.shape, {entity.name, last_path_segment(entity.api_endpoint)});
      if (found.state != State::kRecord || !found.record.object) continue;
      entity.fields = fields_of(found.record, entity.name, out.questions);
      return;
    }
  }

  // Questions that the document has answered.
  static void drop_answered(Extraction& out) {
    auto answered = [&](const Question& question) {
      std::size_t dot = question.path.find('.');
      const Entity* entity = out.tmpl.entity(question.path.substr(0, dot));
      const Field* field = entity && dot != std::string::npos ? find_field(*entity, question.path.substr(dot + 1)) : nullptr;
      return field && field->type != FieldType::kUnknown;
    };
    out.questions.erase(std::remove_if(out.questions.begin(), out.questions.end(), answered), out.questions.end());
  }

  const RestSource& source_;
  const http::Client& client_;
  http::Url base_;
  std::vector<http::Credential> credentials_;
  std::string limit_;
  std::vector<Visit> visits_;
  std::mutex lock_;
};

}  // namespace

Result<Extraction> extract_rest(const RestSource& source, const http::Client& client) { return Extractor(source, client).run(); }

}  // namespace mockdata::discover
