internal import CEmbedded
public import Foundation

extension Receipt {
  /// The JSON Schema (draft 2020-12) of receipts: `receipt.schema.json`, as `walkaway receipt --schema` prints it.
  ///
  /// > JSON Schema: A Media Type for Describing JSON Documents, 2020-12: https://json-schema.org/draft/2020-12
  public static let schema = String(cString: cembedded_receipt_schema())

  /// The receipt as the program writes it: UTF-8 JSON with sorted keys, two spaces a level, and a line end.
  ///
  /// The statement's own keys are those of in-toto; below them words are joined by underscores.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .custom { path in
      ReceiptKey(path.count > 1 ? ReceiptKey.words(of: path[path.count - 1].stringValue) : path[0].stringValue)
    }
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// Reads what ``json()`` writes, in any layout.
  /// - Throws: `DecodingError`.
  public init(json: Data) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .custom { path in
      ReceiptKey(path.count > 1 ? ReceiptKey.name(of: path[path.count - 1].stringValue) : path[0].stringValue)
    }
    self = try decoder.decode(Receipt.self, from: json)
  }
}

extension Receipt {
  /// A place in the file as a reader of the file calls it.
  public static func path(of keys: [any CodingKey]) -> String {
    keys.enumerated().reduce(into: "") { path, entry in
      let (depth, key) = entry
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += (depth > 0 ? "." : "") + (depth > 0 ? ReceiptKey.words(of: key.stringValue) : key.stringValue)
      }
    }
  }
}

/// A key between its two spellings: `exitAudit` in the program, `exit_audit` in the file.
struct ReceiptKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(_ text: String) {
    stringValue = text
    intValue = nil
  }

  init?(stringValue: String) { self.init(stringValue) }

  init?(intValue: Int) {
    stringValue = String(intValue)
    self.intValue = intValue
  }

  static func words(of name: String) -> String {
    name.reduce(into: "") { text, character in
      text += character.isUppercase ? "_" + character.lowercased() : String(character)
    }
  }

  static func name(of words: String) -> String {
    var isWordStart = false
    return words.reduce(into: "") { text, character in
      if character == "_", !text.isEmpty {
        isWordStart = true
      } else {
        text += isWordStart ? character.uppercased() : String(character)
        isWordStart = false
      }
    }
  }
}
