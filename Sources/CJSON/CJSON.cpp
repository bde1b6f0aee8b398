// JSON in two passes. simdjson's first pass checks the UTF-8 and finds where every value and every structural character
// starts; the second pass, here, checks the grammar over those places and keeps where each value lies in the text, so
// that what is not understood can be stored as it was written.

#include "CJSON.h"

#include <charconv>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <simdjson.h>
#include <vector>

namespace {

struct Open {
  uint32_t node;
  bool isObject;
};

bool isSpace(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }
bool isDigit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

/// Where the number that starts at `index` ends by the grammar; `index` itself if there is none.
size_t numberEnd(const uint8_t *bytes, size_t index, size_t count) {
  size_t start = index;
  auto digits = [&](size_t from) {
    while (from < count && isDigit(bytes[from])) from++;
    return from;
  };
  if (index < count && bytes[index] == '-') index++;
  if (index >= count || !isDigit(bytes[index])) return start;
  index = bytes[index] == '0' ? index + 1 : digits(index);
  if (index < count && bytes[index] == '.') {
    size_t end = digits(index + 1);
    if (end == index + 1) return start;
    index = end;
  }
  if (index < count && (bytes[index] == 'e' || bytes[index] == 'E')) {
    size_t exponent = index + 1;
    if (exponent < count && (bytes[exponent] == '+' || bytes[exponent] == '-')) exponent++;
    size_t end = digits(exponent);
    if (end == exponent) return start;
    index = end;
  }
  return index;
}

/// The four hexadecimal digits at `bytes`, or -1.
int hexadecimal(const uint8_t *bytes, const uint8_t *end) {
  if (end - bytes < 4) return -1;
  int value = 0;
  for (int index = 0; index < 4; index++) {
    uint8_t byte = bytes[index];
    int digit = isDigit(byte) ? byte - '0' : (byte | 0x20) >= 'a' && (byte | 0x20) <= 'f' ? (byte | 0x20) - 'a' + 10 : -1;
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

const uint8_t *nextBackslash(const uint8_t *from, const uint8_t *end) {
  return static_cast<const uint8_t *>(memchr(from, '\\', static_cast<size_t>(end - from)));
}

/// Checks the escapes of a string from its first backslash on.
uint32_t checkEscapes(const uint8_t *cursor, const uint8_t *end, bool allowsNul, const uint8_t **place) {
  while (cursor) {
    *place = cursor;
    if (end - cursor < 2) return CJSON_BAD_ESCAPE;
    if (cursor[1] == 'u') {
      int unit = hexadecimal(cursor + 2, end);
      if (unit < 0) return CJSON_BAD_ESCAPE;
      if (unit == 0 && !allowsNul) return CJSON_NUL;
      cursor += 6;
      if (unit >= 0xdc00 && unit <= 0xdfff) return CJSON_LONE_SURROGATE;
      if (unit >= 0xd800 && unit <= 0xdbff) {
        if (end - cursor < 6 || cursor[0] != '\\' || cursor[1] != 'u') return CJSON_LONE_SURROGATE;
        int low = hexadecimal(cursor + 2, end);
        if (low < 0xdc00 || low > 0xdfff) return CJSON_LONE_SURROGATE;
        cursor += 6;
      }
    } else {
      if (!strchr("\"\\/bfnrt", cursor[1]) || cursor[1] == 0) return CJSON_BAD_ESCAPE;
      cursor += 2;
    }
    cursor = nextBackslash(cursor, end);
  }
  return CJSON_OK;
}

/// The first byte that is not UTF-8.
size_t firstBrokenByte(const uint8_t *bytes, size_t count) {
  size_t index = 0;
  while (index < count) {
    uint8_t lead = bytes[index];
    size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
    if (length == 0 || index + length > count) return index;
    if (length > 1 && !simdjson::validate_utf8(reinterpret_cast<const char *>(bytes + index), length)) return index;
    index += length;
  }
  return count;
}

/// The first control character between quotes.
size_t firstControlInString(const uint8_t *bytes, size_t count) {
  bool inString = false;
  for (size_t index = 0; index < count; index++) {
    if (inString && bytes[index] < 0x20) return index;
    if (inString && bytes[index] == '\\') index++;
    else if (bytes[index] == '"') inString = !inString;
  }
  return count;
}

/// No fewer than the values in a text, found before any memory is taken for them: each but the first stands behind a
/// bracket, a comma or a colon. Those inside of strings are left out.
size_t values(const uint8_t *bytes, size_t count) {
  size_t found = 1;
  for (size_t index = 0; index < count; index++) {
    uint8_t byte = bytes[index];
    if (byte == '"') {
      // To the closing quote: most of a long text is strings.
      do {
        auto quote = static_cast<const uint8_t *>(memchr(bytes + index + 1, '"', count - index - 1));
        if (!quote) return found;
        index = static_cast<size_t>(quote - bytes);
        size_t slash = index;
        while (slash > 0 && bytes[slash - 1] == '\\') slash--;
        if ((index - slash) % 2 == 0) break;
      } while (true);
    } else if (byte == '[' || byte == '{' || byte == ',' || byte == ':') {
      found++;
    }
  }
  return found;
}

}  // namespace

struct cjson_parser {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> implementation;
  std::vector<cjson_node> nodes;
  std::vector<Open> open;
  size_t capacity = 0;
  bool allowsNul = false;
  /// The first backslash of the text that was not passed yet; null behind the last.
  const uint8_t *backslash = nullptr;
  const uint8_t *textEnd = nullptr;

  uint32_t reserve(size_t count) {
    if (count <= capacity && implementation) return CJSON_OK;
    size_t wanted = count < 65536 ? 65536 : count + count / 4;
    capacity = 0;
    if (implementation) {
      if (implementation->set_capacity(wanted)) return CJSON_OUT_OF_MEMORY;
    } else if (simdjson::get_active_implementation()->create_dom_parser_implementation(wanted, 1, implementation)) {
      return CJSON_OUT_OF_MEMORY;
    }
    capacity = wanted;
    return CJSON_OK;
  }

  uint32_t grammar(const uint8_t *bytes, size_t count, uint32_t maximumDepth, uint32_t &offset);
  uint32_t scalar(const uint8_t *bytes, size_t start, size_t limit, uint32_t &offset);
  uint32_t string(const uint8_t *bytes, size_t start, size_t limit, uint32_t &offset);
};

/// A string that starts with the quote at `start`; `limit` is where the next value or structural character starts.
uint32_t cjson_parser::string(const uint8_t *bytes, size_t start, size_t limit, uint32_t &offset) {
  // Only white space can lie between the closing quote and the next structural character.
  size_t end = limit;
  while (end > start + 1 && isSpace(bytes[end - 1])) end--;
  end--;
  offset = static_cast<uint32_t>(start);
  if (end <= start || bytes[end] != '"') return CJSON_UNCLOSED_STRING;
  const uint8_t *first = bytes + start + 1;
  // The text is searched once, and not string by string: most are short.
  if (backslash && backslash < first) backslash = nextBackslash(first, textEnd);
  uint32_t kind = CJSON_STRING;
  if (backslash && backslash < bytes + end) {
    const uint8_t *place = backslash;
    if (uint32_t error = checkEscapes(backslash, bytes + end, allowsNul, &place)) {
      offset = static_cast<uint32_t>(place - bytes);
      return error;
    }
    kind = CJSON_ESCAPED_STRING;
  }
  auto next = static_cast<uint32_t>(nodes.size() + 1);
  nodes.push_back({kind, static_cast<uint32_t>(start + 1), static_cast<uint32_t>(end), next});
  return CJSON_OK;
}

uint32_t cjson_parser::scalar(const uint8_t *bytes, size_t start, size_t limit, uint32_t &offset) {
  uint8_t lead = bytes[start];
  if (lead == '"') return string(bytes, start, limit, offset);
  size_t end = limit;
  while (end > start && isSpace(bytes[end - 1])) end--;
  size_t length = end - start;
  uint32_t kind = CJSON_NUMBER;
  offset = static_cast<uint32_t>(start);
  if (lead == 't' && length == 4 && !memcmp(bytes + start, "true", 4)) {
    kind = CJSON_TRUE;
  } else if (lead == 'f' && length == 5 && !memcmp(bytes + start, "false", 5)) {
    kind = CJSON_FALSE;
  } else if (lead == 'n' && length == 4 && !memcmp(bytes + start, "null", 4)) {
    kind = CJSON_NULL;
  } else if (lead != '-' && !isDigit(lead)) {
    return CJSON_UNEXPECTED;
  } else if (numberEnd(bytes, start, end) != end) {
    return CJSON_BAD_NUMBER;
  }
  auto next = static_cast<uint32_t>(nodes.size() + 1);
  nodes.push_back({kind, static_cast<uint32_t>(start), static_cast<uint32_t>(end), next});
  return CJSON_OK;
}

uint32_t cjson_parser::grammar(const uint8_t *bytes, size_t count, uint32_t maximumDepth, uint32_t &offset) {
  enum class Expect { value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd, nothing };
  const uint32_t *places = implementation->structural_indexes.get();
  size_t total = implementation->n_structural_indexes;
  nodes.clear();
  open.clear();
  textEnd = bytes + count;
  backslash = nextBackslash(bytes, textEnd);
  Expect expect = Expect::value;
  auto afterValue = [&] { return open.empty() ? Expect::nothing : Expect::commaOrEnd; };

  for (size_t index = 0; index < total; index++) {
    size_t start = places[index];
    size_t limit = index + 1 < total ? places[index + 1] : count;
    uint8_t byte = bytes[start];
    offset = static_cast<uint32_t>(start);
    switch (byte) {
      case '{':
      case '[':
        if (expect != Expect::value && expect != Expect::valueOrEnd) return CJSON_UNEXPECTED;
        if (open.size() >= maximumDepth) return CJSON_TOO_DEEP;
        open.push_back({static_cast<uint32_t>(nodes.size()), byte == '{'});
        nodes.push_back({static_cast<uint32_t>(byte == '{' ? CJSON_OBJECT : CJSON_ARRAY), offset, 0, 0});
        expect = byte == '{' ? Expect::keyOrEnd : Expect::valueOrEnd;
        break;
      case '}':
      case ']': {
        bool isObject = byte == '}';
        bool canEnd = expect == Expect::commaOrEnd || expect == (isObject ? Expect::keyOrEnd : Expect::valueOrEnd);
        if (!canEnd || open.empty() || open.back().isObject != isObject) return CJSON_UNEXPECTED;
        cjson_node &node = nodes[open.back().node];
        node.end = offset + 1;
        node.next = static_cast<uint32_t>(nodes.size());
        open.pop_back();
        expect = afterValue();
        break;
      }
      case ':':
        if (expect != Expect::colon) return CJSON_UNEXPECTED;
        expect = Expect::value;
        break;
      case ',':
        if (expect != Expect::commaOrEnd) return CJSON_UNEXPECTED;
        expect = open.back().isObject ? Expect::key : Expect::value;
        break;
      default:
        if (expect == Expect::key || expect == Expect::keyOrEnd) {
          if (byte != '"') return CJSON_UNEXPECTED;
          if (uint32_t error = string(bytes, start, limit, offset)) return error;
          expect = Expect::colon;
        } else if (expect == Expect::value || expect == Expect::valueOrEnd) {
          if (uint32_t error = scalar(bytes, start, limit, offset)) return error;
          expect = afterValue();
        } else {
          return CJSON_UNEXPECTED;
        }
    }
  }
  offset = static_cast<uint32_t>(count);
  return expect == Expect::nothing ? CJSON_OK : CJSON_INCOMPLETE;
}

cjson_parser *cjson_parser_create(void) { return new (std::nothrow) cjson_parser; }

void cjson_parser_destroy(cjson_parser *parser) { delete parser; }

cjson_result cjson_parse(cjson_parser *parser, const uint8_t *bytes, size_t count, uint32_t maximumDepth,
                         bool allowsNul) {
  cjson_result result = {CJSON_OK, 0, nullptr, 0};
  if (count > 0x7fffffff) {
    result.error = CJSON_TOO_LARGE;
    return result;
  }
  if (const void *nul = memchr(bytes, 0, count)) {
    result.error = CJSON_NUL;
    result.offset = static_cast<uint32_t>(static_cast<const uint8_t *>(nul) - bytes);
    return result;
  }
  parser->allowsNul = allowsNul;
  if (count > CJSON_MAXIMUM_VALUES && values(bytes, count) > CJSON_MAXIMUM_VALUES) {
    result.error = CJSON_TOO_MANY;
    return result;
  }
  try {
    result.error = parser->reserve(count);
    if (result.error) return result;
    switch (parser->implementation->stage1(bytes, count, simdjson::stage1_mode::regular)) {
      case simdjson::SUCCESS:
        result.error = parser->grammar(bytes, count, maximumDepth, result.offset);
        break;
      case simdjson::UTF8_ERROR:
        result.error = CJSON_BROKEN_UTF8;
        result.offset = static_cast<uint32_t>(firstBrokenByte(bytes, count));
        break;
      case simdjson::UNESCAPED_CHARS:
        result.error = CJSON_CONTROL_CHARACTER;
        result.offset = static_cast<uint32_t>(firstControlInString(bytes, count));
        break;
      case simdjson::UNCLOSED_STRING:
        result.error = CJSON_UNCLOSED_STRING;
        result.offset = static_cast<uint32_t>(count);
        break;
      case simdjson::EMPTY:
        result.error = CJSON_EMPTY;
        break;
      case simdjson::CAPACITY:
        result.error = CJSON_TOO_LARGE;
        break;
      default:
        result.error = CJSON_OUT_OF_MEMORY;
    }
  } catch (const std::bad_alloc &) {
    result.error = CJSON_OUT_OF_MEMORY;
  }
  if (result.error == CJSON_OK) {
    result.nodes = parser->nodes.data();
    result.count = static_cast<uint32_t>(parser->nodes.size());
  }
  return result;
}

size_t cjson_unescape(const uint8_t *bytes, size_t count, uint8_t *target) {
  const uint8_t *end = bytes + count;
  uint8_t *out = target;
  while (bytes < end) {
    auto escape = static_cast<const uint8_t *>(memchr(bytes, '\\', static_cast<size_t>(end - bytes)));
    auto plain = static_cast<size_t>((escape ? escape : end) - bytes);
    memcpy(out, bytes, plain);
    out += plain;
    bytes += plain;
    if (!escape || end - bytes < 2) break;
    uint8_t letter = bytes[1];
    bytes += 2;
    if (letter != 'u') {
      *out++ = letter == 'b' ? '\b' : letter == 'f' ? '\f' : letter == 'n' ? '\n' : letter == 'r' ? '\r' : letter == 't' ? '\t' : letter;
      continue;
    }
    int unit = hexadecimal(bytes, end);
    if (unit < 0) break;
    auto scalar = static_cast<uint32_t>(unit);
    bytes += 4;
    if (unit >= 0xd800 && unit <= 0xdbff && end - bytes >= 6) {
      int low = hexadecimal(bytes + 2, end);
      if (low < 0) break;
      scalar = 0x10000 + ((scalar - 0xd800) << 10) + (static_cast<uint32_t>(low) - 0xdc00);
      bytes += 6;
    }
    if (scalar < 0x80) {
      *out++ = static_cast<uint8_t>(scalar);
    } else if (scalar < 0x800) {
      *out++ = static_cast<uint8_t>(0xc0 | scalar >> 6);
      *out++ = static_cast<uint8_t>(0x80 | (scalar & 0x3f));
    } else if (scalar < 0x10000) {
      *out++ = static_cast<uint8_t>(0xe0 | scalar >> 12);
      *out++ = static_cast<uint8_t>(0x80 | (scalar >> 6 & 0x3f));
      *out++ = static_cast<uint8_t>(0x80 | (scalar & 0x3f));
    } else {
      *out++ = static_cast<uint8_t>(0xf0 | scalar >> 18);
      *out++ = static_cast<uint8_t>(0x80 | (scalar >> 12 & 0x3f));
      *out++ = static_cast<uint8_t>(0x80 | (scalar >> 6 & 0x3f));
      *out++ = static_cast<uint8_t>(0x80 | (scalar & 0x3f));
    }
  }
  return static_cast<size_t>(out - target);
}

double cjson_number(const uint8_t *bytes, size_t count) {
  auto first = reinterpret_cast<const char *>(bytes);
  double value = 0;
  auto parsed = std::from_chars(first, first + count, value);
  if (parsed.ec == std::errc::result_out_of_range) {
    // Too small is zero, too large infinite; a negative exponent that matters tells them apart.
    const void *exponent = memchr(first, '-', count);
    bool small = exponent && exponent != first;
    for (size_t index = 1; index + 1 < count && !small; index++) {
      small = (first[index] == 'e' || first[index] == 'E') && first[index + 1] == '-';
    }
    double magnitude = small ? 0 : std::numeric_limits<double>::infinity();
    return first[0] == '-' ? -magnitude : magnitude;
  }
  return value;
}
