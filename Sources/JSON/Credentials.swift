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
    case .string: return withString { CredentialText.mayHold($0) } == true && CredentialText.masked(string ?? "") != nil
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

/// Names of members that hold a secret.
public enum CredentialName {
  /// Whether a member of this name holds one. A name alone is none: numbers of tokens, and names of variables and files,
  /// are no secrets.
  public static func isSecret(_ key: String, _ value: JSONView) -> Bool {
    if value.isNull || value.kind == .boolean { return false }
    if value.isString, value.string?.isEmpty == true { return false }
    switch strength(of: key) {
    case .none: return false
    case .always: return true
    case .text: return value.holdsText
    }
  }

  enum Strength {
    case none
    /// Only where it holds a longer text: `max_token: 20` counts tokens.
    case text
    case always
  }

  static func strength(of key: String) -> Strength {
    let name = String(key.lowercased().filter { $0.isLetter || $0.isNumber })
    if pointers.contains(where: name.hasSuffix) { return .none }
    if secrets.contains(where: name.hasSuffix) || name.contains("apikey") { return .always }
    if tokenLists.contains(where: name.hasSuffix) { return .text }
    guard name.hasSuffix("token") else { return .none }
    return marks.contains(where: { name == $0 + "token" || name.hasSuffix("special" + $0 + "token") }) ? .none : .text
  }

  /// Nobody has a shorter token.
  static let shortest = 6

  /// What says where a secret is, not what it is.
  private static let pointers = [
    "env", "variable", "var", "name", "file", "path", "field", "header", "url", "type", "length", "limit", "count",
  ]

  private static let secrets = [
    "password", "passwd", "passphrase", "pwd", "apikey", "apikeys", "apisecret", "secretkey", "privatekey",
    "authorization",
    "accesskey", "accesskeyid", "subscriptionkey", "authkey", "signingkey", "encryptionkey", "sessionkey", "masterkey",
    "credential", "credentials", "cookie", "cookies", "bearer", "connectionstring", "auth",
  ]

  private static let tokenLists = [
    "secret", "secrets", "accesstokens", "authtokens", "apitokens", "refreshtokens", "bearertokens",
  ]

  /// Tokens of a model's vocabulary.
  private static let marks = [
    "bos", "eos", "pad", "unk", "sep", "cls", "mask", "stop", "start", "end", "special", "image", "audio", "begin",
    "first",
    "last", "next", "max", "min", "per", "system", "assistant", "think",
  ]
}

extension JSONView {
  /// Whether a string of the length of a credential stands anywhere in it.
  fileprivate var holdsText: Bool {
    switch kind {
    case .string: return (string ?? "").utf8.count >= CredentialName.shortest
    case .object, .array:
      let values = JSONValue(self)
      func holds(_ value: JSONValue) -> Bool {
        switch value {
        case .string(let text): text.utf8.count >= CredentialName.shortest
        case .array(let elements): elements.contains(where: holds)
        case .object(let members): members.contains { holds($0.value) }
        case .number, .bool, .null: false
        }
      }
      return holds(values)
    case .number, .boolean, .null: return false
    }
  }
}
