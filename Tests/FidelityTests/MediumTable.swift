import Cases
import Fidelity

/// The synthetic table of analyses_medium.json: three strata, odd depths, customers over strata, draws, instruments.
struct MediumTable {
  let oracle: OracleValue
  let table: CaseTable

  init() throws {
    oracle = try OracleValue.read("analyses_medium.json")
    let depths = oracle["depths"]?.numbers ?? []
    let committed = oracle["committed"]?.elements.compactMap(\.flag) ?? []
    var builder = TestTable(
      depths: depths,
      strata: committed.enumerated().map { Stratum(id: "stratum-\($0)", committed: $1) },
      simulators: ["other", "persona"], instruments: ["a", "b", "c"])
    builder.setActions(["rapport", "probe", "pitch"])
    let series = oracle["series"]?.elements ?? []
    let pairs = (oracle["pairs"]?.elements ?? []).map(\.numbers).map { $0.map { Int($0) } }
    var next = 0
    for (number, conversation) in (oracle["conversations"]?.elements ?? []).enumerated() {
      let row = builder.addConversation(
        stratum: Int(conversation["stratum"]?.number ?? 0), customer: conversation["customer"]?.text)
      while next < pairs.count, pairs[next][0] == number {
        let pair = pairs[next]
        let key = series[pair[3]]
        builder.addCoded(
          row, turn: pair[1], position: pair[2], simulator: key[0]?.text ?? "", instrument: key[1]?.text ?? "",
          draw: Int(key[2]?.number ?? 0), real: pair[4], simulated: pair[5], action: pair[6])
        next += 1
      }
    }
    table = builder.table
  }

  var all: RowSet { RowSet(capacity: table.count, full: true) }

  func options(_ change: (inout AnalysisOptions) -> Void = { _ in }) -> AnalysisOptions {
    var options = AnalysisOptions(
      simulator: "persona", instrument: "a", resamples: 500, permutationDraws: 1000, margin: 0.2)
    change(&options)
    return options
  }

  func report(_ change: (inout AnalysisOptions) -> Void = { _ in }) async throws -> FidelityReport {
    try await FidelityAnalysis(table: table, rows: all, options: options(change)).report()
  }
}
