#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Bytes that must be readable after the text given to `cjson_parse`. Their value does not matter.
enum { CJSON_PADDING = 64 };

/// How many values one text may hold.
enum { CJSON_MAXIMUM_VALUES = 2000000 };

/// What one JSON value is. Strings with escapes are told apart because the others can be used in place.
enum {
  CJSON_OBJECT = 0,
  CJSON_ARRAY = 1,
  CJSON_STRING = 2,
  CJSON_ESCAPED_STRING = 3,
  CJSON_NUMBER = 4,
  CJSON_TRUE = 5,
  CJSON_FALSE = 6,
  CJSON_NULL = 7
};

/// Why a text is not one valid JSON value.
enum {
  CJSON_OK = 0,
  CJSON_OUT_OF_MEMORY = 1,
  CJSON_EMPTY = 2,
  /// Not UTF-8; `offset` is the first wrong byte.
  CJSON_BROKEN_UTF8 = 3,
  /// U+0000, raw, or escaped where that is not allowed.
  CJSON_NUL = 4,
  /// A control character inside a string that is not escaped.
  CJSON_CONTROL_CHARACTER = 5,
  CJSON_UNCLOSED_STRING = 6,
  CJSON_UNEXPECTED = 7,
  CJSON_INCOMPLETE = 8,
  CJSON_TOO_DEEP = 9,
  CJSON_BAD_NUMBER = 10,
  CJSON_BAD_ESCAPE = 11,
  /// `\ud800` … `\udfff` without its other half.
  CJSON_LONE_SURROGATE = 12,
  CJSON_TOO_LARGE = 13,
  /// More than CJSON_MAXIMUM_VALUES values.
  CJSON_TOO_MANY = 14
};

/// One value. An object's children are its keys and values in turn, an array's its elements; they follow it directly.
typedef struct {
  uint32_t kind;
  /// Where its text starts and ends. For strings: between the quotes.
  uint32_t start;
  uint32_t end;
  /// The index of the node after this value and everything in it.
  uint32_t next;
} cjson_node;

typedef struct {
  uint32_t error;
  /// Where the error is, in bytes from the start of the text.
  uint32_t offset;
  const cjson_node *nodes;
  uint32_t count;
} cjson_result;

typedef struct cjson_parser cjson_parser;

/// A parser that keeps its buffers from text to text; NULL when memory is short.
cjson_parser *cjson_parser_create(void);
void cjson_parser_destroy(cjson_parser *parser);

/// Checks that `count` bytes are exactly one valid JSON value (RFC 8259) in UTF-8 and lists its values.
///
/// `maximumDepth` is how deep arrays and objects may nest; `allowsNul`, whether strings may hold an escaped U+0000. The
/// nodes live until the next call.
cjson_result cjson_parse(cjson_parser *parser, const uint8_t *bytes, size_t count, uint32_t maximumDepth,
                         bool allowsNul);

/// Writes the text of a `CJSON_ESCAPED_STRING` that `cjson_parse` accepted to `target`, which has room for `count` bytes.
///
/// Returns the number of bytes written, never more than `count`.
size_t cjson_unescape(const uint8_t *bytes, size_t count, uint8_t *target);

/// The value of a `CJSON_NUMBER` that `cjson_parse` accepted, independent of the locale. Too large a number is infinite.
double cjson_number(const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif
