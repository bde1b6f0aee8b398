import Fidelity
public import Text

/// What is known of a figure beside its value: one row of the catalogue.
public struct FigureDefinition: Sendable, Hashable, Identifiable {
  /// Where a figure is shown; JSON and CSV hold every figure.
  public struct Outputs: OptionSet, Sendable, Hashable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let text = Outputs(rawValue: 1 << 0)
    public static let markdown = Outputs(rawValue: 1 << 1)
    public static let html = Outputs(rawValue: 1 << 2)
    public static let pane = Outputs(rawValue: 1 << 3)
    /// JSON and CSV alone.
    public static let data: Outputs = []
    public static let reports: Outputs = [.text, .markdown, .html]
    public static let all: Outputs = [.text, .markdown, .html, .pane]
  }

  /// How the members of a figure are called in JSON.
  public enum Shape: Sendable, Hashable {
    /// An object of `estimate`, `ci`, `n` … at the figure's path.
    case nested
    /// `NAME`, `NAME_ci`, `NAME_ci_bootstrap` beside the others of their object.
    case prefixed
  }

  public let section: FigureSection.ID
  /// Where it stands in the JSON object of its place; empty where it is that object's own estimate.
  public let path: [String]
  /// What it is called in every output.
  public let words: String
  public let style: NumberStyle
  public let explanation: FigureExplanation
  /// What its own interval is called, where several kinds stand side by side: "Welch".
  public let intervalName: String?
  /// Whether an interval of the cluster bootstrap stands beside its own.
  public let isResampled: Bool
  public let shape: Shape
  public let outputs: Outputs

  /// Its name in CSV, unique in its section.
  public var key: String { path.isEmpty ? "estimate" : path.joined(separator: ".") }
  public var id: String { section.rawValue + "." + key }
}

/// A figure in words: what `?`, `walkaway help figures` and the documentation show.
public struct FigureExplanation: Sendable, Hashable {
  public var what: String
  public var formula: String
  /// How to read it here.
  public var reading: String

  init(_ what: String, _ formula: String, _ reading: String) {
    self.what = what
    self.formula = formula
    self.reading = reading
  }
}

/// A figure of the catalogue as one report has it.
public struct FigureInstance: Sendable {
  public let definition: FigureDefinition
  public let reading: Reading
  /// The cases that it counts; `nil` where no filter can name them.
  public let cases: FigureCases?

  /// "6.3 %", "+0.304", "< .0001", a verdict; a dash where there is no number.
  public func value(hasUnit: Bool = true) -> String {
    if case .word(let word) = reading { return word }
    return reading.number.map { definition.style.text($0, hasUnit: hasUnit) } ?? "—"
  }

  /// "[+0.14, +0.46]"; "…" while it is being computed; `nil` where the figure has none.
  public var interval: String? { reading.figure.flatMap { definition.style.interval($0.interval) } }

  /// The interval of the cluster bootstrap, where there is one of its own.
  public var bootstrap: String? {
    guard definition.isResampled, let figure = reading.figure else { return nil }
    return definition.style.interval(figure.bootstrap)
  }

  /// "+0.304 [+0.14, +0.46]"
  public func valueWithInterval(hasUnit: Bool = true) -> String {
    guard reading.number != nil else { return value(hasUnit: hasUnit) }
    return value(hasUnit: hasUnit) + (interval.map { " " + $0 } ?? "")
  }
}
