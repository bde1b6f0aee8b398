public import Cases
internal import Dispatch
internal import Foundation
public import Text

/// Writes cases, or whole conversations where the table lists those, as CSV, JSON lines or Markdown.
public struct CaseExport: Sendable {
  public enum Content: Sendable, Hashable {
    /// What a row of the case list shows: labels, review marks and both turns.
    case listing
    /// The same without a word that anybody wrote: for programs, to which a stranger's words may be instructions.
    case labels
    /// Also signals and rationales, notes, the profile, and the transcript up to the probe.
    case full
    /// Labels and reviews alone: no turn, no signal, no rationale, no profile.
    case withoutText

    var hasTexts: Bool { self == .listing || self == .full }
    /// Whether there is more than a row of the case list.
    var isDetailed: Bool { self == .full || self == .withoutText }
  }

  public let table: CaseTable
  public let reviews: ReviewIndex
  public let format: ExportFormat
  public let content: Content
  /// Whether Markdown begins with the audit's title; where the cases are a part of a larger text it does not, and their
  /// headings are one level lower.
  public var hasHeading = true
  /// How CSV is written.
  public var csv = CSVForm()

  /// - Precondition: `format.isListOfCases`.
  public init(table: CaseTable, reviews: ReviewIndex, format: ExportFormat, content: Content) {
    self.table = table
    self.reviews = reviews
    self.format = format
    self.content = content
  }

  private static let pieceSize = 1 << 18
  /// Rows that one processor writes at a time, of which each takes a kilobyte and more: what its cache holds.
  private static let share = 512
  private static let mostProcessors = 8

  /// Writes the cases of `rows` in their order, after a heading where the format has one.
  ///
  /// - Parameters:
  ///   - source: The store; `write` must not use it.
  ///   - write: Takes pieces of some hundred kilobytes.
  /// - Returns: How many cells are longer than a spreadsheet's.
  @discardableResult
  public func write(
    _ rows: some Sequence<Int>, from source: some CaseSource & Sendable, to write: ([UInt8]) throws -> Void
  ) throws -> Int {
    let (rows, fields) = (Array(rows), source.profileFields)
    switch format {
    case .csv where table.listsConversations: return try run(CSVConversations(self), rows, from: source, to: write)
    case .jsonLines where table.listsConversations:
      return try run(JSONConversations(self, fields: fields), rows, from: source, to: write)
    case .csv:
      let columns = CodeColumns(self, hasProfile: content == .full) { [csv] in
        Array(CSVText.quoted($0 ?? "", guarding: csv.guarding).utf8)
      }
      return try inShares({ CSVCases(self, columns: columns) }, rows, from: source, to: write)
    case .jsonLines:
      let columns = CodeColumns(self, hasProfile: false, JSONCases.written)
      return try inShares({ JSONCases(self, columns: columns, fields: fields) }, rows, from: source, to: write)
    case .markdown: return try run(MarkdownCases(self, fields: fields), rows, from: source, to: write)
    case .html, .bundle: preconditionFailure("\(format.title) is no list of cases")
    }
  }

  private var hasLabels: Bool { content.isDetailed || format == .markdown }

  private func run<Writer: CaseFormatter & ~Copyable>(
    _ writer: consuming Writer, _ rows: [Int], from source: some CaseSource, to write: ([UInt8]) throws -> Void
  ) throws -> Int {
    writer.begin()
    try source.forEachCase(rows, of: table, hasLabels: hasLabels) { texts in
      writer.append(texts)
      if writer.count >= CaseExport.pieceSize {
        try write(writer.bytes)
        writer.removeAll()
      }
    }
    if writer.count > 0 { try write(writer.bytes) }
    return writer.longCells
  }

  /// What one processor wrote.
  private struct Share: Sendable {
    var bytes: [UInt8]
    var longCells: Int
  }

  /// The same on all processors, where no row depends on those before: each writes every so many shares, and waits where
  /// it is two ahead of what leaves the program.
  private func inShares<Writer: CaseFormatter & ~Copyable>(
    _ writer: @escaping @Sendable () -> Writer, _ rows: [Int], from source: some CaseSource & Sendable,
    to write: ([UInt8]) throws -> Void
  ) throws -> Int {
    var heading = writer()
    heading.begin()
    if heading.count > 0 { try write(heading.bytes) }
    let shares = (rows.count + CaseExport.share - 1) / CaseExport.share
    let processors = min(ProcessInfo.processInfo.activeProcessorCount, CaseExport.mostProcessors, shares)
    let pipes = (0..<processors).map { _ in Pipe<Result<Share, any Error>>(capacity: 2) }
    let working = DispatchGroup()
    defer {
      for pipe in pipes { pipe.stop() }
      working.wait()
    }
    for (number, pipe) in pipes.enumerated() {
      // A queue of its own has a thread at once. The global one has as many as there are processors, and the one that
      // waits here is counted among them.
      DispatchQueue(label: "share").async(group: working) {
        var own = writer()
        for share in stride(from: number, to: shares, by: processors) {
          let start = share * CaseExport.share
          let rows = Array(rows[start..<min(start + CaseExport.share, rows.count)])
          let longBefore = own.longCells
          own.removeAll()
          let written = Result {
            try source.forEachCase(rows, of: table, hasLabels: hasLabels) { own.append($0) }
            return Share(bytes: own.bytes, longCells: own.longCells - longBefore)
          }
          guard pipe.send(written) else { return }
        }
      }
    }
    var longCells = 0
    for number in 0..<shares {
      let share = try pipes[number % processors].receive().get()
      try write(share.bytes)
      longCells += share.longCells
    }
    return longCells
  }
}

/// Turns cases into the bytes of one format.
protocol CaseFormatter: SendableMetatype, ~Copyable {
  /// The number of bytes since the last ``removeAll()``.
  var count: Int { get }
  var bytes: [UInt8] { get }
  /// Cells that a spreadsheet cuts.
  var longCells: Int { get }
  mutating func removeAll()
  mutating func begin()
  mutating func append(_ texts: CaseTexts)
}

extension CaseFormatter where Self: ~Copyable {
  var longCells: Int { 0 }
}

/// The names behind the codes of a row.
struct CaseNames {
  let table: CaseTable
  let scale: StageScale
  let stages: [String?]
  let emotions: [String?]
  let blockers: [String?]
  let exits: [String?]
  let actions: [String?]

  init(_ table: CaseTable) {
    self.table = table
    let schema = table.description.schema
    scale = StageScale(schema)
    stages = CaseNames.byCode(schema.stages.map(\.id), noReply: "no-reply")
    emotions = CaseNames.byCode(schema.emotions)
    blockers = CaseNames.byCode(schema.blockers)
    exits = CaseNames.byCode(schema.exits)
    actions = CaseNames.byCode(schema.actions)
  }

  /// The name of every code, `nil` for a label that is missing.
  private static func byCode(_ names: [String], noReply: String? = nil) -> [String?] {
    var all = [String?](repeating: nil, count: 256)
    for (code, name) in names.prefix(Code.maximumValues).enumerated() { all[code] = name }
    all[Int(Code.noReply)] = noReply
    return all
  }

  func stratum(_ row: Int) -> Stratum { table.stratum(ofRow: row) }
  func series(_ row: Int) -> CaseTable.Series { table.series[Int(table.pairs.series[row])] }
  func position(_ row: Int) -> String { table.positions.names[Int(table.pairs.position[row])] }

  func shift(_ row: Int) -> Double? {
    scale.shift(real: table.pairs.realStage[row], simulated: table.pairs.simulatedStage[row])
  }
}
