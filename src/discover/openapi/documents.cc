#include "discover/openapi/documents.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace mockdata::discover {
namespace {

namespace fs = std::filesystem;

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) return invalid_error(std::string("cannot read the file: ") + std::strerror(errno), path);
  const auto size = static_cast<std::size_t>(std::max<std::streamoff>(0, in.tellg()));
  if (size > Documents::kMostBytes) return invalid_error("the file is larger than " + std::to_string(Documents::kMostBytes >> 20) + " MB", path);
  std::string text(size, '\0');
  in.seekg(0);
  in.read(text.data(), static_cast<std::streamsize>(size));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
  return text;
}

bool document_name(const fs::path& path) {
  std::string end = path.extension().string();
  std::transform(end.begin(), end.end(), end.begin(), [](unsigned char c) { return std::tolower(c); });
  return end == ".json" || end == ".yaml" || end == ".yml" || end == ".avsc";
}

}  // namespace

std::string pointer_step(std::string_view step) {
  std::string out;
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] == '~' && i + 1 < step.size() && (step[i + 1] == '0' || step[i + 1] == '1')) {
      out += step[++i] == '0' ? '~' : '/';
    } else if (step[i] == '%' && i + 2 < step.size() && std::isxdigit(static_cast<unsigned char>(step[i + 1])) && std::isxdigit(static_cast<unsigned char>(step[i + 2]))) {
      const char digits[3] = {step[i + 1], step[i + 2], 0};
      out += static_cast<char>(std::strtol(digits, nullptr, 16));
      i += 2;
    } else {
      out += step[i];
    }
  }
  return out;
}

const Tree* Documents::add(Tree tree, const std::string& path) {
  trees_.push_back(std::make_unique<Tree>(std::move(tree)));
  const Tree* out = trees_.back().get();
  if (!path.empty()) {
    by_path_[path] = out;
    paths_[out] = path;
  }
  for (const Loss& loss : out->losses()) lose(loss);
  return out;
}

Result<Documents> Documents::from_text(std::string text, const std::string& file_name) {
  Documents out;
  MOCKDATA_ASSIGN(Tree tree, Tree::parse(std::move(text), file_name));
  out.given_.push_back(out.add(std::move(tree), ""));
  return out;
}

Result<Documents> Documents::open(const std::string& path) {
  Documents out;
  std::error_code error;
  const fs::path whole = fs::canonical(path, error);
  if (error) return invalid_error("cannot read it: " + error.message(), path);
  if (!fs::is_directory(whole, error)) {
    out.folder_ = whole.parent_path().string();
    MOCKDATA_ASSIGN(std::string text, read_file(path));
    MOCKDATA_ASSIGN(Tree tree, Tree::parse(std::move(text), fs::path(path).filename().string()));
    out.given_.push_back(out.add(std::move(tree), whole.string()));
    return out;
  }
  out.folder_ = whole.string();
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator it(whole, fs::directory_options::skip_permission_denied, error), end; !error && it != end; it.increment(error)) {
    if (it->is_regular_file(error) && document_name(it->path())) files.push_back(it->path().string());
    if (files.size() > kMostFiles) return invalid_error("more than " + std::to_string(kMostFiles) + " documents in one folder", path, "give the file or a smaller folder");
  }
  if (files.empty()) return invalid_error("no .json, .yaml, .yml or .avsc file in the folder", path);
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    std::string problem;
    if (const Tree* tree = out.load(file, problem)) out.given_.push_back(tree);
    else out.lose({fs::path(file).lexically_relative(whole).string(), problem});
  }
  if (out.given_.empty()) return invalid_error("none of its " + std::to_string(files.size()) + " files could be read: " + out.losses_[0].problem, path);
  return out;
}

const Tree* Documents::load(const std::string& path, std::string& problem) {
  if (const auto known = by_path_.find(path); known != by_path_.end()) {
    if (!known->second) problem = "the file could not be read";
    return known->second;
  }
  by_path_[path] = nullptr;
  if (trees_.size() >= kMostFiles) {
    problem = "more than " + std::to_string(kMostFiles) + " files";
    return nullptr;
  }
  auto text = read_file(path);
  if (!text.ok()) {
    problem = text.error().message;
    return nullptr;
  }
  auto tree = Tree::parse(std::move(*text), fs::path(path).lexically_relative(folder_).string());
  if (!tree.ok()) {
    problem = tree.error().to_string();
    return nullptr;
  }
  return add(std::move(*tree), path);
}

const Node* Documents::step(const Node& node, std::string_view name) {
  if (node.is_list()) {
    std::size_t index = 0;
    if (name.empty() || name.size() > 9) return nullptr;
    for (const char c : name) {
      if (c < '0' || c > '9') return nullptr;
      index = index * 10 + static_cast<std::size_t>(c - '0');
    }
    return index < node.size ? node.item_list + index : nullptr;
  }
  if (node.size < 48) return node.find(name);
  auto& table = tables_[&node];
  if (table.empty())
    for (const Member& member : node.members()) table.emplace(member.name, &member.value);
  const auto found = table.find(name);
  return found == table.end() ? nullptr : found->second;
}

At Documents::resolve(const At& from, std::string_view reference) {
  const Reference key{from.tree, reference};
  if (const auto known = resolved_.find(key); known != resolved_.end()) return known->second;
  At& out = resolved_[key];
  const std::size_t hash = reference.find('#');
  const std::string file = pointer_step(reference.substr(0, hash));
  std::string_view pointer = hash == std::string_view::npos ? std::string_view() : reference.substr(hash + 1);
  const Tree* tree = from.tree;
  std::string problem;
  if (!file.empty()) {
    if (file.find("://") != std::string::npos) {
      problem = "stands on the network and is not fetched";
    } else if (folder_.empty()) {
      problem = "is a file, and this document was not read from one";
    } else {
      const auto base = paths_.find(from.tree);
      const fs::path path = fs::path(base == paths_.end() ? folder_ + "/x" : base->second).parent_path() / file;
      std::error_code error;
      const std::string whole = fs::weakly_canonical(path, error).string();
      if (error || !whole.starts_with(folder_ + "/")) problem = "lies outside the folder of the document; give the folder that holds both";
      else if (!(tree = load(whole, problem))) problem = "cannot be read: " + problem;
    }
  }
  if (problem.empty()) {
    const Node* node = &tree->root();
    if (pointer.starts_with("/")) pointer.remove_prefix(1);
    else if (!pointer.empty()) node = nullptr;  // "#name": an anchor; none of the documents seen had one
    while (node && !pointer.empty()) {
      const std::size_t slash = pointer.find('/');
      const std::string_view raw = pointer.substr(0, slash);
      pointer = slash == std::string_view::npos ? std::string_view() : pointer.substr(slash + 1);
      const Node* next = step(*node, raw);
      node = next ? next : step(*node, pointer_step(raw));
    }
    if (node) return out = {node, tree};
    problem = "leads nowhere";
  }
  lose(from, "$ref", "the reference \"" + std::string(reference) + "\" " + problem);
  return out;
}

At Documents::follow(At at) {
  for (int steps = 0; at && steps < 64; ++steps) {
    const Node* reference = at.node->find("$ref");
    if (!reference || !reference->is_text()) return at;
    const At next = resolve({reference, at.tree}, reference->text);
    if (next.node == at.node) break;
    at = next;
  }
  return {};
}

void Documents::lose(const At& at, const std::string& what, std::string problem) {
  if (at && !told_.insert({at.node, what + "\n" + problem}).second) return;  // a schema is used in many places
  lose({at.tree ? at.tree->place(*at.node) + (what.empty() ? "" : " " + what) : what, std::move(problem)});
}

void Documents::lose(Loss loss) {
  ++loss_count_;
  if (losses_.size() < kMostLosses) losses_.push_back(std::move(loss));
}

}  // namespace mockdata::discover
