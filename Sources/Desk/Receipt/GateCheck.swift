internal import AuditStore
internal import Cases
internal import Fidelity
internal import Figures
internal import Foundation
internal import JSON
public import Receipt

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
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(
        .noInput, "\(path): no such file", remedy: "walkaway check --example-policy > policy.yaml")
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw CommandFailure(.badData, "\(path): no UTF-8 text")
    }
    do throws(PolicyProblem) {
      return try Policy(yaml: text)
    } catch {
      throw CommandFailure(
        .badData, "\(path): \(error)", remedy: "walkaway check --example-policy prints a whole policy")
    }
  }

  /// The settings that the policy means.
  func method(in audit: LoadedAudit) throws -> ReceiptMethod {
    var settings = MethodSettings()
    settings.seed = policy.seed ?? settings.seed
    settings.resamples = policy.resamples ?? settings.resamples
    settings.permutationDraws = GateCheck.permutationDraws
    settings.level = policy.level ?? settings.level
    settings.margin = policy.margin
    let choice = CaseChoice(
      filter: policy.filter ?? "", simulator: simulator ?? policy.simulator, instrument: policy.instrument)
    return try settings.method(choice, in: audit)
  }

  /// What came of every rule.
  public struct Outcome: Sendable {
    public let report: GateReport
    let audit: String
    let simulator: String
    let instrument: String

    public var text: String { shownLines("\(simulator) as \(instrument) labelled it\n" + report.text) }

    public var json: String { report.tree.json() + "\n" }

    /// The rules as JUnit XML.
    public var junit: String { report.junit(name: "\(audit): \(simulator), \(instrument)") }
  }

  public func outcome(of audit: LoadedAudit) async throws -> Outcome {
    let method = try method(in: audit)
    let receipt = try await ReceiptMaking(audit: audit).receipt(method, issuedAt: ClockText.now(), hasDigests: false)
    let look = try audit.store.lookNumber(
      simulator: method.simulator, instrument: method.instrument, filter: method.filter)
    return Outcome(
      report: GateReport(policy, receipt, look: look), audit: audit.table.description.name, simulator: method.simulator,
      instrument: method.instrument)
  }
}
