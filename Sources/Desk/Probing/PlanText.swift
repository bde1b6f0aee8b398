public import AuditStore
internal import Foundation
public import Probing

/// What a plan says of itself, with what simulating and labelling it would take.
public struct PlanText {
  private let plan: PlanRecord
  private let estimates: [PlanEstimate]

  public init(_ plan: PlanRecord, _ estimates: [PlanEstimate]) {
    self.plan = plan
    self.estimates = estimates
  }

  public var text: String {
    var text = plan.number > 0 ? "plan \(plan.number)" : "plan (not kept: the store can only be read)"
    text += ", seed \(plan.seed), panel \(plan.panel)"
    if let filter = plan.filter { text += ", where \(shown(filter))" }
    if let limit = plan.limit { text += ", limit \(limit)" }
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
    for estimate in estimates {
      text += "\(estimate.kind) \(shown(estimate.id)): \(estimate.requests) requests"
      if estimate.promptTokens > 0 {
        text += ", about \(estimate.promptTokens) prompt and \(estimate.completionTokens) completion tokens"
      }
      text += "\n"
    }
    return text
  }

  public func json() throws -> String {
    struct Output: Encodable {
      var plan: Int?
      var seed: UInt64
      var panel: String
      var filter: String?
      var limit: Int?
      var counts: [PlanRecord.Count]
      var estimates: [PlanEstimate]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    let output = Output(
      plan: plan.number > 0 ? plan.number : nil, seed: plan.seed, panel: plan.panel, filter: plan.filter,
      limit: plan.limit,
      counts: plan.counts, estimates: estimates)
    return String(decoding: try encoder.encode(output), as: UTF8.self) + "\n"
  }
}
