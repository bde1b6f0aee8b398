public import Cases
public import Fidelity

/// The figures of one report, section by section: what every output is made from.
public struct ReportFigures: Sendable {
  public let report: FidelityReport
  private let blocksBySection: [FigureSection.ID: [FigureBlock]]

  public init(_ report: FidelityReport, _ schema: StateSchema) {
    self.report = report
    blocksBySection = Dictionary(
      uniqueKeysWithValues: FigureCatalogue.sections.map { ($0.id, $0.blocks(report, schema)) })
  }

  public func blocks(_ id: FigureSection.ID) -> [FigureBlock] { blocksBySection[id] ?? [] }

  /// The blocks of a section that have something to show, each with the figures that one kind of output shows.
  public func blocks(_ id: FigureSection.ID, for outputs: FigureDefinition.Outputs) -> [FigureBlock] {
    blocks(id).compactMap { block in
      var block = block
      block.entries.removeAll(where: \.isDataOnly)
      for entry in block.entries.indices {
        block.entries[entry].figures.removeAll { $0.definition.outputs.isDisjoint(with: outputs) }
      }
      return block.entries.contains { !$0.figures.isEmpty } && block.hasNumbers ? block : nil
    }
  }

  /// The places of a section, narrowed to a stratum and a group.
  func entries(_ id: FigureSection.ID, stratum: String? = nil, group: String? = nil) -> [FigureEntry] {
    blocks(id).flatMap { block in
      block.entries.filter { entry in
        (stratum == nil || (entry.stratum ?? block.stratum) == stratum) && (group == nil || entry.group == group)
      }
    }
  }
}

extension FigureBlock {
  /// Whether any figure has a number or rests on anything: what has neither is left out where people read.
  var hasNumbers: Bool {
    entries.contains { $0.figures.contains { ($0.reading.basis ?? 0) > 0 || $0.reading.basis == nil } }
  }
}
