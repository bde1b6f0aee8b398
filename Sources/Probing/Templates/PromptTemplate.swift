/// A prompt with placeholders in double braces, checked when it is loaded.
///
/// A placeholder's value is put in as it is and never read again, so that text inside a value cannot become a placeholder.
public struct PromptTemplate: Sendable, Hashable {
  /// The names that may stand between braces.
  public enum Placeholder: String, Sendable, CaseIterable {
    case profile, transcript, dialogue, schema, stages, emotions, blockers, exits, actions
    case noReply = "no_reply"
  }

  private enum Piece: Sendable, Hashable {
    case text(String)
    case placeholder(Placeholder)
  }

  private let pieces: [Piece]
  public let text: String

  /// - Parameters:
  ///   - allowed: The placeholders that may stand in it.
  ///   - showing: Those of which it must have one; none where it is empty.
  /// - Throws: ``TemplateError`` with the line of an unknown or unclosed placeholder.
  public init(_ text: String, allowed: Set<Placeholder>, showing: Set<Placeholder>) throws(TemplateError) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    var line = 1
    while let open = rest.firstRange(of: "{{") {
      let before = rest[..<open.lowerBound]
      if !before.isEmpty { pieces.append(.text(String(before))) }
      line += before.count { $0 == "\n" }
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else { throw TemplateError.unclosed(line: line) }
      let name = rest[open.upperBound..<close.lowerBound].filter { $0 != " " }
      guard let placeholder = Placeholder(rawValue: name), allowed.contains(placeholder) else {
        throw TemplateError.unknown(name: name, line: line, allowed: allowed.map(\.rawValue).sorted())
      }
      pieces.append(.placeholder(placeholder))
      rest = rest[close.upperBound...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    if !showing.isEmpty, !showing.contains(where: { pieces.contains(.placeholder($0)) }) {
      throw TemplateError.missing(names: showing.map(\.rawValue).sorted(by: >))
    }
    self.pieces = pieces
    self.text = text
  }

  /// Its placeholders, each where it is for the first time.
  var order: [Placeholder] {
    pieces.reduce(into: []) { order, piece in
      if case .placeholder(let placeholder) = piece, !order.contains(placeholder) { order.append(placeholder) }
    }
  }

  public func contains(_ placeholder: Placeholder) -> Bool { pieces.contains(.placeholder(placeholder)) }

  /// The prompt with every placeholder replaced by its value.
  public func filled(_ value: (Placeholder) -> String) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .placeholder(let placeholder): value(placeholder)
      }
    }.joined()
  }
}

/// What is wrong with a template.
public enum TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
  case unclosed(line: Int)
  case unknown(name: String, line: Int, allowed: [String])
  case missing(names: [String])

  public var description: String {
    switch self {
    case .unclosed(let line): "line \(line): a placeholder opens with {{ and never closes"
    case .unknown(let name, let line, let allowed):
      "line \(line): there is no placeholder {{\(name)}} here; allowed are "
        + allowed.map { "{{\($0)}}" }.joined(separator: ", ")
    case .missing(let names): names.map { "{{\($0)}}" }.joined(separator: " or ") + " is missing"
    }
  }
}
