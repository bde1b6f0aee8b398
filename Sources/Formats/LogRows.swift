internal import Cases
public import Interchange
internal import JSON

/// The conversations of a log as rows of a bundle.
public struct LogRows: RowSource {
  let input: LogInput
  let format: any LogFormat
  let mapping: Mapping
  let outcomes: OutcomeTable?
  /// What a person said of this log: a name that nobody has is a mistake.
  let named: Mapping
  /// Whether simulators were looked for in all of it, so that `audit.json` names them.
  var knowsSimulators = true

  public func forEachRow(
    of file: BundleFiles.File, watch: @escaping (Int) throws(ImportError) -> Void,
    _ body: (SourceRow) throws(ImportError) -> Bool
  ) throws(ImportError) -> [String: Int] {
    guard file.kind == .conversations else { return [:] }
    return try read(watch: watch, body)
  }

  /// Reads all files as one; `body` is told every conversation as it will come in.
  func read(
    watch: @escaping (Int) throws(ImportError) -> Void, _ body: (SourceRow) throws(ImportError) -> Bool
  ) throws(ImportError) -> [String: Int] {
    try LogRows.lending(body) { (body: @escaping (SourceRow) throws(ImportError) -> Bool) throws(ImportError) in
      let row = RowBox(
        MappedRow(mapping, outcomes: outcomes, knowsSimulators: knowsSimulators), unmet: UnmetNames(named))
      let notes = LeftOut()
      let sink = LogSink(
        watch: watch,
        conversations: { (conversation: inout LogConversation) throws(ImportError) -> Bool in
          try row.make(conversation, notes, body)
        }, refusals: body)
      for (what, count) in input.passedOverWords { sink.leaveOut(what, count) }
      try run(into: sink)
      if !sink.isStopped { try check(row) }
      if let outcomes, !sink.isStopped {
        let unmatched = outcomes.outcomes.count - row.matched
        if unmatched > 0 { notes.counts["rows of the second file that name no conversation", default: 0] += unmatched }
      }
      return notes.counts.merging(sink.leftOut, uniquingKeysWith: +)
    }
  }

  /// The values that the outcome has, and who simulated.
  ///
  /// - Parameter most: After so many conversations it ends.
  func census(
    of most: Int = .max, watch: @escaping (Int) throws(ImportError) -> Void
  ) throws(ImportError) -> LogCensus {
    let census = CensusBox()
    let row = RowBox(MappedRow(mapping, outcomes: outcomes), unmet: UnmetNames(Mapping()))
    let sink = LogSink(
      mostRows: most == .max ? .max : 100 * most, watch: watch,
      conversations: { (conversation: inout LogConversation) throws(ImportError) -> Bool in
        let outcome = row.outcome(of: conversation)
        census.value.outcomes.add(outcome)
        if outcome == nil, let field = mapping.outcome, census.value.outcomes.conversations <= LogCensus.mostSearched {
          census.value.near.formUnion(field.near(in: conversation))
        }
        if let simulator = row.simulator(of: conversation) { census.value.simulators[simulator, default: 0] += 1 }
        return !census.value.outcomes.isTooMany && census.value.outcomes.conversations < most
      }, refusals: { (_: SourceRow) throws(ImportError) -> Bool in true })
    try run(into: sink)
    return census.value
  }

  /// A user whom somebody named and nobody met is a mistake: everybody would be the agent.
  private func check(_ row: RowBox) throws(ImportError) {
    guard row.isMet else { return }
    try row.unmet.check(path: input.files.first?.path ?? "", speakers: row.speakers)
    guard mapping.namesUser, let met = row.speakersWithoutUser, !met.isEmpty else { return }
    let named = mapping.roles.filter { $0.value == .user }.map { "“\($0.key)”" }.sorted().joined(separator: ", ")
    throw .unmapped(
      path: input.files.first?.path ?? "",
      explanation: "nobody in it is called \(named), whom --user names; speakers are \(met.joined(separator: ", "))")
  }

  private func run(into sink: LogSink) throws(ImportError) {
    do throws(ImportError) {
      try format.read(input, mapping, into: sink)
    } catch {
      if !sink.isStopped { throw error }
    }
  }

  /// The sink keeps what it is given for as long as the reading lasts, and no longer.
  static func lending<Result>(
    _ body: (SourceRow) throws(ImportError) -> Bool,
    _ use: (@escaping (SourceRow) throws(ImportError) -> Bool) throws(ImportError) -> Result
  ) throws(ImportError) -> Result {
    do {
      return try withoutActuallyEscaping(body) { try use($0) }
    } catch let error as ImportError {
      throw error
    } catch {
      fatalError("nothing else is thrown")
    }
  }
}

private final class RowBox {
  private var row: MappedRow
  private(set) var unmet: UnmetNames
  /// Whether there was any conversation.
  private(set) var isMet = false

  init(_ row: consuming MappedRow, unmet: UnmetNames) {
    self.row = row
    self.unmet = unmet
  }

  func make(
    _ conversation: LogConversation, _ notes: LeftOut, _ body: (SourceRow) throws(ImportError) -> Bool
  ) throws(ImportError) -> Bool {
    unmet.meet(conversation)
    isMet = true
    return try row.make(conversation, { notes.counts[$0, default: 0] += $1 }, body)
  }

  func outcome(of conversation: LogConversation) -> String? { row.outcome(of: conversation) }

  func simulator(of conversation: LogConversation) -> String? { row.simulated(of: conversation)?.simulator }

  /// How many conversations the second file names.
  var matched: Int { row.matched }

  /// The speakers that were met, where none of them is the user.
  var speakersWithoutUser: [String]? { row.speakersWithoutUser }
  var speakers: [String] { row.speakers }
}

private final class LeftOut {
  var counts: [String: Int] = [:]
}

private final class CensusBox {
  var value = LogCensus()
}

/// What has to be known of all conversations before the first of them comes in.
struct LogCensus {
  var outcomes = OutcomeCounts()
  /// The simulators that spoke as the user, by how many conversations they did.
  var simulators: [String: Int] = [:]
  /// Fields that are called like the outcome's where that is missing.
  var near: Set<String> = []

  /// How many conversations are looked through for such fields.
  static let mostSearched = 100
}
