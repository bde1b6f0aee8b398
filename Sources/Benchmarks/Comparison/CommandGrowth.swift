import Foundation

/// How the time of every command grows with the audit, best of some rounds, and the exponent between the last two sizes.
struct CommandGrowth {
  let program: ComparedProgram
  /// Conversations, ascending.
  let sizes: [Int]
  let rounds: Int

  func run(in folder: String) throws {
    var times = MeasuredCommand.all.map { _ in [Double?]() }
    for size in sizes {
      let place = "\(folder)/\(size)"
      let bundle = "\(place)/bundle"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: place) }
      let options = ["generate", "--conversations", "\(size)", "--lean", "--into", bundle]
      guard try program.seconds(options, statuses: [0]) != nil else { throw Tool.Failure(command: "walkaway generate") }
      try MeasuredCommand.prepare(program, bundle: bundle, place: place, number: 0)
      for (row, command) in MeasuredCommand.all.enumerated() {
        let measured = try (0..<rounds).compactMap { _ in
          try command.seconds(by: program, bundle: bundle, place: place, number: 0)
        }
        times[row].append(measured.min())
      }
    }
    print("\(program.name): best of \(rounds), seconds, by conversations")
    let names = MeasuredCommand.all.map(\.name)
    GrowthTable(sizes: sizes, rows: zip(names, times).map { ($0, $1) }).print()
  }
}
