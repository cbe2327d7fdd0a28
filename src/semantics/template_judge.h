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

// What is asked of the providers, which this folder does not know: whether there is one of that name, and whether a decimal of
// that precision and scale holds what it makes with these arguments (precision 0: any would).
using Provides = std::function<bool(std::string_view provider, const Value& arguments, int precision, int scale)>;

// Names the provider of every field whose meaning is likely and whose values nothing else decides (a key, a reference, listed
// values, a provider that stands already).
void name_providers(Template& tmpl, const Judge& judge, const Provides& provides);

Kind kind_of(FieldType type);

}  // namespace mockdata::semantics
