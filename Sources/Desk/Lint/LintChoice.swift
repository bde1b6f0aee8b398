public import Cases
public import Conduct

/// Which faults are looked for, and whose.
public struct LintChoice: Sendable {
  public var rules: ConductRules
  /// All where it is empty.
  public var faults: Set<Fault>
  /// All where it is `nil`.
  public var simulator: String?

  /// - Parameters:
  ///   - faults: By their names; all where there are none.
  ///   - hasAllRules: Whether rules are looked at that are off by default.
  public init(faults: [String] = [], simulator: String? = nil, hasAllRules: Bool = false) throws(CommandFailure) {
    rules = hasAllRules ? .all : .standard
    self.simulator = simulator
    self.faults = []
    for name in faults {
      guard let fault = Fault(rawValue: name) else {
        throw CommandFailure(
          .usage, shown("“\(name)” is no fault"),
          remedy: "there are \(Fault.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      self.faults.insert(fault)
    }
  }

  func contains(_ fault: Fault) -> Bool { faults.isEmpty || faults.contains(fault) }
}
