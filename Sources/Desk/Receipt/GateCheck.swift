internal import AuditStore
internal import Cases
internal import Fidelity
internal import Figures
internal import JSON
public import Receipt
internal import Text

/// A gate's policy, held against an audit.
public struct GateCheck: Sendable {
  private let policy: Policy
  private let simulator: String?

  /// No rule of a policy reads a p-value, so a build's gate does not wait for the standard number of draws.
  static let permutationDraws = 1_000

  /// - Parameter simulator: Takes the place of the policy's.
  public init(_ policy: Policy, simulator: String?) {
    self.policy = policy
    self.simulator = simulator
  }

  /// Reads the policy at `path`.
  ///
  /// - Throws: ``CommandFailure`` where there is none, or none that can be understood.
  public static func policy(at path: String) throws -> Policy {
    let remedy = "walkaway check --example-policy prints a whole policy"
    let text = try CommandFailure.text(of: path, remedy: remedy)
    do throws(PolicyProblem) {
      return try Policy(yaml: text)
    } catch {
      throw CommandFailure(.badData, "\(path): \(error)", remedy: remedy)
    }
  }

  /// The settings that the policy means.
  ///
  /// - Parameters:
  ///   - simulator: One of those that are judged.
  ///   - share: The part of the chance of an error that it may use.
  func method(of simulator: String?, share: Double = 1, in audit: LoadedAudit) throws -> ReceiptMethod {
    var settings = MethodSettings()
    settings.seed = policy.seed ?? settings.seed
    settings.resamples = policy.resamples ?? settings.resamples
    settings.permutationDraws = GateCheck.permutationDraws
    settings.level = 1 - (1 - (policy.level ?? settings.level)) * share
    settings.margin = policy.margin
    settings.excessMargin = policy.excessMargin
    let choice = CaseChoice(filter: policy.filter ?? "", simulator: simulator, instrument: policy.instrument)
    return try settings.method(choice, in: audit)
  }

  /// What came of every rule.
  public struct Outcome: Sendable {
    public let report: GateReport
    let audit: String
    /// Each with the level that its intervals have.
    let simulators: [(id: String, level: Double)]
    let instrument: String

    public var text: String { shownLines(opening + report.text) }

    /// Where errors concentrate, then what was looked at.
    private var opening: String { (report.findingLines + [heading]).map { $0.oneLine + "\n" }.joined() }

    private var heading: String {
      let names = simulators.map(\.id).joined(separator: ", ")
      if instrument.isEmpty { return "\(names): whole conversations; no reply by itself is labelled" }
      guard simulators.count > 1 else { return "\(names) as \(instrument) labelled it" }
      let levels = simulators.map { "\($0.id) at \(NumberText.percent($0.level))" }.joined(separator: ", ")
      return
        "\(names) as \(instrument) labelled them; Holm over \(NumberText.counted(simulators.count, "simulator")): \(levels)"
    }

    public var json: String { report.tree.json() + "\n" }

    /// The rules as JUnit XML.
    public var junit: String {
      report.junit(name: "\(audit): \(simulators.map(\.id).joined(separator: ", ")), \(instrument)")
    }
  }

  public func outcome(of audit: LoadedAudit) async throws -> Outcome {
    let names = simulator.map { [$0] } ?? policy.simulators
    guard names.count > 1 else {
      let (report, method) = try await judge(try method(of: names.first, in: audit), in: audit)
      return Outcome(
        report: report, audit: audit.table.description.name, simulators: [(method.simulator, method.level)],
        instrument: method.instrument)
    }
    let judged = try await judgeTogether(names, in: audit)
    return Outcome(
      report: GateReport(of: judged.map { ($0.method.simulator, $0.report) }),
      audit: audit.table.description.name, simulators: judged.map { ($0.method.simulator, $0.method.level) },
      instrument: judged[0].method.instrument)
  }

  private typealias Judged = (report: GateReport, method: ReceiptMethod)

  /// Holm's steps by levels: all share the chance of an error, and what those used who are decided the others have again.
  private func judgeTogether(_ names: [String], in audit: LoadedAudit) async throws -> [Judged] {
    var judged: [String: Judged] = [:]
    var open = names
    while !open.isEmpty {
      for name in open {
        judged[name] = try await judge(try method(of: name, share: 1 / Double(open.count), in: audit), in: audit)
      }
      let undecided = open.filter { judged[$0]?.report.verdict == .undecided }
      if undecided.count == open.count { break }
      open = undecided
    }
    return names.compactMap { judged[$0] }
  }

  private func judge(_ method: ReceiptMethod, in audit: LoadedAudit) async throws -> Judged {
    let receipt = try await ReceiptMaking(audit: audit).receipt(method, issuedAt: ClockText.now(), hasDigests: false)
    let look = try audit.store.lookNumber(
      simulator: method.simulator, instrument: method.instrument, filter: method.filter)
    return (GateReport(policy, receipt, look: look), method)
  }
}
