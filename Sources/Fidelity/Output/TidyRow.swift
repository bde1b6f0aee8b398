import Cases

/// One number of a report as a row of a table: what `walkaway stats --csv` writes.
public struct TidyRow: Sendable, Hashable {
  /// "stage", "depth-bias", "contrast" …
  public var section: String
  public var stratum: String
  /// A position, an action, a second simulator or an instrument.
  public var group: String
  /// A stage, an emotion, a reference …
  public var item: String
  /// "real share", "shift", "estimate", "p" …
  public var quantity: String
  public var estimate: Double?
  public var lower: Double?
  public var upper: Double?
  public var lowerBootstrap: Double?
  public var upperBootstrap: Double?
  public var count: Int?
  /// Why there is no estimate.
  public var reason: String?

  /// The names of the columns.
  public static let header = [
    "simulator", "instrument", "section", "stratum", "group", "item", "quantity", "estimate", "lower", "upper",
    "lower_bootstrap", "upper_bootstrap", "n", "reason",
  ]

  /// The row's fields in the order of ``header``; numbers in the shortest form that reads back the same.
  public func fields(simulator: String, instrument: String) -> [String] {
    let numbers = [estimate, lower, upper, lowerBootstrap, upperBootstrap].map { $0.map { "\($0)" } ?? "" }
    return [simulator, instrument, section, stratum, group, item, quantity] + numbers
      + [count.map(String.init) ?? "", reason ?? ""]
  }
}
