internal import Glibc
internal import JSON

extension JSONView {
  /// The last member of an object with a key; `nil` where there is none, or it is null.
  subscript(key: String) -> JSONView? {
    guard kind == .object else { return nil }
    var found: JSONView?
    var children = firstChild
    while let name = children.next(), let value = children.next() {
      if name.isText(key) { found = value }
    }
    return found?.isNull == false ? found : nil
  }

  func has(_ key: String) -> Bool {
    guard kind == .object else { return false }
    var children = firstChild
    while let name = children.next(), children.next() != nil {
      if name.isText(key) { return true }
    }
    return false
  }

  func isText(_ text: String) -> Bool {
    guard let bytes = plainString else { return string == text }
    var text = text
    return text.withUTF8 { $0.count == bytes.count && $0.isSame(as: bytes) }
  }

  func forEachMember(_ body: (String, JSONView) -> Void) {
    guard kind == .object else { return }
    var children = firstChild
    while let name = children.next(), let value = children.next() { body(name.string ?? "", value) }
  }

  /// The elements of an array; none where it is no array.
  var elements: [JSONView] {
    guard kind == .array else { return [] }
    var all: [JSONView] = []
    var children = firstChild
    while let element = children.next() { all.append(element) }
    return all
  }

  /// The text of a string, a number or a truth value.
  var scalar: String? {
    switch kind {
    case .string: string
    case .number, .boolean: String(decoding: raw, as: UTF8.self)
    case .object, .array, .null: nil
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether as many bytes stand in another place, of the same number.
  fileprivate func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let one = baseAddress, let two = other.baseAddress else { return isEmpty }
    return memcmp(one, two, count) == 0
  }
}
