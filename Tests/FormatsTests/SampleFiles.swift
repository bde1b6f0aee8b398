import Cases
import Foundation
import JSON
import Testing

@testable import Formats
@testable import Interchange

/// The small files of each format, by its id: written for these tests, after the documentation of each.
enum SampleFiles {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Samples").path

  /// A file, or a folder that is read as one log: what lies directly in the folder of its format.
  static func logs(of format: String) -> [String] {
    let folder = "\(root)/\(format)"
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }
      .sorted().map { "\(folder)/\($0)" }
  }

  /// What has to be said of the samples of a format: who the user of a chat is.
  static func mapping(of format: String) -> Mapping {
    var mapping = Mapping()
    if format == "whatsapp" {
      mapping.roles = ["ana bürgi": .user]
      mapping.namesUser = true
    }
    return mapping
  }

  /// What the log at `path` comes to: recognised by its content, unless `format` is named.
  static func read(
    _ path: String, format: String? = nil, mapping: Mapping = Mapping(), outcomes: OutcomeTable? = nil
  ) throws -> ReadLog {
    try read([path], format: format, mapping: mapping, outcomes: outcomes)
  }

  static func read(
    _ paths: [String], format: String? = nil, mapping: Mapping = Mapping(), outcomes: OutcomeTable? = nil
  ) throws -> ReadLog {
    let files = try LogFiles(paths, options: ImportOptions())
    defer { files.removeUnpacked() }
    var request = LogRequest(LogInput(files: files.files), from: paths[0], name: "test")
    request.input.passedOver = files.passedOver
    request.format = format.flatMap(LogFormats.format)
    request.mapping = mapping
    request.outcomes = outcomes
    let reading = try LogReading(request)
    var leftOut: [String: Int] = [:]
    let rows = try reading.preview(.max, leftOut: &leftOut)
    return ReadLog(reading: reading, rows: rows, leftOut: leftOut)
  }
}

/// A log as it was read.
struct ReadLog {
  var reading: LogReading
  var rows: [PreviewedRow]
  var leftOut: [String: Int]

  var conversations: [PreviewedRow] { rows.filter { $0.refusal == nil } }
  var refusals: [Refusal] { rows.compactMap(\.refusal) }

  /// `role: text` of every turn of a conversation.
  func turns(_ number: Int) -> [String] {
    (conversations[number].record["turns"]?.elements ?? []).map {
      "\($0["role"]?.string ?? ""): \($0["text"]?.string ?? "")"
    }
  }

  func value(_ number: Int, _ key: String) -> String? { conversations[number].record[key]?.string }

  func profile(_ number: Int) -> [String: String] {
    (conversations[number].record["profile"]?.members ?? []).reduce(into: [:]) {
      $0[$1.key] = $1.value.string ?? $1.value.json(indented: false)
    }
  }
}
