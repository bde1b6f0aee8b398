extension Filter: CustomStringConvertible {
  /// The filter as it would be typed: parsing it gives the same filter.
  public var description: String {
    if terms.count == 1, case .any = terms[0] { return terms[0].description }
    return terms.map { $0.printed(inside: .conjunction) }.joined(separator: " ")
  }
}

extension FilterExpression: CustomStringConvertible {
  public var description: String { printed(inside: .alternatives) }

  /// What a part stands in, which decides whether it needs parentheses.
  fileprivate enum Surroundings {
    /// One branch of `… or …`, or all there is.
    case branch
    case alternatives
    case conjunction
    case negation
  }

  fileprivate func printed(inside surroundings: Surroundings) -> String {
    switch self {
    case .term(let term):
      return term.description
    case .not(let part):
      return "-" + part.printed(inside: .negation)
    case .all(let parts):
      let inner = parts.map { $0.printed(inside: .conjunction) }.joined(separator: " ")
      return surroundings == .branch && parts.count > 1 ? inner : "(\(inner))"
    case .any(let parts):
      let inner = parts.map { $0.printed(inside: .branch) }.joined(separator: " or ")
      return surroundings == .alternatives ? inner : "(\(inner))"
    }
  }
}

extension FilterTerm: CustomStringConvertible {
  public var description: String {
    switch test {
    case .equals(let values): field.description + ":" + values.map(FilterText.quoted).joined(separator: ",")
    case .contains(let values): field.description + "~" + values.map(FilterText.quoted).joined(separator: ",")
    case .compares(let order, let bound): field.description + order.rawValue + FilterText.number(bound)
    }
  }
}

extension FilterField: CustomStringConvertible {
  /// The name as it would be typed, quoted where a profile field needs it.
  public var description: String {
    guard case .profile(let name) = self else { return self.name }
    return FilterField.profilePrefix + FilterText.quotedName(name)
  }
}

/// How values are spelt in a filter.
enum FilterText {
  /// A value as it would be typed: bare where it can be, else in quotes.
  static func quoted(_ value: String) -> String {
    isBare(value, stoppingAt: { _ in false }) ? value : inQuotes(value)
  }

  /// The name of a profile field as it would be typed.
  static func quotedName(_ name: String) -> String {
    isBare(name, stoppingAt: FilterScalar.beginsTest) ? name : inQuotes(name)
  }

  static func number(_ value: Double) -> String {
    value.rounded() == value && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }

  private static func isBare(_ value: String, stoppingAt stops: (Unicode.Scalar) -> Bool) -> Bool {
    !value.isEmpty
      && value.unicodeScalars.allSatisfy {
        !FilterScalar.endsWord($0) && !FilterScalar.isHidden($0) && $0 != "\\" && !stops($0)
      }
  }

  static func inQuotes(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        text += "\\"
        text.unicodeScalars.append(scalar)
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case _ where FilterScalar.isHidden(scalar): text += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

/// What a scalar means to the reader of a filter. The full-width forms that a Chinese keyboard types mean the same as
/// the plain ones.
enum FilterScalar {
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
  static func opensGroup(_ scalar: Unicode.Scalar) -> Bool { scalar == "(" || scalar == "（" }
  static func closesGroup(_ scalar: Unicode.Scalar) -> Bool { scalar == ")" || scalar == "）" }
  static func separatesValues(_ scalar: Unicode.Scalar) -> Bool { scalar == "," || scalar == "，" }

  /// The scalar that ends what `scalar` opens.
  static func closingQuote(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    scalar == "\"" ? "\"" : scalar == "“" ? "”" : nil
  }

  static func isQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "\"" || scalar == "“" || scalar == "”" }

  /// Whether a bare word ends before it.
  static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    isSpace(scalar) || opensGroup(scalar) || closesGroup(scalar) || separatesValues(scalar) || isQuote(scalar)
  }

  /// Whether the name of a field ends before it.
  static func beginsTest(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ":", "：", "~", "～", "<", ">", "=", "!": true
    default: false
    }
  }

  /// Controls, and marks that turn the direction of a line: never printed as they are.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
