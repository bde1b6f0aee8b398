import ArgumentParser
import Desk
import Files
import Foundation
import JSON
import SyntheticAudit

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Draw a synthetic audit of any size from a planted model, with the planted truth beside it.",
    discussion: """
      The same options give the same bytes on every machine. The data says that it is synthetic.

      EXAMPLES
        walkaway generate --domain matchmaking --conversations 374 --into my-sample
        walkaway generate --conversations 100000 --text short --into big
        walkaway generate --sample --domain subscription --into subscription-en
        walkaway generate --perfect --conversations 5000 --into perfect
        walkaway generate --perfect --judge-misreads 0.6 --blind 150 --into judged
        walkaway generate --knows action --committers-shift -0.6 --into too-shallow
        walkaway generate --knows history --leak 0.8 --into leaked
        walkaway generate --per-customer 3 --both-sides 0.5 --into customers
      """)

  @Option(name: .long, help: "matchmaking (Chinese) or subscription (English).")
  var domain = "matchmaking"

  @Option(name: .long, help: "How many conversations.")
  var conversations = 374

  @Option(name: .long, help: "Where every random number starts.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Share of conversations that commit.")
  var committedShare: Double?

  @Option(name: .long, help: "Probes at these fractions of the user turns, comma-separated.")
  var fractions: String?

  @Flag(name: .long, inversion: .prefixedNo, help: "Probe after the last agent turn that nobody answered.")
  var exitProbe = true

  @Option(name: .long, help: "full or short texts.")
  var text = "full"

  @Option(name: .long, help: "Conversations of one customer.")
  var perCustomer: Int?

  @Flag(name: .long, help: "One simulator and one instrument only, for large audits.")
  var lean = false

  @Flag(name: .long, help: "The options of the shipped sample.")
  var sample = false

  @OptionGroup(title: "Planted truth")
  var planted: PlantedTruthArguments

  @Option(name: .long, help: "The bundle folder; it must not be there yet.", completion: .directory)
  var into: String

  @Flag(name: .long, help: "One JSON object that says what was written.")
  var json = false

  func run() async throws {
    try await reportingFailures {
      let options = try generationOptions()
      let generator: AuditGenerator
      do throws(GenerationError) {
        generator = try AuditGenerator(options)
      } catch {
        throw CommandFailure(.usage, error.description)
      }
      guard !FileManager.default.fileExists(atPath: into) else {
        throw CommandFailure(.usage, "\(into): is there already", remedy: "name a new folder")
      }
      try write(generator)
      guard json else {
        return StandardError.write("wrote \(options.conversations) synthetic conversations to \(into)\n")
      }
      let written: JSONValue = [
        "bundle": .string(into), "conversations": .integer(options.conversations), "domain": .string(domain),
        "seed": .number(String(options.seed)), "synthetic": .bool(true),
      ]
      try FileOrStandardOutput().write(written.json() + "\n")
    }
  }

  private func generationOptions() throws -> GenerationOptions {
    guard let domain = GenerationOptions.Domain(rawValue: domain) else {
      let known = GenerationOptions.Domain.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(.usage, "\"\(self.domain)\" is no domain", remedy: "choose from \(known)")
    }
    guard let detail = GenerationOptions.TextDetail(rawValue: text) else {
      throw CommandFailure(.usage, "\"\(text)\" is no text detail", remedy: "choose full or short")
    }
    if sample {
      guard !planted.isAnything, !lean, committedShare == nil, fractions == nil, perCustomer == nil, exitProbe else {
        throw CommandFailure(.usage, "--sample has options of its own", remedy: "give it --domain and --into alone")
      }
      return .sample(domain)
    }
    var options = GenerationOptions(domain: domain, conversations: conversations, seed: seed)
    options.text = detail
    options.exitProbe = exitProbe
    if let committedShare { options.outcome = .share(committedShare) }
    if let perCustomer { options.conversationsPerCustomer = perCustomer }
    if let fractions {
      options.fractions = try fractions.split(separator: ",").map { part in
        guard let number = Double(part) else {
          throw CommandFailure(.usage, "\"\(part)\" is no fraction", remedy: "write 0.3,0.6,0.9")
        }
        return number
      }
    }
    if lean {
      options.simulators = Array(options.simulators.prefix(1))
      options.instruments = Array(options.instruments.prefix(1))
      options.labelAll = false
    }
    try planted.apply(to: &options)
    return options
  }

  private func write(_ generator: AuditGenerator) throws {
    try OutputFolder.write(to: into) { folder in
      let files = try Dictionary(
        uniqueKeysWithValues: generator.files.map { ($0, try OutputFile("\(folder)/\($0.rawValue)")) })
      let progress = ProgressLine("generate", unit: .items("conversations"))
      try Interrupt().whileWatching { isInterrupted in
        try generator.write(
          to: { file, bytes in try files[file]!.write(bytes) },
          progress: { step in
            if isInterrupted() { throw CancellationError() }
            progress.update(done: step.conversations, total: step.totalConversations)
          })
      }
      progress.finish()
      for file in files.values { try file.finish() }
    }
  }
}
