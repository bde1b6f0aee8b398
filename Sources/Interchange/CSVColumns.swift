internal import Cases

/// What the codes of a table's rows mean as fields of CSV: made once, for whoever writes rows.
///
/// A class, and its fields in one list, so that a row holds all of it by two references: counts of references go from one
/// processor to another.
final class CSVColumns: Sendable {
  let scale: StageScale
  let fields: CSVFields
  // Where the texts of codes begin in the fields.
  let strata: Int
  let positions: Int
  let simulators: Int
  let instruments: Int
  let draws: Int
  let stages: Int
  let emotions: Int
  let blockers: Int
  let exits: Int
  let actions: Int
  let profile: [(codes: [UInt32], values: Int)]

  init(_ export: CaseExport) {
    let (table, form) = (export.table, export.csv)
    let names = CaseNames(table)
    scale = names.scale
    var fields = CSVFields()
    strata = fields.add(table.description.outcome.strata.map(\.id) + [Stratum.unknown.id], form)
    positions = fields.add(table.positions.names, form)
    simulators = fields.add(table.series.map(\.simulator), form)
    instruments = fields.add(table.series.map(\.instrument), form)
    draws = fields.add(table.series.map { "\($0.draw)" }, form)
    stages = fields.add(names.stages.map { $0 ?? "" }, form)
    emotions = fields.add(names.emotions.map { $0 ?? "" }, form)
    blockers = fields.add(names.blockers.map { $0 ?? "" }, form)
    exits = fields.add(names.exits.map { $0 ?? "" }, form)
    actions = fields.add(names.actions.map { $0 ?? "" }, form)
    profile =
      export.content == .full ? table.conversations.profile.map { ($0.codes, fields.add($0.values, form)) } : []
    self.fields = fields
  }
}
