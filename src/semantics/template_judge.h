// Verdicts written into a template: semantic_type, privacy, pii and evidence of every field, then the providers that follow.
// What a person or the source document has confirmed stays; there only what is empty is filled.
#pragma once

#include <functional>

#include "semantics/semantics.h"
#include "template/template.h"

namespace mockdata::semantics {

// What a reader saw of single values, by the field's dotted path; it never leaves the run.
using ShapeOfField = std::function<ValueShape(const Field& field)>;

// Judges all entities again, whatever earlier rules said: verdicts of rules are never frozen.
void judge_template(Template& tmpl, const Judge& judge, const ShapeOfField& shape_of = {});

// Names the provider of every field whose meaning is likely and whose values nothing else decides (a key, a reference, listed
// values, a provider that stands already). `exists` knows the providers of this program, which this folder does not.
void name_providers(Template& tmpl, const Judge& judge, const std::function<bool(std::string_view)>& exists);

Kind kind_of(FieldType type);

}  // namespace mockdata::semantics
