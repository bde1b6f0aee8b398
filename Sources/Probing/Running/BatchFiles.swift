import AuditStore
import Cases
import Digest
import Foundation
public import ModelEndpoint

/// Writes the requests of jobs into batch files, and takes result files back.
public struct BatchFiles: Sendable {
  private let works: [ProbeWork]
  private let now: @Sendable () -> String

  /// - Parameters:
  ///   - works: The definitions whose requests are meant.
  ///   - now: The time as RFC 3339.
  public init(works: [ProbeWork], now: @escaping @Sendable () -> String) {
    self.works = works
    self.now = now
  }

  /// A line of a batch file, and the number of the file that it belongs to.
  public typealias LineWriter = (_ line: [UInt8], _ file: Int) throws -> Void

  /// Hands out the lines of `jobs`, whose works are in the same order.
  ///
  /// - Parameter plan: The name of the plan that the jobs are of; results find it by that.
  /// - Returns: How many lines there are.
  public func write(
    _ jobs: [[ProbeJob]], of plan: String?, format: BatchFormat, splitter: BatchSplitter = BatchSplitter(),
    to write: LineWriter
  ) throws -> Int {
    var splitter = splitter
    var lines = 0
    for (work, jobs) in zip(works, jobs) {
      for job in jobs {
        let composed = try work.compose(job)
        let id = BatchRequestName(digest: work.digest(of: job, composed), plan: plan)
        let line = BatchRequest(customID: id.text, request: work.batchRequest(composed)).line(format)
        try write(line, splitter.place(bytes: line.count))
        lines += 1
      }
    }
    return lines
  }

  /// What came of reading result files.
  public struct Report: Sendable, Hashable {
    public var lines = 0
    public var stored = 0
    /// Stored before, by this reading or an earlier one.
    public var duplicates = 0
    /// Other answers than the ones that were stored before, which stay.
    public var contradicting = 0
    /// The plans that the results name.
    public var plans: Set<String> = []
    public var invalid = 0
    /// Requests that the engine answered with an error; they stay missing.
    public var failed = 0
    /// Lines that are no result.
    public var unreadable = 0
    /// Results of requests that these definitions never made.
    public var foreign = 0
    /// Answers whose engine said of their tokens what cannot be.
    public var oddUsages = 0
    /// What is to be told of answers that were stored.
    public var notes: [AnswerNote: Int] = [:]
    /// The models that answered, by work, as they call themselves.
    public var servedModels: [[String: Int]] = []
    /// What is wrong, each with the file and line where it was first and how often it was.
    public var problems: [Problem] = []

    public init() {}

    public struct Problem: Sendable, Hashable {
      public var place: String
      public var words: String
      public var count = 1

      public var line: String { "\(place): \(words)" + (count > 1 ? " (\(count) times)" : "") }
    }

    mutating func note(_ words: some StringProtocol, at place: String) {
      let words = String(words.prefix(300))
      if let known = problems.firstIndex(where: { $0.words == words }) {
        problems[known].count += 1
      } else if problems.count < 20 {
        problems.append(Problem(place: place, words: words))
      }
    }
  }

  /// Takes result lines in any order, any format, repeated, partial or mixed.
  ///
  /// - Parameters:
  ///   - jobs: Every job that results may be of, by work, stored ones included.
  ///   - lines: Calls its argument with each line and the place that errors call it.
  public func read(
    _ jobs: [[ProbeJob]], lines: (_ take: (_ line: [UInt8], _ place: String) throws -> Void) throws -> Void
  ) throws -> Report {
    var report = Report()
    var places: [String: (work: Int, job: Int)] = [:]
    places.reserveCapacity(jobs.reduce(0) { $0 + $1.count })
    for (work, list) in jobs.enumerated() {
      for (index, job) in list.enumerated() {
        places[works[work].digest(of: job, try works[work].compose(job))] = (work, index)
      }
    }
    report.servedModels = Array(repeating: [:], count: works.count)
    var waiting: [Waiting] = []
    try lines { line, place in
      report.lines += 1
      let result: BatchResult
      do throws(ChatFailure) {
        result = try BatchResult(line: line)
      } catch {
        report.unreadable += 1
        report.note("\(error)", at: place)
        return
      }
      let name = BatchRequestName(result.customID)
      guard let found = places[name.digest] else {
        report.foreign += 1
        report.note("no request of this audit has the custom_id “\(result.customID.prefix(70))”", at: place)
        return
      }
      if let plan = name.plan { report.plans.insert(plan) }
      switch result.outcome {
      case .failed(let words):
        // Asked again, it would fail again.
        if let cause = InvalidCause(of: .status(400, message: words, retryAfter: nil)) {
          let (work, job) = (works[found.work], jobs[found.work][found.job])
          waiting.append(
            Waiting(
              record: try work.record(
                of: job, invalid: LabelAnswer.Invalid(words, cause), in: result.format, at: now()),
              notes: [], work: found.work, place: place))
        } else {
          report.failed += 1
          report.note(words, at: place)
        }
      case .answered(let answer):
        if answer.hasOddUsage { report.oddUsages += 1 }
        let work = works[found.work]
        let (record, notes) = try work.record(of: jobs[found.work][found.job], answer, in: result.format, at: now())
        waiting.append(Waiting(record: record, notes: notes, work: found.work, place: place))
      }
      if waiting.count >= BatchFiles.largestTransaction { try store(&waiting, into: &report) }
    }
    try store(&waiting, into: &report)
    return report
  }

  /// Those of `jobs` that have no answer, valid or not, by work.
  public func missing(of jobs: [[ProbeJob]]) throws -> [[ProbeJob]] {
    try zip(works, jobs).map { work, list in
      let (stored, invalid) = try work.store.answerKeys(work.answerKind)
      return list.filter { !stored.contains($0.key) && !invalid.contains($0.key) }
    }
  }

  /// Results that are stored at once; what a killed reading loses is read again.
  private static let largestTransaction = 256

  private struct Waiting {
    var record: AnswerRecord
    var notes: Set<AnswerNote>
    /// The number of its work.
    var work: Int
    var place: String
  }

  private func store(_ waiting: inout [Waiting], into report: inout Report) throws {
    guard let work = works.first, !waiting.isEmpty else { return }
    for number in Set(waiting.map(\.work)) {
      let own = works[number]
      guard own.answerKind == .label, try own.store.format(of: own.slot.definition) == nil else { continue }
      try own.store.keep(DefinitionFormat(own.batchFormat), of: own.slot.definition)
    }
    let areNew = try work.store.store(waiting.map(\.record), codedBy: work.definition.schema)
    for (entry, isNew) in zip(waiting, areNew) {
      if !isNew {
        if try work.store.holds(entry.record) {
          report.duplicates += 1
        } else {
          report.contradicting += 1
          report.note("another answer than the one that is stored, which stays", at: entry.place)
        }
        continue
      }
      if let model = entry.record.servedModel { report.servedModels[entry.work][model, default: 0] += 1 }
      if case .invalid(_, _, let why) = entry.record.content {
        report.invalid += 1
        report.note(why, at: entry.place)
      } else {
        report.stored += 1
        for note in entry.notes { report.notes[note, default: 0] += 1 }
      }
    }
    waiting.removeAll(keepingCapacity: true)
  }
}

/// The custom id of a request in a batch file: at most 64 letters, digits and hyphens, as engines want it.
struct BatchRequestName {
  /// What the request is: the same on every machine, and silent about whose turn is labelled.
  var digest: String
  /// The plan that it was written for.
  var plan: String?

  init(digest: String, plan: String?) {
    self.digest = digest
    self.plan = plan
  }

  /// - Parameter text: A custom id as it came.
  init(_ text: String) {
    let parts = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    digest = parts.prefix(2).joined(separator: "-")
    plan = parts.count > 2 ? String(parts[2]) : nil
  }

  var text: String { digest + (plan.map { "-\($0)" } ?? "") }
}

extension ProbeWork {
  /// What a job's request is called without its plan.
  func digest(of job: ProbeJob, _ composed: Composed) -> String {
    let source =
      switch job.source {
      case .real: "real"
      case .agent: "agent"
      case .simulator(let id, let draw): "simulator \(draw) \(id)"
      }
    let parts = [
      answerKind.rawValue, definition.record.digest, composed.conversation, String(job.turn), source,
      composed.prefixSHA256,
    ]
    return "wa-" + SHA256.hexadecimal(of: parts.joined(separator: "\u{0}").utf8).prefix(40)
  }

  /// The result of a batch engine as it is stored, valid or not.
  fileprivate func record(
    of job: ProbeJob, _ answer: ChatAnswer, in format: BatchFormat, at time: String
  ) throws -> (record: AnswerRecord, notes: Set<AnswerNote>) {
    let composed = try compose(job)
    let bytes = batchRequest(composed).bytes(in: format)
    do throws(LabelAnswer.Invalid) {
      let (content, notes) = try read(answer, to: job, composed)
      return (record(of: job, content, composed, bytes: bytes, answer: answer, at: time), notes)
    } catch {
      return (record(of: job, invalid: error, composed, bytes: bytes, answer: answer, at: time), [])
    }
  }

  fileprivate func record(
    of job: ProbeJob, invalid: LabelAnswer.Invalid, in format: BatchFormat, at time: String
  ) throws -> AnswerRecord {
    let composed = try compose(job)
    return record(
      of: job, invalid: invalid, composed, bytes: batchRequest(composed).bytes(in: format),
      answer: ChatAnswer(text: nil), at: time)
  }

  /// A batch cannot find out what the engine has: it asks for a schema unless the definition, or what it was answered
  /// before, says otherwise.
  fileprivate var batchFormat: AnswerFormat { format?.format ?? .jsonSchema }

  func batchRequest(_ composed: Composed) -> ChatRequest {
    request(composed, in: batchFormat)
  }
}
