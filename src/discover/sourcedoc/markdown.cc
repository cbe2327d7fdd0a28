#include "discover/sourcedoc/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <mutex>

namespace mockdata::discover {
namespace {

constexpr std::size_t kLargest = 4 << 20;

struct NodeFree {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct ParserFree {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

std::string literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text ? text : "";
}

void trim(std::string& text) {
  auto blank = [](unsigned char c) { return std::isspace(c); };
  text.erase(std::find_if_not(text.rbegin(), text.rend(), blank).base(), text.end());
  text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), blank));
}

// Appends the inlines below `node` to the last of `lines`; a line break starts another one.
void inlines(cmark_node* node, std::vector<MarkdownText>& lines, bool one_line) {
  for (cmark_node* child = cmark_node_first_child(node); child; child = cmark_node_next(child)) {
    MarkdownText& text = lines.back();
    switch (cmark_node_get_type(child)) {
      case CMARK_NODE_TEXT: text.plain += literal(child); break;
      case CMARK_NODE_CODE:
        text.codes.push_back(literal(child));
        text.plain += literal(child);
        break;
      case CMARK_NODE_LINEBREAK:
      case CMARK_NODE_SOFTBREAK:
        if (one_line) {
          text.plain += ' ';
        } else {
          int line = text.line;
          lines.emplace_back();
          lines.back().line = line + 1;
        }
        break;
      case CMARK_NODE_HTML_INLINE: text.plain += ' '; break;
      case CMARK_NODE_LINK:
        if (const char* address = cmark_node_get_url(child)) text.links.push_back(address);
        inlines(child, lines, one_line);
        break;
      case CMARK_NODE_IMAGE: break;
      default: inlines(child, lines, one_line);
    }
  }
}

class Walker {
 public:
  explicit Walker(int first_line, std::vector<MarkdownBlock>& out) : offset_(first_line), out_(out) {}

  void block(cmark_node* node, bool item) {
    cmark_node_type type = cmark_node_get_type(node);
    int line = cmark_node_get_start_line(node) + offset_;
    if (type == CMARK_NODE_HEADING) {
      MarkdownBlock block = make(MarkdownBlock::Kind::kHeading, line);
      block.level = cmark_node_get_heading_level(node);
      block.text = one(node, line);
      out_.push_back(std::move(block));
    } else if (type == CMARK_NODE_PARAGRAPH) {
      std::vector<MarkdownText> lines(1);
      lines[0].line = line;
      inlines(node, lines, false);
      for (MarkdownText& text : lines) {
        trim(text.plain);
        if (text.plain.empty() && text.links.empty()) continue;
        MarkdownBlock block = make(MarkdownBlock::Kind::kLine, text.line);
        block.item = item;
        block.text = std::move(text);
        out_.push_back(std::move(block));
      }
    } else if (type == CMARK_NODE_CODE_BLOCK) {
      MarkdownBlock block = make(MarkdownBlock::Kind::kCode, line);
      const char* info = cmark_node_get_fence_info(node);
      for (const char* c = info ? info : ""; *c && !std::isspace(static_cast<unsigned char>(*c)); ++c) {
        block.language += static_cast<char>(std::tolower(static_cast<unsigned char>(*c)));
      }
      block.code = literal(node);
      out_.push_back(std::move(block));
    } else if (std::string_view(cmark_node_get_type_string(node)) == "table") {
      MarkdownBlock block = make(MarkdownBlock::Kind::kTable, line);
      for (cmark_node* row = cmark_node_first_child(node); row; row = cmark_node_next(row)) {
        int row_line = cmark_node_get_start_line(row) + offset_;
        std::vector<MarkdownText> cells;
        for (cmark_node* cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) cells.push_back(one(cell, row_line));
        block.rows.push_back(std::move(cells));
      }
      out_.push_back(std::move(block));
    } else {
      bool in_item = item || type == CMARK_NODE_ITEM;
      for (cmark_node* child = cmark_node_first_child(node); child; child = cmark_node_next(child)) block(child, in_item);
    }
  }

 private:
  static MarkdownBlock make(MarkdownBlock::Kind kind, int line) {
    MarkdownBlock block;
    block.kind = kind;
    block.line = line;
    return block;
  }
  static MarkdownText one(cmark_node* node, int line) {
    std::vector<MarkdownText> lines(1);
    lines[0].line = line;
    inlines(node, lines, true);
    trim(lines[0].plain);
    return std::move(lines[0]);
  }
  int offset_;
  std::vector<MarkdownBlock>& out_;
};

}  // namespace

Result<std::vector<MarkdownBlock>> read_markdown(std::string_view text) {
  if (text.size() > kLargest) return invalid_error("the document is larger than 4 MiB");
  static std::once_flag registered;
  std::call_once(registered, [] { cmark_gfm_core_extensions_ensure_registered(); });
  std::vector<MarkdownBlock> out;
  int skipped = 0;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  if (text.substr(0, 4) == "---\n" || text.substr(0, 5) == "---\r\n") {
    std::size_t end = text.find("\n---", 3);
    if (end != std::string_view::npos) {
      std::size_t at = text.find('\n') + 1;
      int line = 2;
      while (at <= end) {
        std::size_t stop = std::min(text.find('\n', at), text.size());
        MarkdownBlock block;
        block.line = block.text.line = line++;
        block.text.plain = std::string(text.substr(at, stop - at));
        trim(block.text.plain);
        if (!block.text.plain.empty()) out.push_back(std::move(block));
        at = stop + 1;
      }
      std::size_t rest = std::min(text.find('\n', end + 1), text.size());
      skipped = line - 1;
      text.remove_prefix(rest);
    }
  }
  std::unique_ptr<cmark_parser, ParserFree> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  for (const char* name : {"table", "strikethrough", "autolink"}) {
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name)) cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  cmark_parser_feed(parser.get(), text.data(), text.size());
  std::unique_ptr<cmark_node, NodeFree> root(cmark_parser_finish(parser.get()));
  if (!root) return invalid_error("the document cannot be parsed as markdown");
  Walker walker(skipped, out);
  walker.block(root.get(), false);
  return out;
}

}  // namespace mockdata::discover
