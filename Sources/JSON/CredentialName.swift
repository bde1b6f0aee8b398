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

  /// Whether a member of this name holds one, of a value in memory.
  public static func isSecret(_ key: String, text: String) -> Bool {
    switch strength(of: key) {
    case .none: false
    case .always: !text.isEmpty
    case .text: text.utf8.count >= shortest
    }
  }

  /// Whether a name is one under which a secret may stand.
  public static func mayBeSecret(_ key: String) -> Bool { strength(of: key) != .none }

  enum Strength {
    case none
    /// Only where it holds a longer text: `max_token: 20` counts tokens.
    case text
    case always
  }

  static func strength(of key: String) -> Strength {
    guard mayBeSecret(bytesOf: key) else { return .none }
    let name = String(key.lowercased().filter { $0.isLetter || $0.isNumber })
    if pointers.contains(where: name.hasSuffix) { return .none }
    if secrets.contains(where: name.hasSuffix) || name.contains("apikey") { return .always }
    if tokenLists.contains(where: name.hasSuffix) { return .text }
    guard name.hasSuffix("token") else { return .none }
    return marks.contains(where: { name == $0 + "token" || name.hasSuffix("special" + $0 + "token") }) ? .none : .text
  }

  /// A quick look at the letters and digits of ASCII: false only where ``strength(of:)`` is none. Most names pass here.
  private static func mayBeSecret(bytesOf key: String) -> Bool {
    var key = key
    return key.withUTF8 { text in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { folded in
        var count = 0
        for byte in text {
          switch byte {
          case 48...57, 97...122: folded[count] = byte
          case 65...90: folded[count] = byte | 32
          // Chinese, Japanese and Korean: none of it becomes a letter of ASCII.
          case 0x80...0xBF, 0xE3...0xED: continue
          case 0xC0...0xFF: return true
          default: continue
          }
          count += 1
        }
        let name = UnsafeBufferPointer(rebasing: folded[..<count])
        return endings.contains { $0.count <= count && name[(count - $0.count)...].elementsEqual($0) }
          || apiKey.first(in: name) != nil
      }
    }
  }

  private static let endings = (secrets + tokenLists + ["token"]).map { Array($0.utf8) }
  private static let apiKey = ByteNeedle("apikey")

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
