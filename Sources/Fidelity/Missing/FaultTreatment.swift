public import Cases

/// What a fault of a simulated turn counts as. A fault is no decision: somebody has to say what becomes of it.
public enum FaultTreatment: String, Sendable, Hashable, Codable, CaseIterable {
  /// As it was labelled.
  case keep
  /// It is in no figure.
  case drop
  /// As if the simulator had left without a word.
  case exit
}

/// How many of the simulated turns that are meant have a fault, and what was made of them.
public struct FaultAccount: Sendable, Hashable {
  public var treatment: FaultTreatment
  /// Simulated turns, each once for every instrument.
  public var pairs: Int
  public var faulty: Int
  /// How many have each fault, the most frequent first; a turn may have several.
  public var faults: [Count]

  public struct Count: Sendable, Hashable {
    public var fault: Fault
    public var pairs: Int
  }

  /// `nil` where nobody looked for faults.
  init?(_ table: CaseTable, _ rows: RowSet, _ treatment: FaultTreatment) {
    guard !table.listsConversations, !table.pairs.faults.isEmpty, table.pairs.faults.count == table.count else {
      return nil
    }
    self.treatment = treatment
    pairs = rows.count
    var counts = [Int](repeating: 0, count: Fault.allCases.count)
    var faulty = 0
    rows.forEach { row in
      let faults = table.pairs.faults[row]
      if faults.isEmpty { return }
      faulty += 1
      for fault in faults.faults { counts[fault.number] += 1 }
    }
    self.faulty = faulty
    self.faults = zip(Fault.allCases, counts).filter { $1 > 0 }.map { Count(fault: $0, pairs: $1) }
      .sorted { ($1.pairs, $0.fault.number) < ($0.pairs, $1.fault.number) }
  }
}

extension CaseTable {
  /// The table with what faulty turns count as; rows keep their places.
  func treating(_ treatment: FaultTreatment) -> CaseTable {
    guard treatment == .exit, !listsConversations, pairs.faults.count == count else { return self }
    let silence = description.schema.exits.firstIndex(of: "silence").map { UInt8($0) } ?? Code.missing
    var table = self
    for row in pairs.faults.indices where !pairs.faults[row].isEmpty {
      table.pairs.simulatedStage[row] = Code.noReply
      table.pairs.simulatedEmotion[row] = Code.missing
      table.pairs.simulatedBlocker[row] = Code.missing
      table.pairs.simulatedExit[row] = silence
    }
    return table
  }

  /// The rows without those that are left out for a fault.
  func leavingOutFaulty(_ rows: RowSet, _ treatment: FaultTreatment) -> RowSet {
    guard treatment == .drop, !listsConversations, pairs.faults.count == count else { return rows }
    var rows = rows
    for row in pairs.faults.indices where !pairs.faults[row].isEmpty { rows.remove(row) }
    return rows
  }
}
