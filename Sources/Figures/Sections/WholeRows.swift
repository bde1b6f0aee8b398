import Cases
import Fidelity
import JSON
import Text

/// The rows of figures of whole conversations, real against simulated.
enum WholeRows {
  /// A share of either side, how they differ, and how far two halves of the real people do.
  ///
  /// - Parameters:
  ///   - of: What is counted, such as "conversations".
  ///   - reading: How to read the simulated side.
  static func shares(of counted: String, reading: String) -> [FigureRow<WholeShare>] {
    compared(
      counted, formula: "such \(counted) ÷ \(counted); Wilson’s interval on the effective sample size",
      reading: reading,
      real: { .side($0.real) }, simulated: { .side($0.simulated) }, { $0.comparison })
  }

  /// Means, or ratios that are no shares.
  ///
  /// - Parameters:
  ///   - style: How they are written.
  ///   - formula: How both are computed.
  static func means(_ style: NumberStyle, formula: String, reading: String) -> [FigureRow<WholeMean>] {
    var signed = style
    signed.isSigned = true
    return [
      FigureRow(
        "real", "real", style, "Of real conversations.", formula: formula, reading: "What people did.",
        isResampled: false, cases: { $1.conversations(of: .people) }, read: { .figure($0.real) }),
      FigureRow(
        "simulated", "simulated", style, "Of simulated conversations.", formula: formula, reading: reading,
        isResampled: false, cases: { $1.conversations(of: .simulator) }, read: { .figure($0.simulated) }),
      FigureRow(
        "difference", "difference", signed, "How much larger it is in simulated conversations.",
        formula: "simulated − real; CR1, clusters on both sides taken into account", reading: "Read beside the floor.",
        isResampled: false, cases: { $1.conversations(of: .both) }, read: { .figure($0.comparison.difference) }),
    ] + floor("difference.", style, scale: 1) { $0.comparison }
  }

  /// Cumulative incidences, the other causes competing.
  ///
  /// - Parameters:
  ///   - counted: Whose share it is.
  ///   - reading: How to read the simulated side.
  static func incidences(_ counted: String, reading: String) -> [FigureRow<WholeMean>] {
    compared(
      counted, formula: "Aalen–Johansen: Σ S(t−) d/n; Wilson’s interval on the effective sample size", reading: reading,
      real: { .figure($0.real) }, simulated: { .figure($0.simulated) }, { $0.comparison })
  }

  /// Rows of shares, however they are computed.
  private static func compared<Place>(
    _ counted: String, formula: String, reading: String, real: @escaping @Sendable (Place) -> Reading,
    simulated: @escaping @Sendable (Place) -> Reading,
    _ comparison: @escaping @Sendable (Place) -> RealAgainstSimulated
  ) -> [FigureRow<Place>] {
    return [
      FigureRow(
        "real", "real", .share, "The share of real \(counted).", formula: formula,
        reading: "What people did. The interval allows for several conversations of one customer.", interval: "Wilson",
        isResampled: false, cases: { $1.conversations(of: .people) }, read: real),
      FigureRow(
        "simulated", "simulated", .share, "The share of simulated \(counted).", formula: formula, reading: reading,
        interval: "Wilson", isResampled: false, cases: { $1.conversations(of: .simulator) },
        read: simulated),
      FigureRow(
        "shift_pp", "shift", .shift, "How much more of it the simulator shows than people, in percentage points.",
        formula: "simulated − real; Newcombe’s interval from both, clusters on both sides taken into account",
        reading: "Read beside the floor. Every interval stands for itself: of twenty such one may miss by chance.",
        interval: "Newcombe", isResampled: false, cases: { $1.conversations(of: .both) },
        read: { .figure(comparison($0).difference.scaled(by: 100)) }),
    ] + floor("shift_pp.", .points, scale: 100, comparison)
  }

  /// What is taken for granted where first resistances are told.
  static let resistanceAssumptions =
    "A conversation that ends without resisting counts as one that never does. One that a limit, an error or an unknown "
    + "end cut off is followed up to there, and taken to go on as the others do. A user turn without a label is taken not "
    + "to resist."

  private static func floor<Place>(
    _ prefix: String, _ style: NumberStyle, scale: Double,
    _ read: @escaping @Sendable (Place) -> RealAgainstSimulated
  ) -> [FigureRow<Place>] {
    [
      FigureRow(
        prefix + "floor", "floor", style, "How far two random halves of the real people lie apart on average.",
        formula: "E|A − B| = 2 √(2/π) × the clustered standard error of the real figure; no resampling",
        reading: "A difference no larger than that is found between real people and real people.",
        cases: { $1.conversations(of: .people) }, read: { .quantity(read($0).floor.scaled(by: scale)) }),
      FigureRow(
        prefix + "finding", "finding", .count, "Whether the difference goes beyond the floor.",
        formula: "its interval against ± the floor; withheld below \(ConcentrationVerdict.fewestUnits) units a side",
        reading: "“not shown” acquits nobody.", outputs: .data, read: { .word(read($0).finding.rawValue) }),
    ]
  }

  /// One entry, of a simulator and a stratum.
  static func entry(
    _ speaker: WholeReport.Speaker, _ group: WholeReport.Group, item: String, _ words: String,
    of: String? = nil, _ figures: [FigureInstance]
  ) -> FigureEntry {
    FigureEntry(
      stratum: group.stratum?.id, group: speaker.id, item: item, words,
      facts: [
        JSONValue.Member("outcome", group.stratum.map { .string($0.id) } ?? .null),
        JSONValue.Member("id", .string(item)),
      ] + (of.map { [JSONValue.Member("of", .string($0))] } ?? []), figures)
  }
}

extension NumberStyle {
  /// A distance in percentage points.
  fileprivate static let points = NumberStyle(decimals: 1, unit: " pp")
}

extension FidelityReport {
  /// Blocks of every simulator: those of all its conversations, then stratum by stratum.
  ///
  /// - Parameter make: The blocks of a group; their titles are completed here.
  func wholeBlocks(
    _ make: (WholeReport.Speaker, WholeReport.Group) -> [FigureBlock]
  ) -> [FigureBlock] {
    let speakers = whole?.speakers ?? []
    return speakers.flatMap { speaker in
      let groups = speaker.groups.map { group in
        make(speaker, group).map { block in
          var block = block
          block.stratum = group.stratum?.id
          // What all rest on is said once.
          if group.stratum != nil { block.basis = "" }
          let names = [speakers.count > 1 ? speaker.id : nil, group.name, block.title].compactMap(\.self)
          block.title = names.filter { !$0.isEmpty }.joined(separator: ", ")
          return block
        }
      }
      // Strata side by side: the first block of each, then the second.
      let strata = groups.dropFirst()
      var blocks: [FigureBlock] = groups.first ?? []
      for place in 0..<(strata.map(\.count).max() ?? 0) {
        for stratum in strata where place < stratum.count { blocks.append(stratum[place]) }
      }
      return blocks
    }
  }
}
