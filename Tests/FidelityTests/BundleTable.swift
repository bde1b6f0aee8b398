import Cases
import Fidelity
import Foundation

/// Reads an audit bundle straight into a case table: just what the tests of the analyses need, without a store.
struct BundleTable {
  private struct Line: Decodable {
    var id: String?
    var conversation: String?
    var outcome: String?
    var customer: String?
    var turns: [LineTurn]?
    var turn: Int?
    var source: String?
    var instrument: String?
    var draw: Int?
    var stage: String?
  }

  private struct LineTurn: Decodable {
    var role: String
  }

  /// The case table of the bundle in `folder`; pairs in the order of conversation, turn and simulator.
  static func read(_ folder: URL) throws -> CaseTable {
    let decoder = JSONDecoder()
    let description = try decoder.decode(
      AuditDescription.self, from: Data(contentsOf: folder.appending(path: "audit.json")))
    let conversations = try lines(folder.appending(path: "conversations.jsonl"), decoder)
    let labels = try lines(folder.appending(path: "labels.jsonl"), decoder)
    var ofConversation: [String: [Line]] = [:]
    for label in labels { ofConversation[label.conversation ?? "", default: []].append(label) }

    var builder = TestTable(description: description)
    for conversation in conversations {
      let turns = conversation.turns ?? []
      let userTurns = turns.indices.filter { turns[$0].role == "user" }
      let row = builder.addConversation(
        stratum: description.outcome.strata.firstIndex { $0.id == conversation.outcome } ?? 0,
        customer: conversation.customer, userTurns: userTurns.count)
      let own = ofConversation[conversation.id ?? ""] ?? []
      for (place, turn) in userTurns.enumerated() {
        let here = own.filter { $0.turn == turn }
        guard let real = here.first(where: { $0.source == "real" }) else { continue }
        for simulator in description.simulators {
          guard let simulated = here.first(where: { $0.source == simulator.id }) else { continue }
          builder.addPair(
            row, turn: turn, place: place, simulator: simulator.id, instrument: description.instruments[0].id,
            real: real.stage, simulated: simulated.stage)
        }
      }
    }
    return builder.table
  }

  private static func lines(_ file: URL, _ decoder: JSONDecoder) throws -> [Line] {
    try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { try decoder.decode(Line.self, from: $0) }
  }

  /// The shared example data beside the package, or `nil` where it is not there.
  static var persuasionAudit: URL? {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let data = folder.appending(path: "shared/data/persuasion-audit")
      if FileManager.default.fileExists(atPath: data.appending(path: "audit.json").path) { return data }
    }
    return nil
  }
}
