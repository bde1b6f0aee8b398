public import AuditStore

/// What a command is about: probe points of a plan, and whose simulated turns at them.
public struct ProbeScope: Sendable, Hashable {
  /// What the plan is called; `nil` where the points are those of an import.
  public var plan: String?
  public var points: [PlannedProbe]
  /// How many points the plan has.
  public var planned: Int
  /// Whose simulated turns are labelled; `nil` for everybody's.
  public var simulators: [SimulatorChoice]?

  public init(plan: String? = nil, points: [PlannedProbe], simulators: [SimulatorChoice]? = nil) {
    self.plan = plan
    self.points = points
    planned = points.count
    self.simulators = simulators
  }
}

/// What plans may be called: a part of the names of batch requests, for which engines allow no more.
public enum PlanName {
  public static let longest = 20

  public static func isValid(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= longest
      && name.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
      }
  }
}
