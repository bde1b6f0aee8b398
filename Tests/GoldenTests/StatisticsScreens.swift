import AuditStore
import Cases
import CellGrid
import Explorer
import Fidelity
import Receipt
import Testing

/// The explorer's Statistics on a whole store, without a terminal: every question is answered before the next key.
struct StatisticsScreens {
  static let samples = ["zh", "en"]
  static let sizes = [(columns: 80, rows: 24), (columns: 120, rows: 40)]
  /// Rows that hold every page whole.
  private static let tallest = 300
  static let pages = StatisticsPage.all.indices

  static let names = samples.flatMap { sample in
    sizes.flatMap { size in pages.map { name(sample, page: $0, size) } }
  }

  static func name(_ sample: String, page: Int, _ size: (columns: Int, rows: Int)) -> String {
    "pages/\(sample)-\(page + 1)-\(size.columns)x\(size.rows)"
  }

  private let store: AuditStore
  private let table: CaseTable
  private var explorer: Explorer
  private var size = StatisticsScreens.sizes[0]

  init(_ name: String) async throws {
    store = try AuditStore.open(at: Workshop.store(name))
    table = try store.caseTable()
    explorer = Explorer(.init(title: name, reviewer: "mk"))
    try await show(size)
    try await send(.tableLoaded(table))
    try await press(.character("s"))
  }

  mutating func show(_ size: (columns: Int, rows: Int)) async throws {
    self.size = size
    try await send(.event(.resize(columns: size.columns, rows: size.rows)))
  }

  mutating func press(_ key: Key) async throws { try await send(.event(.key(key))) }

  private mutating func send(_ action: Action) async throws {
    for effect in explorer.update(action) { try await answer(effect) }
  }

  private mutating func answer(_ effect: Effect) async throws {
    switch effect {
    case .select(let query, let generation):
      try await send(.selected(try query.selection(in: table, context: FilterContext(), generation: generation)))
    case .analyse(let query, let parts, let generation):
      let rows = try table.rows(matching: query.filter, in: FilterContext())
      let report = try await FidelityAnalysis(table: table, rows: rows, options: options(query, parts)).report()
      try await send(.analysed(report, generation: generation))
    default: break
    }
  }

  private func options(_ query: CaseQuery, _ parts: AnalysisParts) -> AnalysisOptions {
    let simulator = query.series.simulator
    return AnalysisOptions(
      simulator: simulator, instrument: query.series.instrument, resamples: 100, permutationDraws: 100,
      comparedSimulator: table.series.first { $0.simulator != simulator }?.simulator,
      silencePermitted: AuditDescription.silencePermitted(of: simulator, auditJSON: store.auditJSON), parts: parts)
  }

  private var frame: Frame {
    var frame = Frame(columns: size.columns, rows: size.rows)
    explorer.render(into: &frame)
    return frame
  }

  /// The page as it is shown, with its styles, and then all of it as on a terminal that is tall enough.
  func text(of page: Int) async throws -> String {
    let frame = frame
    var lines = ["Statistics, page \(page + 1) at \(size.columns) × \(size.rows)", ""]
    lines += frame.textRows.map { $0 + "|" } + ["", "styles"] + frame.styleRows + ["", "surfaces"] + frame.surfaceRows
    var tall = self
    try await tall.show((size.columns, StatisticsScreens.tallest))
    let rows = tall.frame.textRows
    lines += ["", "the whole page"] + rows.filter { $0.contains { $0 != " " } }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension GoldenTests {
  @Test(arguments: StatisticsScreens.samples) func everyPageOfStatisticsLooksAsItDid(sample: String) async throws {
    _ = try Workshop.shared.get()
    var screens = try await StatisticsScreens(sample)
    for page in StatisticsScreens.pages {
      try await screens.press(.character(Character(String(page + 1))))
      for size in StatisticsScreens.sizes {
        try await screens.show(size)
        let text = try await screens.text(of: page)
        try GoldenFile(StatisticsScreens.name(sample, page: page, size)).expect(Array(text.utf8))
      }
    }
  }
}
