import Cases
import Desk
import Foundation
import Interchange
import JSON
import SyntheticAudit
import Testing
import Text

/// What is done in pieces on all processors: on an audit that takes more than one piece.
@Suite struct LargeAuditTests {
  @Test func whatIsDoneInPiecesIsThatOfTheWhole() throws {
    let folder = NSTemporaryDirectory() + "large-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let audit = try LargeAuditTests.audit(in: folder)
    // Another order than the store's.
    let rows = Array((0..<audit.table.count).reversed())
    let lines = try LargeAuditTests.export(audit, rows, .jsonLines)
      .split(separator: 10).map { try JSONValue(parsing: $0) }
    #expect(audit.table.conversations.count > 4096 && lines.count == rows.count)
    for range in [0..<8, 508..<516, 1020..<1030, 4090..<4100] {
      let alone = try LargeAuditTests.export(audit, Array(rows[range]), .jsonLines)
      #expect(alone == lines[range].flatMap { Array($0.json(indented: false).utf8) + [10] }, "\(range)")
    }

    // Found are the rows that show the words, whichever piece they lie in.
    for (side, words) in [("real", "week"), ("simulated", "price"), ("real", "the"), ("simulated", "no such words")] {
      let shown = zip(rows, lines).filter { $1[side]?["text"]?.string?.lowercased().contains(words) == true }.map(\.0)
      let found = try audit.rows(matching: "\(side)-text~\"\(words)\"")
      #expect(shown.isEmpty == (words == "no such words") && rows.filter(found.contains) == shown, "\(side) \(words)")
      #expect(try audit.rows(matching: "\(side)-text~\"\(words)\"") == found)
    }

    let form = CSVForm(hasMark: true)
    let csv = try LargeAuditTests.export(audit, rows, .csv, form)
    let whole = csv.dropFirst(3)
    #expect(csv.starts(with: CSVForm.mark) && !whole.contains(0xEF))
    #expect(String(decoding: whole, as: UTF8.self).components(separatedBy: "\r\n").count == rows.count + 2)
  }

  /// What is kept from row to row is not seen in them: neither of another conversation nor of another turn.
  @Test(arguments: [ExportFormat.csv, .jsonLines]) func aLineIsTheSameWhateverComesBeforeIt(format: ExportFormat) throws
  {
    let folder = NSTemporaryDirectory() + "lines-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let audit = try LargeAuditTests.audit(
      GenerationOptions(domain: .matchmaking, conversations: 9, seed: 5), in: folder)
    let rows = 0..<audit.table.count
    let (turns, series) = (Set(audit.table.pairs.turn), Set(audit.table.pairs.series))
    #expect(turns.count > 3 && series.count > 1)
    // As they are, backwards, and every third of them in turn.
    for order in [Array(rows), rows.reversed(), (0..<3).flatMap { Array(stride(from: $0, to: rows.count, by: 3)) }] {
      let alone = try order.map { row in
        let bytes = try LargeAuditTests.export(audit, [row], format, content: .full)
        return format == .csv ? Array(bytes[try #require(bytes.firstRange(of: [13, 10])).upperBound...]) : bytes
      }
      let together = try LargeAuditTests.export(audit, order, format, content: .full)
      let heading = format == .csv ? try #require(together.firstRange(of: [13, 10])).upperBound : 0
      // Megabytes that differ take minutes to be shown.
      let isSame = together[heading...].elementsEqual(alone.joined())
      #expect(isSame)
    }
  }

  /// The first error ends it, and nothing is written behind it.
  @Test(arguments: [ExportFormat.csv, .jsonLines]) func anErrorEndsAnExport(format: ExportFormat) throws {
    struct Full: Error {}
    let folder = NSTemporaryDirectory() + "full-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let audit = try LargeAuditTests.audit(in: folder)
    for most in [0, 1, 2, 5] {
      var pieces = 0
      #expect(throws: Full.self) {
        try CaseExporting(audit: audit, csv: CSVForm()).write(
          Array(0..<audit.table.count), format: format, content: .full
        ) { _ in
          if pieces == most { throw Full() }
          pieces += 1
        }
      }
      #expect(pieces == most)
    }
  }

  private static func export(
    _ audit: LoadedAudit, _ rows: [Int], _ format: ExportFormat, _ form: CSVForm = CSVForm(),
    content: CaseExport.Content = .listing
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try CaseExporting(audit: audit, csv: form).write(rows, format: format, content: content) { bytes += $0 }
    return bytes
  }

  private static func audit(in folder: String) throws -> LoadedAudit {
    var options = GenerationOptions(domain: .subscription, conversations: 4_600, seed: 3)
    options.text = .short
    options.fractions = [0.6]
    options.simulators = [SimulatorPlan(id: "persona")]
    options.instruments = [InstrumentPlan.samples[0]]
    return try audit(options, in: folder)
  }

  private static func audit(_ options: GenerationOptions, in folder: String) throws -> LoadedAudit {
    var options = options
    options.truthConversations = 0
    try FileManager.default.createDirectory(atPath: folder + "/bundle", withIntermediateDirectories: true)
    var files: [GeneratedFile: [UInt8]] = [:]
    try AuditGenerator(options).write(to: { files[$0, default: []] += $1 })
    for (file, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/bundle/\(file.rawValue)")) }
    return try LoadedAudit(
      OpenAudit.open(folder + "/bundle", environment: ["XDG_DATA_HOME": folder, "HOME": folder]).store)
  }
}
