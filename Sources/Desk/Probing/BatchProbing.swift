internal import AuditStore
internal import Files
internal import Foundation
public import ModelEndpoint
public import Probing

/// Batch files on disk: requests out, results in.
public struct BatchProbing {
  private let command: String
  private let session: ProbeSession
  private let works: [ProbeWork]
  private let scope: ProbeScope
  private let format: BatchFormat

  /// - Parameter command: The word that begins the names of request files.
  public init(
    command: String, session: ProbeSession, works: [ProbeWork], scope: ProbeScope, format: BatchFormat
  ) {
    self.command = command
    self.session = session
    self.works = works
    self.scope = scope
    self.format = format
  }

  /// - Throws: ``CommandFailure`` where a definition makes no requests that a batch engine takes.
  private func checkForms() throws {
    for work in works {
      guard let refusal = work.definition.batchRefusal else { continue }
      throw CommandFailure(
        .usage, "\(work.definition.kind.rawValue) “\(work.definition.id)”: \(refusal.problem)", remedy: refusal.remedy)
    }
    guard format == .anthropic else { return }
    for work in works where work.definition.definition.sampling.reasoningEffort != nil {
      throw CommandFailure(
        .usage,
        "\(work.definition.kind.rawValue) “\(work.definition.id)” has reasoning_effort, which Anthropic's batches do not know",
        remedy: "say it in extra_body as Anthropic's API does, under a new id")
    }
  }

  private var files: BatchFiles { BatchFiles(works: works, now: { ClockText.now() }) }

  /// Request files that were written.
  public struct Requests: Sendable, Hashable {
    public internal(set) var files: [String] = []
    public internal(set) var count = 0
    /// Definitions whose seed the engine has no place for.
    public internal(set) var unseeded: [String] = []
  }

  /// Writes the requests that have no stored answer yet into `folder`, which must not hold request files already.
  ///
  /// - Parameters:
  ///   - seed: Where the order of the requests starts.
  ///   - retriesInvalid: Whether answers that stayed invalid before are asked for again.
  public func write(to folder: String, seed: UInt64, retriesInvalid: Bool) throws -> Requests {
    try checkForms()
    let jobs = try works.map { try session.jobs(of: $0, at: scope, seed: seed, again: retriesInvalid).pending }
    try PrivateFolders.make(folder)
    let prefix = "\(command)-requests-"
    guard try !FileManager.default.contentsOfDirectory(atPath: folder).contains(where: { $0.hasPrefix(prefix) }) else {
      throw CommandFailure(
        .usage, "\(folder): holds request files of \(command) already",
        remedy: "name another folder, or remove them once their results are read")
    }
    var requests = Requests()
    if format == .anthropic {
      requests.unseeded = works.filter { $0.definition.definition.sampling.seed != nil }.map(\.definition.id)
    }
    var output: OutputFile?
    requests.count = try files.write(jobs, of: scope.plan, format: format) { line, file in
      if file == requests.files.count {
        try output?.finish()
        let path = "\(folder)/\(prefix)\(file + 1).jsonl"
        requests.files.append(path)
        output = try OutputFile(path)
      }
      try output?.write(line)
    }
    try output?.finish()
    return requests
  }

  /// What came of result files, and what the plans still lack that they are of.
  public struct Results: Sendable {
    public internal(set) var report = BatchFiles.Report()
    public internal(set) var missing: [(scope: ProbeScope, jobs: [[ProbeJob]])] = []

    public var missingCount: Int { missing.reduce(0) { $0 + $1.jobs.reduce(0) { $0 + $1.count } } }
  }

  /// Takes result files, of whatever plan, and writes what is still missing where that is asked for.
  ///
  /// - Parameters:
  ///   - isChosen: Whether the scope was asked for; what is missing is else told of the plans that the results name.
  ///   - missing: The path of a request file for what is still missing.
  ///   - progress: Told how many lines were read.
  public func read(
    _ paths: [String], isChosen: Bool, missing: String?, progress: (Int) -> Void = { _ in }
  ) throws -> Results {
    try checkForms()
    var results = Results()
    let everywhere = ProbeScope(points: try session.everyPoint())
    let jobs = try works.map { try session.everything(of: $0, at: everywhere) }
    var lines = 0
    results.report = try files.read(jobs) { take in
      for path in paths {
        try ResultLines.forEach(in: path) { line, number in
          lines += 1
          progress(lines)
          try take(line, "\(path):\(number)")
        }
      }
    }
    for scope in try scopes(of: results.report, isChosen: isChosen) {
      let jobs = try works.map { try session.everything(of: $0, at: scope) }
      results.missing.append((scope, try files.missing(of: jobs)))
    }
    // The next start of the explorer finds the table made.
    _ = try session.store.caseTable()
    if let missing {
      try OutputFile.write(to: missing) { write in
        for (scope, jobs) in results.missing {
          _ = try files.write(
            jobs, of: scope.plan, format: format, splitter: BatchSplitter(largestCount: .max, largestSize: .max)
          ) { line, _ in try write(line) }
        }
      }
    }
    return results
  }

  /// What the results were asked for.
  private func scopes(of report: BatchFiles.Report, isChosen: Bool) throws -> [ProbeScope] {
    if isChosen { return [scope] }
    let named = try session.store.plans().filter { report.plans.contains($0.name) }
    return named.isEmpty ? [scope] : try named.map { try ProbeScope(of: $0, in: session.store) }
  }
}
