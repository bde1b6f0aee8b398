import ArgumentParser
import Desk
import Fidelity
import ModelEndpoint
import Probing

/// Which probe points are meant.
struct PlanArguments: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "A filter in the filter language. A probe point is meant where one of its cases matches, or it itself; simulator: and draw: also say whose turns are labelled."
    ))
  var `where`: String?

  @Option(name: .long, help: "At most so many conversations.")
  var limit: Int?

  @Option(name: .long, help: "Where every random choice starts: panel, limit, order of the requests.")
  var seed = AnalysisOptions.standard.seed

  @Option(name: .long, help: "full, or balanced: as many conversations of each outcome as the rarest has.")
  var panel: PlanRequest.Panel?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number of conversations, 1 or more.") }
  }

  var request: PlanRequest { PlanRequest(filter: self.where, limit: limit, seed: seed, panel: panel) }
}

/// Which plan a run follows.
struct PlanChoice: ParsableArguments {
  @Option(
    name: .long,
    help:
      "The plan that is followed, by its name; the last one where it is left out. --where, --limit and --panel mean fewer of its points."
  )
  var plan: String?

  @Flag(name: .long, help: "Tell what would be asked, and send nothing.")
  var dryRun = false
}

/// Where requests go and how fast.
struct RunArguments: ParsableArguments {
  @Option(name: .long, help: "The endpoint, up to and including /v1, in the place of the definition's base_url.")
  var baseURL: String?

  @Option(
    name: .long, help: "The most requests under way at once; how many there are follows what the endpoint answers.")
  var concurrency = 16

  @Option(
    name: .long,
    help: "How long an endpoint that pushes back (429, 503, 529) or is not there is waited for: 90s, 15m, 2h.")
  var patience = PatienceArgument(seconds: 900)

  @Option(name: .long, help: "At most so many requests a minute, every try counted.")
  var requestsPerMinute: Int?

  @Option(name: .long, help: "At most so many tokens a minute, by an estimate of each prompt.")
  var tokensPerMinute: Int?

  @Option(name: .long, help: "Stop after so many requests; run again to go on.")
  var maxRequests: Int?

  @Option(name: .long, help: "Stop at so many prompt and completion tokens; run again to go on.")
  var maxTokens: Int?

  @Option(name: .long, help: "How often an answer is asked for until it is valid.")
  var attempts = 3

  @Option(name: .long, help: "Give up after so many invalid answers in a row.")
  var maxInvalid = LiveRun.usualMostInvalid

  @Flag(name: .long, help: "Ask again for answers that stayed invalid before.")
  var retryInvalid = false

  @Option(name: .long, help: "Seconds until a connection must stand.")
  var connectTimeout = 10.0

  @Option(
    name: .long, help: "Seconds until an answer must be complete; what the definition says, else 120, where not given.")
  var timeout: Double?

  func validate() throws {
    for (name, value) in [
      ("--concurrency", concurrency), ("--requests-per-minute", requestsPerMinute ?? 1),
      ("--tokens-per-minute", tokensPerMinute ?? 1), ("--max-requests", maxRequests ?? 1),
      ("--max-tokens", maxTokens ?? 1), ("--attempts", attempts), ("--max-invalid", maxInvalid),
    ] where value < 1 { throw ValidationError("\(name) is a number of 1 or more.") }
    if concurrency > 4096 { throw ValidationError("--concurrency is at most 4096.") }
    for (name, value) in [("--connect-timeout", connectTimeout), ("--timeout", timeout ?? 1)]
    where !(value > 0 && value <= 86_400) { throw ValidationError("\(name) is a number of seconds above 0.") }
  }

  func settings(_ configuration: Configuration) -> RunSettings {
    RunSettings(
      limits: RunLimits(
        concurrency: concurrency, requestsPerMinute: requestsPerMinute, tokensPerMinute: tokensPerMinute,
        requestBudget: maxRequests, tokenBudget: maxTokens, patience: .seconds(patience.seconds)),
      attempts: attempts, mostInvalid: maxInvalid, retriesInvalid: retryInvalid,
      connectTimeout: .seconds(connectTimeout), timeout: timeout.map { .seconds($0) },
      keys: KeyDestination(endpoints: configuration.endpoints))
  }
}

/// A time as people write it: a number with `s`, `m` or `h` behind it.
struct PatienceArgument: ExpressibleByArgument, CustomStringConvertible {
  var seconds: Int

  init(seconds: Int) { self.seconds = seconds }

  init?(argument: String) {
    let units = ["s": 1, "m": 60, "h": 3600]
    guard let unit = units[argument.suffix(1).lowercased()], let count = Int(argument.dropLast()),
      (0...10_000).contains(count)
    else { return nil }
    seconds = count * unit
  }

  var description: String {
    seconds > 0 && seconds % 3600 == 0
      ? "\(seconds / 3600)h" : seconds > 0 && seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
  }
}

/// Batch files in the place of an endpoint.
struct BatchArguments: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case openai, anthropic }

  enum Task: Sendable, Hashable {
    case write(folder: String)
    case read(files: [String])
  }

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "write DIR: request files for a batch engine; read FILE…: its result files, in any order.",
      valueName: "write DIR | read FILE…"))
  var batch: [String] = []

  @Option(name: .long, help: "What is written: openai (also for vLLM and Ray) or anthropic. Either is read.")
  var format = Format.openai

  @Option(name: .long, help: "With --batch read: a request file of what is still missing.", completion: .file())
  var missing: String?

  @Flag(name: .long, help: "Replace the file of --missing even where Walkaway did not write it.")
  var force = false

  func validate() throws {
    if force && missing == nil { throw ValidationError("--force goes with --missing.") }
    if batch.isEmpty {
      if missing != nil { throw ValidationError("--missing goes with --batch read FILE….") }
      return
    }
    guard batch.count >= 2, ["write", "read"].contains(batch[0]), batch[0] == "read" || batch.count == 2 else {
      throw ValidationError("Write --batch write DIR, or --batch read FILE….")
    }
    if batch[0] == "write", missing != nil { throw ValidationError("--missing goes with --batch read FILE….") }
  }

  var batchFormat: BatchFormat { format == .openai ? .openAI : .anthropic }

  var task: Task? {
    guard let verb = batch.first else { return nil }
    return verb == "write" ? .write(folder: batch[1]) : .read(files: Array(batch.dropFirst()))
  }
}
