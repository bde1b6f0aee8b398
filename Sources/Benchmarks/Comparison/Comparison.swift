import Foundation

/// The same commands by two programs, one run of each in turn: on a noisy machine only what is measured side by side can
/// be compared.
struct Comparison {
  let old: ComparedProgram
  let new: ComparedProgram
  let conversations: Int
  let rounds: Int

  /// A command and how long it took in every round.
  private struct Row {
    var command: MeasuredCommand
    var old: [Double] = []
    var new: [Double] = []
  }

  /// - Parameter history: The file to which what was measured is added, a line of JSON.
  func run(in place: String, history: String?) throws {
    let bundle = "\(place)/bundle"
    let options = ["generate", "--conversations", "\(conversations)", "--lean", "--into", bundle]
    guard try new.seconds(options, statuses: [0]) != nil else { throw Tool.Failure(command: "walkaway generate") }
    for (number, program) in [old, new].enumerated() {
      try MeasuredCommand.prepare(program, bundle: bundle, place: place, number: number)
    }
    var rows = MeasuredCommand.all.map { Row(command: $0) }
    for round in 0..<rounds {
      for place in rows.indices {
        // Whoever is first finds the machine otherwise than whoever is second.
        for isOld in round % 2 == 0 ? [true, false] : [false, true] {
          let time = try seconds(rows[place], isOld: isOld, bundle)
          if isOld { rows[place].old += time } else { rows[place].new += time }
        }
      }
    }
    print("\(old.name) against \(new.name), \(conversations) conversations, \(rounds) rounds in turn, seconds")
    for row in rows { print(Comparison.text(row)) }
    if let history { try append(rows, to: history) }
  }

  private func seconds(_ row: Row, isOld: Bool, _ bundle: String) throws -> [Double] {
    let program = isOld ? old : new
    return try row.command.seconds(
      by: program, bundle: bundle, place: (bundle as NSString).deletingLastPathComponent, number: isOld ? 0 : 1
    ).map { [$0] } ?? []
  }

  /// Both at their best, the ratio of these, and by how much rounds differ.
  private static func text(_ row: Row) -> String {
    let name = row.command.name.padding(toLength: 12, withPad: " ", startingAt: 0)
    guard let old = row.old.min(), let new = row.new.min() else {
      return name + (row.old.isEmpty ? "not in the first" : "not in the second")
    }
    let spread = max((row.old.max() ?? old) / old, (row.new.max() ?? new) / new)
    return name + String(format: "%8.3f %8.3f   × %.2f   rounds differ by up to × %.2f", old, new, new / old, spread)
  }

  private func append(_ rows: [Row], to path: String) throws {
    struct Line: Encodable {
      struct Measured: Encodable {
        var name: String
        var old: Double
        var new: Double
        var ratio: Double
      }

      var date: String
      var machine: String
      var old: String
      var new: String
      var conversations: Int
      var rounds: Int
      var rows: [Measured]
    }
    func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
    let line = Line(
      date: String(ISO8601DateFormatter().string(from: Date()).prefix(10)), machine: Comparison.machine, old: old.name,
      new: new.name, conversations: conversations, rounds: rounds,
      rows: rows.compactMap { row in
        guard let old = row.old.min(), let new = row.new.min() else { return nil }
        return .init(name: row.command.name, old: rounded(old), new: rounded(new), ratio: rounded(new / old))
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let before = (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data()
    try (before + encoder.encode(line) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path))
  }

  /// The processor's name and how many there are.
  private static var machine: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = text.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last
    return "\(ProcessInfo.processInfo.activeProcessorCount) ×" + (model.map { String($0) } ?? " unknown")
  }
}
