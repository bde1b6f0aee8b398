import Foundation
import JSON
import Testing

@testable import Formats
@testable import Interchange

/// What DuckDB reads for us, where it is installed: as a program, or as Python's module. `.ci/run` installs the module.
struct DuckDBTests {
  private static let isInstalled = (try? DuckDB.run("SELECT 1")) != nil

  /// A Parquet file of what a query gives.
  private func parquet(_ query: String, _ options: String = "") throws -> String {
    let folder = try FileManager.default.url(
      for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: FileManager.default.temporaryDirectory,
      create: true)
    let path = folder.appendingPathComponent("chats.parquet").path
    try DuckDB.run("COPY (\(query)) TO \(DuckDB.literal(path)) (FORMAT parquet\(options))")
    return path
  }

  @Test(
    .enabled(if: isInstalled, "DuckDB is not installed"),
    arguments: [", COMPRESSION zstd", ", COMPRESSION snappy", ", COMPRESSION brotli"])
  func aColumnOfMessagesIsRead(_ compression: String) throws {
    let path = try parquet(
      """
      SELECT 'c-1' AS conversation_id, 'zh' AS language, [{'role': 'assistant', 'content': '您好'},
        {'role': 'user', 'content': '不要'}] AS messages
      """, compression)
    let log = try SampleFiles.read(path)
    #expect(log.reading.recognition?.format.id == "openai-messages")
    #expect(log.turns(0) == ["agent: 您好", "user: 不要"])
    #expect(log.value(0, "id") == "c-1")
    #expect(log.profile(0)["language"] == "zh")
  }

  @Test(
    .enabled(if: isInstalled, "DuckDB is not installed"),
    arguments: [
      "SELECT 'c-1' AS id, '[{\"role\":\"user\",\"content\":\"no\"},{\"role\":\"assistant\",\"content\":\"ok\"}]' AS conversation",
      "SELECT 'c-1' AS id, {'role': ['user', 'assistant'], 'content': ['no', 'ok']} AS messages",
      "SELECT 'c-1' AS id, [{'from': 'human', 'value': 'no'}, {'from': 'gpt', 'value': 'ok'}] AS conversations",
      "SELECT * FROM (VALUES ('c-1', 1, 'assistant', 'ok'), ('c-1', 0, 'user', 'no')) AS t(conversation_id, turn, role, text)",
    ])
  func listsStringsColumnsAndRowsAreRead(_ query: String) throws {
    let log = try SampleFiles.read(try parquet(query))
    #expect(log.turns(0) == ["user: no", "agent: ok"])
    #expect(log.value(0, "id") == "c-1")
  }

  @Test(.enabled(if: isInstalled, "DuckDB is not installed"))
  func whatDuckDBCannotReadIsToldWithTheQuery() throws {
    let path = try parquet("SELECT 1 AS x")
    try Data("PAR1 and no more".utf8).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: ImportError.self) { try SampleFiles.read(path) }
    #expect(error.map { "\($0)".contains("DuckDB could not read it") && "\($0)".contains("read_parquet") } == true)
  }

  @Test func whatOnlyDuckDBReadsIsToldByItsBytes() {
    #expect(DuckDB.Source(start: Array("PAR1....".utf8)) == .parquet)
    #expect(DuckDB.Source(start: Array("SQLite format 3\0".utf8)) == .sqlite)
    #expect(DuckDB.Source(start: Array("PK\u{3}\u{4}[Content_Types].xml".utf8)) == .workbook)
    #expect(DuckDB.Source(start: Array("PK\u{3}\u{4}samples/1.json".utf8)) == nil)
    #expect(DuckDB.Source(start: []) == nil)
  }

  @Test func aQuoteInAPathEndsNoText() { #expect(DuckDB.literal("it's") == "'it''s'") }
}
