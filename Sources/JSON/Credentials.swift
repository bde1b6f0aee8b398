/// A value without the credentials that stood in it.
public struct CleanedJSON: Sendable, Hashable {
  public var text: [UInt8]
  /// Where they stood, as paths of keys; never what they were.
  public var places: [String]
}

extension JSONView {
  /// The value without passwords, keys and tokens; `nil` where it holds none.
  ///
  /// A member is one by its name, and goes; a part of a string by its look, and becomes `[removed]`. All else stays as
  /// it was written, but for the blanks between.
  public func withoutCredentials(at path: String = "") -> CleanedJSON? {
    guard holdsCredentials else { return nil }
    var cleaned = CleanedJSON(text: [], places: [])
    appendCleaned(to: &cleaned, path)
    return cleaned
  }

  private var holdsCredentials: Bool {
    switch kind {
    case .object:
      var children = firstChild
      while let key = children.next(), let value = children.next() {
        if CredentialName.isSecret(key.string ?? "", value) || value.holdsCredentials { return true }
      }
      return false
    case .array:
      var children = firstChild
      while let element = children.next() {
        if element.holdsCredentials { return true }
      }
      return false
    case .string: return withString { CredentialText.masked($0) != nil } == true
    case .number, .boolean, .null: return false
    }
  }

  private func appendCleaned(to cleaned: inout CleanedJSON, _ path: String) {
    switch kind {
    case .object:
      cleaned.text.append(123)
      var isFirst = true
      var children = firstChild
      while let key = children.next(), let value = children.next() {
        let name = key.string ?? ""
        let place = path.isEmpty ? name : "\(path).\(name)"
        if CredentialName.isSecret(name, value) {
          cleaned.places.append(place)
          continue
        }
        if !isFirst { cleaned.text.append(44) }
        isFirst = false
        cleaned.text.append(contentsOf: key.raw)
        cleaned.text.append(58)
        value.appendCleaned(to: &cleaned, place)
      }
      cleaned.text.append(125)
    case .array:
      cleaned.text.append(91)
      var number = 0
      var children = firstChild
      while let element = children.next() {
        if number > 0 { cleaned.text.append(44) }
        element.appendCleaned(to: &cleaned, "\(path)[\(number)]")
        number += 1
      }
      cleaned.text.append(93)
    case .string:
      guard let masked = CredentialText.masked(string ?? "") else { return cleaned.text.append(contentsOf: raw) }
      cleaned.places.append(path)
      cleaned.text.append(contentsOf: JSONValue.string(masked).json(indented: false).utf8)
    case .number, .boolean, .null: cleaned.text.append(contentsOf: raw)
    }
  }
}

extension JSONParser {
  /// The text of any JSON value without credentials; `nil` where it holds none, or is no JSON.
  public func withoutCredentials(_ text: UnsafeRawBufferPointer) -> CleanedJSON? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count + JSONParser.padding) { padded in
      UnsafeMutableRawBufferPointer(padded).copyMemory(from: text)
      return try? parse(UnsafeBufferPointer(rebasing: padded[..<text.count]), allowsNul: true).withoutCredentials()
    }
  }
}

extension String {
  /// A text of JSON without credentials; itself where it holds none.
  public var withoutCredentials: String {
    var text = self
    let cleaned = text.withUTF8 { JSONParser().withoutCredentials(UnsafeRawBufferPointer($0)) }
    return cleaned.map { String(decoding: $0.text, as: UTF8.self) } ?? self
  }
}
