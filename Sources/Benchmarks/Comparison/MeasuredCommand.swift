import Foundation

/// A command of the program that is measured on a generated audit.
struct MeasuredCommand {
  let name: String
  /// `STORE`, `BUNDLE` and `RECEIPT` stand for the program's own.
  private let arguments: [String]
  private var statuses: Set<Int32> = [0]

  static let all = [
    MeasuredCommand(name: "import", arguments: ["import", "BUNDLE", "--into", "FRESH"]),
    MeasuredCommand(
      name: "filter", arguments: ["cases", "STORE", "--where", "committed:no real:resisting", "--limit", "1"]),
    MeasuredCommand(name: "search", arguments: ["cases", "STORE", "--where", "text~价格", "--limit", "1"]),
    MeasuredCommand(name: "stats", arguments: ["stats", "STORE", "--json"]),
    MeasuredCommand(name: "csv", arguments: ["export", "STORE", "--format", "csv"]),
    MeasuredCommand(name: "json lines", arguments: ["export", "STORE", "--format", "jsonl"]),
    MeasuredCommand(name: "receipt", arguments: ["receipt", "STORE", "--json"]),
    MeasuredCommand(name: "verify", arguments: ["verify", "RECEIPT", "STORE"], statuses: [0, 1]),
    MeasuredCommand(name: "kinds", arguments: ["kinds", "STORE"]),
    MeasuredCommand(name: "lint", arguments: ["lint", "STORE"]),
  ]

  /// Makes the store and the receipt of one program in `place`.
  static func prepare(_ program: ComparedProgram, bundle: String, place: String, number: Int) throws {
    let store = "\(place)/\(number).walkaway"
    guard try program.seconds(["import", bundle, "--into", store], statuses: [0]) != nil else {
      throw Tool.Failure(command: "\(program.name): walkaway import")
    }
    _ = try program.seconds(["receipt", store, "--json", "--output", "\(place)/\(number).json"], statuses: [0])
  }

  /// Seconds that it takes on what was prepared; `nil` where it fails, as in a program that does not have it.
  func seconds(by program: ComparedProgram, bundle: String, place: String, number: Int) throws -> Double? {
    let fresh = "\(place)/fresh.walkaway"
    for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: fresh + end) }
    let names = [
      "BUNDLE": bundle, "FRESH": fresh, "STORE": "\(place)/\(number).walkaway", "RECEIPT": "\(place)/\(number).json",
    ]
    return try program.seconds(arguments.map { names[$0] ?? $0 }, statuses: statuses)
  }
}
