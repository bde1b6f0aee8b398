public import AuditStore
internal import Foundation
internal import JSON
public import Probing
internal import Text

/// What a plan says of itself, with what simulating and labelling it would take.
public struct PlanText {
  private let plan: PlanRecord
  private let estimates: EstimateText

  public init(_ plan: PlanRecord, _ estimates: [PlanEstimate]) {
    self.plan = plan
    self.estimates = EstimateText(estimates)
  }

  public var text: String {
    var text = plan.number > 0 ? "plan “\(shown(plan.name))”" : "plan (not kept: the store can only be read)"
    text += ", seed \(plan.seed), panel \(plan.panel)"
    if let filter = plan.filter { text += ", where \(shown(filter))" }
    if let limit = plan.limit { text += ", limit \(limit)" }
    if let simulators = plan.simulators { text += ", labels of \(simulators.words)" }
    text += "\n"
    for count in plan.counts where count.count > 0 || count.why == nil {
      let name = shown(count.step).replacing("_", with: " ")
      text += "  " + String(repeating: " ", count: max(0, 9 - "\(count.count)".count)) + "\(count.count)  \(name)"
      if let why = count.why { text += " (\(shown(why)))" }
      text += "\n"
    }
    if estimates.isEmpty {
      text += "name simulators and instruments with --simulator and --instrument for requests and tokens\n"
    }
    return text + estimates.text
  }

  public func json() throws -> String {
    struct Output: Encodable {
      var plan: Int?
      var name: String?
      var seed: UInt64
      var panel: String
      var filter: String?
      var limit: Int?
      var simulators: [SimulatorChoice]?
      var counts: [PlanRecord.Count]
      var estimates: [PlanEstimate]
    }
    let isKept = plan.number > 0
    return try EstimateText.json(
      Output(
        plan: isKept ? plan.number : nil, name: isKept ? plan.name : nil, seed: plan.seed, panel: plan.panel,
        filter: plan.filter, limit: plan.limit, simulators: plan.simulators, counts: plan.counts,
        estimates: estimates.estimates))
  }
}

/// What requests would cost, in words: of plans and of runs that send nothing.
public struct EstimateText {
  let estimates: [PlanEstimate]

  public init(_ estimates: [PlanEstimate]) { self.estimates = estimates }

  var isEmpty: Bool { estimates.isEmpty }

  public var text: String {
    var text = ""
    for estimate in estimates {
      text += "\(estimate.kind) \(shown(estimate.id)): \(NumberText.counted(estimate.requests, "request"))"
      if estimate.promptTokens > 0 {
        text += ", about \(estimate.promptTokens) prompt and \(estimate.completionTokens) completion tokens"
      }
      if let cost = estimate.cost { text += ", about \(cost.words)" }
      if estimate.stored > 0 { text += "; \(estimate.stored) there before" }
      if estimate.invalid > 0 { text += "; \(estimate.invalid) invalid before" }
      text += "\n"
      guard estimate.kind == DefinitionRecord.Kind.instrument.rawValue else { continue }
      for share in estimate.shares {
        text += "  \(share.requests) of \(share.words)"
        if share.expected > 0 {
          text += ", of which \(share.expected) are still to be written (those that stay silent need no label)"
        }
        text += "\n"
      }
    }
    let costs = estimates.compactMap(\.cost)
    if costs.count > 1 {
      text += "in all about " + Cost.sums(costs).map(\.words).joined(separator: " and ") + "\n"
    }
    return text
  }

  /// What a run that sends nothing says.
  public func dryRun(of scope: ProbeScope) -> String { scope.words + "; nothing is sent\n" + text }

  public func dryRunJSON(of scope: ProbeScope, command: String) throws -> String {
    struct Output: Encodable {
      var command: String
      var dryRun = true
      var plan: String?
      var probes: Int
      var planned: Int
      var estimates: [PlanEstimate]

      enum CodingKeys: String, CodingKey {
        case command, plan, probes, planned, estimates
        case dryRun = "dry_run"
      }
    }
    return try EstimateText.json(
      Output(
        command: command, plan: scope.plan, probes: scope.points.count, planned: scope.planned, estimates: estimates))
  }

  static func json(_ output: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return String(decoding: try encoder.encode(output), as: UTF8.self) + "\n"
  }
}

extension PlanEstimate.Share {
  fileprivate var words: String {
    switch source {
    case "real": "real turns"
    case "agent": "agent turns"
    default: "turns of \(shown(source))"
    }
  }
}

extension ProbeScope {
  /// Which plan it is, and how much of it.
  var words: String {
    let name = plan.map { "plan “\(shown($0))”" } ?? "what was simulated"
    return points.count == planned
      ? "\(name): \(planned) probe points" : "\(name): \(points.count) of its \(planned) probe points"
  }
}

extension [SimulatorChoice] {
  /// Their ids, each with its draws.
  var words: String {
    if isEmpty { return "no simulator" }
    var draws: [String: [Int]] = [:]
    var ids: [String] = []
    for choice in self {
      if draws[choice.id] == nil { ids.append(choice.id) }
      draws[choice.id, default: []] += choice.draw.map { [$0] } ?? []
    }
    return ids.map { id in
      let numbers = (draws[id] ?? []).map(String.init).joined(separator: ", ")
      return shown(id) + (numbers.isEmpty ? "" : " (draw \(numbers))")
    }.joined(separator: ", ")
  }
}

extension Cost {
  /// An amount with its currency: small ones to the hundredth of a cent.
  var words: String {
    let number = NumberText.fixed(amount, abs(amount) < 1 ? 4 : 2)
    return currency.isEmpty ? number : "\(number) \(shown(currency))"
  }
}
