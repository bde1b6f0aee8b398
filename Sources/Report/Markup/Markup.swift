/// HTML or SVG that was put together safely.
///
/// What stands in a literal is markup. What is interpolated is text: it is escaped, for content and for quoted
/// attributes alike. Strangers' words therefore cannot become a tag, an attribute or a reference, whatever they hold.
public struct Markup: Sendable, Hashable, ExpressibleByStringInterpolation {
  public private(set) var text: String

  public init(stringLiteral value: String) { text = value }

  public init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  public static let empty: Markup = ""

  public static func + (first: Markup, second: Markup) -> Markup {
    var sum = first
    sum += second
    return sum
  }

  public static func += (first: inout Markup, second: Markup) { first.text += second.text }

  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    public mutating func appendLiteral(_ literal: String) { text += literal }

    public mutating func appendInterpolation(_ words: String) { EscapedText.append(words, to: &text) }

    public mutating func appendInterpolation(_ markup: Markup) { text += markup.text }

    public mutating func appendInterpolation(_ number: Int) { text += String(number) }

    /// A coordinate, to a tenth.
    public mutating func appendInterpolation(_ coordinate: Double) { text += Coordinate.text(coordinate) }
  }
}

extension DefaultStringInterpolation {
  /// Markup inside a plain string is a mistake, which this makes the compiler point out.
  @available(*, deprecated, message: "interpolate markup into markup")
  public mutating func appendInterpolation(_ markup: Markup) { appendInterpolation(markup.text) }
}

extension Sequence<Markup> {
  /// All of it, one after the other.
  public func joined(by separator: Markup = .empty) -> Markup {
    var all = Markup.empty
    var isFirst = true
    for markup in self {
      if !isFirst { all += separator }
      isFirst = false
      all += markup
    }
    return all
  }
}

/// Numbers inside SVG.
enum Coordinate {
  /// With at most one decimal; what is not finite is 0.
  static func text(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e9 else { return "0" }
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }
}
