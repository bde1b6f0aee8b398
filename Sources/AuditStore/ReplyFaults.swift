internal import Cases
internal import Conduct

/// Looks for the faults of the replies to one conversation's prefixes.
struct ReplyFaults {
  private let readings: [TurnReading]
  private let drawn: [String?]
  /// The draws of the probes, where simulators have several: copied, as a row's text is gone with the next one.
  private var draws: [Probe: [Draw]] = [:]

  private struct Probe: Hashable {
    let turn: Int
    let simulator: String
  }

  private struct Draw {
    let place: Int
    let text: [UInt8]?
  }

  /// - Parameters:
  ///   - turns: Of the real conversation.
  ///   - drawn: See ``drawn(_:)``.
  init(_ turns: [ConductTurn], drawn: [String?]) {
    readings = ConductRules.standard.readings(of: turns)
    self.drawn = drawn
  }

  /// The faults of a reply alone.
  ///
  /// - Parameters:
  ///   - key: The simulation's ``RecordKey``.
  ///   - place: The reply's place among those of the conversation.
  mutating func faults(of key: Int64, _ text: UnsafeRawBufferPointer?, place: Int) -> FaultSet {
    let turn = RecordKey.turn(of: key)
    let source = RecordKey.code(of: key)
    if drawn.indices.contains(source), let id = drawn[source] {
      draws[Probe(turn: turn, simulator: id), default: []].append(Draw(place: place, text: text.map(Array.init)))
    }
    return ConductRules.standard.findings(ofReply: text, after: readings[..<min(turn, readings.count)])
      .reduce(into: []) { $0.formUnion(FaultSet($1.fault)) }
  }

  /// The places of replies that all say the same as the other draws of their probe.
  var identicalDraws: [Int] {
    draws.values.flatMap { draws -> [Int] in
      guard draws.count > 1 else { return [] }
      // One behind the other, and each a part of it.
      let all = draws.flatMap { $0.text ?? [] }
      let isFound = all.withUnsafeBytes { bytes in
        var start = 0
        let texts = draws.map { draw -> UnsafeRawBufferPointer? in
          guard let text = draw.text else { return nil }
          defer { start += text.count }
          return UnsafeRawBufferPointer(rebasing: bytes[start..<start + text.count])
        }
        return IdenticalDraws.finding(in: texts) != nil
      }
      return isFound ? draws.map(\.place) : []
    }
  }

  /// Of each source of simulations the simulator, where it has several draws.
  static func drawn(_ sources: [LabelSource]) -> [String?] {
    var several: Set<String> = []
    for case .simulator(let id, let draw) in sources where draw > 0 { several.insert(id) }
    return sources.map { source in
      if case .simulator(let id, _) = source, several.contains(id) { id } else { nil }
    }
  }
}
