import Fidelity

/// One number of a report as a row of a table: what `walkaway stats --csv` writes.
public struct TidyRow: Sendable, Hashable {
  /// ``FigureSection/ID``
  public var section: String
  public var stratum = ""
  /// A position, an action, a second simulator or an instrument.
  public var group = ""
  /// A stage, an act, a reference …
  public var item = ""
  /// ``FigureDefinition/key``: the figure's place in JSON.
  public var quantity: String
  public var estimate: Double?
  public var lower: Double?
  public var upper: Double?
  public var lowerBootstrap: Double?
  public var upperBootstrap: Double?
  public var count: Int?
  /// Why there is no estimate; a verdict in words.
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

extension ReportFigures {
  /// Every figure of the report, one a row, in the order of the catalogue.
  public var tidyRows: [TidyRow] {
    FigureSection.ID.allCases.flatMap { id in
      blocks(id).flatMap { block in
        block.entries.flatMap { entry in entry.figures.map { TidyRow($0, entry, block) } }
      }
    }
  }
}

extension TidyRow {
  fileprivate init(_ instance: FigureInstance, _ entry: FigureEntry, _ block: FigureBlock) {
    section = instance.definition.section.rawValue
    stratum = entry.stratum ?? block.stratum ?? ""
    group = entry.group ?? ""
    item = entry.item ?? ""
    quantity = instance.definition.key
    estimate = instance.reading.number
    reason = instance.reading.reason
    if case .word(let word) = instance.reading { reason = word }
    guard let figure = instance.reading.figure else { return }
    lower = figure.interval.bounds?.lower
    upper = figure.interval.bounds?.upper
    lowerBootstrap = figure.bootstrap.bounds?.lower
    upperBootstrap = figure.bootstrap.bounds?.upper
    count = figure.count
  }
}
