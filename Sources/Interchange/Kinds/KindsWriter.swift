internal import Cases
internal import Digest
internal import JSON

/// Writes a shard as the lines of a file of kinds: a head, a row a conversation, an end that counts and digests them.
public struct KindsWriter: ~Copyable {
  private let shard: KindsShard
  /// The columns of ``KindsColumns/codes``.
  private let codes: [[UInt8]]
  private var json = JSONOutput(capacity: 1 << 20)
  private var digest: SHA256? = SHA256()
  private var row = 0
  private var simulated = 0
  /// Where the next rows of columns that ascend by conversation begin.
  private var (lone, unlabelled, blind, stage) = (0, 0, 0, 0)

  private static let pieceSize = 1 << 20

  /// - Parameter program: What wrote the file, for people.
  public init(_ shard: KindsShard, program: String) {
    self.shard = shard
    codes = KindsColumns.codes.map { shard.table.pairs[$0] }
    writeHead(program: program)
  }

  /// Adds the next conversation: the real ones first, then the simulated ones, in the order of the table.
  public mutating func add(
    id: UnsafeRawBufferPointer, customer: UnsafeRawBufferPointer?, write: ([UInt8]) throws -> Void
  ) throws {
    let isReal = row < shard.table.conversations.count
    json.open("{")
    let digest = KindsDigest(isReal ? .conversation : .simulated, id)
    json.string(isReal ? "id" : "simulated", digest.text)
    json.string("customer", customer.map { KindsDigest(.customer, $0).text })
    if isReal { addReal() } else { addSimulated() }
    json.close("}")
    json.endLine()
    row += 1
    if json.count >= KindsWriter.pieceSize { try flush(write) }
  }

  /// Ends the file. Every conversation must have been added.
  public mutating func finish(write: ([UInt8]) throws -> Void) throws {
    precondition(row == shard.table.conversations.count + shard.table.whole.count)
    try flush(write)
    json.open("{")
    json.key("end")
    json.open("{")
    json.integer("conversations", shard.table.conversations.count)
    json.integer("simulated", shard.table.whole.count)
    json.integer("pairs", shard.table.count)
    json.string("sha256", digest.take()?.hexadecimal())
    json.close("}")
    json.close("}")
    json.endLine()
    try write(json.bytes)
  }

  private mutating func flush(_ write: ([UInt8]) throws -> Void) throws {
    digest?.update(json.contents)
    try write(json.bytes)
    json.removeAll()
  }

  private mutating func writeHead(program: String) {
    let table = shard.table
    json.open("{")
    json.integer("walkaway_kinds", KindsColumns.version)
    json.string("program", program)
    json.string("audit", shard.auditJSON)
    json.key("series")
    json.open("[")
    for series in table.series {
      json.next()
      json.open("{")
      json.string("simulator", series.simulator)
      json.string("instrument", series.instrument)
      json.integer("draw", series.draw)
      json.close("}")
    }
    json.close("]")
    json.key("sources")
    json.open("[")
    for source in table.loneLabels.sources {
      json.next()
      json.open("{")
      json.string("simulator", source.simulator)
      json.integer("draw", source.draw)
      json.close("}")
    }
    json.close("]")
    strings("fields", table.conversations.profile.map(\.name))
    strings("simulated_fields", table.whole.simulated.profile.map(\.name))
    strings("further_fields", table.furtherFields)
    json.key("has_faults")
    json.flag(!table.pairs.faults.isEmpty)
    if let instrument = table.whole.labels.instrument { json.integer("whole_instrument", instrument) }
    json.key("permits_silence")
    json.open("{")
    for (simulator, permits) in shard.permitsSilence.sorted(by: { $0.key < $1.key }) {
      json.key(simulator)
      json.flag(permits)
    }
    json.close("}")
    json.key("columns")
    json.open("{")
    for (name, columns) in KindsColumns.all { strings(name, columns) }
    json.close("}")
    json.close("}")
    json.endLine()
  }

  private mutating func strings(_ key: String, _ values: [String]) {
    json.key(key)
    json.open("[")
    for value in values {
      json.next()
      json.string(value)
    }
    json.close("]")
  }

  private mutating func addReal() {
    let (table, codes) = (shard.table, codes)
    addColumns(table.conversations, row)
    let pairs = Int(table.conversations.firstPair[row])..<Int(table.conversations.firstPair[row + 1])
    KindsWriter.rows("pairs", pairs, to: &json) { json, pair in
      json.numbers([Int(table.pairs.turn[pair]), Int(table.pairs.userTurn[pair]), Int(table.pairs.series[pair])])
      json.numbers([table.pairs.faults.isEmpty ? 0 : Int(table.pairs.faults[pair].rawValue)])
      for column in codes {
        json.next()
        json.integer(Int(column[pair]))
      }
    }
    let labels = table.loneLabels
    let ofThis = KindsWriter.run(of: UInt32(row), in: labels.conversation, from: &lone)
    KindsWriter.rows("lone_labels", ofThis, to: &json) { json, label in
      json.numbers(
        [Int(labels.turn[label]), Int(labels.source[label]), Int(labels.instrument[label]), Int(labels.stage[label])])
    }
    let probes = table.unlabelledProbes
    let asked = KindsWriter.run(of: UInt32(row), in: probes.conversation, from: &unlabelled)
    KindsWriter.rows("unlabelled", asked, to: &json) { json, probe in
      json.numbers([Int(probes.series[probe]), Int(probes.real[probe]), Int(probes.simulated[probe])])
    }
    let first = blind
    while blind < shard.blindLabels.count, shard.blindLabels[blind].row < pairs.upperBound { blind += 1 }
    let people = shard.blindLabels
    KindsWriter.rows("blind", first..<blind, to: &json) { json, place in
      let label = people[place]
      json.next()
      json.integer(label.row - pairs.lowerBound)
      json.next()
      json.string(label.reviewer)
      json.numbers([Int(label.real), Int(label.simulated)])
      for probability in [label.realProbability, label.simulatedProbability] {
        json.next()
        if let probability { json.number(probability) } else { json.null() }
      }
    }
    addWords(row)
  }

  private mutating func addSimulated() {
    let whole = shard.table.whole
    let place = row - shard.table.conversations.count
    json.integer("simulator", Int(whole.simulator[place]))
    if whole.replays[place] != WholeConversations.noReplay { json.integer("replays", Int(whole.replays[place])) }
    json.integer("ended_by", Int(whole.endedBy[place]))
    json.integer("inherits", Int(whole.inherits[place]))
    addColumns(whole.simulated, place)
    addWords(row)
  }

  private mutating func addColumns(_ columns: ConversationColumns, _ row: Int) {
    json.integer("outcome", Int(columns.stratum[row]))
    json.integer("user_turns", Int(columns.userTurns[row]))
    json.integer("turns", Int(columns.turns[row]))
    json.integer("agent_turns", Int(columns.agentTurns[row]))
    json.integer("silences", Int(columns.silences[row]))
    json.integer("abandoned", Int(columns.isAbandoned[row]))
    guard !columns.profile.isEmpty else { return }
    json.key("profile")
    json.open("[")
    for field in columns.profile {
      json.next()
      let code = field.codes[row]
      if code == ProfileColumn.missing { json.null() } else { json.string(field.values[Int(code)]) }
    }
    json.close("]")
  }

  /// What words and labels of whole conversations tell, where the table knows it.
  private mutating func addWords(_ row: Int) {
    let (conduct, labels) = (shard.table.whole.conduct, shard.table.whole.labels)
    if row < conduct.count {
      json.key("conduct")
      json.open("[")
      json.numbers(
        [
          Int(conduct.lastAct[row]), Int(conduct.characters[row]), Int(conduct.shortTurns[row]),
          Int(conduct.questions[row]), Int(conduct.repeats[row]), Int(conduct.words[row]),
          Int(conduct.distinctWords[row]), Int(conduct.faultyTurns[row]), Int(conduct.faults[row].rawValue),
        ])
      json.close("]")
    }
    guard row < labels.count else { return }
    json.key("labels")
    json.open("[")
    json.numbers(
      [
        Int(labels.lastAct[row]), Int(labels.lastStage[row]), Int(labels.turns[row]), Int(labels.signs[row].rawValue),
      ])
    json.close("]")
    json.key("stages")
    json.open("[")
    let real = shard.table.conversations
    let turns =
      row < real.count ? real.userTurns[row] : shard.table.whole.simulated.userTurns[row - real.count]
    json.numbers(labels.stages[stage..<stage + Int(turns)].map { Int($0) })
    stage += Int(turns)
    json.close("]")
  }

  /// Rows of numbers; nothing where there is none.
  private static func rows(
    _ key: StaticString, _ range: Range<Int>, to json: inout JSONOutput,
    _ body: (_ json: inout JSONOutput, _ row: Int) -> Void
  ) {
    guard !range.isEmpty else { return }
    json.key(key)
    json.open("[")
    for row in range {
      json.next()
      json.open("[")
      body(&json, row)
      json.close("]")
    }
    json.close("]")
  }

  /// The places of a conversation in an ascending column; `place` is moved behind them.
  private static func run(of conversation: UInt32, in column: [UInt32], from place: inout Int) -> Range<Int> {
    let first = place
    while place < column.count, column[place] == conversation { place += 1 }
    return first..<place
  }
}

extension JSONOutput {
  /// Elements of the array that is open.
  fileprivate mutating func numbers(_ values: [Int]) {
    for value in values {
      next()
      integer(value)
    }
  }
}
