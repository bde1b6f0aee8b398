import Foundation
import Testing

@testable import ModelEndpoint

/// Programs that answer in the place of an endpoint, and all that they may do wrong.
@Suite struct ProgramTests {
  private static let request = Array(#"{"draw":0,"probe":"p-1","turns":[]}"#.utf8)

  private func pool(_ script: String, processes: Int = 1, timeout: Duration = .seconds(20)) -> ProgramPool {
    ProgramPool(["sh", "-c", script], processes: processes, timeout: timeout)
  }

  /// Answers every line with what the shell makes of it.
  private func answering(_ body: String) -> String { "while read -r line; do \(body); done" }

  private func failure(_ pool: ProgramPool) async -> ChatFailure? {
    await #expect(throws: ChatFailure.self) { try await pool.answer(to: ProgramTests.request) }
  }

  /// Whether a process is still there and is no zombie; the end of what was killed may come a moment later.
  private func runs(_ id: pid_t) async -> Bool {
    let end = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < end, isListed(id) { await Task.yield() }
    return isListed(id)
  }

  private func isListed(_ id: pid_t) -> Bool {
    let status = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
    return !status.isEmpty && !status.contains(") Z ")
  }

  private func folder() throws -> String {
    let path = NSTemporaryDirectory() + "walkaway-program-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private func ids(in file: String) -> [pid_t] {
    ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "").split(whereSeparator: \.isWhitespace)
      .compactMap { pid_t($0) }
  }

  @Test func processesAreKeptAliveAndAnswerOneByOne() async throws {
    let pool = pool(answering(#"printf '{"text":"%s"}\n' $$"#), processes: 2)
    let answers = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<60 { group.addTask { try await pool.answer(to: ProgramTests.request).text } }
      return try await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(answers.count == 60)
    #expect(Set(answers).count <= 2)
    await pool.close()
    for id in Set(answers) { #expect(await !runs(try #require(id.flatMap { pid_t($0) }))) }
  }

  @Test func asManyAreUnderWayAsThereAreProcesses() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // Each waits for the other.
    let both = "until [ -e \(folder)/1 ] && [ -e \(folder)/2 ]; do :; done"
    let pool = pool(
      answering("mkdir \(folder)/1 2>/dev/null || mkdir \(folder)/2; \(both); echo '{\"text\":\"met\"}'"), processes: 2)
    async let first = pool.answer(to: ProgramTests.request)
    async let second = pool.answer(to: ProgramTests.request)
    #expect(try await [first.text, second.text] == ["met", "met"])
    await pool.close()
  }

  @Test func silenceComesWithItsReason() async throws {
    let pool = pool(answering(#"echo '{"text":null,"reason":"bored","probe":"p-1","usage":{"prompt_tokens":4}}'"#))
    let answer = try await pool.answer(to: ProgramTests.request)
    #expect(answer.isSilence && answer.text == nil)
    #expect(answer.reason == "bored")
    #expect(answer.usage?.promptTokens == 4)
    await pool.close()
  }

  @Test func theGroupOfASilentProgramIsKilled() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // Told before it is asked: the time-out may find it at any place behind.
    let pool = pool(
      "trap '' TERM; sleep 1000 & echo $! $$ > \(folder)/new; mv \(folder)/new \(folder)/ids; wait",
      timeout: .milliseconds(1500))
    let failure = await failure(pool)
    #expect(failure?.description.contains("no answer within 1.5 s") == true)
    #expect(failure?.isFatal == false && failure?.isTransient == false)
    let ids = ids(in: "\(folder)/ids")
    #expect(ids.count == 2)
    for id in ids { #expect(await !runs(id)) }
    await pool.close()
  }

  @Test func nothingIsLeftBehindAProgramThatWillNotEnd() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let pool = pool(
      "trap '' TERM; sleep 1000 & echo $! $$ > \(folder)/ids; read -r line; echo '{\"text\":\"x\"}'; "
        + "while :; do sleep 0.1; done")
    #expect(try await pool.answer(to: ProgramTests.request).text == "x")
    await pool.close()
    let ids = ids(in: "\(folder)/ids")
    #expect(ids.count == 2)
    for id in ids { #expect(await !runs(id)) }
    await #expect(throws: CancellationError.self) { try await pool.answer(to: ProgramTests.request) }
  }

  @Test func aCancelledRequestEndsItsProcess() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let pool = pool(
      "echo $$ > \(folder)/new; mv \(folder)/new \(folder)/ids; read -r line; while :; do sleep 0.1; done")
    let task = Task { try await pool.answer(to: ProgramTests.request) }
    while !FileManager.default.fileExists(atPath: "\(folder)/ids") { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    await pool.close()
    for id in ids(in: "\(folder)/ids") { #expect(await !runs(id)) }
  }

  @Test func theEndOfAProgramIsToldWithItsLastWords() async throws {
    let key = "sk-" + "proj-abcdefghijklmnopqrstuvwxyz0123456789"
    let pool = pool("echo \"no model at \u{1B}[2J $0 \(key)\" >&2; read -r line; exit 3")
    let first = await failure(pool)
    #expect(first?.description.contains("it ended with status 3; it said: no model at ␛[2J") == true)
    #expect(first?.description.contains("abcdefghij") == false)
    #expect(first?.isFatal == false)
    // Two processes a request, six in all.
    _ = await failure(pool)
    let last = await failure(pool)
    #expect(last?.isFatal == true)
    #expect(last?.description.contains("6 times without an answer") == true)
    let afterwards = await failure(pool)
    #expect(afterwards == last)
    await pool.close()
  }

  @Test func aProgramThatEndsAfterEveryAnswerIsStartedAgain() async throws {
    let pool = pool(#"read -r line; echo '{"text":"once"}'"#)
    for _ in 0..<10 { #expect(try await pool.answer(to: ProgramTests.request).text == "once") }
    await pool.close()
  }

  @Test func aProgramThatIsNotThereEndsTheRun() async {
    let pool = ProgramPool(["walkaway-no-such-program\u{1B}"], processes: 1, timeout: .seconds(5))
    let failure = await failure(pool)
    #expect(failure?.isFatal == true)
    #expect(failure?.description.contains("walkaway-no-such-program␛ cannot be started: No such file") == true)
    await pool.close()
  }

  @Test(arguments: [
    ("echo Loading the model", "no object of JSON: Loading the model"),
    ("echo '[1]'", "no object of JSON"), ("echo", "no object of JSON"),
    (#"echo '{"text":"x","probe":"p-2"}'"#, "answered another request"),
    (#"echo '{"text":"x","draw":1}'"#, "answered another request"),
    ("head -c 1200000 /dev/zero | tr '\\0' x", "more than 1048576 bytes"),
    (#"echo '{"text":"x","text":"y"}'"#, "holds “text” twice"),
    (#"echo '{"text":5}'"#, "has no “text”"), (#"echo '{"reason":"x"}'"#, "has no “text”"),
    (#"echo '{"error":"out of memory"}'"#, "the program: out of memory"),
    ("kill -9 $$", "signal 9 ended it"), ("exec >&-; exec sleep 1000", "it closed its standard output"),
  ])
  func aWrongAnswerIsNoAnswer(_ body: String, _ words: String) async {
    let pool = pool(answering(body))
    let failure = await failure(pool)
    #expect(failure?.description.contains(words) == true, "\(String(describing: failure))")
    #expect(failure?.isFatal == false)
    await pool.close()
  }

  /// A line too many would answer the next request.
  @Test func aLineThatNothingAskedForEndsTheProcess() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let pool = pool(
      "if mkdir \(folder)/first 2>/dev/null; then read -r line; printf '{\"text\":\"a\"}\\n{\"text\":\"b\"}\\n'; "
        + "touch \(folder)/said; fi; " + answering(#"echo '{"text":"c"}'"#))
    #expect(try await pool.answer(to: ProgramTests.request).text == "a")
    while !FileManager.default.fileExists(atPath: "\(folder)/said") { await Task.yield() }
    #expect(try await pool.answer(to: ProgramTests.request).text == "c")
    await pool.close()
  }

  /// Two lines at once, and requests that wait: none gets what was written for another.
  @Test func aLineTooManyAnswersNoRequestThatWaits() async throws {
    let pool = pool(answering(#"printf '{"text":"a"}\n{"text":"b"}\n'"#))
    let answers = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<12 { group.addTask { try await pool.answer(to: ProgramTests.request).text } }
      return try await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(answers == Array(repeating: "a", count: 12))
    await pool.close()
  }

  @Test func aLongRequestReachesAProgramThatReadsSlowlyOrNotAtAll() async throws {
    let long = Array(#"{"turns":""#.utf8) + [UInt8](repeating: 120, count: 1 << 20) + Array("\"}".utf8)
    let reader = pool(answering(#"printf '{"text":"%s"}\n' ${#line}"#))
    #expect(try await reader.answer(to: long).text == "\(long.count)")
    await reader.close()
    let deaf = pool("exec <&-; exit 0")
    await #expect(throws: ChatFailure.self) { try await deaf.answer(to: long) }
    await deaf.close()
  }
}
