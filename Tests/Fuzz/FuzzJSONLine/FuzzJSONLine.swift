import Cases
import FuzzDriver
import Interchange

/// Any bytes as a line of each file of a bundle: read or refused, never a crash.
private func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let line = Array(UnsafeBufferPointer(start: bytes, count: count))
  let description = AuditDescription(
    name: "fuzz",
    outcome: OutcomeDefinition(
      name: "payment", strata: [Stratum(id: "buyer", committed: true), Stratum(id: "non-buyer", committed: false)]),
    schema: .decisionState1, simulators: [Simulator(id: "persona")],
    instruments: [Instrument(id: "judge-a"), Instrument(id: "judge-b")])
  var checker = BundleLineChecker(description: description)
  for kind in BundleFiles.Kind.allCases { _ = checker.refusal(of: line, in: kind) }
  return 0
}

@main
struct FuzzJSONLine {
  static func main() { runFuzzer(fuzz) }
}
