internal import Cases

/// What the codes of a table's rows mean as fields of CSV: made once, for whoever writes rows.
///
/// A class, so that a row holds all of it by one reference: counts of references go from one processor to another.
final class CSVColumns: Sendable {
  /// A column of codes with the texts that they mean.
  struct CodeColumn: Sendable {
    let codes: [UInt8]
    let names: CSVFields
  }

  let scale: StageScale
  let strata: CSVFields
  let positions: CSVFields
  let simulators: CSVFields
  let instruments: CSVFields
  let draws: [Int]
  let stages: CSVFields
  let labels: [CodeColumn]
  let profile: [(codes: [UInt32], values: CSVFields)]

  init(_ export: CaseExport) {
    let (table, form) = (export.table, export.csv)
    let names = CaseNames(table)
    scale = names.scale
    strata = CSVFields(table.description.outcome.strata.map(\.id) + [Stratum.unknown.id], form)
    positions = CSVFields(table.positions.names, form)
    simulators = CSVFields(table.series.map(\.simulator), form)
    instruments = CSVFields(table.series.map(\.instrument), form)
    draws = table.series.map(\.draw)
    stages = CSVFields(names.stages.map { $0 ?? "" }, form)
    func column(_ path: KeyPath<PairColumns, [UInt8]>, _ texts: [String?]) -> CodeColumn {
      CodeColumn(codes: table.pairs[keyPath: path], names: CSVFields(texts.map { $0 ?? "" }, form))
    }
    labels = [
      column(\.realEmotion, names.emotions), column(\.simulatedEmotion, names.emotions),
      column(\.realBlocker, names.blockers), column(\.simulatedBlocker, names.blockers),
      column(\.realExit, names.exits), column(\.simulatedExit, names.exits), column(\.action, names.actions),
    ]
    profile =
      export.content == .full ? table.conversations.profile.map { ($0.codes, CSVFields($0.values, form)) } : []
  }
}
