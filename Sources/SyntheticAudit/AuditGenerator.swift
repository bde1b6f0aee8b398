internal import Dispatch
internal import JSON
internal import Synchronization

/// The files of a generated audit, in the order in which they are written (and best imported).
public enum GeneratedFile: String, Sendable, CaseIterable {
  case audit = "audit.json"
  case conversations = "conversations.jsonl"
  case simulations = "simulations.jsonl"
  case labels = "labels.jsonl"
  /// Written only where conversations are labelled blind.
  case reviews = "reviews.jsonl"
  /// What was planted; no part of the bundle format.
  case truth = "truth.json"
}

/// How far a generation is.
public struct GenerationProgress: Sendable, Equatable {
  public var conversations: Int
  public var totalConversations: Int
  public var bytes: Int
}

/// Draws a synthetic audit with planted, known truth.
///
/// The bytes depend on the options alone, not on the machine or the number of threads.
public struct AuditGenerator: Sendable {
  public let options: GenerationOptions
  private let vocabulary: Vocabulary
  private let blocks: BlockWriter

  /// Conversations that one thread writes at a time; small enough that memory stays at a few megabytes.
  private static let blockSize = 256

  /// - Throws: ``GenerationError`` naming the option that is out of range.
  public init(_ options: GenerationOptions) throws(GenerationError) {
    try options.check()
    self.options = options
    vocabulary = try Vocabulary(domain: options.domain)
    blocks = BlockWriter(options: options, vocabulary: vocabulary)
  }

  /// The bytes of `audit.json`.
  public var auditJSON: [UInt8] {
    let text = AuditDescriptionText(options: options, profileFields: vocabulary.cast.fieldNames)
    return Array((text.value.json() + "\n").utf8)
  }

  /// The bytes of `truth.json`.
  public func truthJSON(threads: Int = 2) -> [UInt8] {
    let tally = TruthStudy(options: options).run(threads: threads)
    return Array((TruthText(options: options, tally: tally).value.json() + "\n").utf8)
  }

  /// The files that belong to it.
  public var files: [GeneratedFile] {
    GeneratedFile.allCases.filter { $0 != .reviews || options.blindConversations > 0 }
  }

  /// Writes all files.
  ///
  /// - Parameters:
  ///   - threads: At most this many work at once.
  ///   - sink: Takes bytes that are to be appended to a file: whole lines, the files' parts interleaved. It is called on
  ///     the calling thread only.
  ///   - progress: Called after each round of blocks. Throw from it to cancel.
  /// - Throws: What `sink` or `progress` throws; the files are then incomplete.
  public func write(
    threads: Int = 2, to sink: (GeneratedFile, [UInt8]) throws -> Void,
    progress: (GenerationProgress) throws -> Void = { _ in }
  ) throws {
    var bytes = 0
    func put(_ file: GeneratedFile, _ part: [UInt8]) throws {
      guard !part.isEmpty else { return }
      bytes += part.count
      try sink(file, part)
    }
    try put(.audit, auditJSON)
    let total = options.conversations
    let threads = min(max(threads, 1), 64)
    var next = 0
    while next < total {
      let starts = (0..<threads).map { next + $0 * AuditGenerator.blockSize }.filter { $0 < total }
      let ranges = starts.map { $0..<min($0 + AuditGenerator.blockSize, total) }
      for block in AuditGenerator.inParallel(ranges, blocks.write) {
        try put(.conversations, block.conversations)
        try put(.simulations, block.simulations)
        try put(.labels, block.labels)
        try put(.reviews, block.reviews)
      }
      next = ranges.last?.upperBound ?? total
      try progress(GenerationProgress(conversations: next, totalConversations: total, bytes: bytes))
    }
    try put(.truth, truthJSON(threads: threads))
  }

  /// The results of `work` for each of `inputs`, in their order, a thread each.
  static func inParallel<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], _ work: @Sendable (Input) -> Output
  ) -> [Output] {
    if inputs.count <= 1 { return inputs.map(work) }
    let results = Mutex<[Int: Output]>([:])
    DispatchQueue.concurrentPerform(iterations: inputs.count) { index in
      let output = work(inputs[index])
      results.withLock { $0[index] = output }
    }
    return results.withLock { done in inputs.indices.compactMap { done[$0] } }
  }
}
